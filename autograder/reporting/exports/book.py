"""What an export writes: who has how many points of what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from autograder.gradebook.students import Student
from autograder.reporting import outline
from autograder.reporting.standing import Standing


@dataclass(frozen=True)
class Item:
    """What one check, answer or task got; `told` is what the student is told of it, and `passed` None if unknown."""

    name: str
    score: float
    max_score: float
    passed: bool | None = None
    told: str = ""


@dataclass(frozen=True)
class Result:
    """A submission with all its points: `score` is what counts, after a late penalty."""

    student: str
    chapter: str
    score: float
    max_score: float
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True)
class Book:
    """A class's results, and who is in it. What has no points yet, or none to be had, is not among the results.

    `missing` says of each such submission whose it is and why.
    """

    students: Mapping[str, Student]
    results: list[Result]
    missing: list[str] = field(default_factory=list)

    @property
    def chapters(self) -> dict[str, float]:
        """The chapters that have results, with the points to be had."""
        return {each.chapter: each.max_score for each in sorted(self.results, key=lambda each: each.chapter)}

    def of(self, chapter: str) -> dict[str, float]:
        """Return the scores of one chapter by student, in the students' order."""
        return {each.student: each.score for each in self.results if each.chapter == chapter}


def of_standing(standing: Standing, exercises: Mapping[str, Iterable[outline.Exercise]]) -> Book:
    """Return how a class stands, for exports; `exercises` are those of each chapter, for their titles."""
    titles = {
        (chapter, grade_id): f"{exercise.title}: {grade_id}"
        for chapter, of_this in exercises.items()
        for exercise in of_this
        for grade_id in exercise.grade_ids
    }
    results, missing = [], []
    for row in standing.rows:
        if row.score is None:
            missing.append(f"{row.student} {row.chapter}: {row.outcome}".replace("  ", " "))
            continue
        items = [
            Item(
                titles.get((row.chapter, check.grade_id), check.grade_id),
                check.score,
                check.max_score,
                check.score >= check.max_score,
                check.reason,
            )
            for check in row.checks
        ]
        results.append(Result(row.student, row.chapter, row.score, row.max_score or 0.0, items))
    known = {student: standing.listed.get(student, Student(student)) for student in standing.students}
    known |= {each.student: Student(each.student) for each in results if each.student not in known}
    return Book(known, results, missing)


def number(value: float) -> str:
    """Return points as platforms read them: no more than four decimals, a point, no exponent."""
    return f"{value:.4f}".rstrip("0").rstrip(".")
