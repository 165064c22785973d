"""Find answers that stand in another cell, above their check: the exercise's own was deleted, or left as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nbformat import NotebookNode

from autograder.chapter import cells
from autograder.chapter.chapter import Chapter
from autograder.chapter.names import names_of
from autograder.grading.placed import Placed, place_for


@dataclass(frozen=True)
class Elsewhere:
    """Names of an exercise's that are made in one other cell, and count; or in several, of which any can be meant.

    `is_whole` tells that the one cell makes all that the exercise's check looks at, and `is_nowhere` that no cell
    makes anything of it.
    """

    counts: str = ""
    is_whole: bool = False
    is_nowhere: bool = False
    unsure: str = ""


def made_elsewhere(wanted: NotebookNode, placed: Sequence[Placed], chapter: Chapter) -> Elsewhere:
    """Return which names that an exercise's check looks at are made above the check, in other cells than its own.

    They count where one cell makes them, and nobody else does, in the submission or in the chapter: else it may have
    been written for something else.
    """
    of_it = [
        check for check, exercise in cells.checks_with_exercise(chapter.graded) if exercise and exercise.id == wanted.id
    ]
    if not of_it:
        return Elsewhere()
    looked_at = frozenset().union(*(names_of(check.source).refers for check in of_it))
    solved = next(cell for cell in chapter.solved.cells if cell.id == wanted.id)
    names = looked_at & names_of(solved.source).made
    others = [cell for cell in chapter.solved.cells if cell.id != wanted.id and cell.cell_type == "code"]
    if any(names_of(cell.source).made & names for cell in others):
        return Elsewhere()
    makers = [n for n, item in enumerate(placed) if item.known_as != wanted.id and _made(item) & names]
    position = {item.known_as: number for number, item in enumerate(placed) if item.known_as}
    last = min(position.get(check.id, place_for(check, list(placed), chapter)) for check in of_it)
    made = sorted(frozenset().union(*(_made(placed[n]) & names for n in makers)))
    if len(makers) == 1 and makers[0] < last:
        return Elsewhere(counts=", ".join(made), is_whole=names <= {*made})
    return Elsewhere(unsure=", ".join(made) if any(n < last for n in makers) else "", is_nowhere=not makers)


def undone(wanted: NotebookNode, placed: Sequence[Placed], chapter: Chapter) -> str:
    """Return what an exercise's cell would undo that is as it was handed out, if one cell above it makes all of it."""
    position = next(n for n, item in enumerate(placed) if item.known_as == wanted.id)
    if placed[position].cell.source.strip() != wanted.source.strip():
        return ""
    made, above = (made_elsewhere(wanted, items, chapter) for items in (placed, placed[: position + 1]))
    return made.counts if made.is_whole and above.counts else ""


def is_emptied(wanted: NotebookNode, placed: Sequence[Placed], chapter: Chapter) -> bool:
    """Tell whether an exercise's cell has no code any more, and no other cell makes what the exercise asks for."""
    written = next(item.cell.source for item in placed if item.known_as == wanted.id)
    lines = [line.strip() for line in written.splitlines()]
    return not any(line and not line.startswith("#") for line in lines) and (
        made_elsewhere(wanted, placed, chapter).is_nowhere
    )


def _made(item: Placed) -> frozenset[str]:
    return names_of(item.cell.source).made if item.cell.cell_type == "code" else frozenset()
