"""Say of each submitted cell which of the chapter's it is."""

from __future__ import annotations

from nbformat import NotebookNode

from autograder.chapter import cells
from autograder.chapter.chapter import Chapter
from autograder.chapter.names import names_of
from autograder.grading.known_by_place import known_by_place
from autograder.grading.placed import Placed, same_text, special_cells, title


def recognise(submitted: NotebookNode, chapter: Chapter, notes: list[str]) -> list[Placed]:
    """Say of each submitted cell which of the chapter's it is: by grade_id, else by its text, else by its cell id,
    else by its neighbours.

    Some editors drop nbgrader's metadata but keep the ids of cells, others drop both. A second cell with one grade_id
    (copied and pasted) is the one that counts if the first is as it was handed out. Else it stays as an ordinary cell
    when a student's words may be in it, and is dropped when it is a check. So is a check of an earlier state of the
    chapter.
    """
    by_grade_id = {cells.grade_id(cell): cell for cell in special_cells(chapter).values()}
    stubs = {cell.id: cell.source.strip() for cell in chapter.released.cells}
    placed: list[Placed] = []
    claimed: set[str] = set()
    for cell in submitted.cells:
        wanted = by_grade_id.get(cells.grade_id(cell))
        if wanted is None:
            placed.append(Placed(cell))
        elif wanted.id not in claimed:
            claimed.add(wanted.id)
            placed.append(Placed(cell, wanted.id))
        elif cells.is_students(wanted) and (first := _open_one(placed, wanted, stubs[wanted.id])):
            if cell.source.strip() != stubs[wanted.id]:
                notes.append(f"{title(wanted)} was there twice; the one that was worked on counts")
                placed.append(Placed(cell, wanted.id))
                placed.remove(first)
        elif cells.role(wanted) == "check" or cell.source.strip() == stubs[wanted.id]:
            notes.append(f"{title(wanted)} was there twice; the copy was left out")
        else:
            notes.append(f"{title(wanted)} was there twice; the first one counts, the copy was kept as an extra cell")
            placed.append(Placed(cell))
    for same in (same_text, _same_id):
        for wanted in chapter.released.cells:
            match = next((item for item in placed if item.known_as is None and same(item.cell, wanted)), None)
            if wanted.id not in claimed and match:
                claimed.add(wanted.id)
                match.known_as = wanted.id
    if any(item.known_as in special_cells(chapter) for item in placed):  # else it may be another chapter's
        by_place = known_by_place([item.cell for item in placed], [item.known_as for item in placed], chapter)
        takers = {known_as: placed[position] for position, known_as in by_place.items()}
        placed = [item for item in placed if item.known_as not in takers]  # an answer as it was handed out
        for known_as, taker in takers.items():
            taker.known_as = known_as
    for item in [item for item in placed if item.known_as is None and _is_check(item.cell)]:
        notes.append(f"check cell {cells.grade_id(item.cell)} is not in the chapter any more; it was left out")
        placed.remove(item)
    return placed


def _open_one(placed: list[Placed], wanted: NotebookNode, stub: str) -> Placed | None:
    """Return the cell that was taken for an exercise or answer, if it is as it was handed out."""
    return next((item for item in placed if item.known_as == wanted.id and item.cell.source.strip() == stub), None)


def _is_check(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("check"))


def _same_id(cell: NotebookNode, wanted: NotebookNode) -> bool:
    """Compare ids; an ordinary cell's is its number, so that its first line, or a name that it makes, must agree."""
    if cell.id != wanted.id:
        return False
    is_code = cell.cell_type == wanted.cell_type == "code"
    return (
        bool(cells.role(wanted))
        or cell.source.split("\n", 1)[0] == wanted.source.split("\n", 1)[0]
        or (is_code and bool(names_of(cell.source).made & names_of(wanted.source).made))
    )
