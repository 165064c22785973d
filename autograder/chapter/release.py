"""From a chapter's notebook to what students get, by nbgrader's own steps: the one place that clears solutions."""

from __future__ import annotations

import copy
import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
KEPT = "{}.kept-{}.ipynb"  # beside a released notebook: what somebody had answered in the one before
PAGES = ("glossary.md", "traps.md")  # teaching.md stays with the teachers


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


def release(root: Path, chapter: str, course: Path) -> None:
    """Write what students get into ``<course>/<chapter>/``: no solutions, no hidden checks, no outputs.

    This is nbgrader's own ``generate_assignment``, with the settings in nbgrader_config.py and no gradebook.
    Raises ProjectError when nbgrader refuses the notebook.
    """
    config = nbgrader_config(root)
    config.merge(Config({"GenerateAssignment": {"no_database": True, "force": True}}))
    with tempfile.TemporaryDirectory() as released, source_of(root, chapter) as source:
        coursedir = CourseDirectory(config=config)
        coursedir.root = str(root)
        coursedir.source_directory = str(source)
        coursedir.release_directory = released
        coursedir.assignment_id = chapter
        converter = GenerateAssignment(coursedir=coursedir, config=config)
        converter.preprocessors = [step for step in converter.preprocessors if step is not SaveCells]
        try:
            start(converter)
        except RuntimeError as problem:
            raise project.ProjectError(f"nbgrader could not release {chapter}: {problem}") from problem
        _put_in_place(Path(released) / chapter, course / chapter, root / project.SOLUTIONS / chapter)


@contextmanager
def source_of(root: Path, chapter: str) -> Iterator[Path]:
    """Give nbgrader a folder of sources with a chapter's notebook alone: it would take every notebook beside it."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / chapter).mkdir()
        shutil.copy(project.solution_path(root, chapter), Path(folder) / chapter)
        yield Path(folder)


def _put_in_place(released: Path, target: Path, source: Path) -> None:
    """Copy what nbgrader released, of the chapter's files those that belong to it; what learners wrote is kept."""
    name = target.name
    keep_work(target / f"{name}.ipynb")
    kept = [(path.name, path.read_bytes()) for path in target.glob(KEPT.format(name, "*"))]
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    notebook = cells.read(released / f"{name}.ipynb")
    notebook.metadata.pop(BUILT_FROM, None)
    cells.write(notebook, target / f"{name}.ipynb")
    files = belonging.data_files(source, name, cells.read(source / f"{name}.ipynb"))
    for path, content in [*files.items(), *kept]:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)


def keep_work(notebook: Path) -> None:
    """Copy a released notebook in which somebody has answered to a place beside it."""
    if not notebook.is_file() or not _is_worked_on(notebook):
        return
    number = 1
    while (path := notebook.with_name(KEPT.format(notebook.stem, number))).exists():
        number += 1
    shutil.copyfile(notebook, path)


def kept(root: Path, chapter: str) -> set[Path]:
    """Return where answers in earlier released notebooks of a chapter are kept, from the project's root."""
    return {path.relative_to(root) for path in (root / project.COURSE / chapter).glob(KEPT.format(chapter, "*"))}


def others(root: Path, chapter: str) -> list[Path]:
    """Return the files in a chapter's folder that are not handed out, as nothing names them, from the root."""
    built = project.solution_path(root, chapter)
    return [path.relative_to(root) for path in belonging.others(built.parent, chapter, cells.read(built))]


def _is_worked_on(notebook: Path) -> bool:
    try:
        return any(map(_is_answered, cells.read(notebook).cells))
    except Exception:  # whatever it is now, nbgrader did not release it
        return True


def _is_answered(cell: NotebookNode) -> bool:
    """Tell whether a cell that students write in is not as nbgrader released it, which left its checksum there."""
    checksum = cell.metadata.get("nbgrader", {}).get("checksum")
    return cells.is_students(cell) and checksum is not None and checksum != compute_checksum(cell)


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


def stale_files(root: Path, chapter: str) -> list[str]:
    """Say whether what students have of a chapter differs from what its built notebook releases now."""
    with tempfile.TemporaryDirectory() as folder:
        release(root, chapter, Path(folder))
        if _files(Path(folder) / chapter) == _files(root / project.COURSE / chapter):
            return []
    built = project.solution_path(root, chapter).relative_to(root)
    return [f"{project.COURSE}/{chapter}/ differs from what {built} releases"]


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not project.LEFT_BEHIND & set(path.relative_to(folder).parts)
        if not path.match(KEPT.format(folder.name, "*"))
    }
