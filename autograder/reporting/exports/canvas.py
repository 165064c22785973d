"""Canvas' gradebook as CSV: *Grades → Import*.

Its first columns say who somebody is, in a fixed order that ends with Section; Canvas finds people by ID, else by SIS
ID, else by name. A column of points is that of an assignment if its title ends with the assignment's number, as in
Canvas' own export, or is the whole title; any other makes a new assignment. An empty cell takes away points that
somebody has, so what Canvas had stays where there is nothing new.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder import project
from autograder.gradebook.folder import write_whole
from autograder.gradebook.students import Student
from autograder.reporting.exports.book import Book, number

IDENTITY = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
POSSIBLE = "Points Possible"
NUMBERED = re.compile(r"(.*?)\s*\(\d+\)$", re.DOTALL)
BOM = "\ufeff"


@dataclass(frozen=True)
class Roster:
    """The gradebook that Canvas exported: its rows, and how they were written."""

    rows: list[list[str]]
    between: str = ","
    mark: str = ""

    @property
    def header(self) -> list[str]:
        """The titles of its columns."""
        return self.rows[0]

    @property
    def identity(self) -> int:
        """How many columns say who somebody is."""
        return self.header.index("Section") + 1


def write(book: Book, path: Path, roster: Path | None = None) -> list[str]:
    """Write the file that Canvas imports; return what a person should know of it, in words.

    With a `roster`, the gradebook that Canvas exported, its columns that say who somebody is stay as they came.
    Raises ProjectError for a roster that is none.
    """
    if roster is None:
        table, told = _of_students(book)
        between, mark = ",", ""
    else:
        read = read_roster(roster)
        table, told = _filled(book, read)
        between, mark = read.between, read.mark
    text = io.StringIO()
    csv.writer(text, delimiter=between).writerows(table)
    write_whole(path, mark + text.getvalue())
    return told


def read_roster(path: Path) -> Roster:
    """Read the gradebook that Canvas exported. Raises ProjectError."""
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as problem:
        raise project.ProjectError(f"{path} cannot be read: {problem.strerror}.") from None
    except UnicodeDecodeError:
        raise project.ProjectError(f"{path} is not UTF-8 text. Take the file as Canvas exports it.") from None
    mark = BOM if text.startswith(BOM) else ""
    text = text.removeprefix(BOM)
    first = text.partition("\n")[0]
    between = max(",;", key=first.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=between) if row]
    except csv.Error as problem:
        raise project.ProjectError(f"{path} cannot be read as CSV: {problem}.") from None
    if not rows or "Section" not in rows[0] or not {"ID", "Student", "LastName"} & set(rows[0]):
        raise project.ProjectError(
            f"{path} is not Canvas' gradebook: its first line has no {', '.join(IDENTITY)}. In Canvas: Grades → Export."
        )
    width = len(rows[0])
    return Roster([[*row, *[""] * (width - len(row))][:width] for row in rows], between, mark)


def _of_students(book: Book) -> tuple[list[list[str]], list[str]]:
    """Return the table for people whom only students.csv knows."""
    chapters = book.chapters
    scores = {chapter: book.of(chapter) for chapter in chapters}
    table = [[*IDENTITY, *chapters], [f"    {POSSIBLE}", "", "", "", "", *map(number, chapters.values())]]
    nameless = []
    for student, known in sorted(book.students.items()):
        points = [number(scores[c][student]) if student in scores[c] else "" for c in chapters]
        if any(points):
            table.append([known.name or student, next(iter(known.lms_ids), ""), "", "", "", *points])
            nameless += [] if known.lms_ids else [student]
    told = ["Canvas takes an empty cell for no points: better give its own export with --roster."]
    if nameless:
        told.append(
            f"students.csv has no lms_id of {len(nameless)}, so Canvas looks for their names: {_some(nameless)}"
        )
    return table, told


def _filled(book: Book, roster: Roster) -> tuple[list[list[str]], list[str]]:
    """Return Canvas' own table with the points of this class in it, and no other columns of points."""
    ids, chapters = roster.identity, book.chapters
    place = {chapter: _column(roster, chapter) for chapter in chapters}
    scores = {chapter: book.of(chapter) for chapter in chapters}
    who = _Known(book.students)
    titles = [roster.header[at] if at is not None else chapter for chapter, at in place.items()]
    table = [[*roster.header[:ids], *titles]]
    told, met = [], set()
    has_possible = any(POSSIBLE in row[0] for row in roster.rows[1:])
    if not has_possible:
        table.append([f"    {POSSIBLE}", *[""] * (ids - 1), *map(number, chapters.values())])
    for row in roster.rows[1:]:
        before = {chapter: row[at] if at is not None else "" for chapter, at in place.items()}
        if POSSIBLE in row[0]:
            told += _other_points(before, chapters)
            points = [before[chapter] or number(most) for chapter, most in chapters.items()]
        elif student := who.of(dict(zip(roster.header[:ids], row, strict=False))):
            met.add(student)
            points = [number(scores[c][student]) if student in scores[c] else before[c] for c in chapters]
        else:
            points = list(before.values())
        table.append([*row[:ids], *points])
    strangers = sorted({each.student for each in book.results} - met)
    if strangers:
        told.append(
            f"Canvas' list has nobody like {len(strangers)} who have points; write their ID there into lms_id in "
            f"students.csv: {_some(strangers)}"
        )
    return table, told


def _column(roster: Roster, chapter: str) -> int | None:
    """Return which column of Canvas' is the chapter's; None where there is none."""
    for at, title in enumerate(roster.header):
        match = NUMBERED.match(title)
        if at >= roster.identity and chapter in (title, match and match[1]):
            return at
    return None


def _other_points(before: Mapping[str, str], chapters: Mapping[str, float]) -> list[str]:
    """Say where Canvas gives other points than the chapter has: points are not converted."""
    told = []
    for chapter, most in chapters.items():
        if before[chapter].strip() and before[chapter].strip() not in {number(most), f"{most:.2f}", f"{most:.1f}"}:
            told.append(f"{chapter} has {number(most)} points here and {before[chapter].strip()} in Canvas")
    return told


class _Known:
    """Who is meant by a line of Canvas'."""

    def __init__(self, students: Mapping[str, Student]) -> None:
        self._by_number = {each: known.id for known in students.values() for each in known.lms_ids}
        self._by_login = {name.casefold(): known.id for known in students.values() for name in (known.id, known.email)}

    def of(self, line: Mapping[str, str]) -> str | None:
        """Return a student's id; None where nobody is meant."""
        for column in ("ID", "SIS User ID", "SIS Login ID"):
            if found := self._by_number.get(line.get(column, "").strip()):
                return found
        for column in ("SIS Login ID", "SIS User ID"):
            if (login := line.get(column, "").strip().casefold()) and (found := self._by_login.get(login)):
                return found
        return None


def _some(names: list[str], most: int = 10) -> str:
    return ", ".join([*names[:most], *([f"{len(names) - most} more"] if len(names) > most else [])])
