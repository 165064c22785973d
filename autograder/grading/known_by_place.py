"""Know a chapter's exercises and answers by their neighbours, where an editor kept neither ids nor metadata."""

from __future__ import annotations

from collections.abc import Sequence

from nbformat import NotebookNode

from autograder.chapter import cells
from autograder.chapter.chapter import Chapter
from autograder.chapter.names import names_of


def known_by_place(submitted: Sequence[NotebookNode], known: Sequence[str | None], chapter: Chapter) -> dict[int, str]:
    """Return positions in `submitted`, each with the id of the chapter's cell that stands between the same neighbours.

    `known` says of every submitted cell which of the chapter's it is, None where that is not known yet. Of several
    cells it is the first that makes a name of the exercise's. An answer that is as it was handed out is looked for as
    well: it may be written in a cell of its own beside that.
    """
    solved = {cell.id: cell.source for cell in chapter.solved.cells}
    order = [cell.id for cell in chapter.released.cells]
    claimed = {cell_id: position for position, cell_id in enumerate(known) if cell_id is not None}
    found: dict[int, str] = {}
    for number, wanted in enumerate(chapter.released.cells):
        if not cells.is_students(wanted) or (wanted.id in claimed and not _is_open(wanted, submitted, claimed)):
            continue
        above = next((claimed[each] for each in reversed(order[:number]) if each in claimed), -1)
        below = next((claimed[each] for each in order[number + 1 :] if each in claimed), len(submitted))
        free = [
            position
            for position in range(above + 1, below)
            if known[position] is None
            and position not in found
            and submitted[position].cell_type == wanted.cell_type
            and submitted[position].source.strip()
        ]
        made = names_of(solved.get(wanted.id, wanted.source)).made
        likely = [position for position in free if names_of(submitted[position].source).made & made]
        if not likely and (wanted.cell_type != "code" or len(free) == 1):
            likely = free
        if likely:
            found[likely[0]] = wanted.id
            claimed[wanted.id] = likely[0]
    return found


def _is_open(wanted: NotebookNode, submitted: Sequence[NotebookNode], claimed: dict[str, int]) -> bool:
    """Tell whether an answer that a person reads is as it was handed out."""
    is_answer = cells.role(wanted) == "answer"
    return is_answer and submitted[claimed[wanted.id]].source.strip() == wanted.source.strip()
