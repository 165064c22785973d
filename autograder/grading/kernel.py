"""The kernel a submission runs in: started plainly, watched for time and output, always ended."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from pathlib import Path
from queue import Empty
from subprocess import DEVNULL
from typing import Any

from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_core.utils import ensure_async
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder import project
from autograder.records import RECORD_MIME

# What a kernel may know of the grader's environment: no tokens, no passwords.
PASSED_ON = ("PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT")
OUTPUTS = ("stream", "display_data", "execute_result", "error", "update_display_data")
ALL_KEPT = 500_000  # bytes: a check's message with its picture is smaller, and is kept whatever else the cell printed
GRACE = 5.0  # seconds a cell has to stop when it is asked to


class Kernel(NotebookClient):
    """nbclient's client on a plain kernel of this Python, with a cap on what a cell may print.

    `kept` bytes of a cell's output are kept; at `flood` bytes the kernel is ended and `flooded` is set.
    """

    def __init__(self, notebook: NotebookNode, *, kept: int, flood: int, startup_seconds: float) -> None:
        self.seconds = 0.0
        # With no folders to look in, the kernel is the one beside this Python: the project's own .venv.
        manager = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=KernelSpecManager(kernel_dirs=[]))
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
            extra_arguments=["--log-level=CRITICAL"],
        )
        self.manager = manager
        self.ending: asyncio.Future[None] | None = None
        self.kept, self.flood = kept, flood
        self.sent = 0
        self.flooded = False

    async def start(self, folder: Path) -> None:
        """Start the kernel with `folder` as its working folder. Raises RuntimeError when it does not come up."""
        await self.async_start_new_kernel(cwd=str(folder), env=environment(folder), stdout=DEVNULL, stderr=DEVNULL)
        await self.async_start_new_kernel_client()

    async def execute(self, index: int, seconds: float) -> None:  # type: ignore[override]
        """Execute the cell at `index` for at most `seconds`, writing its outputs into the notebook.

        Raises nbclient's CellTimeoutError and DeadKernelError.
        """
        self.seconds, self.sent = seconds, 0
        await self.async_execute_cell(self.nb.cells[index], index, execution_count=self.code_cells_executed + 1)

    async def interrupt(self) -> bool:
        """Interrupt the running cell; return whether the kernel is free again within GRACE seconds."""
        client: Any = self.kc
        await self.manager.interrupt_kernel()
        # Cells are executed one after the other, so an answer to this empty one means that the kernel is free.
        asked = client.execute("", silent=True, store_history=False, stop_on_error=False)
        until = time.monotonic() + GRACE
        while (left := until - time.monotonic()) > 0:
            try:
                reply = await client.get_shell_msg(timeout=left)
            except Empty:
                return False
            if reply["parent_header"].get("msg_id") == asked:
                return True
        return False

    async def end(self) -> None:
        """End the kernel at once, and close what connects to it."""
        if self.kc is not None:
            self.kc.stop_channels()
        if self.manager.has_kernel:
            await self.manager.shutdown_kernel(now=True)
        await ensure_async(self.manager.cleanup_resources())

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        """Keep a message's output unless the cell has sent too much; end the kernel of one that floods us."""
        if msg["msg_type"] not in OUTPUTS:
            return super().process_message(msg, cell, cell_index)
        size = _size(msg["content"])
        had_room = self.sent <= self.kept
        self.sent += size
        if self.sent > self.flood and not self.flooded:
            self.flooded = True
            self.ending = asyncio.ensure_future(self.manager.shutdown_kernel(now=True))
        is_check = RECORD_MIME in msg["content"].get("data", {}) and size <= ALL_KEPT
        if self.sent <= self.kept or is_check:
            return super().process_message(msg, cell, cell_index)
        if had_room:
            note = f"\n[The cell sent more; {self.kept / 1e6:g} MB of output are kept.]\n"
            cell.outputs.append(new_output("stream", name="stdout", text=note))
        return None


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a kernel that works in `folder`."""
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {
        **passed,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), passed.get("PATH", os.defpath)]),
        **project.RUN_ENVIRONMENT,
        "IPYTHONDIR": str(folder.parent / "ipython"),  # not the grader's own start-up files
    }


def _size(content: dict[str, Any]) -> int:
    """Return about how many bytes of output a message carries."""
    return (
        len(content.get("text", ""))
        + len(json.dumps(content.get("data", "")))
        + sum(len(line) for line in content.get("traceback", []))
    )
