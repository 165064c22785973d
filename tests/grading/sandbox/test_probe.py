"""A sandbox works on this machine, and the probe says of no sandbox that it is one."""

import pytest

from autograder.grading.sandbox import Unsafe, find, probe


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
