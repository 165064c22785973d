"""A process that has imported what judging needs, and nothing more, and forks a clean judge for each submission.

It is started as ``python -m autograder.grading.judge_server FOLDER``. FOLDER holds the chapter (see ``load``) and gets
a socket; a request is a submission's snapshots, and the answer what became of its checks. After a TensorFlow operation
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
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from autograder import project
from autograder.chapter.plan import Group, Plan
from autograder.grading import evidence
from autograder.grading.judge import CellText, Judge, Trouble

Json = Any
CHAPTER, FILES, QUESTIONS, SOCKET = "chapter.json", "files", "questions", "socket"
ONE = "--one"


def store(
    folder: Path, cells: list[CellText], plan: Plan, questions: Mapping[str, bytes], files: Mapping[str, bytes]
) -> None:
    """Write what a judge needs of a chapter into a new folder: its cells, plan, questions by check, and data files."""
    told = {
        "cells": [asdict(cell) for cell in cells],
        "groups": [asdict(group) for group in plan.groups],
        "own_cells": sorted(plan.own_cells),
        "uses": {check: sorted(names) for check, names in plan.uses.items()},
    }
    (folder / CHAPTER).write_text(json.dumps(told), encoding="utf-8")
    for part, contents in ((QUESTIONS, questions), (FILES, files)):
        (folder / part).mkdir()
        for name, content in contents.items():
            (folder / part / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / part / name).write_bytes(content)


def load(folder: Path) -> Judge:
    """Read what ``store`` wrote."""
    told = json.loads((folder / CHAPTER).read_text(encoding="utf-8"))
    groups = tuple(
        Group(**{key: tuple(value) if isinstance(value, list) else value for key, value in group.items()})
        for group in told["groups"]
    )
    uses = {check: frozenset(names) for check, names in told["uses"].items()}
    asked = {path.name: evidence.unpack(path.read_bytes()) for path in (folder / QUESTIONS).iterdir()}
    return Judge([CellText(**cell) for cell in told["cells"]], Plan(groups, frozenset(told["own_cells"]), uses), asked)


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
        command = [sys.executable, "-m", "autograder.grading.judge_server", str(folder), ONE]
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
    snapshots = _read(connection)
    with tempfile.TemporaryDirectory(prefix="judge-") as work:
        shutil.copytree(folder / FILES, work, dirs_exist_ok=True)
        os.chdir(work)
        sys.path.insert(0, work)
        try:
            found = load(folder).judge(snapshots)
            told: Json = {"checks": {check: [asdict(run) for run in runs] for check, runs in found.items()}}
        except Trouble as problem:
            told = {"trouble": str(problem)}
        os.chdir(folder)
    connection.sendall(json.dumps(told).encode())
    connection.shutdown(socket.SHUT_WR)


def send(connection: socket.socket, snapshots: Mapping[str, bytes]) -> None:
    """Send a submission's snapshots, by check."""
    header = json.dumps([[check, len(data)] for check, data in snapshots.items()]).encode()
    connection.sendall(len(header).to_bytes(8, "big") + header)
    for data in snapshots.values():
        connection.sendall(data)


def _read(connection: socket.socket) -> dict[str, bytes]:
    header = json.loads(_exactly(connection, int.from_bytes(_exactly(connection, 8), "big")))
    return {check: _exactly(connection, size) for check, size in header}


def _exactly(connection: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        part = connection.recv(min(1 << 20, size - len(data)))
        if not part:
            raise EOFError("the request ended early")
        data += part
    return bytes(data)


def import_what_it_uses(folder: Path) -> None:
    """Import the modules that the chapter's cells and files name, but none of these files: importing does no more."""
    told = json.loads((folder / CHAPTER).read_text(encoding="utf-8"))
    own = {path.stem for path in (folder / FILES).rglob("*.py")}
    sources = [cell["source"] for cell in told["cells"] if cell["id"] in told["own_cells"]]
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
