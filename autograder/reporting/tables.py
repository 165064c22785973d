"""The two tables of a class: grades.csv, a row for each submission, and checks.csv, a row for each check of each."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from autograder.gradebook.folder import write_whole
from autograder.reporting.standing import Row, Standing

GRADES = ("student_id", "chapter", "score", "max_score", "outcome", "reason")
CHECKS = ("student_id", "chapter", "grade_id", "score", "max_score", "outcome", "cause")
EXCEL = "excel"  # the folder of the same tables as Excel opens them
# A spreadsheet would take a cell that starts so for a formula, some of them with blanks before, or in wide letters.
FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
NUMBER = re.compile(r"-\d+(\.\d+)?(e[+-]\d+)?")  # points may be fewer than none


def write(standing: Standing, for_excel: bool = False) -> tuple[Path, Path]:
    """Write both tables into the class's folder, or ``excel/`` in it; return their paths.

    Other programs read the tables of the class's folder as they are. Excel takes a table for UTF-8 text only if it
    begins with a byte order mark, which these programs would take for a part of the first column's name.
    """
    folder = standing.folder.path / EXCEL if for_excel else standing.folder.path
    folder.mkdir(exist_ok=True)
    grades, checks = folder / "grades.csv", folder / "checks.csv"
    mark = "\ufeff" if for_excel else ""
    write_table(grades, GRADES, (grades_row(row) for row in standing.rows), mark)
    write_table(checks, CHECKS, (line for row in standing.rows for line in _checks_rows(row)), mark)
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


def write_table(path: Path, header: Iterable[str], rows: Iterable[list[str]], mark: str = "") -> None:
    """Write a table for spreadsheets, after a `mark`: whole or not at all, and without a cell that one would run."""
    text = io.StringIO()
    text.write(mark)
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    write_whole(path, text.getvalue())


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula."""
    if NUMBER.fullmatch(cell):
        return cell
    return f"'{cell}" if cell.startswith(FORMULA) or cell.lstrip().startswith(FORMULA) else cell
