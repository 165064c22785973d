"""Put a submission back into the chapter's shape: the chapter decides what is checked, the student what is answered."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from textwrap import indent

from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from autograder.chapter import cells
from autograder.chapter.chapter import Chapter
from autograder.chapter.names import names_of
from autograder.grading.known_by_place import known_by_place
from autograder.grading.misplaced import misplaced
from autograder.grading.run import ADDED
from autograder.grading.submission import CELL_MAKERS, Refused

ELSEWHERE = "*This cell was not in the notebook that was handed in: the answer may stand in another one.*"


@dataclass(frozen=True)
class Restored:
    """A notebook ready to run, and what had to be mended to make it so."""

    notebook: NotebookNode
    notes: list[str]


@dataclass(eq=False)
class _Placed:
    """A cell of the student's, and the id of the chapter's cell that it is; None for one the student added."""

    cell: NotebookNode
    known_as: str | None = None


def restore(submitted: NotebookNode, chapter: Chapter) -> Restored:
    """Merge a submission (from ``submission.parse``) into its chapter.

    Check, locked and task cells come from the chapter: each exactly once, in its order, with its hidden checks; what a
    student wrote into one stands above it. Exercises and answers keep the student's text. Cells the student added
    stay beside their neighbours, without tags or metadata, and code of the chapter that they deleted is there again.

    Raises Refused when nothing of the chapter is in the submission.
    """
    notes: list[str] = []
    placed = _recognise(submitted, chapter, notes)
    if not any(item.known_as in _special(chapter) for item in placed):
        raise Refused(
            f"none of the exercises and checks of {chapter.name} is in this notebook; it may be another chapter's"
        )
    placed = _in_order(placed, chapter, notes)
    _put_back_missing(placed, chapter, notes)
    notes += misplaced([item.cell for item in placed], [item.known_as for item in placed], chapter)
    placed = [item for each in placed for item in _with_what_was_written(each, chapter, notes)]
    notebook = new_notebook(metadata=copy.deepcopy(chapter.graded.metadata))
    notebook.cells = [_finished(item, number, chapter, notes) for number, item in enumerate(placed, 1)]
    return Restored(notebook, notes)


def _special(chapter: Chapter) -> dict[str, NotebookNode]:
    """Return the cells that must be there, by cell id, in order: all that are more than a text or a demonstration."""
    return {cell.id: cell for cell in chapter.graded.cells if cells.role(cell)}


def _title(cell: NotebookNode) -> str:
    """Return what a cell is called in a note, such as ``check cell qa-inputs``."""
    return f"{cells.role(cell)} cell {cells.grade_id(cell)}"


def _recognise(submitted: NotebookNode, chapter: Chapter, notes: list[str]) -> list[_Placed]:
    """Say of each submitted cell which of the chapter's it is: by grade_id, else by its text, else by its cell id,
    else by its neighbours.

    Some editors drop nbgrader's metadata but keep the ids of cells, others drop both. A second cell with one grade_id
    (copied and pasted) is the one that counts if the first is as it was handed out. Else it stays as an ordinary cell
    when a student's words may be in it, and is dropped when it is a check. So is a check of an earlier state of the
    chapter.
    """
    by_grade_id = {cells.grade_id(cell): cell for cell in _special(chapter).values()}
    stubs = {cell.id: cell.source.strip() for cell in chapter.released.cells}
    placed: list[_Placed] = []
    claimed: set[str] = set()
    for cell in submitted.cells:
        wanted = by_grade_id.get(cells.grade_id(cell))
        if wanted is None:
            placed.append(_Placed(cell))
        elif wanted.id not in claimed:
            claimed.add(wanted.id)
            placed.append(_Placed(cell, wanted.id))
        elif cells.is_students(wanted) and (first := _open_one(placed, wanted, stubs[wanted.id])):
            if cell.source.strip() != stubs[wanted.id]:
                notes.append(f"{_title(wanted)} was there twice; the one that was worked on counts")
                placed.append(_Placed(cell, wanted.id))
                placed.remove(first)
        elif cells.role(wanted) == "check" or cell.source.strip() == stubs[wanted.id]:
            notes.append(f"{_title(wanted)} was there twice; the copy was left out")
        else:
            notes.append(f"{_title(wanted)} was there twice; the first one counts, the copy was kept as an extra cell")
            placed.append(_Placed(cell))
    for same in (_same_text, _same_id):
        for wanted in chapter.released.cells:
            match = next((item for item in placed if item.known_as is None and same(item.cell, wanted)), None)
            if wanted.id not in claimed and match:
                claimed.add(wanted.id)
                match.known_as = wanted.id
    if any(item.known_as in _special(chapter) for item in placed):  # else it may be another chapter's
        by_place = known_by_place([item.cell for item in placed], [item.known_as for item in placed], chapter)
        takers = {known_as: placed[position] for position, known_as in by_place.items()}
        placed = [item for item in placed if item.known_as not in takers]  # an answer as it was handed out
        for known_as, taker in takers.items():
            taker.known_as = known_as
    for item in [item for item in placed if item.known_as is None and _is_check(item.cell)]:
        notes.append(f"check cell {cells.grade_id(item.cell)} is not in the chapter any more; it was left out")
        placed.remove(item)
    return placed


def _open_one(placed: list[_Placed], wanted: NotebookNode, stub: str) -> _Placed | None:
    """Return the cell that was taken for an exercise or answer, if it is as it was handed out."""
    return next((item for item in placed if item.known_as == wanted.id and item.cell.source.strip() == stub), None)


def _is_check(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("check"))


def _same_text(cell: NotebookNode, wanted: NotebookNode) -> bool:
    same: bool = cell.cell_type == wanted.cell_type and cell.source.strip() == wanted.source.strip()
    return same


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


def _in_order(placed: list[_Placed], chapter: Chapter, notes: list[str]) -> list[_Placed]:
    """Return the cells with the chapter's in the chapter's order, moving as few as possible.

    Of ordinary ones that goes for code that is as it was handed out. With an exercise that moves up go the student's
    cells that make what it needs.
    """
    special = _special(chapter)
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
        place = _place_for(own[item.known_as or ""], ordered, chapter)
        along = _needed_by(item, placed[: placed.index(item)], set(ordered[place:]) - set(ours))
        ordered[place:] = [*along, item, *(each for each in ordered[place:] if each not in along)]
    return ordered


def _is_untouched_code(item: _Placed, own: dict[str, NotebookNode]) -> bool:
    wanted = own.get(item.known_as or "")
    return wanted is not None and wanted.cell_type == "code" and _same_text(item.cell, wanted)


def _needed_by(item: _Placed, above: list[_Placed], behind: set[_Placed]) -> list[_Placed]:
    """Return the cells of the student's that stood above one and are behind its place now, and make what it needs."""
    wanted, needed = set(names_of(item.cell.source).used), []
    for each in reversed(above):
        names = names_of(each.cell.source)
        if each in behind and each.cell.cell_type == "code" and names.made & wanted:
            needed.append(each)
            wanted |= names.used
    return needed[::-1]


def _longest_rising(items: list[_Placed], rank: dict[str, int]) -> list[_Placed]:
    """Return the longest part of `items` that is in order of rank already."""
    best: list[list[_Placed]] = []  # best[n]: the longest rising part that ends with items[n]
    for item in items:
        before = [part for part in best if rank[part[-1].known_as or ""] < rank[item.known_as or ""]]
        best.append([*max(before, key=len, default=[]), item])
    return max(best, key=len, default=[])


def _put_back_missing(placed: list[_Placed], chapter: Chapter, notes: list[str]) -> None:
    present = {item.known_as for item in placed}
    ordinary = 0
    for wanted in chapter.released.cells:
        if wanted.id in present or not (cells.role(wanted) or wanted.cell_type == "code"):
            continue
        own = wanted
        if cells.role(wanted) == "answer" and any(_is_a_text_of_theirs(item) for item in placed):
            own = copy.deepcopy(wanted)  # with another text it waits for a person, who reads what is there
            own.source = f"{wanted.source}\n\n{ELSEWHERE}"
        placed.insert(_place_for(wanted, placed, chapter), _Placed(own, wanted.id))
        if cells.role(wanted):
            newer = ", which may be newer" if cells.role(wanted) == "check" else ""
            notes.append(f"{_title(wanted)} was not in the notebook; the chapter's own was used{newer}")
        ordinary += not cells.role(wanted)
    if ordinary:
        notes.append(f"{ordinary} of the chapter's other code cells were not in the notebook; its own are used")


def _is_a_text_of_theirs(item: _Placed) -> bool:
    return item.known_as is None and item.cell.cell_type == "markdown" and bool(item.cell.source.strip())


def _is_as_handed_out(written: str, own: NotebookNode) -> bool:
    """Tell whether a cell holds what students got; of a check the line that tells its points does not count."""
    if cells.role(own) != "check":
        return written.strip() == own.source.strip()
    title = f"# Check {cells.grade_id(own)} "
    bare = [
        text.strip().partition("\n")[2] if text.strip().startswith(title) else text for text in (written, own.source)
    ]
    return bare[0].strip() == bare[1].strip()


def _with_what_was_written(item: _Placed, chapter: Chapter, notes: list[str]) -> list[_Placed]:
    """Return a cell of which the chapter's own is used below what a student wrote into it; any other cell alone.

    Code that makes names may be the answer and runs, so above the chapter's, which has the last word; what does not
    is shown.
    """
    own = next((cell for cell in chapter.released.cells if cell.id == item.known_as), None)
    written = item.cell.source
    if own is None or cells.role(own) is None or cells.is_students(own) or _is_as_handed_out(written, own):
        return [item]
    if item.cell.metadata.get("nbgrader", {}).get("sealed"):  # nobody has changed it but the chapter's author
        notes.append(f"{_title(own)} is another one in the chapter now; the chapter's own was used")
        return [item]
    notes.append(
        f"{_title(own)} is not as in the chapter today; the chapter's own was used, what was written stands above it"
    )
    is_code = item.cell.cell_type == own.cell_type == "code"
    if is_code and not names_of(written).made - names_of(own.source).made:
        written = f"What was written in {_title(own)}:\n\n{indent(written, '    ')}"
        is_code = False
    shown = CELL_MAKERS["code" if is_code else "markdown"](source=written)
    return [_Placed(_with_pictures(shown, item.cell)), item]


def _place_for(wanted: NotebookNode, placed: list[_Placed], chapter: Chapter) -> int:
    """Return where a missing cell belongs: after its nearest predecessor that is there, between its neighbours.

    A check goes after the cells a student added there, since they may be part of the answer; an exercise's stub goes
    before them, since it would undo them.
    """
    order = [cell.id for cell in chapter.graded.cells]
    number = order.index(wanted.id)
    special = _special(chapter)
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


def _finished(item: _Placed, number: int, chapter: Chapter, notes: list[str]) -> NotebookNode:
    """Return the cell to run: kind, tags and metadata from the chapter, and the text from whom it belongs to."""
    wanted = next((cell for cell in chapter.graded.cells if cell.id == item.known_as), None)
    if wanted is None:
        extra = CELL_MAKERS[item.cell.cell_type](source=item.cell.source)
        extra["id"] = f"{ADDED}{number:04d}"
        return _with_pictures(extra, item.cell)
    finished = copy.deepcopy(wanted)
    if cells.role(wanted) and not cells.is_students(wanted):
        return finished
    if cells.is_students(wanted) and item.cell.cell_type != wanted.cell_type:
        kind = "code" if wanted.cell_type == "code" else "text"
        notes.append(f"{_title(wanted)} had been made another kind of cell; it is {kind} again")
    finished.source = item.cell.source
    return _with_pictures(finished, item.cell)


def _with_pictures(cell: NotebookNode, students: NotebookNode) -> NotebookNode:
    """Return a cell with the pictures that a student put into its text."""
    if cell.cell_type == "markdown" and "attachments" in students:
        cell["attachments"] = students.attachments
    return cell
