"""Build chapters: source → executed notebook in solutions/ → released notebook in course/."""

from __future__ import annotations

import os
import time
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from autograder import project
from autograder.authoring import rehearsal
from autograder.chapter import cells, release
from autograder.chapter import chapter as chapters
from autograder.chapter.source import read_source
from autograder.grading import questions
from autograder.project import ProjectError


def build_chapter(root: Path, chapter: str) -> float:
    """Build one chapter: execute its source into ``solutions/`` and release it into ``course/``.

    A notebook that was written by hand, without a source, stays as it is. Returns the seconds that executing took.
    Raises ProjectError when the source breaks a rule or a cell fails.
    """
    started = time.monotonic()
    if project.source_path(root, chapter).is_file():
        notebook = read_source(project.source_path(root, chapter))
        execute(notebook, project.solution_path(root, chapter).parent)
        cells.write(notebook, project.solution_path(root, chapter))
    seconds = time.monotonic() - started
    rehearsal.record(root, chapter)
    release.release(root, chapter, root / project.COURSE)
    return seconds


def execute(notebook: NotebookNode, folder: Path) -> None:
    """Execute every cell of a chapter in place, with `folder` as the working folder.

    A cell tagged ``raises-exception`` may raise. Raises ProjectError, quoting the cell, when another one does.
    """
    environment = {**os.environ, **project.RUN_ENVIRONMENT}
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


def stale_parts(root: Path, chapter: str) -> list[str]:
    """Say what of a chapter's built files no longer follows from its source; an empty list means all is fresh.

    Compares cells and released bytes. Whether stored outputs are still what the cells print is for nbval to tell.
    """
    built = project.solution_path(root, chapter)
    if not built.is_file():
        return [f"{built.relative_to(root)} has not been built"]
    stale, source = [], project.source_path(root, chapter)
    fresh = read_source(source).cells if source.is_file() else cells.read(built).cells
    if [_written_part(cell) for cell in fresh] != [_written_part(cell) for cell in cells.read(built).cells]:
        stale.append(f"{built.relative_to(root)} differs from its source")
    stale += release.stale_files(root, chapter)
    try:
        questions.read(root, chapters.load(root, chapter))
    except ProjectError as problem:
        stale.append(str(problem))
    return stale


def _written_part(cell: NotebookNode) -> tuple[object, ...]:
    """Return what the source says of a cell, without what executing it added."""
    metadata = {key: cell.metadata[key] for key in ("nbgrader", "tags") if key in cell.metadata}
    return cell.id, cell.cell_type, cell.source, metadata
