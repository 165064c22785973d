"""A chapter's source (jupytext py:percent text) becomes a notebook with nbgrader's metadata."""

from __future__ import annotations

import re
from pathlib import Path

import jupytext
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from autograder.chapter import cells
from autograder.chapter.marks import require_good_marks
from autograder.project import ProjectError

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
UNREADABLE = "incorrectly_encoded_metadata"  # jupytext's name for a header that it cannot read
TAGS = 'tags are a list of different texts without commas, such as tags=["demo"].'
ORDINARY = re.compile(r"cell-\d+")
GRADE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# What a header calls a cell, and what the cell is then.
ROLES: dict[str, cells.Role] = {"exercise": "exercise", "check": "check", "locked": "locked", "written": "answer"}
MOST_POINTS = 1_000_000
LONGEST_ID = 64  # characters that nbformat allows
HEADER_KEYS = {*ROLES, "points", "tags"}


def read_source(path: Path) -> NotebookNode:
    """Read a chapter's source into an unexecuted notebook.

    A cell's header says what it is: ``exercise="id"``, ``check="id" points=1``, ``locked="id"``, for an answer in words
    ``[markdown] written="id" points=2``, or ``tags=[…]``.

    Raises ProjectError, naming the cell, for a header or a cell that breaks the rules of a chapter.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        at = path.read_bytes()[: problem.start].count(b"\n") + 1
        raise ProjectError(f"{path.name}, line {at}: this is not UTF-8 text. Save the file as UTF-8.") from None
    if not text.strip():
        raise ProjectError(f"{path.name} is empty. What was built of it before stays; look for a copy of the source.")
    parsed = _parsed(path.name, text)
    notebook = new_notebook(metadata={"kernelspec": KERNELSPEC, "language_info": {"name": "python"}})
    seen: set[str] = set()
    for number, cell in enumerate(parsed.cells):
        try:
            notebook.cells.append(_chapter_cell(cell, number, seen))
        except ProjectError as problem:
            first = cell.source.strip().split("\n")[0]
            line = cell_lines(path, len(parsed.cells))[number]
            raise ProjectError(f"{path.name}, line {line} ({first!r}): {problem}") from None
    if not notebook.cells:
        raise ProjectError(f"{path.name} has no cells. Begin one with a line # %% [markdown], or # %% for code.")
    _require_exercise_before_check(notebook, path)
    return notebook


def cell_lines(path: Path, cells: int) -> list[int]:
    """Return, for each of the `cells` of a chapter's source, the number of the line at which it begins.

    Where jupytext has read one more than there are headers, it has made one of what stands before the first.
    """
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    headers = [at for at, line in enumerate(lines, 1) if line.startswith("# %%")]
    return [1] * (cells - len(headers)) + headers


def _parsed(name: str, text: str) -> NotebookNode:
    """Return the cells of a source as jupytext reads them. Raises ProjectError, naming the line, where it cannot."""
    for at, line in enumerate(text.split("\n"), 1):
        if line.startswith("# %%") and (wrong := _wrong_header(line)):
            raise ProjectError(f"{name}, line {at} ({line.strip()!r}): {wrong}")
    try:
        return jupytext.reads(text, fmt="py:percent")
    except Exception as problem:  # whatever jupytext, or what it uses, makes of it
        first = str(problem).split("\n")[0]
        raise ProjectError(
            f"{name}: jupytext cannot read its first lines, between # --- and # --- ({first}). "
            "Leave them out: a chapter needs none."
        ) from None


def _wrong_header(line: str) -> str:
    """Say what is wrong with how a cell's header is written; empty when it can be read."""
    try:
        header = jupytext.reads(f"{line}\n", fmt="py:percent").cells[0].metadata
    except Exception:  # jupytext looks into the tags by itself
        return TAGS
    if UNREADABLE in header:
        return 'its header cannot be read: values are written as JSON, such as check="an-id", points=1, tags=["demo"].'
    tags = header.get("tags", [])
    good = isinstance(tags, list) and all(isinstance(tag, str) and re.fullmatch("[^,]+", tag) for tag in tags)
    return "" if good and len(set(tags)) == len(tags) else TAGS


def _chapter_cell(cell: NotebookNode, number: int, seen: set[str]) -> NotebookNode:
    """Turn a parsed cell's header into nbgrader's metadata, in place, and give it a lasting id."""
    header = {key: value for key, value in cell.metadata.items() if key != "lines_to_next_cell"}  # jupytext's own note
    unknown = set(header) - HEADER_KEYS
    if unknown:
        raise ProjectError(f"unknown header {sorted(unknown)}; known are {sorted(HEADER_KEYS)}.")
    named = [name for name in ROLES if name in header]
    if len(named) > 1:
        raise ProjectError(f"a cell is one thing, this one is {' and '.join(named)}.")
    cell.metadata.clear()
    if "tags" in header:
        cell.metadata["tags"] = header["tags"]
    cell.id = f"cell-{number:03d}"
    if not named:
        if "BEGIN SOLUTION" in cell.source or "points" in header:
            raise ProjectError(
                'a solution belongs in a cell headed exercise="…", points in one headed check="…" or written="…".'
            )
        require_good_marks(cell)
        return cell
    role, grade_id = ROLES[named[0]], header[named[0]]
    _require_good_id(grade_id, seen)
    _require_good_cell(role, cell, header)
    cell.metadata["nbgrader"] = cells.nbgrader_metadata(role, grade_id, header.get("points", 0))
    require_good_marks(cell)
    cell.id = grade_id
    return cell


def _require_good_id(grade_id: str, seen: set[str]) -> None:
    if not isinstance(grade_id, str) or not GRADE_ID.fullmatch(grade_id):
        raise ProjectError(f"the id {grade_id!r} must be lower-case words joined by hyphens.")
    if len(grade_id) > LONGEST_ID:
        raise ProjectError(f"the id {grade_id!r} has {len(grade_id)} characters; a notebook allows {LONGEST_ID}.")
    if ORDINARY.fullmatch(grade_id):
        raise ProjectError(f"the id {grade_id!r} is what an ordinary cell is called: choose another.")
    if grade_id in seen:
        raise ProjectError(f"the id {grade_id!r} is used twice; nbgrader needs every one to be different.")
    seen.add(grade_id)


def _require_good_cell(role: cells.Role, cell: NotebookNode, header: dict[str, object]) -> None:
    if role == "exercise" and not ("### BEGIN SOLUTION" in cell.source and "### END SOLUTION" in cell.source):
        raise ProjectError("an exercise needs its solution between ### BEGIN SOLUTION and ### END SOLUTION.")
    if role in ("check", "answer"):
        worth = header.get("points")
        if isinstance(worth, bool) or not isinstance(worth, int | float) or not 0 < worth <= MOST_POINTS:
            what = "a check" if role == "check" else "a written answer"
            raise ProjectError(f"{what} needs points=… greater than 0, as a number, and at most {MOST_POINTS}.")
    elif "points" in header:
        raise ProjectError("only a check, or a written answer, has points.")
    if role == "check" and "check." not in cell.source:
        raise ProjectError("a check cell must call a check, such as check.inputs(…): silence proves nothing.")
    if role != "locked" and (role == "answer") != (cell.cell_type == "markdown"):
        raise ProjectError('a written answer is text, headed [markdown] written="…", and nothing else of these is.')
    if role == "answer" and (not cell.source.strip() or "### BEGIN" in cell.source):
        raise ProjectError("a written answer holds an answer as you would give it, and nothing else: no marks.")
    if role != "locked" and cells.DEMO_TAG in cell.metadata.get("tags", []):
        raise ProjectError("a demo cell is left out when grading, so it cannot be an exercise or a check.")


def _require_exercise_before_check(notebook: NotebookNode, path: Path) -> None:
    for check, exercise in cells.checks_with_exercise(notebook):
        if exercise is None:
            raise ProjectError(f"{path.name}: the check {check.id!r} stands before any exercise.")
