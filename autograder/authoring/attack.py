"""Grade a class of attackers with the installation at hand, and see what they got by it.

It goes through the same door as everybody: the command ``autograder grade``, in a process of its own, on a throw-away
course and class. What is looked at is what people look at: the tables, the students' pages, the graded notebooks.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograder import project
from autograder.authoring import corpus, seen
from autograder.authoring.corpus import Attack, Target

HONEST = {"honest": "right", "unedited": "unedited", "victim": "right"}
VICTIM = "victim"
VICTIMS_OWN = "# the victim's own words 31c9"  # in its notebook, so that somebody who reads it can be told
TOKEN = "token-of-the-graders-5be2"  # in the environment of who grades
CLASS = "attacked-class"
MOST_SECONDS = 120  # for one submission; a run that takes longer for all of them hangs
SHOWN = 60  # characters of what was found that are told
Progress = Callable[[int, int], None]  # how many are graded, of how many


@dataclass(frozen=True)
class Finding:
    """What became of one attack. `gained` are points above the honest ones; `shown` is what a student may not see."""

    attack: Attack
    outcome: str
    score: float | None
    gained: float
    shown: tuple[str, ...]
    left: tuple[str, ...]
    told: bool
    reason: str

    @property
    def is_exact(self) -> bool:
        """Tell whether the points are those that were honestly earned; none where it was not graded."""
        wanted = self.attack.score if self.outcome == "graded" else None
        return self.attack.at_most or self.score == wanted

    @property
    def is_honest(self) -> bool:
        """Tell whether the attack had the outcome it must have: nothing gained, seen or left, and told in words."""
        nothing = not (self.gained or self.shown or self.left)
        return nothing and self.is_exact and self.told and self.outcome in self.attack.outcomes


@dataclass(frozen=True)
class Outcome:
    """What became of all attacks, of the honest students beside them, of the class's report, and of the run."""

    findings: list[Finding]
    touched: list[str]
    in_report: list[str]
    stopped: str
    seconds: float

    @property
    def is_honest(self) -> bool:
        """Tell whether no attack had another outcome than it must have, nobody was touched and nothing stopped."""
        beside = self.touched or self.in_report or self.stopped
        return not beside and all(finding.is_honest for finding in self.findings)


class Arena:
    """A throw-away course and class in `folder`, in which the attacks of `corpus` are made."""

    def __init__(self, root: Path, corpus_folder: Path, folder: Path) -> None:
        self.folder, self.course, self.home = folder, folder / "course", folder / "home"
        self.home.mkdir(parents=True)
        self.environment = {**os.environ, "ATTACK_TOKEN": TOKEN, "HOME": str(self.home)}
        shutil.copytree(corpus_folder / "chapter", self.course)
        shutil.copy(root / project.CONFIG, self.course)
        self._run(["build"])
        self._targets = {name: corpus.read_target(self.course, name) for name in project.chapters(self.course)}

    @property
    def targets(self) -> list[Target]:
        """The chapters that are attacked."""
        return list(self._targets.values())

    def target_of(self, attack: Attack) -> Target:
        """Return the chapter that an attack is on. Raises ProjectError for one that there is not."""
        name = attack.chapter or next(iter(self._targets))
        if name not in self._targets:
            raise project.ProjectError(f"{attack.path}: no chapter is called {name}.")
        return self._targets[name]

    def has_sandbox(self) -> bool:
        """Tell whether grading knows of a sandbox at all: then it has an option to do without."""
        asked = subprocess.run(self._command(["grade", "--help"]), capture_output=True, text=True, env=self.environment)
        return "--unsafe" in asked.stdout

    def grade(self, attacks: list[Attack], options: list[str], progress: Progress) -> Outcome:
        """Grade honest students alone, then among attackers; return what the attackers got.

        What could harm this machine is left out where no sandbox is used.
        """
        if not self.has_sandbox() or "--unsafe" in options:
            attacks = [attack for attack in attacks if not attack.needs_sandbox]
        alone, among = self.folder / "honest-class", self.folder / CLASS
        for each in (alone, among):
            for student, kind in HONEST.items():
                for target in self.targets:
                    self.hand_in(each, student, kind, target)
        for attack in attacks:
            target = self.target_of(attack)
            corpus.hand_in(attack, self.student_folder(among, f"attack-{attack.name}", target), target)
        self._run(["grade", "--class", str(alone), *options])
        started = time.monotonic()
        most = len(attacks) + len(HONEST) * len(self.targets)
        ended = self._watched(["grade", "--class", str(among), *options], among, most, progress)
        seconds = time.monotonic() - started
        touched = [student for student in HONEST if self._result(alone, student) != self._result(among, student)]
        report = among / "report" / "index.html"
        _, in_report = seen.text_and_active(report.read_text(encoding="utf-8") if report.is_file() else "")
        return Outcome([self._finding(attack, among) for attack in attacks], touched, in_report, ended, seconds)

    def student_folder(self, folder: Path, student: str, target: Target) -> Path:
        """Make a student's folder for a chapter in a class."""
        path = folder / "submitted" / student / target.name
        path.mkdir(parents=True)
        return path

    def hand_in(self, folder: Path, student: str, kind: str, target: Target) -> None:
        """Write an honest student's submission into a class."""
        notebook = target.notebook(kind)
        own = {"cell_type": "markdown", "id": "own", "metadata": {}, "source": VICTIMS_OWN}
        notebook["cells"] += [own] if student == VICTIM else []
        target.hand_in(self.student_folder(folder, student, target), notebook)

    def _command(self, arguments: list[str]) -> list[str]:
        return [sys.executable, "-m", "autograder.cli", "--root", str(self.course), *arguments]

    def _run(self, arguments: list[str]) -> None:
        """Run one of our commands. Raises ProjectError with its own words when it fails."""
        done = subprocess.run(self._command(arguments), capture_output=True, text=True, env=self.environment)
        if done.returncode:
            raise project.ProjectError(f"autograder {arguments[0]} failed:\n{done.stdout}{done.stderr}")

    def _watched(self, arguments: list[str], folder: Path, most: int, progress: Progress) -> str:
        """Run our command and tell how far it is; return how it failed, empty when it did not."""
        log = folder / "log.txt"
        with log.open("wb") as file:
            grading = subprocess.Popen(self._command(arguments), stdout=file, stderr=file, env=self.environment)
            until = time.monotonic() + most * MOST_SECONDS
            while grading.poll() is None:
                if time.monotonic() > until:
                    grading.terminate()
                progress(sum(1 for _ in folder.glob("feedback/*/*/*.html")), most)
                time.sleep(0.5)
        if grading.returncode:
            return f"exit code {grading.returncode}: {log.read_text(errors='replace')[-500:]}"
        rows = len(seen.rows(folder / "grades.csv"))
        return "" if rows == most else f"{rows} of {most} submissions have a row in grades.csv"

    def _result(self, folder: Path, student: str) -> tuple[object, ...]:
        """Return all that a student gets, to be compared."""
        rows = [row for table in ("grades.csv", "checks.csv") for row in seen.rows(folder / table)]
        own = [row for row in rows if row["student_id"] == student]
        pages = [folder / "feedback" / student / name / f"{name}.html" for name in self._targets]
        return own, [page.read_text(encoding="utf-8") if page.is_file() else None for page in pages]

    def secrets(self, attack: Attack) -> set[str]:
        """Return what no student may get to see."""
        hidden = {secret for target in self.targets for secret in target.secrets()}
        return {*hidden, VICTIMS_OWN, TOKEN, *attack.never} - set(attack.shows)

    def _finding(self, attack: Attack, folder: Path) -> Finding:
        student, name = f"attack-{attack.name}", self.target_of(attack).name
        row = next((row for row in seen.rows(folder / "grades.csv") if row["student_id"] == student), {})
        score = float(row["score"]) if row.get("score") else None
        page = folder / "feedback" / student / name / f"{name}.html"
        words, active = seen.text_and_active(page.read_text(encoding="utf-8") if page.is_file() else "")
        gets = words + "\n".join(seen.outputs(folder / "autograded" / student / name / f"{name}.ipynb"))
        return Finding(
            attack,
            row.get("outcome", "nothing"),
            score,
            gained=max(0.0, (score or 0.0) - (attack.score or 0.0)),
            shown=tuple(sorted({text[:SHOWN] for text in self.secrets(attack) if text in gets} | set(active))),
            left=remove_left(attack, self.home),
            told=bool(words) and attack.told.lower() in (words + row.get("reason", "")).lower(),
            reason=row.get("reason", ""),
        )


def remove_left(attack: Attack, home: Path) -> tuple[str, ...]:
    """Remove the files that an attack left, and return which there were; ``~`` is the throw-away `home`."""
    left = []
    for name in attack.leaves:
        path = Path(name.replace("~", str(home), 1))
        if os.path.lexists(path):
            path.unlink()
            left.append(name)
    return tuple(left)
