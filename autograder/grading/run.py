"""Run a submission's cells in a kernel of its own, within limits, and take the evidence of its checks.

This step is pure: a notebook, files and wishes for evidence go in; an executed notebook, what became of each cell and
the evidence come out. It touches nothing else of the project, and never raises for what a student's code does.
Check cells do not run here, and hidden ones never come here.
"""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder import limits
from autograder.chapter import cells, reading
from autograder.chapter.names import names_of
from autograder.grading import evidence, harvesting
from autograder.grading.clock import Clock
from autograder.grading.kernel import USAGE_ERROR, Kernel, LineCut
from autograder.grading.sandbox import temporary_folder
from autograder.grading.warm.parent import Parent

State = Literal["done", "error", "stopped", "left out", "not run"]
ANSI = re.compile(r"\x1b\[[0-9;]*m")
ADDED = "added-"  # how the ids of cells that a student added begin
PSEUDO_FILE = re.compile(r" \(\d+\.py, line \d+\)$")  # what IPython calls a cell in a SyntaxError's message
OWN_LINE = re.compile(r"Cell In\[(\d+)\], line (\d+)")


class Trouble(Exception):
    """The run could not be made, through no fault of the submission: a person must look."""


class Cancelled(Exception):
    """The person at the keyboard stopped the grading."""


@dataclass(frozen=True)
class Limits:
    """How far a submission may go: seconds as ``Kernel.within`` counts them, and bytes of output."""

    cell_seconds: float = limits.CELL_SECONDS
    notebook_seconds: float = limits.NOTEBOOK_SECONDS
    kept_bytes: int = 2_000_000  # of one cell's output
    flood_bytes: int = 50_000_000  # from one cell: the kernel is ended
    startup_seconds: float = limits.STARTUP_SECONDS


@dataclass(frozen=True)
class CellRun:
    """What became of one cell: for an error its name, message and line; for a stop or no run at all the reason."""

    state: State
    error: str = ""
    message: str = ""
    line: int | None = None
    reason: str = ""
    is_students: bool = True  # the cell itself; a stop in one of the chapter's is no fault of theirs
    died: bool = False  # the kernel, while it ran: perhaps by the cell, perhaps somebody ended it
    seconds: float = 0.0  # that it took, evidence included


@dataclass(frozen=True)
class Run:
    """An executed notebook (JSON text), a CellRun for each of its cells, and why it ended early, if it did.

    `snapshots` is the evidence of each check, as bytes that a student may have made; `lost` says of which checks it
    could not be taken though the kernel was alive. `steps` says how many of the `seconds` went where.
    """

    notebook: str
    cells: list[CellRun]
    seconds: float
    ended: str = ""
    snapshots: dict[str, bytes] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)
    steps: dict[str, float] = field(default_factory=dict)

    def stopped_in_the_chapters(self) -> str:
        """Return why one of the chapter's own cells did not come to its end, if no cell of the student's did before."""
        first = next((cell for cell in self.cells if cell.state == "stopped"), None)
        return first.reason if first and not first.is_students else ""

    @property
    def may_be_an_accident(self) -> bool:
        """Tell whether another run may end otherwise: a stop in the chapter's own cells, or a kernel that died."""
        return bool(self.stopped_in_the_chapters()) or any(cell.died for cell in self.cells)


@dataclass(frozen=True)
class Job:
    """What a run is given: a notebook (JSON text) without hidden checks, files, and what each check wants to know.

    `running` are the positions of the cells to run, and `wanted` holds, by check, a document for ``harvest.harvest``.
    `trained` holds, by the id of a cell, a document with what the cell makes: it is made of that, and shows what the
    notebook says; where that cannot be, the cell runs.
    """

    notebook: str
    running: frozenset[int]
    files: Mapping[str, bytes] = field(default_factory=dict)
    wanted: Mapping[str, bytes] = field(default_factory=dict)
    trained: Mapping[str, bytes] = field(default_factory=dict)


def run(job: Job, limits: Limits, parent: Parent, cancelled: threading.Event | None = None) -> Run:
    """Execute a notebook in a new kernel, in a temporary folder that holds the job's files and nothing else.

    The kernel runs in the sandbox of `parent`, which starts it. Raises Trouble when no kernel could be started, and
    Cancelled soon after `cancelled` is set.
    """
    node = nbformat.reads(job.notebook, as_version=4)
    with temporary_folder("autograder-", parent.base) as folder:
        work = folder / "work"
        work.mkdir(0o700)
        for name, content in job.files.items():
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            (work / name).write_bytes(content)
        return asyncio.run(_unless_cancelled(_run(node, job, work, limits, parent), cancelled))


async def _unless_cancelled(work: Coroutine[None, None, Run], cancelled: threading.Event | None) -> Run:
    task = asyncio.ensure_future(work)
    while not task.done():
        await asyncio.wait({task}, timeout=0.2)
        if cancelled and cancelled.is_set():
            task.cancel()
            await asyncio.wait({task})
            if not task.cancelled():
                task.exception()  # it went wrong meanwhile; unless one looks, Python prints that
            raise Cancelled
    return task.result()


async def _run(notebook: NotebookNode, job: Job, folder: Path, limits: Limits, parent: Parent) -> Run:
    """Start a kernel, run the cells one after the other, and end the kernel whatever happens."""
    connection = folder.parent / "kernel"
    connection.mkdir(0o700)
    kernel = Kernel(
        notebook,
        connection,
        parent,
        kept=limits.kept_bytes,
        flood=limits.flood_bytes,
        startup_seconds=limits.startup_seconds,
    )
    clock = Clock()
    try:
        try:
            await kernel.start(folder)
        except Exception as problem:
            raise Trouble(f"the kernel did not start: {type(problem).__name__}: {problem}") from problem
        clock.ends("kernel")
        return await _run_cells(kernel, job, limits, clock)
    finally:
        await kernel.end()


async def _run_cells(kernel: Kernel, job: Job, limits: Limits, clock: Clock) -> Run:
    runs: list[CellRun] = []
    snapshots: dict[str, bytes] = {}
    lost: dict[str, str] = {}
    ended = ""
    subjects = {name for document in job.wanted.values() for name in evidence.unpack(document).content["subjects"]}
    for index, cell in enumerate(kernel.nb.cells):
        is_check = cells.role(cell) == "check"
        if not is_check and index not in job.running:
            runs.append(CellRun("left out"))
            continue
        left = limits.notebook_seconds - kernel.spent
        if not ended and left <= 0:
            ended = f"the notebook took longer than {limits.notebook_seconds:g} s"
        if ended:
            runs.append(CellRun("not run", reason=ended))
            continue
        seconds = min(left, limits.cell_seconds)
        result, taken = CellRun("done"), 0.0
        if index in job.running:
            result, ended = await _run_cell(kernel, index, seconds, job.trained.get(cell.id))
            taken += clock.ends("students' cells" if _is_students(cell) else "the chapter's cells")
            if not ended and not _is_students(cell) and (made := subjects & names_of(cell.source).made):
                try:
                    await harvesting.keep(kernel, made, seconds)
                except (CellTimeoutError, DeadKernelError, LineCut) as problem:
                    result, ended = await _stopped(kernel, index, seconds, problem)
                taken += clock.ends("evidence")
        if is_check and not ended and cell.id in job.wanted:
            try:
                held = sum(map(len, snapshots.values()))
                snapshots[cell.id] = await harvesting.take(kernel, job.wanted[cell.id], seconds, held)
            except harvesting.Lost as problem:
                lost[cell.id] = str(problem)
            except (CellTimeoutError, DeadKernelError, LineCut) as problem:
                result, ended = await _stopped(kernel, index, seconds, problem)
            taken += clock.ends("evidence")
        runs.append(replace(result, is_students=_is_students(cell), seconds=taken))
    seconds = sum(clock.seconds.values())
    return Run(nbformat.v4.writes(kernel.nb), runs, seconds, ended, snapshots, lost, dict(clock.seconds))


def _is_students(cell: NotebookNode) -> bool:
    """Tell whether a cell runs a student's code: one they wrote, a check with their functions, or one they added."""
    return cells.is_students(cell) or cells.role(cell) == "check" or cell.id.startswith(ADDED)


async def _run_cell(kernel: Kernel, index: int, seconds: float, trained: bytes | None) -> tuple[CellRun, str]:
    """Run one cell; return what became of it, and why nothing can be run after it (empty if it can)."""
    try:
        acting = reading.acting(kernel.nb.cells[index].source) if trained is not None else ""
        if trained is not None and await harvesting.make(kernel, trained, acting, seconds):
            return CellRun("done"), ""
        await kernel.execute(index, seconds)
        if kernel.exceeded:
            raise DeadKernelError  # it is ending, even if this cell's answer came first
        became = _from_outputs(kernel.nb.cells[index])
        if kernel.refused and became.state == "done":
            became = CellRun("error", error=USAGE_ERROR, message=kernel.refused)
        return became, ""
    except Exception as problem:  # a kernel in a student's hands may answer with anything
        return await _stopped(kernel, index, seconds, problem)


async def _stopped(kernel: Kernel, index: int, seconds: float, problem: Exception) -> tuple[CellRun, str]:
    """Deal with a cell that did not come to its end; return as ``_run_cell`` does."""
    cell, name, ended = kernel.nb.cells[index], cell_name(kernel.nb, index), ""
    if isinstance(problem, CellTimeoutError):
        reason = f"{name} took longer than {seconds:.3g} s and was stopped"
        if not await kernel.interrupt():
            reason = ended = f"{name} took longer than {seconds:.3g} s and would not stop, so the kernel was ended"
    elif kernel.exceeded:
        reason = ended = f"{name} {kernel.exceeded}, so the kernel was ended"
    elif isinstance(problem, DeadKernelError):
        reason = ended = f"{name} made the kernel die (its process ended, as with os._exit or when memory runs out)"
    elif isinstance(problem, LineCut):
        reason = ended = f"{name} cut the line to the kernel, so the kernel was ended"
    else:
        reason = ended = f"{name} left the kernel answering nonsense ({type(problem).__name__})"
    died = isinstance(problem, DeadKernelError) and not kernel.exceeded
    cell.outputs.append(new_output("error", ename="Stopped", evalue=reason, traceback=[f"Stopped: {reason}"]))
    return CellRun("stopped", reason=reason, died=died), ended


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
