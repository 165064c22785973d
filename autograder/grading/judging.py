"""Have a submission's evidence judged: by a process of its own that never ran a student's code, in a sandbox."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder import limits, project
from autograder.chapter.chapter import Chapter
from autograder.grading.judge import request
from autograder.grading.judge.request import CellText, CheckRun
from autograder.grading.questions import Recorded
from autograder.grading.remembered import Remembered
from autograder.grading.sandbox import Command, Limits, files, temporary_folder, watch
from autograder.grading.warm.parent import Parent

# What a judge imports, for its warm parent: always, and where a chapter is about Keras.
ALWAYS = ("autograder.grading.judge.engine", "IPython.core.interactiveshell")
WITH_KERAS = ("autograder.grading.judge.subjects", "autograder.models.rebuild", "autograder.checks")
ENVIRONMENT = {**project.RUN_ENVIRONMENT, "MPLBACKEND": "agg"}


def modules_of_a_judge(of_chapters: Iterable[str]) -> set[str]:
    """Return which modules judges of chapters import, when the chapters' own cells and files import some."""
    own = set(of_chapters)
    is_about_keras = not own.isdisjoint({"keras", "autograder"})
    return {*own, *ALWAYS, *(WITH_KERAS if is_about_keras else ())}


class CannotJudge(Exception):
    """The verdict could not be reached, through no fault of the submission: a person must look."""


class _Ended(CannotJudge):
    """A judge came to an end of which it said nothing."""


class Judges:
    """Judges submissions of one chapter, each in a process that `parent` starts in its sandbox."""

    def __init__(self, chapter: Chapter, recorded: Recorded, parent: Parent) -> None:
        """`recorded` is what ``questions.read`` returns for the chapter."""
        self.chapter, self.recorded, self._parent = chapter, recorded, parent
        self._remembered = Remembered(chapter)

    @property
    def asked(self) -> dict[str, bytes]:
        """By check, the document with which its evidence is asked for."""
        return self.recorded.asked

    @cached_property
    def digests(self) -> dict[str, str]:
        """By check, the fingerprint of what judges it."""
        return self.chapter.check_digests(self.asked)

    @cached_property
    def _folder(self) -> Path:
        """The folder with what a judge needs of the chapter."""
        folder = Path(tempfile.mkdtemp(prefix="chapter-", dir=self._parent.base))
        texts = [CellText(cell.id, cell.source) for cell in self.chapter.graded.cells if cell.cell_type == "code"]
        request.store(folder, texts, self.chapter.plan, self.asked, self.recorded.trained)
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o755)  # a command that root starts is another user
        return folder

    def judge(self, snapshots: Mapping[str, bytes], checks: Collection[str]) -> dict[str, list[CheckRun]]:
        """Return what became of these checks, of those whose evidence is given. Raises CannotJudge without an answer.

        `snapshots` has the evidence of other checks too: it tells whether names changed between those of an exercise.
        Plain answers that somebody else gave before are not judged again.
        """
        wanted = set(checks) & snapshots.keys()
        plain = self._remembered.plain(wanted, snapshots)
        found = {check: runs for check in plain if (runs := self._remembered.recall(check, plain[check])) is not None}
        new = plain.keys() - found.keys()
        for check, runs in self._judged(_together(plain[check] for check in new), new).items():
            self._remembered.keep(check, plain[check], runs)
            found[check] = runs
        return found | self._judged(snapshots, wanted - plain.keys())

    def _judged(self, snapshots: Mapping[str, bytes], checks: Collection[str]) -> dict[str, list[CheckRun]]:
        """Have a new process judge these checks, and another one if it ended without an answer: somebody may have
        ended it.
        """
        if not checks:
            return {}
        try:
            told = self._told(snapshots, checks)
        except _Ended:
            told = self._told(snapshots, checks)
        if "checks" not in told:
            raise CannotJudge(told.get("trouble", "the judge ended without an answer"))
        found = {check: [CheckRun(**run) for run in runs] for check, runs in told["checks"].items()}
        return {check: runs for check, runs in found.items() if check in checks}

    def _told(self, snapshots: Mapping[str, bytes], checks: Collection[str]) -> Any:
        """Return what a judge wrote. Raises CannotJudge, and _Ended where it ended by itself and wrote nothing."""
        with temporary_folder("judge-", self._parent.base) as top:
            work, desk = top / "work", top / "desk"
            request.write(work, self.chapter.files)
            desk.mkdir(0o700)
            request.write(desk / request.SNAPSHOTS, snapshots)
            running = set(checks).union(*(self.chapter.upstream[check] for check in checks))
            (desk / request.RUNNING).write_text(json.dumps(sorted(running)), encoding="utf-8")
            command = Command(
                [sys.executable, "-m", "autograder.grading.judge", str(self._folder), str(desk)],
                work,
                ENVIRONMENT,
                Limits(cpu_seconds=limits.JUDGE.cpu_seconds),
                writable=[desk],
                readable=[self._folder, *self._parent.sandbox.for_children],
            )
            ended = _run(self._parent, command)
            try:
                return json.loads(files.read(desk / request.TOLD, limits.JUDGE.told_bytes))
            except (OSError, ValueError) as problem:
                kind = CannotJudge if ended else _Ended
                raise kind(f"the judge did not answer ({ended or problem})") from problem


def _together(evidence: Iterable[Mapping[str, bytes]]) -> dict[str, bytes]:
    """Return the evidence of several checks as one."""
    return {check: snapshot for of_one in evidence for check, snapshot in of_one.items()}


def _run(parent: Parent, command: Command) -> str:
    """Run a command to its end, or until it uses too much; return why it was ended, if it was."""
    process = parent.start(command)
    until = time.monotonic() + limits.JUDGE.seconds
    exceeded = ""
    try:
        while not exceeded:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(limits.LOOK_SECONDS)
                return ""
            exceeded = watch.exceeded(process.pid, command.limits)
            if time.monotonic() > until:
                exceeded = f"took longer than {limits.JUDGE.seconds} s"
        return f"it {exceeded}"
    finally:
        if process.poll() is None:
            watch.end(process.pid)
            process.wait()
