"""Which student is meant: students.csv says it where there is one, else the platform's own name makes the id."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from autograder.collect.platforms import Sender
from autograder.gradebook import students
from autograder.gradebook.filenames import SYSTEMS_OWN
from autograder.gradebook.students import COLUMNS, NAME, folder_name


class Unknown(Exception):
    """Nobody in particular is meant; the message says why and what to do."""


class Students:
    """The students of a class."""

    def __init__(self, chapters: Iterable[str], listed: list[dict[str, str]] | None = None) -> None:
        self._taken = {name.casefold() for name in (*chapters, *SYSTEMS_OWN)}
        self.are_listed = listed is not None
        self._by: dict[str, dict[str, set[str]]] = {column: defaultdict(set) for column in COLUMNS}
        for line in listed or []:
            for column in ("id", "email"):
                self._by[column][line[column].casefold()].add(line["id"])
            for number in line["lms_id"].split():
                self._by["lms_id"][number.casefold()].add(line["id"])
            for key in _keys(line["name"]):
                self._by["name"][key].add(line["id"])

    def of(self, sender: Sender) -> str:
        """Return the id of the student who handed something in, by their number, else by their name. Raises Unknown."""
        if not self.are_listed:
            return self._made(sender.whole)
        found = self._ids(sender.number, ("lms_id",)) or self._ids(sender.name, ("name",))
        called = " ".join(each for each in (sender.name, sender.number) if each)
        if not found:
            raise Unknown(f"{NAME} has nobody called {called}: add a line, or write the number into one's lms_id")
        if len(found) > 1:
            raise Unknown(
                f"{NAME} has several called {called}, {', '.join(sorted(found))}: write the number into the lms_id of "
                "the one who is meant"
            )
        return found.pop()

    def of_folders(self, names: Iterable[str]) -> str:
        """Return the id of the student whose folder is one of these. Raises Unknown."""
        meant = {student for name in names for student in self._ids(name, ("id", "lms_id", "email", "name"))}
        if not meant:
            raise Unknown(f"no folder on the way to it is called as somebody in {NAME}: rename one, or add a line")
        if len(meant) > 1:
            raise Unknown(f"several students can be meant, {', '.join(sorted(meant))}: name one's folder by the id")
        return meant.pop()

    def has_number(self, number: str) -> bool:
        """Tell whether somebody is listed with a number."""
        return bool(self._ids(number, ("lms_id",)))

    def _ids(self, label: str, columns: tuple[str, ...]) -> set[str]:
        """Return the ids of those whom a label means, by the first of these columns that has it."""
        for column in columns:
            key = _key(label) if column == "name" else unicodedata.normalize("NFC", label).casefold()
            if key and (found := self._by[column].get(key)):
                return set(found)
        return set()

    def _made(self, whole: str) -> str:
        """Return the id that a platform's name makes: the name of a folder on every system."""
        made = folder_name(whole)
        if not made:
            raise Unknown(f"the name {whole!r} makes no student's id: write a {NAME}")
        if made.casefold() in self._taken:
            raise Unknown(f"a student's folder cannot be called {made}: write a {NAME} that gives another id")
        return made


def read(path: Path, chapters: Iterable[str]) -> Students:
    """Return a class's students, by its list if there is one. Raises ProjectError for a list that cannot be read."""
    lines = students.read_lines(path)
    return Students(chapters) if lines is None else Students(chapters, lines)


def _key(name: str) -> str:
    """Return a name's letters and digits alone: platforms leave out different ones of the other characters."""
    return "".join(each for each in unicodedata.normalize("NFKC", name).casefold() if each.isalnum())


def _keys(name: str) -> set[str]:
    """Return what a platform can make of a name: given name first, or last, whichever way it is written here."""
    if "," in name:
        last, _, first = name.partition(",")
    else:
        first, _, last = name.strip().rpartition(" ")
    return {key for key in (_key(name), _key(last + first), _key(first + last)) if key}
