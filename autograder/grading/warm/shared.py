"""The warm parent of all kernels for one's own notebooks: found, or started, by whoever needs one.

There is one for each user and for everything that a forked kernel takes over of it. It is spoken to by a socket in a
private folder; a command in a sandbox cannot (grading/sandbox), since the parent's children are in none.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import resource
import site
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from autograder import limits
from autograder.grading.sandbox.files import PACKAGE
from autograder.grading.warm import imports
from autograder.grading.warm.forked import Forked, NotForked

# What is another for each kernel, each shell or each test, and nothing that is imported asks for.
PASSING = {"_", "COLUMNS", "LINES", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "OLDPWD", "PWD", "SHLVL"}
PASSING_PREFIXES = ("JPY_", "PYTEST_")


class SharedParent:
    """The parent that has imported `modules` with this environment. It ends after `idle` seconds without a kernel."""

    def __init__(self, modules: Iterable[str], environment: Mapping[str, str], idle: float) -> None:
        self._modules, self._idle = sorted(modules), idle
        lasting = {name: value for name, value in environment.items() if not _is_passing(name)}
        self._environment = {**imports.ENVIRONMENT, **lasting}  # where that says another thing, it holds

    def fork(self, argv: Sequence[str], work: Path, environment: Mapping[str, str], output: int, errors: int) -> Forked:
        """Fork a process that runs a command ``python -m module ...`` in the folder `work`.

        It writes to the descriptors `output` and `errors`, and ends with this process. Raises NotForked.
        """
        request = {"command": list(argv), "work": str(work), "environment": dict(environment)}
        try:
            with _closing(os.pidfd_open(os.getpid())) as user:
                return self._asked(json.dumps(request).encode(), [output, errors, user])
        except NotForked:
            raise
        except (OSError, subprocess.TimeoutExpired) as problem:
            raise NotForked(str(problem)) from problem

    def _asked(self, request: bytes, descriptors: list[int]) -> Forked:
        address = _private_folder() / self._name()
        for _ in range(2):  # it may end as this process comes
            self._start(address)
            with contextlib.suppress(FileNotFoundError, ConnectionError):
                return _ask(address, request, descriptors)
        raise NotForked(f"its parent ended, perhaps as it imported {', '.join(self._modules)}")

    def _start(self, address: Path) -> None:
        """Start the parent, unless it runs. Raises OSError."""
        with address.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with contextlib.suppress(FileNotFoundError, ConnectionError), socket.socket(socket.AF_UNIX) as connection:
                connection.connect(str(address))
                return
            address.unlink(missing_ok=True)
            argv = [sys.executable, "-m", "autograder.grading.warm", f"--idle={self._idle}", str(address)]
            started = subprocess.run(
                [*argv, *self._modules],
                env=self._environment,
                cwd="/",
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                start_new_session=True,  # Ctrl-C is for who started it
                timeout=limits.PARENT_SECONDS,
            )
            if started.returncode:
                raise NotForked(f"its parent did not start: {started.stderr.strip().rpartition(chr(10))[2]}")

    def _name(self) -> str:
        """Return a name for all that a forked kernel takes over: two kernels that differ in it have two parents."""
        said = json.dumps([self._modules, self._idle, sorted(self._environment.items()), *_circumstances()])
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def _is_passing(name: str) -> bool:
    return name in PASSING or name.startswith(PASSING_PREFIXES)


def _circumstances() -> Iterator[object]:
    """What a process takes over of its parent beside the environment: versions, and what it is allowed."""
    yield [sys.executable, sys.prefix, sys.version]
    folders = [*site.getsitepackages(), *([site.getusersitepackages()] if site.ENABLE_USER_SITE else [])]
    yield sorted(path.name for folder in folders for path in Path(folder).glob("*.dist-info"))
    files = sorted(PACKAGE.rglob("*.py"))
    yield [(str(path), (state := path.stat()).st_mtime_ns, state.st_size) for path in files]
    yield [os.getgroups(), os.getgid(), sorted(os.sched_getaffinity(0)), os.getpriority(os.PRIO_PROCESS, 0)]
    limits = sorted(name for name in dir(resource) if name.startswith("RLIMIT_"))
    yield [resource.getrlimit(getattr(resource, name)) for name in limits]
    status = Path("/proc/self/status").read_text().splitlines()
    yield [line for line in status if line.startswith(("Umask:", "Cap", "NoNewPrivs:", "Seccomp:"))]
    yield Path("/proc/self/cgroup").read_text()
    yield sorted(str(path.readlink()) for path in Path("/proc/self/ns").iterdir())


def _private_folder() -> Path:
    """Return the folder of this user's sockets. Raises NotForked when it is not theirs alone."""
    folder = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / f"warm-kernels-{os.getuid()}"
    folder.mkdir(0o700, exist_ok=True)
    state = folder.lstat()
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.getuid() or state.st_mode & 0o077:
        raise NotForked(f"{folder} is not a folder of yours that only you may read; remove it")
    return folder


def _ask(address: Path, request: bytes, descriptors: list[int]) -> Forked:
    """Let the parent at this address fork. Raises OSError; ConnectionError and FileNotFoundError when it has ended."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(limits.PARENT_SECONDS)
        connection.connect(str(address))
        sent = socket.send_fds(connection, [request], descriptors)
        connection.sendall(request[sent:])
        connection.shutdown(socket.SHUT_WR)
        said, received, _, _ = socket.recv_fds(connection, 1000, 1)
    if received:
        return Forked(received[0])
    if said:
        raise NotForked(said.decode())
    raise ConnectionResetError("its parent ended")


@contextlib.contextmanager
def _closing(descriptor: int) -> Iterator[int]:
    try:
        yield descriptor
    finally:
        os.close(descriptor)
