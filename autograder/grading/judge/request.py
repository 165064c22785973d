"""What lies on the desk of a process that judges: a chapter, a submission's snapshots, and then its findings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from autograder.chapter.plan import Group, Plan

Json = Any
CHAPTER, QUESTIONS, TRAINED = "chapter.json", "questions", "trained"  # in the folder of a chapter
SNAPSHOTS, RUNNING, TOLD = "snapshots", "running.json", "told.json"  # on the desk


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
    folder: Path,
    cells: Sequence[CellText],
    plan: Plan,
    questions: Mapping[str, bytes],
    trained: Mapping[str, bytes],
) -> None:
    """Write what a judge needs of a chapter into a folder: its cells and plan, its questions, its training."""
    told = {
        "cells": [asdict(cell) for cell in cells],
        "groups": [asdict(group) for group in plan.groups],
        "own_cells": sorted(plan.own_cells),
        "swaps": _by_check(plan.swaps),
        "uses": _by_check(plan.uses),
    }
    (folder / CHAPTER).write_text(json.dumps(told), encoding="utf-8")
    write(folder / QUESTIONS, questions)
    write(folder / TRAINED, trained)


def _by_check(names: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    return {check: sorted(of_check) for check, of_check in names.items()}


def write(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files into a new folder, or into folders of it."""
    folder.mkdir()
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def load(folder: Path) -> tuple[list[CellText], Plan]:
    """Read the cells and the plan that ``store`` wrote."""
    told = json.loads((folder / CHAPTER).read_text(encoding="utf-8"))
    groups = tuple(
        Group(g["exercise"], tuple(g["checks"]), tuple(g["names"]), tuple(g["subjects"]), g["weights"])
        for g in told["groups"]
    )
    uses, swaps = ({check: frozenset(names) for check, names in told[part].items()} for part in ("uses", "swaps"))
    return [CellText(**cell) for cell in told["cells"]], Plan(groups, frozenset(told["own_cells"]), uses, swaps)
