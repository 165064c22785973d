"""How the checks of a chapter and the scores of a class come out, in numbers."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from autograder.records import CheckVerdict
from autograder.reporting.standing import Row

SMALL = 30  # submissions; of fewer, discrimination says little: its standard error is about 1 / sqrt(n), 0.18 at 30
MOST_BINS = 12
OPEN = ("not attempted", "not reached")
BY_HAND = ("waits for a person", "decided by hand")


@dataclass(frozen=True)
class CheckNumbers:
    """How a check came out over the submissions that have it.

    `difficulty` is the part of its points that those who tried did not get, from 0 to 1; None when nobody tried.
    `discrimination` is the point-biserial correlation of its points with the rest of the score, from -1 to 1: Pearson's
    r of the two, as in classical item analysis; None where one of them is the same for everybody.
    """

    grade_id: str
    outcomes: Counter[str]
    difficulty: float | None
    discrimination: float | None

    @property
    def total(self) -> int:
        """How many submissions have it."""
        return self.outcomes.total()

    @property
    def is_small(self) -> bool:
        """Tell whether there are too few of them for discrimination to say much."""
        return self.total < SMALL

    @property
    def passed(self) -> int:
        """How many passed."""
        return self.outcomes["passed"]

    @property
    def open(self) -> int:
        """How many did not get to an answer."""
        return sum(self.outcomes[outcome] for outcome in OPEN)

    @property
    def by_hand(self) -> int:
        """How many a person decides."""
        return sum(self.outcomes[outcome] for outcome in BY_HAND)

    @property
    def share(self) -> float:
        """The part that passed, from 0 to 1."""
        return self.passed / self.total if self.total else 0.0


def of_checks(rows: Sequence[Row]) -> list[CheckNumbers]:
    """Return the numbers of each check of one chapter's rows, in the chapter's order; it looks at each verdict once."""
    found: dict[str, list[CheckVerdict]] = {}
    points: dict[str, list[float]] = defaultdict(list)
    rest: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        total = sum(check.score for check in row.checks)
        for check in row.checks:
            found.setdefault(check.grade_id, []).append(check)
            if row.is_known(check):
                points[check.grade_id].append(check.score)
                rest[check.grade_id].append(total - check.score)
    return [
        CheckNumbers(
            grade_id,
            Counter(str(check.outcome) for check in of_this),
            _difficulty(of_this),
            correlation(points[grade_id], rest[grade_id]),
        )
        for grade_id, of_this in found.items()
    ]


def _difficulty(checks: Sequence[CheckVerdict]) -> float | None:
    tried = [check for check in checks if check.outcome not in OPEN and not check.waits and check.max_score]
    return 1 - sum(check.score / check.max_score for check in tried) / len(tried) if tried else None


def correlation(some: Sequence[float], others: Sequence[float]) -> float | None:
    """Return Pearson's r of two equally long series, from -1 to 1; None where one of them does not vary."""
    if len(some) < 2 or np.ptp(some) == 0 or np.ptp(others) == 0:
        return None
    return float(np.corrcoef(some, others)[0, 1])


@dataclass(frozen=True)
class Bin:
    """How many scores are from `low` to `high`; the latter belongs to the next bin, but for the last one."""

    low: float
    high: float
    number: int


def distribution(scores: Sequence[float], most: float) -> list[Bin]:
    """Return scores from 0 to `most` in at most 12 bins of whole points; a score beyond them is in the last one."""
    width = max(1, math.ceil((most + 1) / MOST_BINS))
    edges = np.arange(0, max(most, 1) + width + 1e-9, width)
    counts, _ = np.histogram(np.clip(scores, 0, edges[-1]), edges)
    return [
        Bin(float(low), float(high), int(number))
        for low, high, number in zip(edges[:-1], edges[1:], counts, strict=True)
    ]


@dataclass
class CauseNumbers:
    """Who met a cause, and at which checks."""

    cause: str
    students: set[str] = field(default_factory=set)
    checks: Counter[str] = field(default_factory=Counter)


def of_causes(rows: Sequence[Row]) -> list[CauseNumbers]:
    """Return the causes of one chapter's rows, those that most students met first."""
    found: dict[str, CauseNumbers] = {}
    for row in rows:
        for check in row.checks:
            if check.cause:
                numbers = found.setdefault(check.cause, CauseNumbers(check.cause))
                numbers.students.add(row.student)
                numbers.checks[check.grade_id] += 1
    return sorted(found.values(), key=lambda numbers: (-len(numbers.students), numbers.cause))


def of_notes(rows: Sequence[Row]) -> Mapping[str, list[str]]:
    """Return what was mended in submissions, or odd about them, each with whose they are; the commonest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for note in row.notes:
            found[note].append(row.student)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))
