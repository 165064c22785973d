"""A chapter's executed notebook as a page of the site: what students get, with solutions folded behind it."""

from __future__ import annotations

import base64
import copy

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.chapter import cells
from autograder.chapter.chapter import Chapter
from autograder.messages import PROGRESS_MIME, RECORD_MIME
from autograder.reporting import described, outline

FOLDED = "hide-cell"  # MyST-NB's tag for a cell that unfolds
WIDE = 700  # pixels; a wider picture a phone does not shrink, so that what is written in it can be read
SOLUTION = {"code_prompt_show": "Show a solution", "code_prompt_hide": "Hide the solution"}


def page(chapter: Chapter) -> NotebookNode:
    """Return a chapter's page: its cells as students get them, with the outputs of the executed ones.

    Of an exercise its stub is shown, and its solution and what that shows are folded away. Of a check its visible part.
    """
    shown = copy.deepcopy(chapter.solved)
    sections = {exercise.section_cell for exercise in outline.exercises(chapter.solved)}
    shown.metadata = {"kernelspec": chapter.solved.metadata.get("kernelspec", {})}
    shown.cells = [
        cell
        for solved, released in zip(chapter.solved.cells, chapter.released.cells, strict=True)
        for cell in _shown(solved, released)
    ]
    for cell in shown.cells:
        if cell.id in sections:
            lines = cell.source.split("\n")
            lines.insert(outline.section_line(lines), f"\n({place(chapter.name, cell.id)})=")
            cell.source = "\n".join(lines)
    return shown


def place(chapter: str, cell: str) -> str:
    """Return what other pages of the site call the section whose heading is in a cell."""
    return f"{chapter}-{cell}"


def _shown(solved: NotebookNode, released: NotebookNode) -> list[NotebookNode]:
    role = cells.role(solved)
    if role == "exercise":
        stub = new_markdown_cell(f"```python\n{released.source}\n```", id=f"{solved.id}-stub")
        solution = _code(solved, solved.source.replace("### BEGIN SOLUTION\n", "").replace("### END SOLUTION", ""))
        solution.metadata = {"tags": [FOLDED], "mystnb": {**SOLUTION, **solution.metadata.get("mystnb", {})}}
        return [stub, solution]
    if role == "answer":
        return [new_markdown_cell(f"*{released.source}*", id=solved.id)]
    if solved.cell_type != "code":
        return [new_markdown_cell(solved.source, id=solved.id)]
    own = _code(solved, released.source)
    if role == "check":
        own.outputs = own.outputs[: _visible_calls(released.source)]
    return [own]


def _visible_calls(source: str) -> int:
    """Return how many messages the visible part of a check cell shows: one for each call."""
    return sum(line.startswith("check.") for line in source.split("\n"))


def _code(cell: NotebookNode, source: str) -> NotebookNode:
    made = new_code_cell(source.rstrip(), id=cell.id, execution_count=cell.execution_count)
    made.outputs = copy.deepcopy(cell.outputs)
    for output in made.outputs:
        for kind in (RECORD_MIME, PROGRESS_MIME):  # for programs to read, not for people
            output.get("data", {}).pop(kind, None)
    drawn = [output.data["image/png"] for output in made.outputs if "image/png" in output.get("data", {})]
    if drawn:
        size = {"classes": "wide"} if max(map(_pixels, drawn)) > WIDE else {}
        made.metadata = {"mystnb": {"image": {"alt": described.picture(cell), **size}}}
    return made


def _pixels(png: str) -> int:
    """Return how wide a PNG picture is: its header has that in bytes 16 to 19."""
    return int.from_bytes(base64.b64decode(png[:32])[16:20], "big")
