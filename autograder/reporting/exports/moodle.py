"""Moodle's grades as CSV: *Grades → Import → CSV file*, one file a chapter.

Map *ID number* to "ID number", or *Email address* to "Email address" (there capitals count), and the last column to
the grade item. One line with somebody whom Moodle does not know ends the whole import, and an empty cell takes away
points that somebody has: so a file has those alone who have points for its chapter.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from autograder.gradebook.folder import write_whole
from autograder.reporting.exports.book import Book, number

COLUMNS = ["First name", "Last name", "ID number", "Email address"]


def write(book: Book, folder: Path) -> list[str]:
    """Write ``<chapter>.csv`` for each chapter; return what a person should know, in words."""
    folder.mkdir(parents=True, exist_ok=True)
    for chapter in book.chapters:
        table = [[*COLUMNS, chapter]]
        for student, score in book.of(chapter).items():
            known = book.students[student]
            table.append([*known.first_and_last, known.idnumber or student, known.email, number(score)])
        text = io.StringIO()
        csv.writer(text).writerows(table)
        write_whole(folder / f"{chapter}.csv", text.getvalue())
    guessed = sum(not known.idnumber for known in book.students.values())
    if guessed:
        return [
            f"students.csv has no idnumber of {guessed}, so their ID number is the id here: "
            "where Moodle has others, map the e-mail address."
        ]
    return []
