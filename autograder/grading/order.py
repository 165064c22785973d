"""Put the cells of a submission that are the chapter's back into the chapter's order, and move few of them."""

from __future__ import annotations

from nbformat import NotebookNode

from autograder.chapter.chapter import Chapter
from autograder.chapter.names import names_of
from autograder.grading.placed import Placed, place_for, same_text, special_cells


def in_order(placed: list[Placed], chapter: Chapter, notes: list[str]) -> list[Placed]:
    """Return the cells with the chapter's in the chapter's order, moving as few as possible.

    Of ordinary ones that goes for code that is as it was handed out. With an exercise that moves up go the student's
    cells that make what it needs.
    """
    special = special_cells(chapter)
    own = {cell.id: cell for cell in chapter.released.cells}
    rank = {cell_id: number for number, cell_id in enumerate(own)}
    ours = [item for item in placed if item.known_as in special or _is_untouched_code(item, own)]
    staying = set(_longest_rising(ours, rank))
    moving = [item for item in ours if item not in staying]
    if not moving:
        return placed
    notes.append("cells had been moved; the chapter's own were put back in its order")
    left = set(moving)
    ordered = [item for item in placed if item not in left]
    for item in sorted(moving, key=lambda item: rank[item.known_as or ""]):
        place = place_for(own[item.known_as or ""], ordered, chapter)
        along = _needed_by(item, placed[: placed.index(item)], set(ordered[place:]) - set(ours))
        ordered[place:] = [*along, item, *(each for each in ordered[place:] if each not in along)]
    return ordered


def _is_untouched_code(item: Placed, own: dict[str, NotebookNode]) -> bool:
    wanted = own.get(item.known_as or "")
    return wanted is not None and wanted.cell_type == "code" and same_text(item.cell, wanted)


def _needed_by(item: Placed, above: list[Placed], behind: set[Placed]) -> list[Placed]:
    """Return the cells of the student's that stood above one and are behind its place now, and make what it needs."""
    wanted, needed = set(names_of(item.cell.source).used), []
    for each in reversed(above):
        names = names_of(each.cell.source)
        if each in behind and each.cell.cell_type == "code" and names.made & wanted:
            needed.append(each)
            wanted |= names.used
    return needed[::-1]


def _longest_rising(items: list[Placed], rank: dict[str, int]) -> list[Placed]:
    """Return the longest part of `items` that is in order of rank already."""
    best: list[list[Placed]] = []  # best[n]: the longest rising part that ends with items[n]
    for item in items:
        before = [part for part in best if rank[part[-1].known_as or ""] < rank[item.known_as or ""]]
        best.append([*max(before, key=len, default=[]), item])
    return max(best, key=len, default=[])
