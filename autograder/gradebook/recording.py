"""What nbgrader's gradebook holds of one submission: written as nbgrader's own Autograde writes it, and read again."""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import UTC, datetime

import dateutil.parser
from nbformat import NotebookNode
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    MissingEntry,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from nbgrader.api import Student as Person
from nbgrader.plugins import BasePlugin
from nbgrader.utils import compute_checksum, parse_utc
from sqlalchemy.exc import SAWarning

from autograder.chapter import cells
from autograder.gradebook.students import Student
from autograder.records import Marks

# nbgrader's own way of adding a submission makes SQLAlchemy warn; there is nothing a reader could do about it
warnings.filterwarnings("ignore", message="Object of type <Submitted", category=SAWarning)
OFFSET = re.compile(r"[+-]\d\d:?\d\d$")
NO_RESPONSE = "No response."  # nbgrader's comment on an answer that was not changed


def record(
    gradebook: Gradebook,
    student: str,
    chapter: str,
    notebook: NotebookNode,
    scores: Mapping[str, float | None],
    timestamp: str | None,
    lateness: BasePlugin,
    again: bool = False,
) -> None:
    """Write a submission's automatic scores, None for what only a person can score; those given by hand stay.

    They are marked to be looked at again, unless the same work is graded `again` and comes out as before. `timestamp`
    says when it was handed in; `lateness` knows what being late costs.
    """
    _register(gradebook, student)
    known = {"timestamp": when(timestamp)} if timestamp else {}
    gradebook.update_or_create_submission(chapter, student, **known)
    registered = gradebook.find_notebook(chapter, chapter)
    stubs = {cell.name: cell.checksum for cell in registered.source_cells}
    kinds = (registered.grade_cells, registered.solution_cells, registered.task_cells)
    names = {cell.id: cell.name for of_kind in kinds for cell in of_kind}
    submitted = gradebook.find_submission_notebook(chapter, chapter, student)
    for grade in submitted.grades:
        score = scores[names[grade.cell_id]]
        if grade.manual_score is None:
            grade.needs_manual_grade = score is None
        elif not again or grade.auto_score != score:
            grade.needs_manual_grade = True
        grade.auto_score = score
    answers = {cells.grade_id(cell): cell for cell in notebook.cells if cells.is_students(cell)}
    for comment in submitted.comments:
        name = names[comment.cell_id]
        unchanged = name in answers and compute_checksum(answers[name]) == stubs.get(name)
        comment.auto_comment = NO_RESPONSE if unchanged else None
    _settle(gradebook, submitted, lateness)
    gradebook.db.commit()


def _register(gradebook: Gradebook, student: str) -> None:
    """Write a student into the gradebook; without a name the id stands for it, where formgrader would show None."""
    known = gradebook.update_or_create_student(student)
    if known.first_name is None and known.last_name is None:
        known.first_name, known.last_name = "", student


def look(gradebook: Gradebook) -> None:
    """Read a little of a gradebook, so that one whose tables are not nbgrader's is told before grading begins."""
    for kind in (Person, Assignment, Grade):
        gradebook.db.query(kind).first()


def enrol(gradebook: Gradebook, listed: Collection[Student]) -> None:
    """Write who is in a class's list into the gradebook, so that formgrader shows names; other students stay."""
    if not listed:
        return
    known = {student.id: student for student in gradebook.students}
    for each in listed:
        entry = known.get(each.id) or Person(id=each.id)
        gradebook.db.add(entry)
        if each.name:
            entry.first_name, entry.last_name = each.first_and_last
        entry.email = each.email or entry.email
        entry.lms_user_id = next(iter(each.lms_ids), entry.lms_user_id)
    gradebook.db.commit()


def withdraw(gradebook: Gradebook, student: str, chapter: str, again: bool) -> None:
    """Take a submission's automatic scores back; what was given by hand needs another look, but for the same work."""
    _register(gradebook, student)
    try:
        submitted = gradebook.find_submission_notebook(chapter, chapter, student)
    except MissingEntry:
        return
    for grade in submitted.grades:
        grade.auto_score = None
        grade.needs_manual_grade = grade.needs_manual_grade or grade.manual_score is None or not again
    gradebook.db.commit()


def decide(gradebook: Gradebook, student: str, chapter: str, points: Mapping[str, float], lateness: BasePlugin) -> None:
    """Write what a person gives, as formgrader does; a submission that could not be graded gets its rows first."""
    _register(gradebook, student)
    gradebook.update_or_create_submission(chapter, student)
    for grade_id, given in points.items():
        grade = gradebook.find_grade(grade_id, chapter, chapter, student)
        grade.manual_score, grade.needs_manual_grade = given, False
    _settle(gradebook, gradebook.find_submission_notebook(chapter, chapter, student), lateness)
    gradebook.db.commit()


def settle_lateness(gradebook: Gradebook, chapter: str, lateness: BasePlugin) -> None:
    """Work out again what late submissions of a chapter lose: its due date may have been moved."""
    for submitted in gradebook.notebook_submissions(chapter, chapter):
        before = submitted.late_submission_penalty
        if before is not None or submitted.assignment.duedate is not None:
            _settle(gradebook, submitted, lateness)
    gradebook.db.commit()


def _settle(gradebook: Gradebook, submitted: SubmittedNotebook, lateness: BasePlugin) -> None:
    submitted.late_submission_penalty = None
    gradebook.db.flush()
    late = submitted.assignment.total_seconds_late
    if late > 0:
        gradebook.db.refresh(submitted, ["score"])
        penalty = lateness.late_submission_penalty(submitted.student.id, submitted.score, late)
        submitted.late_submission_penalty = None if penalty is None else min(max(penalty, 0), submitted.score)


def read_marks(gradebook: Gradebook, chapter: str, student: str | None = None) -> dict[str, Marks]:
    """Return the marks of a chapter's submissions by student, or of one student's alone."""
    who = SubmittedAssignment.student_id
    of_one = [who == student] if student is not None else []
    handed_in = (
        gradebook.db.query(who, SubmittedNotebook.id, SubmittedNotebook.late_submission_penalty)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .filter(Assignment.name == chapter, *of_one)
        .all()
    )
    ids = gradebook.db.query(SubmittedNotebook.id).join(SubmittedAssignment).join(Assignment)
    ids = ids.filter(Assignment.name == chapter, *of_one)
    points: dict[str, dict[str, tuple[float, float]]] = defaultdict(dict)
    waiting: dict[str, list[str]] = defaultdict(list)
    by_hand: dict[str, list[str]] = defaultdict(list)
    of_earlier: dict[str, list[str]] = defaultdict(list)
    for kind in (GradeCell, TaskCell):
        waits = Grade.needs_manual_grade & Grade.auto_score.is_(None)
        is_given = Grade.manual_score.is_not(None) & ~Grade.needs_manual_grade
        is_doubtful = Grade.manual_score.is_not(None) & Grade.needs_manual_grade
        asked = (Grade.notebook_id, kind.name, Grade.score, kind.max_score, waits, is_given, is_doubtful)
        scored = gradebook.db.query(*asked)
        scored = scored.join(kind, kind.id == Grade.cell_id).filter(Grade.notebook_id.in_(ids))
        for place, name, score, most, is_waiting, by_a_person, of_another in scored:
            points[place][name] = (float(score), most)
            waiting[place] += [name] if is_waiting else []
            by_hand[place] += [name] if by_a_person else []
            of_earlier[place] += [name] if of_another and not is_waiting else []
    comments: dict[str, dict[str, str]] = defaultdict(dict)
    said = gradebook.db.query(Comment.notebook_id, BaseCell.name, Comment.comment)
    for place, name, comment in said.join(BaseCell, BaseCell.id == Comment.cell_id).filter(
        Comment.notebook_id.in_(ids)
    ):
        if comment:
            comments[place][name] = comment
    found = {}
    for name, place, penalty in handed_in:
        of_checks = dict(sorted(points[place].items()))
        score, most = (sum(pair[n] for pair in of_checks.values()) for n in (0, 1))
        said_of = dict(sorted(comments[place].items()))
        told = (tuple(sorted(names[place])) for names in (waiting, by_hand, of_earlier))
        found[name] = Marks(score - (penalty or 0), most, penalty or 0.0, of_checks, said_of, *told)
    return found


def when(text: str) -> datetime:
    """Return the time that a text says, as UTC. nbgrader takes ``+0200`` for 200 seconds; here it is two hours.

    Raises ValueError or OverflowError for what is no time.
    """
    if OFFSET.search(text):
        return dateutil.parser.parse(text).astimezone(UTC).replace(tzinfo=None)
    read: datetime | None = parse_utc(text)
    if read is None:
        raise ValueError("it says no time")
    return read


def is_time(text: str) -> bool:
    """Tell whether a text says a time."""
    try:
        when(text)
    except (ValueError, OverflowError):
        return False
    return True
