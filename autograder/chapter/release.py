"""From a chapter's notebook to what students get, by nbgrader's own steps: the one place that clears solutions."""

from __future__ import annotations

import copy
import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import BaseConverter
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import ClearHiddenTests, ClearOutput, ClearSolutions, SaveCells
from nbgrader.utils import compute_checksum
from traitlets.config import Config, PyFileConfigLoader

from autograder import project
from autograder.chapter import belonging, cells

BUILT_FROM = "built_from"  # in an executed notebook's metadata: what it was executed from
PAGES = ("start.md", "glossary.md", "traps.md", "silence.md")  # teaching.md stays with the teachers


def nbgrader_config(root: Path) -> Config:
    """Return the settings in the project's nbgrader_config.py."""
    return PyFileConfigLoader(project.CONFIG, path=str(root)).load_config()


def without_solutions(notebook: NotebookNode, config: Config) -> NotebookNode:
    """Return a copy with stubs in its exercise cells and without outputs; hidden checks are still in it."""
    return _through(notebook, [ClearOutput(config=config), ClearSolutions(config=config)])


def without_hidden_checks(notebook: NotebookNode, config: Config | None = None) -> NotebookNode:
    """Return a copy whose check cells hold what students may read."""
    return _through(notebook, [ClearHiddenTests(config=config)])


def _through(notebook: NotebookNode, steps: list[ClearOutput | ClearSolutions | ClearHiddenTests]) -> NotebookNode:
    notebook = copy.deepcopy(notebook)
    for step in steps:
        notebook, _ = step.preprocess(notebook, {})
    return notebook


def released(root: Path, chapter: str) -> tuple[NotebookNode, dict[str, bytes]]:
    """Return what students get of a chapter: its notebook without solutions, hidden checks and outputs, and its files.

    This is nbgrader's own ``generate_assignment``, with the settings in nbgrader_config.py and no gradebook. Check
    cells are folded: what they compare with is no hint that everybody has to read. The files are name → bytes.
    Raises ProjectError when nbgrader refuses the notebook.
    """
    config = nbgrader_config(root)
    config.merge(Config({"GenerateAssignment": {"no_database": True, "force": True}}))
    with tempfile.TemporaryDirectory() as folder, source_of(root, chapter) as source:
        own = source / chapter / f"{chapter}.ipynb"
        cells.write(folded(cells.read(own)), own)
        coursedir = CourseDirectory(config=config)
        coursedir.root = str(root)
        coursedir.source_directory = str(source)
        coursedir.release_directory = folder
        coursedir.assignment_id = chapter
        converter = GenerateAssignment(coursedir=coursedir, config=config)
        converter.preprocessors = [step for step in converter.preprocessors if step is not SaveCells]
        try:
            start(converter)
        except RuntimeError as problem:
            raise project.ProjectError(f"nbgrader could not release {chapter}: {problem}") from problem
        notebook = cells.read(Path(folder) / chapter / f"{chapter}.ipynb")
    notebook.metadata.pop(BUILT_FROM, None)
    built = project.solution_path(root, chapter)
    return notebook, belonging.data_files(built.parent, chapter, cells.read(built))


def folded(notebook: NotebookNode) -> NotebookNode:
    """Return a copy with its check cells folded; Jupyter then shows their first line, which says what each is worth."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        if cells.role(cell) == "check":
            points = cells.points(cell)
            worth = f"{points:g} point" if points == 1 else f"{points:g} points"
            cell.source = f"# Check {cells.grade_id(cell)} · {worth}\n{cell.source}"
            cell.metadata["jupyter"] = {"source_hidden": True}
    return notebook


@contextmanager
def source_of(root: Path, chapter: str) -> Iterator[Path]:
    """Give nbgrader a folder of sources with a chapter's notebook alone: it would take every notebook beside it."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / chapter).mkdir()
        shutil.copy(project.solution_path(root, chapter), Path(folder) / chapter)
        yield Path(folder)


def left_out(root: Path, chapter: str) -> list[Path]:
    """Return the files in a chapter's folder that are not handed out, as nothing names them, from the root."""
    built = project.solution_path(root, chapter)
    return [path.relative_to(root) for path in belonging.others(built.parent, chapter, cells.read(built))]


def start(converter: BaseConverter) -> None:
    """Run one of nbgrader's converters. Raises RuntimeError with the last thing that nbgrader logged on failure."""
    said: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    log = logging.Logger("nbgrader", logging.ERROR)
    log.addHandler(handler)
    converter.log = log
    try:
        converter.start()
    except Exception as problem:
        raise RuntimeError("\n".join(said) or str(problem)) from problem


def release_pages(root: Path) -> None:
    """Copy the pages for students that belong to no chapter, such as the glossary, into ``course/``."""
    for page in PAGES:
        if (root / project.SOLUTIONS / page).is_file():
            shutil.copyfile(root / project.SOLUTIONS / page, root / project.COURSE / page)


def stale_pages(root: Path) -> list[str]:
    """Say which of the students' pages differ from those in ``solutions/``."""
    pairs = [(root / project.SOLUTIONS / page, root / project.COURSE / page) for page in PAGES]
    return [
        f"{built.relative_to(root)} differs from {source.relative_to(root)}"
        for source, built in pairs
        if source.is_file() and (not built.is_file() or source.read_bytes() != built.read_bytes())
    ]


def is_as_handed_out(kind: str, source: str, told: dict[str, Any]) -> bool:
    """Tell whether a cell has the text that it had when it was released, which need not be the chapter's of today.

    `told` is what its metadata say for nbgrader, with the checksum of then. It comes from a student and may be
    anything; who seals a cell anew changes no more by it than a remark.
    """
    cell = NotebookNode(cell_type=kind, source=source, metadata=NotebookNode(nbgrader=told))
    try:
        return bool(compute_checksum(cell) == told.get("checksum"))
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError):
        return False
