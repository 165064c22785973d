"""The kernel a submission runs in: in a sandbox, watched for time, output and memory, always ended."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from queue import Empty
from subprocess import DEVNULL
from typing import Any, cast

import zmq
from jupyter_core.utils import ensure_async
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder import limits, project
from autograder.grading import provisioner
from autograder.grading.meter import Meter
from autograder.grading.sandbox import Limits, watch
from autograder.grading.warm.parent import Parent

OUTPUTS = ("stream", "display_data", "execute_result", "error", "update_display_data")
# `exit` and `quit` in a notebook end a kernel a tenth of a second later: in some other cell, or not before the last.
STAYS = 'get_ipython().unobserve_all("exit_now")'
SHELL_LINES = "__import__('autograder.grading.shell_lines', fromlist=['take_over']).take_over()"
USAGE_ERROR, LONGEST_REFUSAL = "UsageError", 1000  # IPython's, for a magic that it does not know or cannot do


class LineCut(Exception):
    """A kernel takes no question any more: it has spoilt what leads to it."""


class Kernel(NotebookClient):
    """nbclient's client on a kernel that `parent` starts in its sandbox, with a cap on what a cell may print.

    It speaks to the kernel through sockets in the folder `connection`, which must have a short path. `kept` bytes of a
    cell's output are kept; at `flood` bytes, or when the kernel uses more than the sandbox's `limits`, it is ended and
    `exceeded` says why.
    """

    def __init__(
        self,
        notebook: NotebookNode,
        connection: Path,
        parent: Parent,
        *,
        kept: int,
        flood: int,
        startup_seconds: float,
        limits: Limits | None = None,
    ) -> None:
        self.seconds = 0.0
        self.limits = limits or Limits()
        self.connection = connection
        manager = provisioner.manager(parent, self.limits, connection)
        super().__init__(
            notebook,
            km=manager,
            allow_errors=True,
            skip_cells_with_tag="",  # which cells are left out is for run.py to say
            record_timing=False,
            store_widget_state=False,
            startup_timeout=int(startup_seconds),
            iopub_timeout=60,  # a busy machine may be slow to deliver a cell's outputs
            timeout_func=lambda _cell: self.seconds,
            on_cell_error=self._note_error,
            extra_arguments=["--log-level=CRITICAL"],
        )
        self.manager = manager
        self.ending: asyncio.Future[None] | None = None
        self.watching: asyncio.Task[None] | None = None
        self.kept, self.flood = kept, flood
        self.sent = 0
        self.exceeded = ""
        self.spent = 0.0
        self.is_late = False
        self.refused = ""  # what IPython said of a line of its own kind that it does not know
        self._meter: Meter | None = None  # from the first look at what runs
        self._allowed: float | None = None

    async def start(self, folder: Path) -> None:
        """Start the kernel with `folder` as its working folder. Raises RuntimeError when it does not come up."""
        # Not the grader's own start-up files.
        environment = {**project.RUN_ENVIRONMENT, "IPYTHONDIR": str(self.connection / "ipython")}
        await self.async_start_new_kernel(cwd=str(folder), env=environment, stdout=DEVNULL, stderr=DEVNULL)
        self.watching = asyncio.ensure_future(self._watch())
        await self._listens()
        await self._answers()

    async def _listens(self) -> None:
        """Wait until the kernel has made its sockets: who connects before that waits longer, and connects again."""
        sockets = [Path(f"{self.manager.ip}-{port}") for port in self.manager.ports]
        until = time.monotonic() + self.startup_timeout
        while not all(map(Path.exists, sockets)) and time.monotonic() < until and await self.manager.is_alive():
            await asyncio.sleep(limits.SOCKET_SECONDS)

    async def _answers(self) -> None:
        """Wait until questions and outputs come through; nbclient would listen for a fifth of a second after that."""
        client: Any = self.manager.client()
        self.kc = client
        # No heartbeat: the process is looked at, and that thread prints an error where a run is stopped as it starts.
        client.start_channels(hb=False)
        client.allow_stdin = False
        for channel in (client.shell_channel, client.control_channel):  # a kernel may spoil the line that leads to it
            channel.socket.setsockopt(zmq.SNDTIMEO, 1000 * limits.TAKE_SECONDS)
        until = time.monotonic() + self.startup_timeout
        while time.monotonic() < until and await self.manager.is_alive():
            client.kernel_info()
            with suppress(Empty):
                await client.get_shell_msg(timeout=limits.ASK_SECONDS)
                await client.get_iopub_msg(timeout=limits.HEAR_SECONDS)
                client.execute(f"{STAYS}\n{SHELL_LINES}", silent=True, store_history=False)
                return
        raise RuntimeError("it did not answer")

    async def execute(self, index: int, seconds: float) -> None:  # type: ignore[override]
        """Execute the cell at `index` for at most `seconds`, writing its outputs into the notebook.

        Raises LineCut, and nbclient's CellTimeoutError and DeadKernelError.
        """
        self.sent, self.refused = 0, ""
        async with self.within(seconds):
            try:
                number = self.code_cells_executed + 1
                await self.async_execute_cell(self.nb.cells[index], index, execution_count=number)
            except zmq.ZMQError:
                raise LineCut from None
            except DeadKernelError:
                if self.is_late and not self.exceeded:
                    raise CellTimeoutError("the cell took too long") from None
                raise

    def _note_error(self, cell: NotebookNode, cell_index: int, execute_reply: dict[str, Any]) -> None:
        """Keep what a cell's reply says of an unknown magic: IPython prints that, and shows no error."""
        told = execute_reply["content"]
        if told.get("ename") == USAGE_ERROR:
            self.refused = str(told.get("evalue"))[:LONGEST_REFUSAL]

    @asynccontextmanager
    async def within(self, seconds: float) -> AsyncIterator[None]:
        """Count what is done inside; `is_late` is set when it is more than `seconds`, and a cell that runs is given up.

        Seconds count as a Meter counts them; before the first look at the kernel, as the clock does. What was counted
        is added to `spent`.
        """
        self.is_late, self.seconds = False, seconds * limits.PATIENCE
        begun, self._meter, self._allowed = time.monotonic(), None, seconds
        try:
            yield
        finally:
            self._allowed = None
            if self._meter is None:
                self.spent += time.monotonic() - begun
            else:
                self.spent += self._meter.counted(await self._processor_seconds(), at_end=True)

    async def _processor_seconds(self) -> float:
        return await asyncio.to_thread(watch.tree_seconds, self._pid)

    @property
    def _pid(self) -> int:
        process = cast(provisioner.SandboxedProvisioner, self.manager.provisioner).process
        return process.pid if process is not None else 0

    async def interrupt(self) -> bool:
        """Interrupt the running cell; return whether the kernel is free again within a time of grace."""
        client: Any = self.kc
        try:
            client.control_channel.send(client.session.msg("interrupt_request", {}))
            # Cells are executed one after the other, so an answer to this empty one means that the kernel is free.
            asked = client.execute("", silent=True, store_history=False, stop_on_error=False)
        except zmq.ZMQError:
            return False
        until = time.monotonic() + limits.GRACE_SECONDS
        while (left := until - time.monotonic()) > 0:
            try:
                reply = await client.get_shell_msg(timeout=left)
            except Empty:
                return False
            if reply["parent_header"].get("msg_id") == asked:
                return True
        return False

    async def end(self) -> None:
        """End the kernel at once with all that it started, and close what connects to it."""
        if self.watching is not None:
            self.watching.cancel()
        if self.kc is not None:
            self.kc.stop_channels()
        if self.ending is not None:  # jupyter_client does not bear being asked twice at a time
            await asyncio.wait({self.ending})
        if self.manager.has_kernel:
            await self.manager.shutdown_kernel(now=True)
        await ensure_async(self.manager.cleanup_resources())

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        """Keep a message's output unless the cell has sent too much; end the kernel of one that floods us.

        What widgets say to a browser is left out, since there is none. What is no output is dropped, and told.
        """
        if msg["msg_type"].startswith("comm_"):
            return None
        if msg["msg_type"] not in OUTPUTS:
            return super().process_message(msg, cell, cell_index)
        size = _size(msg["content"])
        had_room = self.sent <= self.kept
        self.sent += size
        if self.sent > self.flood:
            self._exceed(f"printed more than {self.flood / 1e6:g} MB")
        if self.sent <= self.kept:
            try:
                return super().process_message(msg, cell, cell_index)
            except Exception:  # of whatever kind a notebook's format makes of it
                cell.outputs.append(new_output("stream", name="stdout", text="\n[An output cannot be shown.]\n"))
                return None
        if had_room:
            note = f"\n[The cell sent more; {self.kept / 1e6:g} MB of output are kept.]\n"
            cell.outputs.append(new_output("stream", name="stdout", text=note))
        return None

    def _exceed(self, limit: str) -> None:
        """End the kernel for this reason, unless it is already being ended."""
        if not self.exceeded:
            self.exceeded = limit
            self.ending = asyncio.ensure_future(self.manager.shutdown_kernel(now=True))

    async def _watch(self) -> None:
        """End the kernel when all its processes use too much memory, or are too many: no kernel limit counts these."""
        process = cast(provisioner.SandboxedProvisioner, self.manager.provisioner).process
        assert process is not None
        while process.poll() is None and not self.exceeded:
            with suppress(OSError, RuntimeError):  # a machine without room for a thread; it is looked at again
                await self._look(process.pid)
            await asyncio.sleep(limits.LOOK_SECONDS)

    async def _look(self, pid: int) -> None:
        if limit := await asyncio.to_thread(watch.exceeded, pid, self.limits):
            self._exceed(limit)
        if self._allowed is None or self.is_late:
            return
        used, allowed = await self._processor_seconds(), self._allowed
        if allowed is None:  # it ended meanwhile
            return
        if self._meter is None:
            self._meter = Meter(used, allowed)
        elif self._meter.counted(used) > allowed:
            self.is_late = True
            if self.task_poll_for_reply is not None:
                self.task_poll_for_reply.cancel()


def _size(content: dict[str, Any]) -> int:
    """Return about how many bytes of output a message carries."""
    return (
        len(content.get("text", ""))
        + len(json.dumps(content.get("data", "")))
        + sum(len(line) for line in content.get("traceback", []))
    )
