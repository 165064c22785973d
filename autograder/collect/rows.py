"""What became of each file of an archive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

Outcome = Literal["collected", "there already", "newer there already", "older attempt", "left out", "not placed"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True)
class Row:
    """One file of one archive: what became of it, whose it is and which chapter's as far as that is known, and why."""

    outcome: Outcome
    archive: str
    file: str
    student: str = ""
    chapter: str = ""
    remark: str = ""


def at(time: datetime | None) -> str:
    """Return a time as nbgrader's ``timestamp.txt`` has it; what is said of one that is not known."""
    return f"{time:%Y-%m-%d %H:%M:%S} UTC" if time else "an unknown time"
