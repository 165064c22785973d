"""Every exercise of every chapter, four ways: unedited, solved, wrong for each cause, different but right."""

from functools import cache

import pytest

from autograder import project
from autograder.chapter import cells
from autograder.authoring.cases import Case, cases_path, read_cases
from autograder.authoring.trial import CheckResult, Trial
from autograder.causes import CAUSES
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


@cache
def trial(chapter: str) -> Trial:
    path = project.solution_path(ROOT, chapter)
    return Trial(cells.read(path), path.parent)


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
    results = trial(chapter).answer(exercise, stub)
    assert results, "the exercise has no check"
    assert {result.outcome for result in results} == {"not attempted"}, told(results)


@every_exercise
def test_solution_passes_every_check(chapter: str, exercise: str) -> None:
    results = trial(chapter).answer(exercise, trial(chapter).solution(exercise))
    assert {result.outcome for result in results} == {"passed"}, told(results)


@pytest.mark.parametrize(
    "chapter, case",
    [one_worker_a_chapter(c, case, name=f"{case.exercise}-{case.kind}-{case.name}") for c, case in CASES],
)
def test_case_is_judged_as_its_author_says(chapter: str, case: Case) -> None:
    assert (chapter, case.exercise) in EXERCISES, f"no exercise is called {case.exercise}"
    results = trial(chapter).answer(case.exercise, case.source)
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
