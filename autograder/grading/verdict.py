"""Decide each check of an executed notebook: passed only when the check itself said so."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from autograder.chapter import cells
from autograder.grading.run import CellRun, Run
from autograder.records import RECORD_MIME, Message, Outcome

UNFINISHED = {"NotImplementedError", "NotAttempted"}
LONGEST = 300  # characters of a student's error message that are passed on


@dataclass(frozen=True)
class CheckResult:
    """One check's outcome. `cause` names a recognised misconception; `reason` says in words what was found."""

    grade_id: str
    score: float
    max_score: float
    outcome: Outcome
    cause: str = ""
    reason: str = ""


def decide(run: Run) -> list[CheckResult]:
    """Return the outcome of every check of a run, in order.

    A check passes by a record that says "passed", no record that says otherwise, and no error. What it or the
    student's code printed, also on stderr, does not count.
    """
    notebook = nbformat.reads(run.notebook, as_version=4)
    became = {cell.id: result for cell, result in zip(notebook.cells, run.cells, strict=True)}
    results = []
    for check, exercise in cells.checks_with_exercise(notebook):
        above = became[exercise.id] if exercise is not None else CellRun("done")
        outcome, cause, reason = _decide(check, became[check.id], above)
        worth = cells.points(check)
        score = worth if outcome == "passed" else 0.0
        grade_id = cells.grade_id(check) or ""
        results.append(CheckResult(grade_id, score, worth, outcome, cause, reason))
    return results


def _decide(check: NotebookNode, own: CellRun, exercise: CellRun) -> tuple[Outcome, str, str]:
    """Return a check's outcome, cause and reason from its cell and from what became of its exercise's cell."""
    said = list(_messages(check))
    failed = next((message for message in said if message.outcome == "failed"), None)
    unfinished = own.error in UNFINISHED or any(message.outcome == "not attempted" for message in said)
    if own.state in ("not run", "stopped"):
        return "not reached", "", own.reason
    if failed is not None:
        return "failed", failed.cause or "", str(failed)
    if unfinished or own.state == "error":
        if exercise.state in ("not run", "stopped"):
            return "not reached", "", exercise.reason
        if exercise.state == "error" and exercise.error not in UNFINISHED:
            return "not reached", "", f"the exercise's cell raised {_error(exercise)}"
        if unfinished or exercise.error in UNFINISHED:
            return "not attempted", "", ""
        if own.error == "AssertionError":
            return "failed", "", _shortened(own.message)
        return "not reached", "", f"the check stopped with {_error(own)}"
    if any(message.outcome == "passed" for message in said):
        return "passed", "", ""
    return "failed", "", "the check ran and reported nothing, so there is nothing to give points for"


def _messages(check: NotebookNode) -> Iterator[Message]:
    """Yield what a check cell's calls said in its outputs, leaving out what is no message."""
    for output in check.get("outputs", []):
        with contextlib.suppress(ValueError):
            yield Message.from_dict(output.get("data", {}).get(RECORD_MIME))


def _error(cell: CellRun) -> str:
    where = f" in line {cell.line}" if cell.line else ""
    return f"{cell.error}{where}: {_shortened(cell.message)}" if cell.message else f"{cell.error}{where}"


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
