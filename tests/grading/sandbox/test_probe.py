"""A sandbox works on this machine, and the probe says of no sandbox that it is one."""

import pytest

from autograder.grading.sandbox import Unsafe, find, probe
from tests.grading.tiny_class import TinyClass


def test_one_is_found() -> None:
    assert find().name in {"bubblewrap", "landlock"}


def test_it_works_without_bubblewrap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert [(sandbox.name, probe.why_not(sandbox)) for sandbox in probe.candidates()] == [("landlock", "")]


def test_none_is_found_wanting() -> None:
    reasons = probe.why_not(Unsafe())
    for breach in ("outside could be read", "outside could be listed", "written outside", "network", "sent a signal"):
        assert breach in reasons


def test_none_is_given_to_who_asks_for_it() -> None:
    assert find(unsafe=True).name == "none"


def test_where_none_works_grading_stops_with_the_remedy(
    new_class: TinyClass, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    new_class.submit("ann", new_class.right())
    monkeypatch.setattr(probe, "candidates", list)  # no machine with a sandbox can be made one without
    probe.find.cache_clear()
    assert new_class.grade() != 0
    said = capsys.readouterr().err
    assert "apt install bubblewrap" in said
    assert "--unsafe" in said
    assert not (new_class.folder / "grades.csv").exists()
    assert new_class.grade("--unsafe") == 0
    assert new_class.grades("ann")["outcome"] == "graded"
    assert "Without a sandbox" in capsys.readouterr().out
    probe.find.cache_clear()
