"""How a class stands: a row for everything in submitted/, with the scores that the gradebook has now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from autograder import project
from autograder.gradebook import submitted
from autograder.gradebook.database import ClassGradebook, GradebookBusy
from autograder.gradebook.folder import ClassFolder
from autograder.records import CheckVerdict, Marks, Verdict

NOT_GRADED = "not graded"


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
    results = [each for each in gradebook.journal.results() if (each.student, each.chapter) not in strays]
    trouble = ""
    marks: dict[str, dict[str, Marks]] = {}
    try:
        marks = {chapter: gradebook.marks(chapter) for chapter in sorted({each.chapter for each in results})}
    except GradebookBusy as problem:
        trouble = str(problem)
    rows = [_row(each, marks.get(each.chapter)) for each in results]
    rows += [Row(stray.student, stray.chapter, NOT_GRADED, stray.reason) for stray in found.strays]
    rows.sort(key=lambda row: (row.chapter == "", row.chapter, row.student))
    return Standing(gradebook.folder, rows, found.students, trouble)


def _row(result: Verdict, marks: Mapping[str, Marks] | None) -> Row:
    """Return a result's row; `marks` are the gradebook's of its chapter, None where they could not be read."""
    said = [result.reason, *result.notes]
    score: float | None = None
    checks = result.checks
    if result.outcome == "graded" and marks is None:
        said.insert(0, "the gradebook could not be read, so the score is not known here: write the tables again")
    elif result.outcome == "graded" and marks is not None:
        own = marks.get(result.student, Marks(0.0, result.max_score))
        score = own.score
        checks = [replace(check, score=own.points.get(check.grade_id, (check.score,))[0]) for check in checks]
        if own.penalty:
            said.insert(0, f"handed in late: {own.penalty:g} points are taken off")
    remarks = "; ".join(text for text in said if text)
    most, sandbox = result.max_score, result.sandbox
    return Row(result.student, result.chapter, result.outcome, remarks, score, most, tuple(checks), sandbox)
