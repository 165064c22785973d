"""A warm parent: a process that has imported some modules, and nothing more, and forks itself on request.

It is started as ``python -m autograder.grading.warm SOCKET MODULE...`` and never sees a submission or a hidden check.
After a TensorFlow operation a forked child hangs, so the parent only imports, and while it has more than one thread it
refuses. A child goes into the sandbox that the request's policy describes, and runs the module that its command names.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import random
import runpy
import select
import signal
import socket
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any, NoReturn

from autograder.grading.sandbox import launch

LONGEST = 1_000_000  # bytes of a policy


def main(address: str, modules: list[str]) -> None:
    """Serve until the input ends, which it does when who started this process is gone."""
    sys.path.remove(str(Path.cwd()))  # a child has another working folder, and may look there
    for name in modules:
        with contextlib.suppress(Exception):  # whoever needs it will say so
            importlib.import_module(name)
    gc.collect()
    gc.freeze()  # so that a child's collections do not copy what it only reads
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen()
        print("ready", flush=True)
        while sys.stdin not in select.select([listening, sys.stdin], [], [])[0]:
            connection, _ = listening.accept()
            with connection, contextlib.suppress(OSError, ValueError):
                _serve(connection)


def _serve(connection: socket.socket) -> None:
    """Fork a child for one request, and answer with a descriptor of it; or with why not."""
    policy = json.loads(connection.recv(LONGEST, socket.MSG_WAITALL))
    if (number := threads()) > 1:
        connection.sendall(f"there are {number} threads".encode())
        return
    child = os.fork()
    if child == 0:
        _run(policy)
    descriptor = os.pidfd_open(child)
    try:
        socket.send_fds(connection, [b"forked"], [descriptor])
    finally:
        os.close(descriptor)


def threads() -> int:
    """Return how many threads this process has, libraries' own included; 2 where that cannot be seen."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else 2


def _run(policy: launch.Policy) -> NoReturn:
    """In the child: go inside and be what the policy's command says."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.closerange(3, launch.MOST_FILES)
    launch.run(policy, lambda: _become(policy["command"], policy["environment"]))


def _become(argv: list[str], environment: dict[str, str]) -> None:
    """Run the module of a command `python -m module ...` in this process; execute any other command."""
    if argv[1] != "-m":
        os.execve(argv[0], argv, environment)
    os.environ.clear()
    os.environ.update(environment)
    _begin_anew()
    sys.argv = argv[2:]
    code = 1
    try:
        runpy.run_module(argv[2], run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(bool(ended.code))
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _begin_anew() -> None:
    """Let what was drawn or found out at import be drawn and found out again: children must not share it."""
    tempfile.tempdir = None
    random.seed()
    numpy: Any = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
