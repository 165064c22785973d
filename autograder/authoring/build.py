"""Build chapters: source → executed notebook in solutions/ → released notebook in course/."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from jupyter_client import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from autograder import limits, project
from autograder.authoring import rehearsal
from autograder.chapter import belonging, cells, handout, marks, owners, release
from autograder.chapter import chapter as chapters
from autograder.chapter.imports import modules_of
from autograder.chapter.source import cell_lines, read_source
from autograder.grading import questions
from autograder.grading.warm.provisioner import WarmKernelManager
from autograder.project import ProjectError

SLOW = {"keras", "tensorflow", "autograder"}  # who imports one of these has a kernel that has done so already


@dataclass(frozen=True)
class Built:
    """What was done with a chapter, in words, and where what somebody had made of the one before is kept."""

    done: str
    kept: list[Path] = field(default_factory=list)


def build_chapter(root: Path, chapter: str, force: bool = False) -> Built:
    """Build one chapter: execute its source into ``solutions/`` and release it into ``course/``.

    What is fresh stays as it is, unless it is to be built by `force`; so does a notebook that was written by hand,
    without a source. Raises ProjectError when the source breaks a rule or a cell fails.
    """
    if not (force or stale_parts(root, chapter)):
        return Built("fresh")
    started, source = time.monotonic(), project.source_path(root, chapter)
    built = project.solution_path(root, chapter)
    done = "released"
    if not source.is_file():
        for cell in cells.read(built).cells:
            _require_good_marks(built, cell)
    elif force or _stale_notebook(root, chapter):
        notebook = read_source(source)
        owners.write(root, chapter, notebook)
        execute(notebook, built.parent, source)
        notebook.metadata[release.BUILT_FROM] = _fingerprint(root, chapter, notebook)
        cells.write(notebook, built)
        done = f"built, executed in {time.monotonic() - started:.0f} s"
    owners.write(root, chapter, cells.read(built))
    rehearsal.record(root, chapter)
    kept = handout.write(root, chapter)
    return Built(done, kept)


def _require_good_marks(path: Path, cell: NotebookNode) -> None:
    try:
        marks.require_good_marks(cell)
    except ProjectError as problem:
        raise ProjectError(f"{path.name}, the cell {cells.grade_id(cell) or cell.id}: {problem}") from None


def _fingerprint(root: Path, chapter: str, notebook: NotebookNode) -> str:
    """Return what tells whether executing a chapter's notebook again could show something else: its code, its files."""
    return questions.digest(notebook, belonging.data_files(root / project.SOLUTIONS / chapter, chapter, notebook))


def execute(notebook: NotebookNode, folder: Path, source: Path | None = None) -> None:
    """Execute every cell of a chapter in place, with `folder` as the working folder; `source` is what it was read from.

    A cell tagged ``raises-exception`` may raise. Raises ProjectError, quoting the cell, when another one does, or never
    ends, or ends the kernel.
    """
    running = ["before its first cell"]
    lines = cell_lines(source, len(notebook.cells)) if source else []
    stopped = threading.Event()

    def note(cell: NotebookNode, cell_index: int, **_: object) -> None:
        where = f"at line {lines[cell_index]} of {source.name}" if source else f"in the cell {cell.id}"
        running.append(f"{where} ({cell.source.strip().split(chr(10))[0]!r})")
        task = asyncio.current_task()
        if task is not None and threading.current_thread() is threading.main_thread():
            asyncio.get_running_loop().add_signal_handler(signal.SIGINT, stop, task)

    def stop(task: asyncio.Task[object]) -> None:  # nbclient takes the end of its kernel for the cell's fault
        stopped.set()
        task.cancel()

    environment = {**os.environ, **project.RUN_ENVIRONMENT}
    environment.pop("MPLBACKEND", None)  # another choice than the notebook's own would lose every plot
    client = NotebookClient(
        notebook,
        timeout=limits.BUILD_SECONDS,
        kernel_name="python3",
        kernel_manager_class=WarmKernelManager if SLOW & _roots(modules_of(notebook, {})) else AsyncKernelManager,
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--log-level=CRITICAL"],  # the kernel's own notices are not about the chapter
        record_timing=False,  # timings differ every time, and a built page must not
        coalesce_streams=True,  # a cell's printed lines are one output, whatever pieces they arrived in
        on_cell_execute=note,
    )
    try:
        client.execute(env=environment)
    except CellExecutionError as problem:
        said = str(problem).strip()
        raise ProjectError(f"{folder.name} was not built: an error {running[-1]}.\n{said}") from None
    except DeadKernelError:
        if stopped.is_set():
            raise KeyboardInterrupt from None
        raise ProjectError(
            f"The kernel ended {running[-1]}: its process was ended, as with os._exit, or by too little memory."
        ) from None
    except CellTimeoutError:
        raise ProjectError(
            f"The chapter did not come to its end {running[-1]}: it took over {limits.BUILD_SECONDS} s."
        ) from None
    notebook.metadata.pop("signature", None)
    notebook.metadata["language_info"] = {"name": "python"}  # not this machine's patch version of Python


def _roots(modules: set[str]) -> set[str]:
    return {name.split(".")[0] for name in modules}


def stale_parts(root: Path, chapter: str) -> list[str]:
    """Say what of a chapter's built files no longer follows from its source; an empty list means all is fresh.

    Compares cells and released bytes. Whether stored outputs are still what the cells print is for nbval to tell.
    """
    stale = _stale_notebook(root, chapter)
    if not project.solution_path(root, chapter).is_file():
        return stale
    stale += owners.stale(root, chapter, cells.read(project.solution_path(root, chapter)))
    stale += handout.stale(root, chapter)
    try:
        questions.read(root, chapters.load(root, chapter))
    except ProjectError as problem:
        stale.append(str(problem))
    return stale


def differs_from_source(root: Path, chapter: str) -> bool:
    """Tell whether a chapter's source says something else than its notebook that was built, or cannot be read now."""
    built, source = project.solution_path(root, chapter), project.source_path(root, chapter)
    if not (built.is_file() and source.is_file()):
        return False
    try:
        fresh = read_source(source)
    except ProjectError:
        return True
    return [_written_part(cell) for cell in fresh.cells] != [_written_part(cell) for cell in cells.read(built).cells]


def _stale_notebook(root: Path, chapter: str) -> list[str]:
    """Say why a chapter's notebook in ``solutions/`` is to be executed anew; empty when it is not."""
    built, source = project.solution_path(root, chapter), project.source_path(root, chapter)
    if not built.is_file():
        return [f"{built.relative_to(root)} has not been built"]
    if not source.is_file():
        return []
    notebook, fresh = cells.read(built), read_source(source)
    if [_written_part(cell) for cell in fresh.cells] != [_written_part(cell) for cell in notebook.cells]:
        return [f"{built.relative_to(root)} differs from its source"]
    if notebook.metadata.get(release.BUILT_FROM) != _fingerprint(root, chapter, notebook):
        return [f"{built.relative_to(root)} was executed with other files in its folder"]
    return []


def _written_part(cell: NotebookNode) -> tuple[object, ...]:
    """Return what the source says of a cell, without what executing it added."""
    metadata = {key: cell.metadata[key] for key in ("nbgrader", "tags") if key in cell.metadata}
    return cell.id, cell.cell_type, cell.source, metadata
