"""From evidence to a verdict: a clean process judges the checks, and each passes only when the check itself said so."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType

import nbformat
from nbformat import NotebookNode

from autograder import project
from autograder.chapter import cells
from autograder.chapter.chapter import Chapter
from autograder.grading.judge import request
from autograder.grading.judge.request import CellText, CheckRun
from autograder.grading.run import CellRun, Run
from autograder.grading.sandbox import Limits, Sandbox, temporary_folder, watch
from autograder.records import RECORD_MIME, CheckVerdict, Message, Outcome

WORST_FIRST: tuple[Outcome, ...] = ("not reached", "not attempted", "failed", "passed")
UNFINISHED = {"NotImplementedError", "NotAttempted"}
LONGEST = 300  # characters of a student's error message that are passed on
HIDDEN = "a hidden check, which asks for the same with something else, does not hold"
ERRORS = "errors.txt"  # what the process that judges says on its way, for whoever looks for a fault
CHANGED = "its names changed between the checks of this exercise, and the worse state counts"


class CannotJudge(Exception):
    """The verdict could not be reached, through no fault of the submission: a person must look."""


class Judges:
    """A warm process for one chapter, from which a clean judge is forked for each submission. Use it as a context.

    It is in a sandbox as students' code is, since what it rebuilds is theirs.
    """

    def __init__(self, chapter: Chapter, asked: Mapping[str, bytes], sandbox: Sandbox) -> None:
        """`asked` holds, by check, the document with which its evidence is asked for."""
        self.chapter, self.asked, self._sandbox = chapter, asked, sandbox
        self._open = contextlib.ExitStack()

    def __enter__(self) -> Judges:
        """Start the process. Raises CannotJudge when it does not come up."""
        with contextlib.ExitStack() as opened:
            self._folder = opened.enter_context(temporary_folder("judge-")) / "work"
            self._folder.mkdir(0o700)
            texts = [CellText(cell.id, cell.source) for cell in self.chapter.graded.cells if cell.cell_type == "code"]
            request.store(self._folder, texts, self.chapter.plan, self.asked, self.chapter.files)
            process = self._started()
            opened.callback(_end, process)
            if process.stdout is None or not process.stdout.readline():
                said = (self._folder.parent / ERRORS).read_text(errors="replace").strip().splitlines()
                raise CannotJudge(f"the process that judges did not start: {said[-1] if said else 'it said nothing'}")
            self._open = opened.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process with all that it started."""
        self._open.close()

    def _started(self) -> subprocess.Popen[bytes]:
        command = self._sandbox.command(
            [sys.executable, "-m", "autograder.grading.judge", str(self._folder)],
            work=self._folder,
            readable=self._sandbox.for_children,
            environment={**project.RUN_ENVIRONMENT, "MPLBACKEND": "agg", "OPENBLAS_NUM_THREADS": "1"},
            limits=Limits(),
        )
        with (self._folder.parent / ERRORS).open("wb") as errors:
            return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)

    def judge(self, snapshots: Mapping[str, bytes]) -> dict[str, list[CheckRun]]:
        """Return what became of each check whose evidence is given. Raises CannotJudge without an answer."""
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(project.JUDGE.seconds)
                connection.connect(str(self._folder / request.SOCKET))
                request.send(connection, snapshots)
                told = json.loads(b"".join(iter(lambda: connection.recv(1 << 20), b"")) or b"{}")
        except (OSError, ValueError) as problem:
            raise CannotJudge(f"the judge did not answer ({type(problem).__name__}: {problem})") from problem
        if "checks" not in told:
            raise CannotJudge(told.get("trouble", "the judge ended without an answer"))
        return {check: [CheckRun(**run) for run in runs] for check, runs in told["checks"].items()}


def _end(process: subprocess.Popen[bytes]) -> None:
    watch.end(process.pid)
    process.communicate()


def decide(run: Run, judged: Mapping[str, Sequence[CheckRun]]) -> list[CheckVerdict]:
    """Return the outcome of every check of a run, in order.

    A check passes by a record that says "passed" or by assertions that hold, no record that says otherwise, and no
    error. What it printed does not count. Where the student's names changed between the checks of one exercise, each
    check looked at every state, and the worst outcome counts. Of what hidden parts found only the cause is told.
    """
    notebook = nbformat.reads(run.notebook, as_version=4)
    became = {cell.id: result for cell, result in zip(notebook.cells, run.cells, strict=True)}
    lost = {check: [CheckRun("unjudged", reason=reason)] for check, reason in run.lost.items()}
    judged = {**judged, **lost}
    results = []
    for check, exercise in cells.checks_with_exercise(notebook):
        above = became[exercise.id] if exercise is not None else CellRun("done")
        found = [finding(own, above) for own in judged.get(check.id, [])]
        found = found or [Finding("not reached", became[check.id].reason or run.ended)]
        worst = min(found, key=lambda one: WORST_FIRST.index(one.outcome))
        reason = worst.for_students()
        if len(found) > 1 and worst.outcome != "passed":
            reason = f"{reason} ({CHANGED})"
        unjudged = any(own.state == "unjudged" for own in judged.get(check.id, []))
        worth = cells.points(check)
        score = worth if worst.outcome == "passed" else 0.0
        grade_id = cells.grade_id(check) or ""
        results.append(CheckVerdict(grade_id, score, worth, worst.outcome, worst.cause, reason, unjudged))
    return results


@dataclass(frozen=True)
class Finding:
    """What a check found; `message` is what the check itself said, and `hidden` tells that students do not see that."""

    outcome: Outcome
    reason: str = ""
    message: Message | None = None
    hidden: bool = False

    @property
    def cause(self) -> str:
        """The name of the recognised misconception; empty when there is none."""
        return (self.message and self.message.cause) or ""

    def for_students(self) -> str:
        """Return the reason in words; of what a hidden part found only what was looked at, and the cause."""
        if not self.hidden:
            return self.reason
        if self.message is None:
            return HIDDEN
        return str(
            Message(self.message.check, self.outcome, f"{self.message.looked_at}: {HIDDEN}", cause=self.cause or None)
        )


def finding(own: CheckRun, exercise: CellRun) -> Finding:
    """Return what a check found, from what became of it and of its exercise's cell."""
    said = list(_messages(own))
    failed = next(((message, hidden) for message, hidden in said if message.outcome == "failed"), None)
    unfinished = own.error in UNFINISHED or any(message.outcome == "not attempted" for message, _ in said)
    in_hidden = bool(own.hidden and own.hidden[-1])  # an error is shown last
    if own.state == "unjudged":
        return Finding("not reached", own.reason)
    if failed is not None:
        return Finding("failed", str(failed[0]), failed[0], failed[1])
    if unfinished or own.state == "error":
        if exercise.state in ("not run", "stopped"):
            return Finding("not reached", exercise.reason)
        if exercise.state == "error" and exercise.error not in UNFINISHED:
            return Finding("not reached", f"the exercise's cell raised {_error(exercise)}")
        if unfinished or exercise.error in UNFINISHED:
            return Finding("not attempted")
        if own.error == "AssertionError":
            return Finding("failed", _shortened(own.message), hidden=in_hidden)
        return Finding(
            "not reached", f"the check stopped with {own.error}: {_shortened(own.message)}", hidden=in_hidden
        )
    if own.asserts or any(message.outcome == "passed" for message, _ in said):
        return Finding("passed")
    return Finding("failed", "the check ran and reported nothing, so there is nothing to give points for")


def _messages(own: CheckRun) -> Iterator[tuple[Message, bool]]:
    """Yield what a check's calls said in its outputs, each with whether it is hidden; leave out what is no message."""
    for output, hidden in zip(own.outputs, own.hidden, strict=True):
        with contextlib.suppress(ValueError):
            yield Message.from_dict(output.get("data", {}).get(RECORD_MIME)), hidden


def show(notebook: NotebookNode, judged: Mapping[str, Sequence[CheckRun]]) -> None:
    """Put what the judged checks showed into a run's notebook; of hidden ones only that they did not pass."""
    for cell in notebook.cells:
        for own in judged.get(cell.id, [])[:1]:
            kept = [output for output, hidden in zip(own.outputs, own.hidden, strict=True) if not hidden]
            cell.outputs = [nbformat.from_dict(output) for output in kept]


def _error(cell: CellRun) -> str:
    where = f" in line {cell.line}" if cell.line else ""
    return f"{cell.error}{where}: {_shortened(cell.message)}" if cell.message else f"{cell.error}{where}"


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
