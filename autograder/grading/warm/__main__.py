"""A warm parent: a process that has imported some modules, and nothing more, and forks itself on request.

It is started as ``python -m autograder.grading.warm SOCKET MODULE...`` and never sees a submission or a hidden check.
After a TensorFlow operation a forked child hangs, so the parent only imports, and while it has more than one thread it
refuses. A child goes into the sandbox that the request's policy describes, and runs the module that its command names.

One parent belongs to who started it, and ends with them. Another one (``--idle SECONDS``) belongs to nobody: it forks
the kernels of all notebooks of one's own, without a sandbox, and ends when there has been none for so long.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import json
import os
import random
import runpy
import select
import socket
import sys
import tempfile
import threading
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from autograder.grading.sandbox import launch
from autograder.grading.warm.imports import AGAIN

PATIENCE = 10  # seconds that a request may take to arrive
PIECE = 100_000  # bytes that are read at once of a request


@dataclass(frozen=True)
class Request:
    """What a child is to become, and what it was given for that: its standard output, error output, and its user."""

    policy: launch.Policy
    descriptors: Sequence[int]


def main() -> None:
    """Import, and serve until there is no more reason to."""
    parser = argparse.ArgumentParser(prog="python -m autograder.grading.warm", description=__doc__)
    parser.add_argument("socket", type=Path, help="where it is spoken to")
    parser.add_argument("modules", nargs="*", metavar="module", help="what it imports")
    parser.add_argument("--idle", type=float, metavar="SECONDS", help="end after so long without a child")
    asked = parser.parse_args()
    sys.path.remove(str(Path.cwd()))  # a child has another working folder, and may look there
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(asked.socket))
        listening.listen()
        if asked.idle is not None:
            _leave()  # who comes while modules are imported waits
        before = dict(os.environ)
        for name in asked.modules:
            with contextlib.suppress(Exception):  # whoever needs it will say so
                importlib.import_module(name)
        set_by_imports = dict(os.environ.items() - before.items())
        gc.collect()
        gc.freeze()  # so that a child's collections do not copy what it only reads
        if asked.idle is None:
            print("ready", flush=True)
        request = _serve(listening, asked.idle)
        if request is None and asked.idle is not None:
            asked.socket.unlink()  # who has come meanwhile finds the line cut, and starts another parent
    if request is not None:
        _run(request, set_by_imports)


def _leave() -> None:
    """Let the process that was started end well, and go on in one that belongs to nobody."""
    if os.fork():
        os._exit(0)
    _speak_to(*(3 * [os.open(os.devnull, os.O_RDWR)]))


def _speak_to(*descriptors: int) -> None:
    """Let these be the standard input, output and error output."""
    for standard, descriptor in enumerate(descriptors):
        os.dup2(descriptor, standard)


def _serve(listening: socket.socket, idle: float | None) -> Request | None:
    """Fork a child for each request. Return the request in that child, and None in the parent when it is to end."""
    children: set[int] = set()
    while True:
        ends = [sys.stdin] if idle is None else []  # it ends when who started this process is gone
        seconds = None if children else idle
        ready = select.select([listening, *children, *ends], [], [], seconds)[0]
        if not ready or sys.stdin in ready:
            return None
        for child in children.intersection(ready):
            os.waitid(os.P_PIDFD, child, os.WEXITED)
            os.close(child)
            children.remove(child)
        if listening in ready:
            connection, _ = listening.accept()
            with connection, contextlib.suppress(OSError, ValueError):
                connection.settimeout(PATIENCE)
                request = _received(connection)
                if (number := threads()) > 1:
                    list(map(os.close, request.descriptors))
                    connection.sendall(f"it has {number} threads, and forks only while it has one".encode())
                    continue
                number = os.fork()
                if number == 0:
                    listening.detach()  # the child closes all that is open
                    connection.detach()
                    return request
                children.add(child := os.pidfd_open(number))
                list(map(os.close, request.descriptors))
                socket.send_fds(connection, [b"forked"], [child])


def _received(connection: socket.socket) -> Request:
    """Read a request, to its end. Raises OSError and ValueError."""
    said, descriptors, _, _ = socket.recv_fds(connection, PIECE, 3)
    while piece := connection.recv(PIECE):
        said += piece
    return Request(json.loads(said), descriptors)


def threads() -> int:
    """Return how many threads this process has, libraries' own included; 2 where that cannot be seen."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else 2


def _run(request: Request, set_by_imports: dict[str, str]) -> None:
    """In the child: go inside, if there is a sandbox to go into, and be what the policy's command says."""
    nothing = os.open(os.devnull, os.O_RDWR)
    if "view" in request.policy:
        _speak_to(nothing, nothing, nothing)
        os.closerange(3, launch.MOST_FILES)
        launch.run(request.policy, lambda: _become(request.policy["command"], request.policy["environment"]))
    output, errors, user = request.descriptors
    _speak_to(nothing, output, errors, user)
    os.closerange(4, launch.MOST_FILES)
    # The environment that the parent was started with is the child's, so this is what importing would make of it.
    _take_over(request.policy["environment"] | set_by_imports)
    _be_a_kernel_of(3, request.policy)


def _be_a_kernel_of(user: int, policy: launch.Policy) -> None:
    """Be a process as jupyter_client starts one. It ends with its user, of whom it has a descriptor."""
    os.setsid()
    os.chdir(policy["work"])
    threading.Thread(target=_end_with, args=[user], daemon=True).start()
    sys.path.insert(0, policy["work"])  # as `python -m` does
    for name in AGAIN:
        _import_again(name)
    _run_module(policy["command"])


def _import_again(name: str) -> None:
    """Let the next import of a package run its own lines again; the modules in it stay as they are."""
    above, _, last = name.rpartition(".")
    if sys.modules.pop(name, None) is not None and hasattr(sys.modules[above], last):
        delattr(sys.modules[above], last)


def _end_with(user: int) -> NoReturn:
    looked_at = select.poll()
    looked_at.register(user, select.POLLIN)
    looked_at.poll()
    os._exit(1)


def _become(argv: list[str], environment: dict[str, str]) -> None:
    """Run the module of a command `python -m module ...` in this process; execute any other command."""
    if argv[1] != "-m":
        os.execve(argv[0], argv, environment)
    _take_over(environment)
    code = 1
    try:
        _run_module(argv)
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(bool(ended.code))
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _run_module(argv: list[str]) -> None:
    sys.argv = argv[2:]
    runpy.run_module(argv[2], run_name="__main__", alter_sys=True)


def _take_over(environment: dict[str, str]) -> None:
    """Let this process have an environment and random numbers of its own, though children share what was imported."""
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None
    random.seed()
    numpy: Any = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()


if __name__ == "__main__":
    main()
