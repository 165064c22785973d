"""A process and all that it started: how much memory they use, and how they are ended."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from itertools import starmap
from pathlib import Path

from autograder.grading.sandbox.limits import Limits

PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
ZOMBIE = b"Z"
STATE, PARENT, GROUP, RESIDENT = 0, 1, 2, 21  # places of a process's fields after its name in /proc/<pid>/stat
LONGEST_STAT = 4096  # bytes that are read of it
NEAR = 4  # of a tree's processes, its first: one of them is the first of the command's namespace, if it has one
USED = slice(11, 15)  # of these fields: processor time of its own and of children that have ended


def tree(pid: int) -> list[int]:
    """Return a process and all its descendants that have not ended, itself first; empty if it has ended."""
    return list(_tree(pid))


def tree_memory(pid: int) -> int:
    """Return how many bytes of memory a process and its descendants use; what they share counts once."""
    return sum(starmap(_shared_fairly, _tree(pid).items()))


def tree_seconds(pid: int) -> float:
    """Return how many seconds of processor time a process and its descendants have used, ended children included."""
    used = sum(int(ticks) for fields in _tree(pid).values() for ticks in fields[USED])
    return used / os.sysconf("SC_CLK_TCK")


def exceeded(pid: int, limits: Limits) -> str:
    """Return which limit a process and its descendants exceed together, in words; empty if none."""
    processes = _tree(pid)
    if len(processes) > limits.processes:  # first: there may be thousands, and more while the rest is looked at
        return f"started more than {limits.processes} processes"
    # What is resident is quickly read, but counts shared memory for each process: too much, never too little.
    most = limits.memory_bytes
    if sum(map(_resident, processes.values())) > most and sum(starmap(_shared_fairly, processes.items())) > most:
        return f"used more than {most / 1e9:g} GB of memory"
    return ""


def end(pid: int, seconds: float = 10) -> bool:
    """End a process and all its descendants, and return whether they have ended within some seconds.

    All are stopped before any is ended: whoever still ran could start more, and orphans are no one's descendants.
    Groups are stopped as a whole, and a namespace's processes end with its first: nobody in them is faster than that.
    """
    until = time.monotonic() + seconds
    for process in filter(_is_first_of_a_namespace, tree(pid)[:NEAR]):
        _signal(process, signal.SIGKILL)
    stopped: dict[int, None] = {}
    while new := [process for process in tree(pid) if process not in stopped]:
        stopped |= dict.fromkeys(new)
        # A group that was made in here is named after a process in here; the other one is also that of who grades.
        groups = [-group for group in set(map(_group, new)) if group in stopped]
        for process in [*groups, *new]:
            _signal(process, signal.SIGSTOP)
    # From the leaves, so that no one is told of a child's end before it is itself to end.
    for process in reversed(stopped):
        _signal(process, signal.SIGKILL)
    while any(is_running(process) for process in stopped):
        if time.monotonic() > until:
            return False
        time.sleep(0.005)
    return True


def end_descendants(pid: int) -> None:
    """End all that a process started, but not itself."""
    for process in tree(pid)[1:]:
        end(process)


def is_running(pid: int) -> bool:
    """Return whether there is such a process and it has not ended."""
    fields = _stat(pid)
    return bool(fields) and fields[STATE] != ZOMBIE


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def _tree(pid: int) -> dict[int, list[bytes]]:
    """Return the fields of a process and of all its descendants that have not ended, itself first.

    All processes of the machine are read for it, several times a second for each submission: as fast as can be.
    """
    read: dict[int, list[bytes]] = {}
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc") if sys.platform == "linux" else ():  # noqa: PTH208
        if name.isdecimal() and (fields := _stat(int(name))):
            read[int(name)] = fields
            children.setdefault(int(fields[PARENT]), []).append(int(name))
    found = [pid]
    for process in found:
        found.extend(children.get(process, ()))
    return {process: read[process] for process in found if process in read and read[process][STATE] != ZOMBIE}


def _stat(pid: int) -> list[bytes]:
    """Return the fields of a process after its name (which may hold anything); empty if it is gone."""
    try:
        descriptor = os.open(f"/proc/{pid}/stat", os.O_RDONLY)
    except OSError:
        return []
    try:
        return os.read(descriptor, LONGEST_STAT).rpartition(b")")[2].split()
    except OSError:
        return []
    finally:
        os.close(descriptor)


def _group(pid: int) -> int:
    fields = _stat(pid)
    return int(fields[GROUP]) if fields else 0


def _is_first_of_a_namespace(pid: int) -> bool:
    """Return whether a process is number 1 in a namespace below this process's own."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(errors="replace").splitlines():
            if line.startswith("NSpid:"):
                numbers = line.split()[1:]
                return len(numbers) > 1 and numbers[-1] == "1"
    return False


def _resident(fields: list[bytes]) -> int:
    return int(fields[RESIDENT]) * PAGE


def _shared_fairly(pid: int, fields: list[bytes]) -> int:
    """Return a process's memory, with its part of what it shares; all of it where that is not to be known."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return _resident(fields)
