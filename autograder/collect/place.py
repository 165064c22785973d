"""Put a notebook into a class's submitted/, unless what is there is as new."""

from __future__ import annotations

import contextlib
import os
from datetime import UTC, datetime
from pathlib import Path

from autograder.collect.attempt import Attempt
from autograder.collect.rows import Outcome, at
from autograder.gradebook.folder import write_whole
from autograder.gradebook.recording import when
from autograder.grading import submission

TIMESTAMP = "timestamp.txt"  # where nbgrader reads when something was handed in


def place(submitted: Path, attempt: Attempt, data: bytes, is_for_real: bool) -> tuple[Outcome, str]:
    """Write a notebook where grading looks for it, with the time it was handed in; return what became of it, and why.

    What is there stays when it is the same, when it is newer, and when nothing tells that it is older. The file gets
    the attempt's time, so that the next archive can be compared with it. Nothing is written unless `is_for_real`.
    Raises OSError where it cannot be written.
    """
    name = f"{attempt.chapter}.ipynb"
    folder = submitted / attempt.student / attempt.chapter
    try:
        there = submission.fetch(submitted, attempt.student, attempt.chapter, name) if submitted.is_dir() else None
    except submission.Refused as reason:
        return "not placed", f"what is there now is no notebook ({reason}): move it away, and collect again"
    if there == data:
        if is_for_real and attempt.handed_in and not (folder / TIMESTAMP).exists():
            write_whole(folder / TIMESTAMP, at(attempt.handed_in))  # a collecting that was stopped left it out
        return "there already", ""
    if there is not None:
        before = _time_of(submitted, attempt)
        if attempt.time is None or attempt.time <= before:
            return "newer there already", f"that is of {at(before)}, this one of {at(attempt.time)}"
    if is_for_real:
        _write(folder, name, attempt, data)
    when_told = f"handed in {at(attempt.handed_in)}" if attempt.handed_in else ""
    return "collected", ", ".join(filter(None, [when_told, "in place of an older one" if there is not None else ""]))


def _write(folder: Path, name: str, attempt: Attempt, data: bytes) -> None:
    """Write the notebook and its time; whoever stops this finds no notebook with the time of another."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / TIMESTAMP).unlink(missing_ok=True)
    write_whole(folder / name, data)
    if attempt.time:
        os.utime(folder / name, (attempt.time.timestamp(),) * 2)
    if attempt.handed_in:
        write_whole(folder / TIMESTAMP, at(attempt.handed_in))


def _time_of(submitted: Path, attempt: Attempt) -> datetime:
    """Return when what is there was handed in, else when it was written."""
    parts = (attempt.student, attempt.chapter)
    with contextlib.suppress(submission.Refused, ValueError, OverflowError):
        if data := submission.fetch(submitted, *parts, TIMESTAMP):
            return when(data.decode().strip()).replace(tzinfo=UTC)
    written = submitted.joinpath(*parts, f"{attempt.chapter}.ipynb").stat().st_mtime
    return datetime.fromtimestamp(int(written), UTC)
