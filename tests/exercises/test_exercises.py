"""Every exercise of every chapter, four ways: unedited, solved, wrong for each cause, different but right.

Each answer is judged twice: on its live values, as in a student's notebook, and on evidence, as a submission is. Both
must come to the same outcome and cause; judged_otherwise.toml lists the exceptions, with their reasons. The mutants of
equivalent_mutants.toml, as good as the solution, are different but right answers too.
"""

import re
from functools import cache

import pytest

from autograder import project
from autograder.authoring.cases import Case, cases_path, read_cases, read_equivalents, read_otherwise
from autograder.authoring.mutants import mutants
from autograder.authoring.trial import CheckResult, Trial, differing
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
DESIGNS_THAT_TRAIN = {  # each mutant takes trainings
    ("03_dag", "page-reader"),
    ("06_capstone", "trained-desk"),
    ("06_capstone", "branches"),
}
EQUIVALENTS = [
    (chapter, exercise, name)
    for chapter, exercises in read_equivalents(ROOT).items()
    for exercise, names in exercises.items()
    for name in names
    if (chapter, exercise) not in DESIGNS_THAT_TRAIN  # `autograder mutants` tries these
]
CASES = [(chapter, case) for chapter in CHAPTERS for case in read_cases(cases_path(ROOT, chapter))]


def one_worker_a_chapter(chapter: str, *values: object, name: str):
    """A test's parameters, kept with the chapter's others so that its cells run once."""
    return pytest.param(chapter, *values, id=f"{chapter}-{name}", marks=pytest.mark.xdist_group(chapter))


OTHERWISE = read_otherwise(ROOT)
ROW = re.compile(r"^ +(expected|found) +(.*)$", re.MULTILINE)  # of a message, as text


@cache
def trial(chapter: str) -> Trial:
    loaded = chapters.load(ROOT, chapter)
    folder = project.solution_path(ROOT, chapter).parent
    recorded = questions.read(ROOT, loaded)
    return Trial(loaded.solved, folder, loaded.plan, recorded.asked, recorded.trained)


@cache
def answered(chapter: str, exercise: str, source: str) -> tuple[list[CheckResult], list[CheckResult]]:
    """What the checks say to an answer, live and on evidence."""
    return trial(chapter).answer_both_ways(exercise, source)


def judged(chapter: str, exercise: str, source: str, answer: str) -> list[CheckResult]:
    """What the checks say to an answer's live values, after comparing it with what they say to its evidence."""
    live, on_evidence = answered(chapter, exercise, source)
    excused = OTHERWISE.get(chapter, {}).get(exercise, {}).get(answer, {})
    both = f"live:\n{told(live)}\non evidence:\n{told(on_evidence)}"
    assert set(differing(live, on_evidence)) == set(excused), both
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
    for result in not_passed:
        rows = dict(ROW.findall(result.message))
        assert rows.get("expected") is None or rows["expected"] != rows.get("found"), result.message
    assert not_passed[0].cause == case.cause, told(results)


@pytest.mark.parametrize(
    "chapter, exercise, name",
    [one_worker_a_chapter(c, exercise, mutant, name=f"{exercise}-{mutant}") for c, exercise, mutant in EQUIVALENTS],
)
def test_mutant_that_is_as_good_as_the_solution_passes(chapter: str, exercise: str, name: str) -> None:
    made = {mutant.name: mutant.source for mutant in mutants(trial(chapter).solution(exercise))}
    assert name in made, f"there is no such mutant any more, only these:\n{chr(10).join(made)}"
    results = judged(chapter, exercise, made[name], name)
    assert {result.outcome for result in results} == {"passed"}, told(results)


def test_every_cause_is_told_to_some_wrong_answer() -> None:
    assert set(CAUSES) == {case.cause for _, case in CASES if case.cause}


@every_exercise
def test_exercise_has_wrong_cases(chapter: str, exercise: str) -> None:
    kinds = [case.kind for c, case in CASES if (c, case.exercise) == (chapter, exercise)]
    assert "wrong" in kinds
