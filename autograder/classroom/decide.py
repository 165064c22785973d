"""A person decides what grading could not: points for answers and tasks, or for all of a refused submission."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Literal

from autograder import project
from autograder.chapter import cells
from autograder.chapter import chapter as chapters
from autograder.chapter.chapter import Chapter
from autograder.classroom import writer
from autograder.gradebook.database import ClassGradebook
from autograder.gradebook.filenames import alike
from autograder.gradebook.trouble import name_of
from autograder.records import Marks

Rest = Literal["full", "none"]


def decide(
    gradebook: ClassGradebook, student: str, name: str, given: Mapping[str, float], rest: Rest | None = None
) -> Marks:
    """Give points by hand for one submission, by grade_id; return what counts now, and write its page anew.

    `rest` says what everything gets that waits for a person and is not in `given`, and `student` is one that
    `student_meant` returned. Call it while the class is held with `only_one`. Raises ProjectError where points are not
    to be had.
    """
    chapter = chapters.load(gradebook.root, name)
    worth = {cells.grade_id(cell) or "": cells.points(cell) for cell in chapter.graded.cells if cells.points(cell)}
    for grade_id, points in given.items():
        _require_possible(chapter, worth, grade_id, points)
    gradebook.register(chapter)
    result = gradebook.journal.result(student, name)
    if result is not None and result.checks and student not in gradebook.marks(name):
        raise project.ProjectError(
            f"The gradebook {name_of(gradebook.db_url)} has no points of {student} for {name}, which was graded. Was "
            "another one meant (--db), or is it a new file? autograder grade enters them again."
        )
    marks = gradebook.decide(student, name, given)
    if rest is not None:
        others = {grade_id: worth[grade_id] if rest == "full" else 0.0 for grade_id in marks.waiting}
        marks = gradebook.decide(student, name, others)
    writer.refresh_pages(gradebook, name)
    return marks


def student_meant(gradebook: ClassGradebook, student: str, name: str) -> str:
    """Return the student of a chapter's results who is called so, however accents are stored.

    Raises ProjectError where there is none.
    """
    known = gradebook.journal.entries(name)
    same = [each for each in known if unicodedata.normalize("NFC", each) == unicodedata.normalize("NFC", student)]
    if student in known:
        return student
    if len(same) == 1:
        return same[0]
    near = [each for each in known if alike(each) == alike(student)]
    perhaps = f" Is {', '.join(near)} meant?" if near else ""
    raise project.ProjectError(
        f"There is no result of {student} for {name} yet.{perhaps} Give the class to autograder grade first; "
        "the names of students are those of the folders in submitted/."
    )


def _require_possible(chapter: Chapter, worth: Mapping[str, float], grade_id: str, points: float) -> None:
    if grade_id not in worth:
        raise project.ProjectError(f"{chapter.name} gives no points for {grade_id!r}. It does for: {', '.join(worth)}.")
    if not 0 <= points <= worth[grade_id]:
        raise project.ProjectError(f"{grade_id} is worth 0 to {worth[grade_id]:g} points, so it cannot get {points:g}.")
