"""Notebooks as students hand them in: the one that they got, with answers filled in, or spoilt on its way."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder import project
from autograder.authoring.cases import Case, cases_path, read_cases
from autograder.chapter import cells

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
NOISE = """import sys
get_ipython().events.register("pre_run_cell", lambda info: print("only a note", file=sys.stderr))"""
NEVER_ENDS = "while True:\n    pass"
ENDS_THE_KERNEL = "import os\nos._exit(1)"


@dataclass(frozen=True)
class Handout:
    """A chapter's notebook as students get it, its solution by exercise, as a student would type it, and its cases.

    `in_words` are the exercises that ask for words, which a person reads.
    """

    released: NotebookNode
    solution: Mapping[str, str]
    cases: list[Case]
    in_words: frozenset[str] = frozenset()

    @classmethod
    def read(cls, root: Path, chapter: str) -> Handout:
        """Read a chapter that has been built. Raises ProjectError when it has not."""
        released, solved = project.released_path(root, chapter), project.solution_path(root, chapter)
        for path in (released, solved):
            if not path.is_file():
                raise project.ProjectError(
                    f"{path.relative_to(root)} is not there yet. Run: autograder build {chapter}"
                )
        path = cases_path(root, chapter)
        solution = {
            cell.id: "\n".join(line for line in cell.source.split("\n") if not line.strip().startswith("### "))
            for cell in cells.read(solved).cells
            if cells.is_students(cell)
        }
        handed_out = cells.read(released)
        in_words = frozenset(cell.id for cell in handed_out.cells if cells.role(cell) in cells.BY_HAND)
        return cls(handed_out, solution, read_cases(path) if path.is_file() else [], in_words)

    def notebook(self, answers: Mapping[str, str]) -> NotebookNode:
        """Return the notebook with these answers; exercises without one stay as they are."""
        filled = copy.deepcopy(self.released)
        for cell in filled.cells:
            cell.source = answers.get(cell.id, cell.source)
        return filled

    def solved(self, *, but: Mapping[str, str] | None = None) -> bytes:
        """Return the notebook with every answer right, but those given."""
        return as_bytes(self.notebook({**self.solution, **(but or {})}))

    def answered(self, cases: Iterable[Case], in_words: bool = True) -> bytes:
        """Return the notebook with these answers, and right ones in the other exercises.

        Those that ask for words are left as they were handed out unless it is to be answered `in_words` too.
        """
        open_ones = (
            {} if in_words else {cell.id: cell.source for cell in self.released.cells if cell.id in self.in_words}
        )
        return self.solved(but={**open_ones, **{case.exercise: case.source for case in cases}})

    def before(self, exercise: str, code: str) -> bytes:
        """Return the notebook with every answer right, and `code` above that of one exercise."""
        return self.solved(but={exercise: f"{code}\n{self.solution[exercise]}"})


def as_bytes(notebook: NotebookNode) -> bytes:
    """Return a notebook as the file that Jupyter writes."""
    return nbformat.writes(notebook).encode() + b"\n"


def checks(notebook: NotebookNode) -> list[NotebookNode]:
    """Return a notebook's check cells."""
    return [cell for cell in notebook.cells if cells.role(cell) == "check"]


def with_copy(notebook: NotebookNode, check: NotebookNode) -> NotebookNode:
    """Return the notebook with one of its check cells copied and pasted above itself."""
    changed = copy.deepcopy(notebook)
    pasted = copy.deepcopy(check)
    pasted["id"] = "pasted"
    changed.cells.insert([cell.id for cell in changed.cells].index(check.id), pasted)
    return changed


def without(notebook: NotebookNode, check: NotebookNode) -> NotebookNode:
    """Return the notebook without one of its cells."""
    changed = copy.deepcopy(notebook)
    changed.cells = [cell for cell in changed.cells if cell.id != check.id]
    return changed


def with_noise(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook with a cell that makes every cell print to stderr."""
    changed = copy.deepcopy(notebook)
    changed.cells.insert(0, new_code_cell(NOISE, id="noise"))
    return changed
