"""How much of the machine a sandboxed command may use."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from autograder import limits


@dataclass(frozen=True)
class Limits:
    """Limits on a command and all that it starts.

    The kernel keeps to all but `memory_bytes`, of which it knows no sum over processes: see watch.py.
    """

    memory_bytes: int = limits.MEMORY_BYTES
    processes: int = limits.PROCESSES
    file_bytes: int = limits.FILE_BYTES
    cpu_seconds: int = limits.CPU_SECONDS
    open_files: int = limits.OPEN_FILES
    disk_bytes: int = limits.DISK_BYTES

    def resources(self) -> dict[str, int]:
        """Return the resource limits to set, by their names in the module `resource`."""
        # Where the command has no user of its own, the limit on processes counts all that its user runs.
        return {
            "RLIMIT_NPROC": self.processes + threads_of(os.getuid()),
            "RLIMIT_FSIZE": self.file_bytes,
            "RLIMIT_CPU": self.cpu_seconds,
            "RLIMIT_NOFILE": self.open_files,
            "RLIMIT_CORE": 0,
        }


def threads_of(user: int) -> int:
    """Return how many threads the user with this number runs on the machine."""
    found = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if process.stat().st_uid == user:
                found += len(list((process / "task").iterdir()))
        except OSError:
            continue  # it ended
    return found


def apply(resources: dict[str, int]) -> None:
    """Set resource limits on this process, never higher than they are."""
    import resource  # Windows has none

    for name, value in resources.items():
        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (most, most))
