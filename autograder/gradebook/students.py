"""A class's list, students.csv: who is in it, what they are called, and by which numbers a platform knows them.

It is optional. It has a line for each student, and a first line with the columns `id` (the name of their folder, and so
of them in the gradebook), and as far as they are known `name`, `email` and `lms_id` (their numbers on the platform,
with blanks between several). Who has several names may have several lines. A column `idnumber` has what Moodle calls
somebody's ID number, where that is not their id here. Other columns are not looked at.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from autograder import project

NAME = "students.csv"
COLUMNS = ("id", "name", "email", "lms_id")
OPTIONAL = ("idnumber",)
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')  # in the name of a folder, on some system
MOST_BYTES = 200  # of an id, so that names made of it can be of a file


@dataclass(frozen=True)
class Student:
    """Somebody in the list; what is not known of them is empty. `lms_ids` are their numbers on the platform."""

    id: str
    name: str = ""
    email: str = ""
    lms_ids: tuple[str, ...] = ()
    idnumber: str = ""

    @property
    def first_and_last(self) -> tuple[str, str]:
        """Return the given name and the family name: ``Last, First`` says which, else the last word is the latter."""
        if "," in self.name:
            last, _, first = self.name.partition(",")
        else:
            first, _, last = self.name.rpartition(" ")
        return first.strip(), last.strip()


def read(path: Path) -> dict[str, Student]:
    """Return who is in a class's list, by id and in its order; nobody where there is no list.

    Of several lines for one the first name and address count. Raises ProjectError, as `read_lines`, and for a number
    that is of two: a platform would give one's points to the other.
    """
    found: dict[str, Student] = {}
    whose: dict[str, str] = {}
    for line in read_lines(path) or []:
        known = found.get(line["id"], Student(line["id"]))
        for number in line["lms_id"].split():
            if (other := whose.setdefault(number, line["id"])) != line["id"]:
                raise project.ProjectError(f"{path}: lms_id {number} is that of {other} and of {line['id']}. Mend one.")
        numbers = tuple(dict.fromkeys([*known.lms_ids, *line["lms_id"].split()]))
        name, email, idnumber = (getattr(known, part) or line[part] for part in ("name", "email", "idnumber"))
        found[known.id] = Student(known.id, name, email, numbers, idnumber)
    return found


def as_in_folders(found: dict[str, Student], folders: Iterable[str]) -> dict[str, Student]:
    """Return who is in a list by the names of their folders, where macOS stores an accent as a letter of its own."""
    taken = {*folders}
    odd = {unicodedata.normalize("NFC", name): name for name in taken if not unicodedata.is_normalized("NFC", name)}
    spelt = {known: odd[known] if known in odd and known not in taken else known for known in found}
    return {spelt[known]: replace(each, id=spelt[known]) for known, each in found.items()}


def read_lines(path: Path) -> list[dict[str, str]] | None:
    """Return the lines of a class's list, each with all of COLUMNS; None where there is no list.

    Raises ProjectError for a list that cannot be read, and says which line is wrong.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise project.ProjectError(f"{path} is not UTF-8 text. Save it again, as CSV UTF-8.") from None
    try:
        return list(_lines(path, text))
    except csv.Error as problem:
        raise project.ProjectError(f"{path} cannot be read as CSV: {problem}.") from None


def _lines(path: Path, text: str) -> Iterator[dict[str, str]]:
    header = text.partition("\n")[0]
    between = max(",;\t", key=header.count)  # what a spreadsheet writes depends on its language
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    columns = [name.strip().lower() for name in next(reader, [])]
    if "id" not in columns:
        raise project.ProjectError(f"{path} has no column id. Its first line must be: {','.join(COLUMNS)}")
    for row in reader:
        line = dict(zip(columns, (unicodedata.normalize("NFC", value.strip()) for value in row), strict=False))
        if not any(line.values()):
            continue
        found = {column: line.get(column, "") for column in (*COLUMNS, *OPTIONAL)}
        if not found["id"] or folder_name(found["id"]) != found["id"]:
            raise project.ProjectError(
                f"{path}, line {reader.line_num}: {found['id']!r} cannot be an id, as it cannot be a folder's name."
            )
        yield found


def folder_name(text: str) -> str:
    """Return the name that a student's folder has for a name on a platform; empty when nothing is left of it.

    Letters of every alphabet stay. A letter with an accent is one character, as macOS writes two. A dot in front
    would hide the folder.
    """
    clean = FORBIDDEN.sub("_", unicodedata.normalize("NFC", text).encode("utf-8", "replace").decode())
    clean = " ".join(clean.split()).lstrip(". ").rstrip(". ")
    while len(clean.encode()) > MOST_BYTES:
        clean = clean[:-1].rstrip(". ")
    return clean
