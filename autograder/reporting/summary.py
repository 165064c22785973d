"""What a student's page says first: points by exercise, and what to look at next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape

from nbformat import NotebookNode

from autograder.causes import CAUSES
from autograder.chapter import cells
from autograder.messages import MARKS, RECORD_MIME
from autograder.records import CheckVerdict, Marks
from autograder.reporting import outline

LATER = "A person gives points for this: there is nothing you need to do."
NEXT = 3  # exercises that are named to look at next


@dataclass(frozen=True)
class Item:
    """What became of a check, an answer or a task: how its cell is headed, and what is told below it.

    `said` is safe HTML; empty where the cell's own output tells it.
    """

    outcome: str
    mark: str
    points: str
    said: str = ""
    waits: bool = False
    is_full: bool = False


@dataclass(frozen=True)
class Line:
    """An exercise in the summary. `cell` is the id of its first cell; `why` says in a sentence what to look at."""

    title: str
    cell: str
    points: str
    share: float
    marks: list[str] = field(default_factory=list)
    state: str = ""
    why: str = ""
    next_cell: str = ""
    has_comment: bool = False


@dataclass(frozen=True)
class Summary:
    """All that a student's page says beside the notebook. `items` go by grade_id."""

    title: str
    chapter: str
    student: str
    name: str
    when: str
    score: float
    max_score: float
    penalty: float
    lines: list[Line]
    items: dict[str, Item]
    notes: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The part of all points, from 0 to 1."""
        return self.score / self.max_score if self.max_score else 0.0

    @property
    def to_do(self) -> list[Line]:
        """The exercises to look at next."""
        return [line for line in self.lines if line.why][:NEXT]

    @property
    def is_decided(self) -> bool:
        """Tell whether a person decided something."""
        return any(item.mark == MARKS["decided by hand"] for item in self.items.values())

    @property
    def waiting(self) -> int:
        """How many answers and tasks a person has yet to give points to."""
        return sum(item.waits for item in self.items.values())


def of(
    notebook: NotebookNode,
    chapter: str,
    student: str,
    marks: Marks,
    checks: Sequence[CheckVerdict] = (),
    name: str = "",
    notes: Sequence[str] = (),
) -> Summary:
    """Return the summary of a graded notebook.

    `marks` are what the gradebook says, and `checks` what grading found, as it stands with them; where that is not
    known, points alone are told.
    """
    known = {check.grade_id: check for check in checks}
    by_id = {cells.grade_id(cell) or "": cell for cell in notebook.cells if cells.grade_id(cell)}
    items = {
        grade_id: _item(grade_id, by_id[grade_id], marks, known.get(grade_id))
        for grade_id in marks.points
        if grade_id in by_id
    }
    lines = [_line(exercise, marks, known, items, by_id) for exercise in outline.exercises(notebook)]
    title = outline.title(notebook) or chapter
    when = f"{date.today():%d %B %Y}".lstrip("0")
    score, most, penalty = marks.score, marks.max_score, marks.penalty
    return Summary(title, chapter, student, name, when, score, most, penalty, lines, items, list(notes))


def _item(grade_id: str, cell: NotebookNode, marks: Marks, check: CheckVerdict | None) -> Item:
    points, most = marks.points[grade_id]
    is_full = points >= most
    written = f"{points:g} of {most:g} point{'' if most == 1 else 's'}"
    if check is None:
        return Item("", "", written, is_full=is_full)
    if check.waits:
        return Item("waits for a person", MARKS["waits for a person"], f"of {most:g} points", LATER, waits=True)
    if is_overruled(grade_id, check, marks):
        outcome = f"{check.outcome}, and a person gave the points"
        return Item(outcome, MARKS["decided by hand"], written, _said(check, cell), is_full=is_full)
    return Item(check.outcome, MARKS[check.outcome], written, _said(check, cell), is_full=is_full)


def is_overruled(grade_id: str, check: CheckVerdict, marks: Marks) -> bool:
    """Tell whether the points of a check are a person's, other than its outcome would give."""
    own = check.max_score if check.outcome == "passed" else 0.0
    is_a_check = check.outcome not in ("decided by hand", "waits for a person")
    return is_a_check and grade_id in marks.by_hand and marks.points[grade_id][0] != own


def _said(check: CheckVerdict, cell: NotebookNode) -> str:
    """Return what is told of a check that did not pass, as safe HTML, unless its cell shows it."""
    shown = [output.get("data", {}).get(RECORD_MIME) for output in cell.get("outputs", [])]
    if check.outcome == "passed" or any(
        isinstance(each, Mapping) and each.get("outcome") == "failed" for each in shown
    ):
        return ""
    if check.message is not None:
        return check.message.to_html()
    return f"<div>{escape(check.reason)}</div>" if check.reason else ""


def _line(
    exercise: outline.Exercise,
    marks: Marks,
    known: Mapping[str, CheckVerdict],
    items: Mapping[str, Item],
    by_id: Mapping[str, NotebookNode],
) -> Line:
    given = [marks.points[grade_id] for grade_id in exercise.grade_ids if grade_id in marks.points]
    points, most = (sum(pair[n] for pair in given) for n in (0, 1))
    own = [items[grade_id] for grade_id in exercise.grade_ids if grade_id in items]
    waits = any(item.waits for item in own)
    state = "open" if waits else "good" if points >= most else "bad" if points == 0 else "part"
    worst = next((known[g] for g in exercise.grade_ids if g in known and g in items and not items[g].is_full), None)
    why, next_cell = "", ""
    if worst is not None and not waits and worst.outcome in ("failed", "not attempted", "not reached"):
        why, next_cell = _why(worst), by_id[worst.grade_id].get("id", "")
    comments = any(name in marks.comments for name in [*exercise.answers, *exercise.grade_ids])
    share = points / most if most else 1.0
    written = f"{points:g} / {most:g}"
    return Line(
        exercise.title, exercise.cell, written, share, [item.mark for item in own], state, why, next_cell, comments
    )


def _why(check: CheckVerdict) -> str:
    """Return in one sentence why a check did not pass."""
    if check.cause in CAUSES:
        return f"{CAUSES[check.cause].sentence[0].upper()}{CAUSES[check.cause].sentence[1:]}."
    if check.outcome == "not attempted":
        return "Not attempted yet."
    said = check.message.headline if check.message else check.reason.split("\n")[0]
    return f"{'Not reached: ' if check.outcome == 'not reached' else 'Failed: '}{said.lstrip('✗○– ').rstrip('.')}."
