"""How a class stands: a row for everything in submitted/, with the scores that the gradebook has now."""

from __future__ import annotations

from dataclasses import dataclass, replace

from autograder import project
from autograder.gradebook import journal, submitted
from autograder.gradebook.database import ClassGradebook, GradebookBusy
from autograder.gradebook.folder import ClassFolder
from autograder.records import CheckVerdict, Verdict

NOT_GRADED = "not graded"
Scores = dict[str, tuple[float, dict[str, float]]]  # student → score, and the score of each check


@dataclass(frozen=True)
class Row:
    """What became of one thing that was handed in. Scores count what was given by hand.

    `score` is None unless it was graded, `max_score` where no chapter's notebook was found.
    """

    student: str
    chapter: str
    outcome: str
    remarks: str
    score: float | None = None
    max_score: float | None = None
    checks: tuple[CheckVerdict, ...] = ()
    sandbox: str = ""


@dataclass(frozen=True)
class Standing:
    """A class's rows by chapter and student, and the students who have a folder; `trouble` is told above them."""

    folder: ClassFolder
    rows: list[Row]
    students: list[str]
    trouble: str = ""


def read(gradebook: ClassGradebook) -> Standing:
    """Return how a class stands. Where the gradebook cannot be read, scores are left blank, and that is told."""
    found = submitted.look(gradebook.folder.submitted, project.chapters(gradebook.root))
    strays = {(stray.student, stray.chapter) for stray in found.strays}
    results = [each for each in journal.results(gradebook.folder) if (each.student, each.chapter) not in strays]
    trouble = ""
    scores: dict[str, Scores] = {}
    try:
        scores = {chapter: gradebook.scores(chapter) for chapter in sorted({each.chapter for each in results})}
    except GradebookBusy as problem:
        trouble = str(problem)
    rows = [_row(each, scores.get(each.chapter)) for each in results]
    rows += [Row(stray.student, stray.chapter, NOT_GRADED, stray.reason) for stray in found.strays]
    rows.sort(key=lambda row: (row.chapter == "", row.chapter, row.student))
    return Standing(gradebook.folder, rows, found.students, trouble)


def _row(result: Verdict, scores: Scores | None) -> Row:
    """Return a result's row; `scores` are the gradebook's of its chapter, None where they could not be read."""
    said = [result.reason, *result.notes]
    score: float | None = None
    by_check: dict[str, float] = {}
    if result.outcome == "graded" and scores is None:
        said.insert(0, "the gradebook could not be read, so the score is not known here: write the tables again")
    elif result.outcome == "graded" and scores is not None:
        score, by_check = scores.get(result.student, (0.0, {}))
    checks = [replace(check, score=by_check.get(check.grade_id, check.score)) for check in result.checks]
    remarks = "; ".join(text for text in said if text)
    most, sandbox = result.max_score, result.sandbox
    return Row(result.student, result.chapter, result.outcome, remarks, score, most, tuple(checks), sandbox)
