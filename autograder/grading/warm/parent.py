"""Where sandboxed processes come from: forked from a warm parent where that can be, else started in the plain way."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType

from autograder import limits, project
from autograder.grading.sandbox import Command, Sandbox, Unsafe, probe, temporary_folder, watch
from autograder.grading.warm import imports
from autograder.grading.warm.forked import Forked

AT_IMPORT = {**project.RUN_ENVIRONMENT, **imports.ENVIRONMENT}


class Parent:
    """Starts commands in a sandbox, the fast way if modules are given that it imports before. Use it as a context.

    The folders of all its commands must be in `base`.
    """

    base: Path

    def __init__(self, sandbox: Sandbox, modules: Iterable[str] = ()) -> None:
        self.sandbox = sandbox
        self._modules = sorted(modules)
        self._open = contextlib.ExitStack()
        self._one_at_a_time = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self._is_ready: bool | None = None

    def __enter__(self) -> Parent:
        """Make the folder. The parent starts with the first command, or with ``begin``."""
        self.base = self._open.enter_context(temporary_folder("warm-")) / "base"
        self.base.mkdir(0o711)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the parent and all that it forked."""
        self._open.close()

    def begin(self) -> None:
        """Start importing, if that has not begun; who asks first for a process waits until it is done."""
        with self._one_at_a_time:
            if self.process is None and self._modules and sys.platform == "linux":
                argv = [sys.executable, "-m", "autograder.grading.warm", str(self._socket), *self._modules]
                command = self.sandbox.parent(argv, self.base, AT_IMPORT)
                self.process = self._open.enter_context(_running(command, self.base))

    def start(self, command: Command) -> Forked | subprocess.Popen[bytes]:
        """Start a command. One that is not forked ends with the thread that calls this. Raises OSError."""
        self.begin()
        if self._ready():
            with contextlib.suppress(OSError):  # the parent is gone, or has threads
                return self._forked(command)
        nothing = subprocess.DEVNULL
        return subprocess.Popen(
            self.sandbox.wrapped(command), stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )

    def _forked(self, command: Command) -> Forked:
        """Let the parent fork a process for a command. Raises OSError when it does not."""
        policy = json.dumps(self.sandbox.child(command)).encode()
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(limits.PARENT_SECONDS)
            connection.connect(str(self._socket))
            connection.sendall(policy)
            connection.shutdown(socket.SHUT_WR)
            said, descriptors, _, _ = socket.recv_fds(connection, 100, 1)
        if not descriptors:
            raise OSError(said.decode())
        return Forked(descriptors[0])

    @property
    def _socket(self) -> Path:
        return self.base / "socket"

    def _ready(self) -> bool:
        """Wait for the parent; tell whether it forks, and whether its children are kept inside."""
        if self.process is None:
            return False
        with self._one_at_a_time:
            if self._is_ready is None:
                assert self.process.stdout is not None
                self._is_ready = self.process.stdout.readline() == b"ready\n" and not self._why_not()
        return self._is_ready

    def _why_not(self) -> str:
        return "" if isinstance(self.sandbox, Unsafe) else probe.tried(self._forked, self.base)


@contextlib.contextmanager
def _running(command: list[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command for as long as this context lasts; from a thread of its own, since it ends with the one it has."""
    pipe = subprocess.PIPE
    over = threading.Event()
    started: Future[subprocess.Popen[bytes]] = Future()

    def keep() -> None:
        try:
            # In a session of its own: Ctrl-C is for who grades.
            process = subprocess.Popen(
                command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, cwd=folder, start_new_session=True
            )
        except OSError as problem:
            started.set_exception(problem)
            return
        started.set_result(process)
        over.wait()
        watch.end(process.pid)
        process.communicate()

    keeper = threading.Thread(target=keep, daemon=True)
    keeper.start()
    try:
        yield started.result()
    finally:
        over.set()
        keeper.join()
