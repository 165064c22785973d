"""Build chapters: source → executed notebook in solutions/ → released notebook in course/."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import time
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import SaveCells
from traitlets.config import Config, PyFileConfigLoader

from autograder import notebooks, project
from autograder.authoring.source import read_source
from autograder.project import ProjectError

PAGES = ("glossary.md", "traps.md")  # teaching.md stays with the teachers


def build_chapter(root: Path, chapter: str) -> float:
    """Build one chapter: execute its source into ``solutions/`` and release it into ``course/``.

    Returns the seconds that executing took. Raises ProjectError when the source breaks a rule or a cell fails.
    """
    notebook = read_source(project.source_path(root, chapter))
    started = time.monotonic()
    execute(notebook, project.solution_path(root, chapter).parent)
    seconds = time.monotonic() - started
    notebooks.write(notebook, project.solution_path(root, chapter))
    release(root, chapter, root / project.COURSE)
    return seconds


def execute(notebook: NotebookNode, folder: Path) -> None:
    """Execute every cell of a chapter in place, with `folder` as the working folder.

    A cell tagged ``raises-exception`` may raise. Raises ProjectError, quoting the cell, when another one does.
    """
    environment = {**os.environ, **notebooks.RUN_ENVIRONMENT}
    environment.pop("MPLBACKEND", None)  # another choice than the notebook's own would lose every plot
    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--log-level=ERROR"],  # the kernel's own notices are not about the chapter
        record_timing=False,  # timings differ every time, and a built page must not
        coalesce_streams=True,  # a cell's printed lines are one output, whatever pieces they arrived in
    )
    try:
        client.execute(env=environment)
    except CellExecutionError as problem:
        raise ProjectError(f"A cell failed while the chapter was executed:\n{problem}") from None
    notebook.metadata.pop("signature", None)
    notebook.metadata["language_info"] = {"name": "python"}  # not this machine's patch version of Python


def release(root: Path, chapter: str, course: Path) -> None:
    """Write what students get into ``<course>/<chapter>/``: no solutions, no hidden checks, no outputs.

    This is nbgrader's own ``generate_assignment``, with the settings in nbgrader_config.py and no gradebook.
    Raises ProjectError when nbgrader refuses the notebook.
    """
    config = PyFileConfigLoader(project.CONFIG, path=str(root)).load_config()
    config.merge(Config({"GenerateAssignment": {"no_database": True, "force": True}}))
    with tempfile.TemporaryDirectory() as released:
        coursedir = CourseDirectory(config=config)
        coursedir.root = str(root)
        coursedir.release_directory = released
        coursedir.assignment_id = chapter
        converter = GenerateAssignment(coursedir=coursedir, config=config)
        converter.preprocessors = [step for step in converter.preprocessors if step is not SaveCells]
        converter.log.setLevel(logging.ERROR)
        try:
            converter.start()
        except Exception as problem:
            raise ProjectError(f"nbgrader could not release {chapter}: {problem}") from problem
        target = course / chapter
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(Path(released) / chapter, target)


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


def stale_parts(root: Path, chapter: str) -> list[str]:
    """Say what of a chapter's built files no longer follows from its source; an empty list means all is fresh.

    Compares cells and released bytes. Whether stored outputs are still what the cells print is for nbval to tell.
    """
    built = project.solution_path(root, chapter)
    if not built.is_file():
        return [f"{built.relative_to(root)} has not been built"]
    fresh, stored = read_source(project.source_path(root, chapter)), notebooks.read(built)
    stale = []
    if [_written_part(cell) for cell in fresh.cells] != [_written_part(cell) for cell in stored.cells]:
        stale.append(f"{built.relative_to(root)} differs from its source")
    with tempfile.TemporaryDirectory() as folder:
        release(root, chapter, Path(folder))
        if _files(Path(folder) / chapter) != _files(root / project.COURSE / chapter):
            stale.append(f"{project.COURSE}/{chapter}/ differs from what {built.relative_to(root)} releases")
    return stale


def _written_part(cell: NotebookNode) -> tuple[object, ...]:
    """Return what the source says of a cell, without what executing it added."""
    metadata = {key: cell.metadata[key] for key in ("nbgrader", "tags") if key in cell.metadata}
    return cell.id, cell.cell_type, cell.source, metadata


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not project.LEFT_BEHIND & set(path.relative_to(folder).parts)
    }
