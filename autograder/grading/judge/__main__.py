"""A process that has imported what judging needs, and nothing more, and forks a clean judge for each submission.

It is started as ``python -m autograder.grading.judge FOLDER``. FOLDER holds the chapter (``request.store``) and gets a
socket; a request is a submission's snapshots, and the answer what became of its checks. After a TensorFlow operation
a forked child hangs, so the parent only imports, and while it has more than one thread it starts a new Python instead.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import json
import os
import resource
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from autograder import project
from autograder.grading import evidence
from autograder.grading.judge import request
from autograder.grading.judge.engine import Judge, Trouble
from autograder.grading.judge.request import FILES, QUESTIONS, SOCKET

ONE = "--one"  # judge one submission, whose request comes on the standard input


def main(arguments: list[str]) -> None:
    """Serve until the input ends, which it does when who started this process is gone."""
    folder = Path(arguments[0])
    if ONE in arguments:
        _handle(socket.socket(fileno=sys.stdin.fileno()), folder)
        return
    import_what_it_uses(folder)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / SOCKET))
        listening.listen()
        print("ready", flush=True)
        while sys.stdin not in select.select([listening, sys.stdin], [], [])[0]:
            connection, _ = listening.accept()
            with connection:
                _serve(connection, folder, listening)


def _serve(connection: socket.socket, folder: Path, listening: socket.socket) -> None:
    """Let a clean process deal with one request."""
    if threads() > 1:
        command = [sys.executable, "-m", "autograder.grading.judge", str(folder), ONE]
        subprocess.Popen(command, stdin=connection.fileno())
        return
    if os.fork() == 0:
        code = 1
        try:
            listening.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _handle(connection, folder)
            code = 0
        finally:
            os._exit(code)


def threads() -> int:
    """Return how many threads this process has, libraries' own included; 2 where that cannot be seen."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else 2


def _handle(connection: socket.socket, folder: Path) -> None:
    """Read a submission's snapshots, judge them, and answer."""
    limits = project.JUDGE
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 5))
    snapshots = request.receive(connection)
    with tempfile.TemporaryDirectory(prefix="judge-") as work:
        shutil.copytree(folder / FILES, work, dirs_exist_ok=True)
        os.chdir(work)
        sys.path.insert(0, work)
        try:
            found = _judge(folder).judge(snapshots)
            told: Any = {"checks": {check: [asdict(run) for run in runs] for check, runs in found.items()}}
        except Trouble as problem:
            told = {"trouble": str(problem)}
        os.chdir(folder)
    connection.sendall(json.dumps(told).encode())
    connection.shutdown(socket.SHUT_WR)


def _judge(folder: Path) -> Judge:
    asked = {path.name: evidence.unpack(path.read_bytes()) for path in (folder / QUESTIONS).iterdir()}
    return Judge(*request.load(folder), asked)


def import_what_it_uses(folder: Path) -> None:
    """Import the modules that the chapter's cells and files name, but none of these files: importing does no more."""
    texts, plan = request.load(folder)
    own = {path.stem for path in (folder / FILES).rglob("*.py")}
    sources = [text.source for text in texts if text.id in plan.own_cells]
    sources += [path.read_text(encoding="utf-8") for path in (folder / FILES).rglob("*.py")]
    for name in sorted({name for source in sources for name in _imported(source)}):
        if name.split(".")[0] not in own:
            with contextlib.suppress(Exception):  # the cell that needs it will say so
                importlib.import_module(name)


def _imported(source: str) -> Iterator[str]:
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


if __name__ == "__main__":
    main(sys.argv[1:])
