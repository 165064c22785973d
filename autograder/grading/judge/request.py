"""What is said between who grades and the process that judges: a chapter, a submission's snapshots, findings."""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from autograder.chapter.plan import Group, Plan

Json = Any
CHAPTER, FILES, QUESTIONS, SOCKET = "chapter.json", "files", "questions", "socket"


@dataclass(frozen=True)
class CheckRun:
    """What became of a check cell: its error's name and message, or why it could not be judged; what it showed.

    `hidden` says of each output whether a hidden part of the cell made it; `asserts` that the cell demands something
    by itself, in plain Python, so that its coming to the end says something.
    """

    state: str  # "done", "error" or "unjudged"
    error: str = ""
    message: str = ""
    reason: str = ""
    outputs: list[dict[str, Json]] = field(default_factory=list)
    hidden: list[bool] = field(default_factory=list)
    asserts: bool = False


@dataclass(frozen=True)
class CellText:
    """A code cell of the chapter: its id and its source, with hidden checks."""

    id: str
    source: str


def store(
    folder: Path, cells: Sequence[CellText], plan: Plan, questions: Mapping[str, bytes], files: Mapping[str, bytes]
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


def load(folder: Path) -> tuple[list[CellText], Plan]:
    """Read the cells and the plan that ``store`` wrote."""
    told = json.loads((folder / CHAPTER).read_text(encoding="utf-8"))
    groups = tuple(
        Group(g["exercise"], tuple(g["checks"]), tuple(g["names"]), tuple(g["subjects"]), g["weights"])
        for g in told["groups"]
    )
    uses = {check: frozenset(names) for check, names in told["uses"].items()}
    return [CellText(**cell) for cell in told["cells"]], Plan(groups, frozenset(told["own_cells"]), uses)


def send(connection: socket.socket, snapshots: Mapping[str, bytes]) -> None:
    """Send a submission's snapshots, by check."""
    header = json.dumps([[check, len(data)] for check, data in snapshots.items()]).encode()
    connection.sendall(len(header).to_bytes(8, "big") + header)
    for data in snapshots.values():
        connection.sendall(data)


def receive(connection: socket.socket) -> dict[str, bytes]:
    """Read what ``send`` sends. Raises EOFError when it ends early."""
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
