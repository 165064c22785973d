"""Notice what stopped many submissions of a chapter at once: that is seldom the students' doing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from autograder.reporting.standing import Row

MANY = 3  # submissions; fewer may well have made the same mistake
SHARE = 0.2  # of a chapter's


@dataclass(frozen=True)
class OfMany:
    """How many of a chapter's submissions, of how many, were stopped for one reason."""

    chapter: str
    number: int
    of: int
    reason: str


def of_many(rows: Iterable[Row]) -> list[OfMany]:
    """Return the reasons for which many of a chapter's submissions were stopped, refused, or need somebody."""
    submissions = Counter(row.chapter for row in rows if row.chapter)
    stopped = Counter((row.chapter, _without_the_student(row)) for row in rows if row.stopped)
    return [
        OfMany(chapter, number, submissions[chapter], reason)
        for (chapter, reason), number in stopped.most_common()
        if number >= max(MANY, SHARE * submissions[chapter])
    ]


def _without_the_student(row: Row) -> str:
    """Return a reason as it is for everybody: paths in it lead to each student's own folder."""
    return row.stopped.replace(f"/{row.student}/", "/…/")
