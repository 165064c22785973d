"""The examples in the checks' docstrings, which the reference shows, say what the checks say."""

import re
from types import SimpleNamespace

import pytest

from autograder.chapter.lending import OwnCell, digest
from autograder.checks import cell
from autograder.checks.look import CheckFailed
from autograder.checks.progress import Follower
from autograder.messages import Message
from autograder.site.checks import public
from autograder.site.examples import run, steps


def words(text: str) -> list[str]:
    """Return a text's words: where its lines are broken, a docstring decides."""
    return text.split()


@pytest.mark.parametrize("name", sorted(set(public()) - {"progress"}))
def test_an_example_shows_what_stands_below_it(name: str) -> None:
    example = steps(public()[name])
    assert example, f"check.{name} has no example"
    for step, shown in run(example):
        assert words(shown) == words(step.shown), f"{step.source} shows\n{shown}"


@pytest.mark.parametrize("name", sorted(set(public()) - {"progress"}))
def test_an_example_has_a_right_use_and_a_wrong_one(name: str) -> None:
    told = [step for step in steps(public()[name]) if step.shown]
    assert [step.shown[0] for step in told] == ["✓", "✗"]
    assert all(f"check.{name}(" in step.source for step in told)
    assert re.search(r"^ +expected +\S", told[1].shown, re.M) and re.search(r"^ +found +\S", told[1].shown, re.M)


def test_the_example_of_progress_shows_a_chapter_on_its_way(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"Two inputs": 2, "Two heads": 3, "A prediction": 1}
    cells = [OwnCell(title, "", digest(title), exercise=title, points=float(points)) for title, points in own.items()]
    follower = Follower(cells)
    follower.ran("Two inputs", None)
    wrong = Message("heads", "failed", "the heads of your model", cause="head-on-head")
    follower.ran("Two heads", CheckFailed(wrong))
    monkeypatch.setattr(cell, "_now", SimpleNamespace(follower=follower), raising=False)
    [(step, shown)] = run(steps(public()["progress"]))
    assert shown == step.shown.strip()
