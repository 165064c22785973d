"""What grading needs of a chapter: its cells with hidden checks, its cells as handed out, and its data modules."""

from __future__ import annotations

import copy
import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests, ClearOutput, ClearSolutions
from traitlets.config import Config, PyFileConfigLoader

from autograder import notebooks, project


@dataclass(frozen=True, eq=False)
class Chapter:
    """A chapter as grading sees it.

    `graded` has stubs in its exercise cells and hidden checks in its check cells; `released` has no hidden checks
    either. `files` are the data modules a notebook imports: name → bytes.
    """

    name: str
    graded: NotebookNode
    released: NotebookNode
    files: dict[str, bytes]

    @cached_property
    def digest(self) -> str:
        """A fingerprint of everything a verdict depends on: submissions graded under another one are out of date."""
        cells = [[cell.id, cell.cell_type, cell.source, cell.metadata] for cell in self.graded.cells]
        hashed = hashlib.sha256(json.dumps(cells, sort_keys=True).encode())
        for name, content in sorted(self.files.items()):
            hashed.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
        return hashed.hexdigest()

    @property
    def max_score(self) -> float:
        """The points of all its checks."""
        return sum(notebooks.points(cell) for cell in self.graded.cells)


def nbgrader_config(root: Path) -> Config:
    """Return the settings in the project's nbgrader_config.py."""
    return PyFileConfigLoader(project.CONFIG, path=str(root)).load_config()


def load(root: Path, name: str) -> Chapter:
    """Read a chapter from ``solutions/``. Raises ProjectError when it has not been built."""
    path = project.solution_path(root, name)
    if not path.is_file():
        raise project.ProjectError(f"{path.relative_to(root)} is not there yet. Run: autograder build {name}")
    config, source = nbgrader_config(root), notebooks.read(path)
    graded = _through(source, [ClearOutput(config=config), ClearSolutions(config=config)])
    released = _through(graded, [ClearHiddenTests(config=config)])
    return Chapter(name, graded, released, _data_files(path.parent, name))


def _through(notebook: NotebookNode, steps: list[ClearOutput | ClearSolutions | ClearHiddenTests]) -> NotebookNode:
    """Return a copy of a notebook after nbgrader's own preprocessors."""
    notebook = copy.deepcopy(notebook)
    for step in steps:
        notebook, _ = step.preprocess(notebook, {})
    return notebook


def _data_files(folder: Path, name: str) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.name != f"{name}.py"
        and path.suffix != ".ipynb"
        and not project.LEFT_BEHIND & set(path.relative_to(folder).parts)
    }
