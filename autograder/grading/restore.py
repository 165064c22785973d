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
from autograder.grading.elsewhere import Elsewhere, is_emptied, made_elsewhere, undone
from autograder.grading.misplaced import misplaced
from autograder.grading.order import in_order
from autograder.grading.placed import Placed, place_for, says_the_same, special_cells, title
from autograder.grading.recognise import recognise
from autograder.grading.run import ADDED
from autograder.grading.submission import CELL_MAKERS, Refused

ELSEWHERE = "*This cell was not in the notebook that was handed in: the answer may stand in another one.*"
IN_ANOTHER_CELL = "# Nothing was written here: the answer stands in another cell."


@dataclass(frozen=True)
class Restored:
    """A notebook ready to run, and what had to be mended to make it so."""

    notebook: NotebookNode
    notes: list[str]


def restore(submitted: NotebookNode, chapter: Chapter) -> Restored:
    """Merge a submission (from ``submission.parse``) into its chapter.

    Check, locked and task cells come from the chapter: each exactly once, in its order, with its hidden checks; what a
    student wrote into one stands above it. Exercises and answers keep the student's text. Cells the student added
    stay beside their neighbours, without tags or metadata, and code of the chapter that they deleted is there again.

    Raises Refused when nothing of the chapter is in the submission.
    """
    notes: list[str] = []
    placed = recognise(submitted, chapter, notes)
    if not any(item.known_as in special_cells(chapter) for item in placed):
        raise Refused(
            f"none of the exercises and checks of {chapter.name} is in this notebook; it may be another chapter's"
        )
    placed = in_order(placed, chapter, notes)
    _put_back_missing(placed, chapter, notes)
    _leave_what_is_above(placed, chapter, notes)
    notes += misplaced([item.cell for item in placed], [item.known_as for item in placed], chapter)
    placed = [item for each in placed for item in _with_what_was_written(each, chapter, notes)]
    notebook = new_notebook(metadata=copy.deepcopy(chapter.graded.metadata))
    notebook.cells = [_finished(item, number, chapter, notes) for number, item in enumerate(placed, 1)]
    return Restored(notebook, notes)


def _put_back_missing(placed: list[Placed], chapter: Chapter, notes: list[str]) -> None:
    present = {item.known_as for item in placed}
    ordinary = 0
    for wanted in chapter.released.cells:
        if wanted.id in present or not (cells.role(wanted) or wanted.cell_type == "code"):
            continue
        own = wanted
        if cells.role(wanted) == "answer" and any(_is_a_text_of_theirs(item) for item in placed):
            own = copy.deepcopy(wanted)  # with another text it waits for a person, who reads what is there
            own.source = f"{wanted.source}\n\n{ELSEWHERE}"
        made = made_elsewhere(wanted, placed, chapter) if cells.role(wanted) == "exercise" else Elsewhere()
        if made.counts:  # the stub would undo it
            own = copy.deepcopy(wanted)
            own.source = IN_ANOTHER_CELL
        placed.insert(place_for(wanted, placed, chapter), Placed(own, wanted.id))
        if cells.role(wanted):
            notes.append(f"{title(wanted)} was not in the notebook; {_what_is_used(wanted, made)}")
        ordinary += not cells.role(wanted)
    if ordinary:
        notes.append(f"{ordinary} of the chapter's other code cells were not in the notebook; its own are used")


def _leave_what_is_above(placed: list[Placed], chapter: Chapter, notes: list[str]) -> None:
    """Let no exercise's cell that is as it was handed out undo an answer that a student wrote above it.

    One that was emptied, its answer being nowhere, is as it was handed out again, so that its check can say so.
    """
    for wanted in chapter.released.cells:
        if cells.role(wanted) != "exercise":
            continue
        position = next(n for n, item in enumerate(placed) if item.known_as == wanted.id)
        if is_emptied(wanted, placed, chapter):
            emptied = placed[position].cell
            emptied.source = f"{emptied.source}\n{wanted.source}".strip()
        if not (made := undone(wanted, placed, chapter)):
            continue
        own = copy.deepcopy(wanted)
        own.source = f"{IN_ANOTHER_CELL}\n" + indent(wanted.source, "# ", lambda _: True)
        placed[position] = Placed(own, wanted.id)
        notes.append(
            f"{title(wanted)} is as it was handed out; {made}, which it asks for, is made in another cell above it, "
            "and that counts"
        )


def _what_is_used(wanted: NotebookNode, made: Elsewhere) -> str:
    """Say what takes the place of a cell that is not there."""
    if made.counts:
        return f"{made.counts}, which it asks for, is made in another cell above its check, and that counts"
    if made.unsure:
        return f"the chapter's own was used, since of the cells that make {made.unsure} several can be meant"
    return "the chapter's own was used" + (", which may be newer" if cells.role(wanted) == "check" else "")


def _is_a_text_of_theirs(item: Placed) -> bool:
    return item.known_as is None and item.cell.cell_type == "markdown" and bool(item.cell.source.strip())


def _with_what_was_written(item: Placed, chapter: Chapter, notes: list[str]) -> list[Placed]:
    """Return a cell of which the chapter's own is used below what a student wrote into it; any other cell alone.

    Code that makes names may be the answer and runs, so above the chapter's, which has the last word; what does not
    is shown.
    """
    own = next((cell for cell in chapter.released.cells if cell.id == item.known_as), None)
    written = item.cell.source
    if own is None or cells.role(own) is None or cells.is_students(own) or says_the_same(written, own):
        return [item]
    if item.cell.metadata.get("nbgrader", {}).get("sealed"):  # nobody has changed it but the chapter's author
        notes.append(f"{title(own)} is another one in the chapter now; the chapter's own was used")
        return [item]
    notes.append(
        f"{title(own)} is not as in the chapter today; the chapter's own was used, what was written stands above it"
    )
    is_code = item.cell.cell_type == own.cell_type == "code"
    if is_code and not names_of(written).made - names_of(own.source).made:
        written = f"What was written in {title(own)}:\n\n{indent(written, '    ')}"
        is_code = False
    shown = CELL_MAKERS["code" if is_code else "markdown"](source=written)
    return [Placed(_with_pictures(shown, item.cell)), item]


def _finished(item: Placed, number: int, chapter: Chapter, notes: list[str]) -> NotebookNode:
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
        notes.append(f"{title(wanted)} had been made another kind of cell; it is {kind} again")
    finished.source = item.cell.source
    return _with_pictures(finished, item.cell)


def _with_pictures(cell: NotebookNode, students: NotebookNode) -> NotebookNode:
    """Return a cell with the pictures that a student put into its text."""
    if cell.cell_type == "markdown" and "attachments" in students:
        cell["attachments"] = students.attachments
    return cell
