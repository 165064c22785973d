"""From what became of the checks to a verdict: each passes only when the check itself said so."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import nbformat
from nbformat import NotebookNode

from autograder.chapter import cells
from autograder.grading.judge.request import CheckRun
from autograder.grading.run import CellRun, Run
from autograder.messages import CELL, RECORD_MIME, Message, Outcome
from autograder.records import CheckVerdict

WORST_FIRST: tuple[Outcome, ...] = ("not reached", "not attempted", "failed", "passed")
UNFINISHED = {"NotImplementedError", "NotAttempted"}
LONGEST = 300  # characters of a student's error message that are passed on
HIDDEN = "a hidden check, which asks for the same with something else, does not hold"
CHANGED = "its names changed between the checks of this exercise, and the worse state counts"


def decide(
    run: Run, judged: Mapping[str, Sequence[CheckRun]], digests: Mapping[str, str] | None = None
) -> list[CheckVerdict]:
    """Return the outcome of every check of a run, in order; `digests` are the fingerprints of what judged them.

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
        reason, message = worst.for_students(), worst.message_for_students()
        if len(found) > 1 and worst.outcome != "passed":
            reason = f"{reason} ({CHANGED})"
            message = message and replace(message, found="; ".join(filter(None, [message.found, CHANGED])))
        unjudged = any(own.state == "unjudged" for own in judged.get(check.id, []))
        worth = cells.points(check)
        score = worth if worst.outcome == "passed" else 0.0
        grade_id = cells.grade_id(check) or ""
        by = (digests or {}).get(check.id, "")
        results.append(CheckVerdict(grade_id, score, worth, worst.outcome, worst.cause, reason, unjudged, by, message))
    return results


def by_hand(restored: NotebookNode, chapter: NotebookNode) -> list[CheckVerdict]:
    """Return what becomes of the answers and tasks of a restored submission, to which a person gives points.

    An answer that is as it was handed out is worth nothing, as nbgrader has it.
    """
    handed_out = {cell.id: cell.source for cell in chapter.cells}
    results = []
    for cell in restored.cells:
        role, grade_id, worth = cells.role(cell), cells.grade_id(cell) or "", cells.points(cell)
        if role == "answer" and cell.source.strip() == handed_out[cell.id].strip() and "attachments" not in cell:
            results.append(CheckVerdict(grade_id, 0.0, worth, "not attempted"))
        elif role in cells.BY_HAND:
            results.append(CheckVerdict(grade_id, 0.0, worth, "waits for a person"))
    return results


def in_order(checks: Sequence[CheckVerdict], chapter: NotebookNode) -> list[CheckVerdict]:
    """Return verdicts in the order of a chapter's cells."""
    order = [cells.grade_id(cell) for cell in chapter.cells]
    return sorted(checks, key=lambda check: order.index(check.grade_id))


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
        message = self.message_for_students()
        return HIDDEN if message is None else str(message)

    def message_for_students(self) -> Message | None:
        """Return what the check itself said, without its picture; of a hidden part only its title and the cause."""
        if self.message is None or self.outcome == "passed":
            return None
        if not self.hidden:
            return replace(self.message, picture=None)
        title = f"{self.message.looked_at}: {HIDDEN}"
        return Message(self.message.check, self.outcome, title, cause=self.cause or None)


def finding(own: CheckRun, exercise: CellRun) -> Finding:
    """Return what a check found, from what became of it and of its exercise's cell."""
    said = list(_messages(own))
    failed, stopped = (
        next(((m, hidden) for m, hidden in said if m.outcome == "failed" and (m.check == CELL) is own_error), None)
        for own_error in (False, True)
    )
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
        if stopped is not None:
            return Finding("failed", str(stopped[0]), stopped[0], stopped[1])
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
