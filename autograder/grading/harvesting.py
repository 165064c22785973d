"""Ask a kernel for evidence: the harvest runs there, and its file is read here without trusting it."""

from __future__ import annotations

import errno
import secrets
from collections.abc import Iterable
from pathlib import Path
from queue import Empty
from typing import Any

import zmq
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from autograder import limits
from autograder.grading.kernel import Kernel, LineCut
from autograder.grading.sandbox import files

HARVEST = "__import__('autograder.grading.harvest', fromlist=['harvest'])"
CODE = f"{HARVEST}.harvest(get_ipython().user_ns, {{wanted!r}}, {{target!r}})"
MAKE = f"{HARVEST}.make(get_ipython().user_ns, {{trained!r}})"
KEEP = f"{HARVEST}.keep(get_ipython().user_ns, {{names!r}})"


class Lost(Exception):
    """A kernel that answers did not hand over the evidence: a person must look."""


async def take(kernel: Kernel, wanted: bytes, seconds: float, taken: int) -> bytes:
    """Return the evidence that the document `wanted` asks for, from the names that a kernel has now.

    `taken` is how many bytes of evidence this submission's other checks have. The folder with the kernel's sockets
    carries the two files. Raises Lost, LineCut, and nbclient's CellTimeoutError and DeadKernelError.
    """
    desk = kernel.connection
    asked, target = desk / f"{secrets.token_hex(8)}-asked", desk / f"{secrets.token_hex(8)}-told"
    asked.write_bytes(wanted)
    try:
        reply = await _reply(kernel, CODE.format(wanted=str(asked), target=str(target)), seconds)
        if reply.get("status") != "ok":
            raise Lost(f"the harvest ended with {reply.get('ename')}: {str(reply.get('evalue'))[:200]}")
        return _read(target, taken)
    finally:
        asked.unlink(missing_ok=True)
        target.unlink(missing_ok=True)


async def keep(kernel: Kernel, names: Iterable[str], seconds: float) -> None:
    """Let a kernel keep what the chapter's own cell has made under these names, until evidence of it is taken.

    Raises LineCut, and nbclient's CellTimeoutError and DeadKernelError.
    """
    await _reply(kernel, KEEP.format(names=sorted(names)), seconds)


async def make(kernel: Kernel, trained: bytes, acting: str, seconds: float) -> bool:
    """Let a kernel have what a cell of the chapter's own trains; return whether it has it, without running the cell.

    `acting` are statements of the cell that run all the same. Raises LineCut, and nbclient's CellTimeoutError and
    DeadKernelError.
    """
    file = kernel.connection / f"{secrets.token_hex(8)}-trained"
    file.write_bytes(trained)
    try:
        reply = await _reply(kernel, f"{acting}\n{MAKE.format(trained=str(file))}", seconds)
        return reply.get("status") == "ok"
    finally:
        file.unlink(missing_ok=True)


async def _reply(kernel: Kernel, code: str, seconds: float) -> dict[str, Any]:
    """Execute code silently and return the kernel's reply; what it prints is dropped. Raises as ``make`` does."""
    client: Any = kernel.kc
    try:
        asked = client.execute(code, silent=True, store_history=False, stop_on_error=False)
    except zmq.ZMQError:
        raise LineCut from None
    async with kernel.within(seconds):
        while not kernel.is_late:
            try:
                reply = await client.get_shell_msg(timeout=limits.ASK_SECONDS)
            except Empty:
                if not await kernel.manager.is_alive():
                    raise DeadKernelError("the kernel died") from None
                continue
            if reply["parent_header"].get("msg_id") == asked:
                content: dict[str, Any] = reply["content"]
                return content
    raise CellTimeoutError("the harvest did not end")


def _read(path: Path, taken: int) -> bytes:
    """Read a file that a student's code may have made. Raises Lost."""
    most = limits.EVIDENCE.bytes_of_all - taken
    try:
        return files.read(path, min(most, limits.EVIDENCE.bytes))
    except OSError as problem:
        if problem.errno == errno.EFBIG and most < limits.EVIDENCE.bytes:
            limit = f"{limits.EVIDENCE.bytes_of_all / 1e6:.0f} MB"
            raise Lost(f"the evidence of all checks together has more than {limit}, the most that is read") from None
        raise Lost(f"the evidence of a check cannot be read: {problem.strerror}") from None
