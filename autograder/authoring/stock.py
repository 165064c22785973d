"""The same attacks through nbgrader's own `autograde`, to compare: one throw-away class for each."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring import corpus, seen
from autograder.authoring.attack import VICTIM, Arena, remove_left
from autograder.authoring.corpus import Attack

SECONDS = 150  # for one attack; what takes longer has stopped the run
CELL_SECONDS = 15


@dataclass(frozen=True)
class StockFinding:
    """What nbgrader made of an attack: its points, None when it has none, and whether others went without theirs."""

    score: float | None
    gained: float
    shown: tuple[str, ...]
    left: tuple[str, ...]
    stopped: bool


def grade(arena: Arena, attacks: list[Attack], workers: int) -> Iterator[tuple[Attack, StockFinding]]:
    """Yield what stock nbgrader makes of each attack that it may be tried on. Nothing protects it, so folders do."""
    template = arena.folder / "stock" / "template"
    (template / "submitted").mkdir(parents=True)
    for target in arena.targets:
        _nbgrader(arena, template, ["generate_assignment", target.name, "--force"])
    tried = [attack for attack in attacks if attack.stock]
    with ThreadPoolExecutor(workers) as pool:
        yield from zip(tried, pool.map(lambda attack: _grade(arena, attack, template), tried), strict=True)


def _grade(arena: Arena, attack: Attack, template: Path) -> StockFinding:
    own = template.parent / attack.name
    shutil.copytree(template, own)
    target, student = arena.target_of(attack), f"attack-{attack.name}"
    name = target.name
    arena.hand_in(own, VICTIM, "right", target)
    corpus.hand_in(attack, arena.student_folder(own, student, target), target)
    command = ["autograde", name, f"--ExecutePreprocessor.timeout={CELL_SECONDS}", "--student"]
    ended_well = _nbgrader(arena, own, [*command, student])
    stopped = False
    if not ended_well:  # then, and only then, others may go without theirs
        _nbgrader(arena, own, [command[0], name, command[2], "--force"])
        stopped = _score(own, VICTIM) is None
    score = _score(own, student)
    gets = "\n".join(seen.outputs(own / "autograded" / student / name / f"{name}.ipynb"))
    shown = {text for text in arena.secrets(attack) if text in gets}
    left = remove_left(attack, arena.home)
    return StockFinding(score, max(0.0, (score or 0.0) - (attack.score or 0.0)), tuple(sorted(shown)), left, stopped)


def _nbgrader(arena: Arena, folder: Path, arguments: list[str]) -> bool:
    """Run one of nbgrader's commands on the class in `folder`; tell whether it ended well and in time."""
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**arena.environment, "CLASS_DIR": str(folder), "PATH": programs}
    command = [sys.executable, "-m", "nbgrader", *arguments]
    try:
        done = subprocess.run(command, cwd=arena.course, env=environment, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _score(folder: Path, student: str) -> float | None:
    """Return a student's points in nbgrader's database; None when no check has any."""
    query = (
        "select sum(coalesce(grade.manual_score, grade.auto_score)) from grade "
        "join submitted_notebook on submitted_notebook.id = grade.notebook_id "
        "join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id "
        "where submitted_assignment.student_id = ?"
    )
    with closing(sqlite3.connect(folder / "gradebook.db")) as database:
        (score,) = database.execute(query, [student]).fetchone()
    return None if score is None else float(score)
