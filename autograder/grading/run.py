"""Run a submission's cells in a kernel of its own, within limits.

This step is pure: a notebook and files go in, an executed notebook and what became of each cell come out. It touches
nothing else of the project, and never raises for what a student's code does.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
import threading
import time
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.chapter import cells, names
from autograder.grading.kernel import Kernel

State = Literal["done", "error", "stopped", "left out", "not run"]
ANSI = re.compile(r"\x1b\[[0-9;]*m")
PSEUDO_FILE = re.compile(r" \(\d+\.py, line \d+\)$")  # what IPython calls a cell in a SyntaxError's message
OWN_LINE = re.compile(r"Cell In\[(\d+)\], line (\d+)")


class Trouble(Exception):
    """The run could not be made, through no fault of the submission: a person must look."""


class Cancelled(Exception):
    """The person at the keyboard stopped the grading."""


@dataclass(frozen=True)
class Limits:
    """How far a submission may go: seconds of wall-clock time, and bytes of output."""

    cell_seconds: float = 60
    notebook_seconds: float = 300
    kept_bytes: int = 2_000_000  # of one cell's output
    flood_bytes: int = 50_000_000  # from one cell: the kernel is ended
    startup_seconds: float = 120


@dataclass(frozen=True)
class CellRun:
    """What became of one cell: for an error its name, message and line; for a stop or no run at all the reason."""

    state: State
    error: str = ""
    message: str = ""
    line: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Run:
    """An executed notebook (JSON text), a CellRun for each of its cells, and why it ended early, if it did."""

    notebook: str
    cells: list[CellRun]
    seconds: float
    ended: str = ""


def run(notebook: str, files: Mapping[str, bytes], limits: Limits, cancelled: threading.Event | None = None) -> Run:
    """Execute a notebook (JSON text) in a new kernel, in a temporary folder that holds `files` and nothing else.

    Demonstrations are left out, except those whose names other cells use. Raises Trouble when no kernel could be
    started, and Cancelled soon after `cancelled` is set.
    """
    node = nbformat.reads(notebook, as_version=4)
    with tempfile.TemporaryDirectory(prefix="autograder-", ignore_cleanup_errors=True) as folder:
        work = Path(folder) / "work"
        work.mkdir()
        for name, content in files.items():
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            (work / name).write_bytes(content)
        return asyncio.run(_unless_cancelled(_run(node, work, limits), cancelled))


async def _unless_cancelled(work: Coroutine[None, None, Run], cancelled: threading.Event | None) -> Run:
    task = asyncio.ensure_future(work)
    while not task.done():
        await asyncio.wait({task}, timeout=0.2)
        if cancelled and cancelled.is_set():
            task.cancel()
            await asyncio.wait({task})
            raise Cancelled
    return task.result()


async def _run(notebook: NotebookNode, folder: Path, limits: Limits) -> Run:
    """Start a kernel, run the cells one after the other, and end the kernel whatever happens."""
    kernel = Kernel(notebook, kept=limits.kept_bytes, flood=limits.flood_bytes, startup_seconds=limits.startup_seconds)
    try:
        try:
            await kernel.start(folder)
        except Exception as problem:
            raise Trouble(f"the kernel did not start: {type(problem).__name__}: {problem}") from problem
        return await _run_cells(kernel, limits)
    finally:
        await kernel.end()


async def _run_cells(kernel: Kernel, limits: Limits) -> Run:
    started = time.monotonic()
    runs: list[CellRun] = []
    ended = ""
    needed = names.needed(kernel.nb)
    for index, cell in enumerate(kernel.nb.cells):
        spared = cells.is_demo(cell) and index not in needed
        if cell.cell_type != "code" or spared or not cell.source.strip():
            runs.append(CellRun("left out"))
            continue
        left = limits.notebook_seconds - (time.monotonic() - started)
        if not ended and left <= 0:
            ended = f"the notebook took longer than {limits.notebook_seconds:g} s"
        if ended:
            runs.append(CellRun("not run", reason=ended))
            continue
        result, ended = await _run_cell(kernel, index, min(left, limits.cell_seconds), limits)
        runs.append(result)
    return Run(nbformat.writes(kernel.nb), runs, time.monotonic() - started, ended)


async def _run_cell(kernel: Kernel, index: int, seconds: float, limits: Limits) -> tuple[CellRun, str]:
    """Run one cell; return what became of it, and why nothing can be run after it (empty if it can)."""
    cell = kernel.nb.cells[index]
    name = cell_name(kernel.nb, index)
    try:
        await kernel.execute(index, seconds)
        if kernel.flooded:
            raise DeadKernelError  # it is ending, even if this cell's answer came first
        return _from_outputs(cell), ""
    except CellTimeoutError:
        limit = f"took longer than {seconds:.3g} s"
        if await kernel.interrupt():
            reason, ended = f"{name} {limit} and was stopped", ""
        else:
            reason = ended = f"{name} {limit} and would not stop, so the kernel was ended"
    except DeadKernelError:
        died = f"{name} made the kernel die (its process ended, as with os._exit or when memory runs out)"
        flood = f"{name} printed more than {limits.flood_bytes / 1e6:g} MB, so the kernel was ended"
        reason = ended = flood if kernel.flooded else died
    except Exception as problem:  # a kernel in a student's hands may answer with anything
        reason = ended = f"{name} left the kernel answering nonsense ({type(problem).__name__})"
    cell.outputs.append(new_output("error", ename="Stopped", evalue=reason, traceback=[f"Stopped: {reason}"]))
    return CellRun("stopped", reason=reason), ended


def cell_name(notebook: NotebookNode, index: int) -> str:
    """Return what a message calls a cell: its role and id, or its number among the code cells and first line."""
    cell = notebook.cells[index]
    if cells.role(cell):
        return f"the {cells.role(cell)} cell {cells.grade_id(cell)}"
    number = sum(earlier.cell_type == "code" for earlier in notebook.cells[: index + 1])
    first = cell.source.strip().split("\n")[0]
    return f"code cell {number} ({first if len(first) <= 40 else first[:39] + '…'})"


def _from_outputs(cell: NotebookNode) -> CellRun:
    """Read from a finished cell's outputs whether it raised, what, and in which of its lines."""
    error = next((output for output in cell.outputs if output.output_type == "error"), None)
    if error is None:
        return CellRun("done")
    lines = OWN_LINE.findall(ANSI.sub("", "\n".join(error.traceback)))
    # Frames in functions of earlier cells have other numbers; the first frame is in the cell that was run.
    line = int(lines[0][1]) if lines else None
    return CellRun("error", error=error.ename, message=PSEUDO_FILE.sub("", ANSI.sub("", error.evalue)), line=line)
