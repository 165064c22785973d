"""A process that somebody else forked, with as much of ``subprocess.Popen`` as is used of kernels."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
from pathlib import Path
from typing import IO


class NotForked(OSError):
    """There is no warm kernel to be had; the message says why."""


class Forked:
    """A running process, known by a descriptor, so that its number cannot come to mean another one."""

    stdin: IO[bytes] | None = None
    stdout: IO[bytes] | None = None
    stderr: IO[bytes] | None = None

    def __init__(self, descriptor: int) -> None:
        """`descriptor` is a pidfd (Linux 5.3), which this object closes."""
        self.returncode: int | None = None
        self._descriptor = descriptor
        self.pid = _pid_of(descriptor)
        if self.pid <= 0:
            self._ended()

    def poll(self) -> int | None:
        """Return None while the process runs, else 0: how it ended is not known."""
        if self.returncode is None and self._has_ended(0):
            self._ended()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end. Raises subprocess.TimeoutExpired."""
        if self.returncode is None:
            if not self._has_ended(timeout):
                raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
            self._ended()
        return self.returncode or 0

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it still runs."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._descriptor, signal.Signals(number))

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def _has_ended(self, timeout: float | None) -> bool:
        looked_at = select.poll()
        looked_at.register(self._descriptor, select.POLLIN)
        return bool(looked_at.poll(None if timeout is None else timeout * 1000))

    def _ended(self) -> None:
        os.close(self._descriptor)
        self.returncode = 0


def _pid_of(descriptor: int) -> int:
    """Return the number, as this process sees it, of the process that a pidfd stands for; -1 when it has ended."""
    for line in Path(f"/proc/self/fdinfo/{descriptor}").read_text().splitlines():
        if line.startswith("Pid:"):
            return int(line.split()[1])
    return -1
