"""Try answers on a chapter's exercises in one warm process: what would each of its checks say?

This is for authors: their tests and mutants. Submissions never come here, they are run by ``autograder.grading``.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from autograder.chapter import cells
from autograder.checks.look import CheckFailed, NotAttempted, collected
from autograder.records import Outcome


@dataclass(frozen=True)
class CheckResult:
    """What one check cell said to an answer. `outcome` is "error" when the cell raised something of its own."""

    grade_id: str
    outcome: Outcome | str
    cause: str | None = None
    message: str = ""


@dataclass(frozen=True)
class _Exercise:
    """An exercise with the names that exist before its cell runs, and the cells from it to its last check."""

    cell: nbformat.NotebookNode
    names: dict[str, Any]
    following: list[nbformat.NotebookNode]


class Trial:
    """A chapter whose exercises can be answered again and again, each time from the same state.

    `notebook` is the chapter as built in ``solutions/``, with its hidden checks. Its cells run once up to each
    exercise, without those that only demonstrate and without other exercises, on which nothing may depend.
    """

    def __init__(self, notebook: nbformat.NotebookNode, folder: Path) -> None:
        self.folder = folder
        self.exercises: dict[str, _Exercise] = {}
        names: dict[str, Any] = {"__name__": "__main__"}
        with _working_in(folder):
            for number, cell in enumerate(notebook.cells):
                role = cells.role(cell)
                if role == "exercise":
                    following = _until_last_check(notebook.cells[number + 1 :])
                    self.exercises[cell.id] = _Exercise(cell, dict(names), following)
                elif cell.cell_type == "code" and role != "check" and not cells.is_demo(cell):
                    with contextlib.redirect_stdout(io.StringIO()):
                        _run(cell, names)

    def answer(self, exercise: str, source: str) -> list[CheckResult]:
        """Return what each check of an exercise says when its cell holds `source`."""
        tried = self.exercises[exercise]
        names = dict(tried.names)
        results = []
        with _working_in(self.folder), contextlib.redirect_stdout(io.StringIO()), collected():
            # The checks look at what a cell made before it failed, as they do in a notebook.
            with contextlib.suppress(Exception):
                _run(nbformat.v4.new_code_cell(source, id=exercise), names)
            for cell in tried.following:
                if cells.role(cell) == "check":
                    results.append(_check(cell, names))
                else:
                    _run(cell, names)
        return results

    def solution(self, exercise: str) -> str:
        """Return the source of an exercise's own solution."""
        return str(self.exercises[exercise].cell.source)


def _check(cell: nbformat.NotebookNode, names: dict[str, Any]) -> CheckResult:
    try:
        _run(cell, names)
    except NotAttempted as said:
        return CheckResult(cell.id, "not attempted", message=str(said))
    except CheckFailed as said:
        return CheckResult(cell.id, "failed", said.cause, str(said))
    except Exception as problem:
        return CheckResult(cell.id, "error", message=f"{type(problem).__name__}: {problem}")
    return CheckResult(cell.id, "passed")


def _run(cell: nbformat.NotebookNode, names: dict[str, Any]) -> None:
    exec(compile(cell.source, f"<{cell.id}>", "exec"), names)


def _until_last_check(below: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Return the code cells up to the last check that comes before the next exercise, without demonstrations."""
    own = []
    for cell in below:
        if cells.role(cell) == "exercise":
            break
        own.append(cell)
    while own and cells.role(own[-1]) != "check":
        own.pop()
    return [cell for cell in own if cell.cell_type == "code" and not cells.is_demo(cell)]


@contextlib.contextmanager
def _working_in(folder: Path) -> Iterator[None]:
    """Work in a chapter's folder, with its data modules importable, and leave no trace of them behind."""
    before, known = Path.cwd(), set(sys.modules)
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        os.chdir(before)
        sys.path.remove(str(folder))
        for name in set(sys.modules) - known:
            if str(folder) in str(getattr(sys.modules[name], "__file__", "")):
                del sys.modules[name]
