"""Which chapter a notebook is of: that whose exercises and checks are in it, whatever its file is called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from autograder import project
from autograder.chapter import cells
from autograder.grading import submission


class Unrecognised(Exception):
    """A file that is no notebook of this course; the message says why and what to do."""


@dataclass(frozen=True)
class _Marks:
    """How the cells of a chapter that count are known: the ids of each, and its text as it was handed out."""

    ids: frozenset[str]
    text: str


class Course:
    """The chapters that students can have, each with what its notebooks are known by."""

    def __init__(self, root: Path) -> None:
        """Read what was handed out. Raises ProjectError when no chapter has been built."""
        names = [name for name in project.chapters(root) if project.released_path(root, name).is_file()]
        if not names:
            raise project.ProjectError("No chapter has been built, so no student can have one. Run: autograder build")
        self._marks = {name: _marks(cells.read(project.released_path(root, name))) for name in names}

    @property
    def chapters(self) -> list[str]:
        """The names of the chapters."""
        return list(self._marks)

    def chapter_of(self, data: bytes) -> str:
        """Return the chapter whose exercises and checks are in a notebook. Raises Unrecognised."""
        try:
            notebook = submission.parse(data)
        except submission.Refused as reason:
            raise Unrecognised(f"{reason}: ask the student to hand it in again") from None
        ids = {known for cell in notebook.cells for known in (cell.id, cells.grade_id(cell)) if known}
        texts = {cell.source.strip() for cell in notebook.cells}
        found = {
            name: sum(bool(each.ids & ids) or each.text in texts for each in marks)
            for name, marks in self._marks.items()
        }
        most = max(found.values())
        best = [name for name, count in found.items() if count == most]
        if not most:
            raise Unrecognised("no exercise or check of a chapter is in it: is it of this course?")
        if len(best) > 1:
            raise Unrecognised(f"as much of {' as of '.join(best)} is in it: put it into the right folder by hand")
        return best[0]


def _marks(released: NotebookNode) -> list[_Marks]:
    """Return what tells a chapter: its exercises, checks, locked cells, answers and tasks."""
    return [
        _Marks(frozenset({cell.id, cells.grade_id(cell) or cell.id}), cell.source.strip())
        for cell in released.cells
        if cells.role(cell)
    ]
