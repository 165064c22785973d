"""How a class stands: a row for everything in submitted/, with the scores that the gradebook has now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder import project
from autograder.gradebook import submitted
from autograder.gradebook.database import ClassGradebook
from autograder.gradebook.folder import ClassFolder
from autograder.gradebook.students import Student
from autograder.gradebook.trouble import GradebookBusy, name_of
from autograder.records import CheckVerdict, Marks, Verdict
from autograder.reporting.gone import of_gone_chapters

NOT_GRADED = "not graded"
DECIDED = "decided by hand"


@dataclass(frozen=True)
class Row:
    """What became of one thing that was handed in. Scores count what was given by hand.

    `score` is None unless it was graded, or decided by hand, to its end; `max_score` is None where no
    chapter's notebook was found.
    """

    student: str
    chapter: str
    outcome: str
    remarks: str
    score: float | None = None
    max_score: float | None = None
    checks: tuple[CheckVerdict, ...] = ()
    sandbox: str = ""
    is_scored: bool = False
    notes: tuple[str, ...] = ()
    why: str = ""  # without the notes
    stopped: str = ""  # why grading could not go on, or a run ended early
    took: Mapping[str, float] = field(default_factory=dict)
    failed_before: Mapping[str, int] = field(default_factory=dict)

    def is_known(self, check: CheckVerdict) -> bool:
        """Tell whether it is known how many points a check, an answer or a task gets."""
        return self.is_scored and not check.waits


@dataclass(frozen=True)
class Standing:
    """A class's rows by chapter and student, and its students: who has a folder, or stands in the list.

    `root` is the project's folder; `trouble` is told above the rows, and `told` below them on the screen.
    """

    root: Path
    folder: ClassFolder
    rows: list[Row]
    students: list[str]
    listed: Mapping[str, Student]
    trouble: str = ""
    told: list[str] = field(default_factory=list)

    def name_of(self, student: str) -> str:
        """Return what a student is called; empty where the class's list does not say."""
        return self.listed[student].name if student in self.listed else ""


def read(gradebook: ClassGradebook) -> Standing:
    """Return how a class stands. Where the gradebook cannot be read, scores are left blank, and that is told."""
    chapters = project.chapters(gradebook.root)
    found = submitted.look(gradebook.folder.submitted, chapters)
    strays = {(stray.student, stray.chapter) for stray in found.strays}
    results = [each for each in gradebook.journal.results() if (each.student, each.chapter) not in strays]
    trouble = ""
    marks: dict[str, dict[str, Marks]] = {}
    try:
        marks = {chapter: gradebook.marks(chapter) for chapter in sorted({each.chapter for each in results})}
    except GradebookBusy as problem:
        trouble = str(problem)
    missing = [each for each in results if each.checks and each.student not in marks.get(each.chapter, {each.student})]
    if missing:
        trouble = (
            f"The gradebook {name_of(gradebook.db_url)} has no points for {len(missing)} submissions that were graded, "
            "so their scores are left blank. Was another one meant (--db), or is it a new file? autograder grade "
            "enters them again; points and comments given by hand are only in the old one."
        )
    gone = of_gone_chapters(results, marks, chapters)
    rows = []
    for each in results:
        if (whose := (each.student, each.chapter)) not in gone.left_out:
            rows.append(_row(each, marks.get(each.chapter), gone.remarks.get(whose, "")))
    in_a_row = {"/".join(whose) for whose in gone.remarks}  # what such a folder is called that is no chapter's
    strays_left = [stray for stray in found.strays if stray.student not in in_a_row]
    rows += [Row(stray.student, stray.chapter, NOT_GRADED, stray.reason, why=stray.reason) for stray in strays_left]
    rows.sort(key=lambda row: (row.chapter == "", row.chapter, row.student))
    students = sorted({*found.students, *gradebook.students})
    return Standing(gradebook.root, gradebook.folder, rows, students, gradebook.students, trouble, gone.told)


def _row(result: Verdict, marks: Mapping[str, Marks] | None, remark: str = "") -> Row:
    """Return a result's row; `marks` are the gradebook's of its chapter, None where they could not be read."""
    said = [remark, result.reason]
    score: float | None = None
    outcome: str = result.outcome
    checks = result.checks
    own = (marks or {}).get(result.student, Marks(0.0, result.max_score))
    is_known = marks is not None and (result.student in marks or not result.checks)
    if result.outcome == "graded" and marks is None:
        said.insert(0, "the gradebook could not be read, so the score is not known here: write the tables again")
    elif not is_known:
        said.insert(0, "the gradebook has no points of it: grade again, or name the right one with --db")
    elif result.is_scored(own):
        checks = result.as_marked(own)
        outcome = DECIDED if result.outcome != "graded" else outcome
        if own.waiting:
            outcome = "needs a human"
            said.insert(0, f"a person has to give points: {', '.join(own.waiting)}")
        else:
            score = own.score
        if own.of_earlier:
            of_another = ", ".join(own.of_earlier)
            said.insert(0, f"given by hand before the notebook or a check changed, so look again: {of_another}")
        if own.penalty:
            said.insert(0, f"handed in late: {own.penalty:g} points are taken off")
    why = "; ".join(text for text in said if text)
    remarks = "; ".join(text for text in [*said, *result.notes] if text)
    is_scored = is_known and result.is_scored(own)
    return Row(
        result.student,
        result.chapter,
        outcome,
        remarks,
        score,
        result.max_score,
        tuple(checks),
        result.sandbox,
        is_scored,
        tuple(result.notes),
        why,
        result.reason,
        result.took,
        result.failed_before,
    )
