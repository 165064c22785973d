"""Where the time and the retries of a class went, exercise by exercise: numbers, and the places of a drawing's bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from autograder.reporting.outline import Exercise
from autograder.reporting.standing import Row

MOST_DRAWN = 8  # exercises; the table below has them all
SHORT = 0.05  # seconds; what took less is no place where time goes
WIDE = 360  # of a drawing, in its units
FAR = 3  # times the longest bar: a line beyond it is cut off, since one endless loop would make every bar a dot


@dataclass(frozen=True)
class Effort:
    """What one exercise cost a class.

    `seconds` are those its cells took when graded, one a submission in which they ran, the shortest first; `again`
    says of each student who handed in again after its checks had failed how often that was, the most first.
    """

    title: str
    seconds: tuple[float, ...]
    again: tuple[int, ...]

    @property
    def usual(self) -> float | None:
        """The median of the seconds; None where they are not known."""
        return median(self.seconds) if self.seconds else None

    @property
    def longest(self) -> float | None:
        """The most seconds; None where they are not known."""
        return self.seconds[-1] if self.seconds else None

    @property
    def retries(self) -> int:
        """How many submissions came after one in which it had failed."""
        return sum(self.again)


def of_exercises(rows: Sequence[Row], exercises: Iterable[Exercise]) -> list[Effort]:
    """Return what each exercise of a chapter cost, in the chapter's order; none of which nothing is known."""
    found = []
    for exercise in exercises:
        taken = (sum(row.took.get(name, 0.0) for name in exercise.answers) for row in rows if row.took)
        tried = (max((row.failed_before.get(name, 0) for name in exercise.grade_ids), default=0) for row in rows)
        effort = Effort(
            exercise.title,
            tuple(sorted(seconds for seconds in taken if seconds)),
            tuple(sorted(filter(None, tried), reverse=True)),
        )
        if (effort.longest or 0) >= SHORT or effort.again:
            found.append(effort)
    return found


def pictures(efforts: Sequence[Effort]) -> list[dict[str, Any]]:
    """Return the drawings of what took most time, and most retries, the longest bar first; none where nothing did."""
    by_time = sorted((each for each in efforts if (each.longest or 0) >= SHORT), key=lambda each: -(each.usual or 0))
    by_retries = sorted((each for each in efforts if each.again), key=lambda each: -each.retries)
    drawn = []
    if by_time:
        shown = by_time[:MOST_DRAWN]
        most = min(max(each.longest or 0 for each in shown), FAR * max(each.usual or 0 for each in shown))
        bars = [_bar(each.title, each.usual or 0, _seconds(each), most, each.longest) for each in shown]
        drawn.append(
            _drawing("Most time: the usual (median) seconds; the line goes to the longest, or off the page", bars)
        )
    if by_retries:
        most = by_retries[0].retries
        bars = [_bar(each.title, each.retries, f"{each.retries}", most) for each in by_retries[:MOST_DRAWN]]
        drawn.append(_drawing("Most retries: submissions that came after one in which the exercise failed", bars))
    return drawn


def _seconds(effort: Effort) -> str:
    return f"{_read(effort.usual or 0)}, longest {_read(effort.longest or 0)}"


def _read(seconds: float) -> str:
    """Return seconds in words, with a blank at which no line ends."""
    return f"{seconds:.0f}\u00a0s" if seconds >= 10 else f"{seconds:.2g}\u00a0s"


def _bar(title: str, value: float, said: str, most: float, end: float | None = None) -> dict[str, Any]:
    """Return an exercise's bar and the line behind it; `is_whole` tells that the line ends inside the drawing."""
    end = value if end is None else end
    wide = {name: round(WIDE * min(each / most, 1), 1) for name, each in (("width", value), ("end", end))}
    return {"title": title, "said": said, **wide, "is_whole": end <= most}


def _drawing(words: str, bars: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a drawing's bars, and the words above them."""
    return {"words": words, "bars": bars, "width": WIDE + 2}
