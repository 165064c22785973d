"""What a cell of a chapter is: the one place that reads and writes nbgrader's cell metadata (schema 3)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import nbformat
from nbformat import NotebookNode

# An answer is given points by a person, and so is what a student does below a task; other points are a check's.
Role = Literal["exercise", "check", "locked", "answer", "task"]
BY_HAND: tuple[Role, ...] = ("answer", "task")
DEMO_TAG = "demo"
WITH_IDS = (4, 5)  # the notebook format since which cells have ids
BEGIN_HIDDEN, END_HIDDEN = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"


def hidden_lines(source: str) -> frozenset[int]:
    """Return the numbers of a check cell's lines that students do not see, counted from 1."""
    inside, lines = False, set()
    for number, line in enumerate(source.splitlines(), 1):
        inside = inside or line.strip() == BEGIN_HIDDEN
        if inside:
            lines.add(number)
        inside = inside and line.strip() != END_HIDDEN
    return frozenset(lines)


def role(cell: NotebookNode) -> Role | None:
    """Return what nbgrader's metadata make of a cell; None for an ordinary one."""
    meta = cell.metadata.get("nbgrader", {})
    if meta.get("task"):
        return "task"
    if meta.get("grade"):
        return "answer" if meta.get("solution") else "check"
    if meta.get("solution"):
        return "exercise"
    if meta.get("locked"):
        return "locked"
    return None


def is_students(cell: NotebookNode) -> bool:
    """Tell whether a cell of a chapter is for the student to write in."""
    return role(cell) in ("exercise", "answer")


def grade_id(cell: NotebookNode) -> str | None:
    """Return a cell's nbgrader ``grade_id``; None for an ordinary cell."""
    found: str | None = cell.metadata.get("nbgrader", {}).get("grade_id")
    return found


def points(cell: NotebookNode) -> float:
    """Return the points that a cell is worth; 0 for one that is worth none."""
    return float(cell.metadata.get("nbgrader", {}).get("points", 0))


def is_demo(cell: NotebookNode) -> bool:
    """Tell whether a cell only demonstrates, and so is left out when grading, unless other cells use its names."""
    return DEMO_TAG in cell.metadata.get("tags", [])


def nbgrader_metadata(role: Role, grade_id: str, points: float = 0) -> dict[str, object]:
    """Return the metadata nbgrader (schema 3) wants for a cell of this role; `points` are a check's or an answer's."""
    students, graded = role in ("exercise", "answer"), role in ("check", "answer")
    metadata: dict[str, object] = {
        "schema_version": 3,
        "grade": graded,
        "grade_id": grade_id,
        "locked": not students,
        "solution": students,
        "task": False,
    }
    if graded:
        metadata["points"] = points
    return metadata


def checks_with_exercise(notebook: NotebookNode) -> Iterator[tuple[NotebookNode, NotebookNode | None]]:
    """Yield each check cell with the exercise cell it belongs to: the nearest code above it that a student writes."""
    exercise = None
    for cell in notebook.cells:
        if is_students(cell) and cell.cell_type == "code":
            exercise = cell
        elif role(cell) == "check":
            yield cell, exercise


def read(path: Path) -> NotebookNode:
    """Read one of the project's own notebooks. Submissions are read by ``grading.submission`` instead.

    Where a notebook's format is older than ids of cells, they get their grade_id, or their number.
    """
    notebook = nbformat.read(path, as_version=4)
    if (notebook.nbformat, notebook.nbformat_minor) < WITH_IDS:
        for number, cell in enumerate(notebook.cells):
            cell["id"] = grade_id(cell) or f"cell-{number:03d}"
        notebook.nbformat_minor = WITH_IDS[1]
    return notebook


def write(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook, ending with a newline, as nbformat 4."""
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
