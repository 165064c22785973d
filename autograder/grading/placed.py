"""A submitted cell, and which of the chapter's it is; where a cell of the chapter's belongs among such cells."""

from __future__ import annotations

from dataclasses import dataclass

from nbformat import NotebookNode

from autograder.chapter import cells
from autograder.chapter.chapter import Chapter


@dataclass(eq=False)
class Placed:
    """A cell of the student's, and the id of the chapter's cell that it is; None for one the student added."""

    cell: NotebookNode
    known_as: str | None = None


def special_cells(chapter: Chapter) -> dict[str, NotebookNode]:
    """Return the cells that must be there, by cell id, in order: all that are more than a text or a demonstration."""
    return {cell.id: cell for cell in chapter.graded.cells if cells.role(cell)}


def title(cell: NotebookNode) -> str:
    """Return what a cell is called in a note, such as ``check cell qa-inputs``."""
    return f"{cells.role(cell)} cell {cells.grade_id(cell)}"


def same_text(cell: NotebookNode, wanted: NotebookNode) -> bool:
    """Tell whether two cells are of one kind and say the same."""
    return bool(cell.cell_type == wanted.cell_type) and says_the_same(cell.source, wanted)


def says_the_same(written: str, wanted: NotebookNode) -> bool:
    """Tell whether a text is a chapter's cell's; of a check the line that tells its points does not count.

    nbgrader's own ``generate_assignment`` writes no such line, and an author may change the points.
    """
    return _without_points(written, wanted) == _without_points(wanted.source, wanted)


def _without_points(text: str, wanted: NotebookNode) -> str:
    text = text.strip()
    is_told = cells.role(wanted) == "check" and text.startswith(f"# Check {cells.grade_id(wanted)} ")
    return text.partition("\n")[2].strip() if is_told else text


def place_for(wanted: NotebookNode, placed: list[Placed], chapter: Chapter) -> int:
    """Return where a missing cell belongs: after its nearest predecessor that is there, between its neighbours.

    A check goes after the cells a student added there, since they may be part of the answer; an exercise's stub goes
    before them, since it would undo them.
    """
    order = [cell.id for cell in chapter.graded.cells]
    number = order.index(wanted.id)
    special = special_cells(chapter)
    position = {item.known_as: index for index, item in enumerate(placed) if item.known_as}
    before = [position[cell_id] for cell_id in order[:number] if cell_id in position and cell_id in special]
    behind = [position[cell_id] for cell_id in order[number:] if cell_id in position and cell_id in special]
    nearest = [position[cell_id] for cell_id in order[:number] if cell_id in position][-1:]
    first, last = max(before, default=-1) + 1, min(behind, default=len(placed))
    place = min(max([first, *(index + 1 for index in nearest)]), last)
    if cells.role(wanted) == "check":
        while place < last and placed[place].known_as is None:
            place += 1
    return place
