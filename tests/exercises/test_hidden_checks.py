"""Hidden checks add cases, never demands: what they refuse, the visible ones refuse as well.

Each wrong answer, and each mutant where that is cheap, is judged with the hidden checks, and without them where no
visible part refused it. Where all visible checks of its exercise pass, a student saw green and was graded red. That is
right for an answer that fits the cases shown and no others; such a case says so in its header,
``hidden="why no visible case could tell"``.
"""

from functools import cache

import pytest

from autograder import project
from autograder.authoring.cases import Case, cases_path, read_cases
from autograder.authoring.mutants import mutants
from autograder.authoring.trial import CheckResult, Trial
from autograder.chapter import cells, release
from autograder.chapter import chapter as chapters
from autograder.grading import questions
from tests.conftest import ROOT
from tests.exercises.test_exercises import answered, one_worker_a_chapter, told, trial

CHAPTERS = project.chapters(ROOT)


def exercises_with_hidden_checks(chapter: str) -> set[str]:
    """The exercises of which some check has a part that students do not see."""
    found, exercise = set(), ""
    for cell in cells.read(project.solution_path(ROOT, chapter)).cells:
        if cells.role(cell) == "exercise":
            exercise = cell.id
        elif cells.role(cell) == "check" and "### BEGIN HIDDEN TESTS" in cell.source:
            found.add(exercise)
    return found


CASES = [
    (chapter, case)
    for chapter in CHAPTERS
    for hidden in [exercises_with_hidden_checks(chapter)]
    for case in read_cases(cases_path(ROOT, chapter))
    if case.kind == "wrong" and case.exercise in hidden
]


@cache
def as_students_see_it(chapter: str) -> Trial:
    loaded = chapters.load(ROOT, chapter)
    trained = questions.read(ROOT, loaded).trained
    folder = project.solution_path(ROOT, chapter).parent
    return Trial(release.without_hidden_checks(loaded.solved), folder, trained=trained)


def are_refused_in_sight(chapter: str, exercise: str, source: str, graded: list[CheckResult]) -> bool:
    """Whether the visible checks refuse an answer; judged without the hidden parts only if these alone refused it."""
    if any(result.outcome != "passed" and not result.hidden for result in graded):
        return True
    shown = as_students_see_it(chapter).answer(exercise, source)
    return any(result.outcome != "passed" for result in shown)


@pytest.mark.parametrize(
    "chapter, case", [one_worker_a_chapter(c, case, name=f"{case.exercise}-{case.name}") for c, case in CASES]
)
def test_visible_checks_refuse_what_hidden_ones_refuse(chapter: str, case: Case) -> None:
    graded, _ = answered(chapter, case.exercise, case.source)
    assert any(result.outcome != "passed" for result in graded), told(graded)
    refused = are_refused_in_sight(chapter, case.exercise, case.source, graded)
    if case.hidden:
        assert not refused, f"the visible checks refuse this as well: {case.hidden!r} is no longer true"
    else:
        assert refused, f"all visible checks pass, and when graded:\n{told(graded)}"


def test_some_answers_fit_the_cases_shown_and_no_others() -> None:
    """The test above can see a difference: some answers are refused by hidden cases alone."""
    assert any(case.hidden for _, case in CASES)


CHEAP = [  # exercises whose mutants are judged in a moment: functions, and models of a few numbers
    ("02_multi_output", "balancing-weights"),
    ("04_weight_sharing", "distance"),
    ("04_weight_sharing", "contrastive"),
    ("04_weight_sharing", "nearest"),
]


@pytest.mark.parametrize("chapter, exercise", [one_worker_a_chapter(c, e, name=e) for c, e in CHEAP])
def test_visible_checks_refuse_the_mutants_that_hidden_ones_refuse(chapter: str, exercise: str) -> None:
    assert exercise in exercises_with_hidden_checks(chapter)
    for mutant in mutants(trial(chapter).solution(exercise)):
        graded = trial(chapter).answer(exercise, mutant.source)
        if any(result.outcome != "passed" for result in graded):
            refused = are_refused_in_sight(chapter, exercise, mutant.source, graded)
            assert refused, f"{mutant.name}: all visible checks pass, and when graded:\n{told(graded)}"
