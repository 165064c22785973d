"""The two tables of a class: grades.csv, a row for each submission, and checks.csv, a row for each check of each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from autograder.gradebook.folder import write_whole
from autograder.reporting.standing import Row, Standing

GRADES = ("student_id", "chapter", "score", "max_score", "outcome", "reason")
CHECKS = ("student_id", "chapter", "grade_id", "score", "max_score", "outcome", "cause")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would take a cell that starts so for a formula


def write(standing: Standing) -> tuple[Path, Path]:
    """Write both tables into the class's folder; return their paths."""
    grades, checks = standing.folder.path / "grades.csv", standing.folder.path / "checks.csv"
    write_table(grades, GRADES, (grades_row(row) for row in standing.rows))
    write_table(checks, CHECKS, (line for row in standing.rows for line in _checks_rows(row)))
    return grades, checks


def grades_row(row: Row) -> list[str]:
    """Return a row of grades.csv; its score is blank unless the submission was graded."""
    return [row.student, row.chapter, _number(row.score), _number(row.max_score), row.outcome, row.remarks]


def _checks_rows(row: Row) -> Iterable[list[str]]:
    for check in row.checks:
        known = _number(check.score if row.is_known(check) else None)
        yield [
            *(row.student, row.chapter, check.grade_id),
            *(known, _number(check.max_score), check.outcome, check.cause),
        ]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def write_table(path: Path, header: Iterable[str], rows: Iterable[list[str]]) -> None:
    """Write a table for spreadsheets: whole or not at all, and without a cell that one would run."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    write_whole(path, text.getvalue())


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
