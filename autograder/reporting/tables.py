"""The two tables of a class: grades.csv, a row for each submission, and checks.csv, a row for each check of each."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from autograder.gradebook.database import ClassGradebook
from autograder.gradebook.journal import Result, results

GRADES = ("student_id", "chapter", "score", "max_score", "outcome", "reason")
CHECKS = ("student_id", "chapter", "grade_id", "score", "max_score", "outcome", "cause")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would take a cell that starts so for a formula
Scores = dict[str, dict[str, tuple[float, dict[str, float]]]]


def scores_of(gradebook: ClassGradebook, found: list[Result]) -> Scores:
    """Return the gradebook's scores by chapter and student, scores given by hand included."""
    return {chapter: gradebook.scores(chapter) for chapter in sorted({result.chapter for result in found})}


def write(gradebook: ClassGradebook) -> tuple[Path, Path]:
    """Write both tables into the class's folder; return their paths."""
    found = list(results(gradebook.folder))
    scores = scores_of(gradebook, found)
    grades, checks = gradebook.folder.path / "grades.csv", gradebook.folder.path / "checks.csv"
    _write(grades, GRADES, (grades_row(result, scores) for result in found))
    _write(checks, CHECKS, (row for result in found for row in _checks_rows(result, scores)))
    return grades, checks


def grades_row(result: Result, scores: Scores) -> list[str]:
    """Return a submission's row of grades.csv; its score is blank unless it was graded."""
    score = ""
    if result.outcome == "graded":
        total, _ = scores[result.chapter].get(result.student, (0.0, {}))
        score = f"{total:g}"
    reason = "; ".join(text for text in [result.reason, *result.notes] if text)
    return [result.student, result.chapter, score, f"{result.max_score:g}", result.outcome, reason]


def _checks_rows(result: Result, scores: Scores) -> Iterable[list[str]]:
    _, by_check = scores[result.chapter].get(result.student, (0.0, {}))
    for check in result.checks:
        score = by_check.get(check.grade_id, check.score)
        yield [
            *(result.student, result.chapter, check.grade_id),
            *(f"{score:g}", f"{check.max_score:g}", check.outcome, check.cause),
        ]


def _write(path: Path, header: Iterable[str], rows: Iterable[list[str]]) -> None:
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([_harmless(cell) for cell in row] for row in rows)
    unfinished.replace(path)


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
