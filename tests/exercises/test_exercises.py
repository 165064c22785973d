"""Every exercise of every chapter, four ways: unedited, solved, wrong for each cause, different but right.

Each answer is judged twice: on its live values, as in a student's notebook, and on evidence, as a submission is. Both
must come to the same outcome and cause; judged_otherwise.toml lists the exceptions, with their reasons.
"""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from autograder import project
from autograder.authoring.cases import Case, cases_path, read_cases
from autograder.authoring.trial import CheckResult, Trial
from autograder.causes import CAUSES
from autograder.chapter import cells
from autograder.chapter import chapter as chapters
from autograder.grading import questions
from tests.conftest import ROOT

CHAPTERS = project.chapters(ROOT)
EXERCISES = [
    (chapter, cell.id)
    for chapter in CHAPTERS
    for cell in cells.read(project.solution_path(ROOT, chapter)).cells
    if cells.role(cell) == "exercise"
]
CASES = [(chapter, case) for chapter in CHAPTERS for case in read_cases(cases_path(ROOT, chapter))]


def one_worker_a_chapter(chapter: str, *values: object, name: str):
    """A test's parameters, kept with the chapter's others so that its cells run once."""
    return pytest.param(chapter, *values, id=f"{chapter}-{name}", marks=pytest.mark.xdist_group(chapter))


OTHERWISE = tomllib.loads((Path(__file__).parent / "judged_otherwise.toml").read_text(encoding="utf-8"))


@cache
def trial(chapter: str) -> Trial:
    loaded = chapters.load(ROOT, chapter)
    folder = project.solution_path(ROOT, chapter).parent
    return Trial(loaded.solved, folder, loaded.plan, questions.read(ROOT, loaded))


def judged(chapter: str, exercise: str, source: str, answer: str) -> list[CheckResult]:
    """What the checks say to an answer's live values, after comparing it with what they say to its evidence."""
    live, on_evidence = trial(chapter).answer_both_ways(exercise, source)
    excused = OTHERWISE.get(chapter, {}).get(exercise, {}).get(answer, {})
    for one, other in zip(live, on_evidence, strict=True):
        assert one.grade_id == other.grade_id
        same = (one.outcome, one.cause) == (other.outcome, other.cause)
        assert same != (one.grade_id in excused), f"live:\n{told([one])}\non evidence:\n{told([other])}"
    return live


def told(results: list[CheckResult]) -> str:
    return "\n".join(f"{r.grade_id}: {r.outcome} {r.cause or ''}\n{r.message}" for r in results)


every_exercise = pytest.mark.parametrize(
    "chapter, exercise", [one_worker_a_chapter(chapter, e, name=e) for chapter, e in EXERCISES]
)


@every_exercise
def test_unedited_exercise_is_not_attempted(chapter: str, exercise: str) -> None:
    released = cells.read(project.released_path(ROOT, chapter))
    stub = next(cell.source for cell in released.cells if cell.id == exercise)
    assert "raise NotImplementedError(" in stub
    results = judged(chapter, exercise, stub, "unedited")
    assert results, "the exercise has no check"
    assert {result.outcome for result in results} == {"not attempted"}, told(results)


@every_exercise
def test_solution_passes_every_check(chapter: str, exercise: str) -> None:
    results = judged(chapter, exercise, trial(chapter).solution(exercise), "solution")
    assert {result.outcome for result in results} == {"passed"}, told(results)


@pytest.mark.parametrize(
    "chapter, case",
    [one_worker_a_chapter(c, case, name=f"{case.exercise}-{case.kind}-{case.name}") for c, case in CASES],
)
def test_case_is_judged_as_its_author_says(chapter: str, case: Case) -> None:
    assert (chapter, case.exercise) in EXERCISES, f"no exercise is called {case.exercise}"
    results = judged(chapter, case.exercise, case.source, case.name)
    if case.kind == "right":
        assert {result.outcome for result in results} == {"passed"}, told(results)
        return
    not_passed = [result for result in results if result.outcome != "passed"]
    assert not_passed, "every check passes this wrong answer"
    assert not_passed[0].cause == case.cause, told(results)


def test_every_cause_is_told_to_some_wrong_answer() -> None:
    assert set(CAUSES) == {case.cause for _, case in CASES if case.cause}


@every_exercise
def test_exercise_has_wrong_cases(chapter: str, exercise: str) -> None:
    kinds = [case.kind for c, case in CASES if (c, case.exercise) == (chapter, exercise)]
    assert "wrong" in kinds
