"""What is in a class's submitted/, and whose it is: every notebook that can be meant, and all else with what to do."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.gradebook.filenames import (
    alike,
    is_notebook,
    is_packed,
    is_systems_own,
    listed,
    plain,
    readable,
    stem,
    without_copy,
)

DEEPEST = 3  # folders below a student's that are looked into


@dataclass(frozen=True)
class Submission:
    """A notebook to grade: whose and which chapter's, where it is beneath submitted/, and what was odd about that."""

    student: str
    chapter: str
    parts: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stray:
    """Something in submitted/ that is not graded: whose it may be, which chapter's if that is known, and what to do."""

    student: str
    chapter: str
    reason: str


@dataclass
class Found:
    """Everything in a class's submitted/."""

    submissions: list[Submission] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    students: list[str] = field(default_factory=list)


def look(submitted: Path, chapters: list[str]) -> Found:
    """Return what is in `submitted`, for a course of `chapters`: each thing once, as a submission or a stray."""
    return _Look(submitted, chapters).found()


class _Look:
    """One look at submitted/. A place is a tuple of names beneath it."""

    def __init__(self, submitted: Path, chapters: list[str]) -> None:
        self.submitted, self.chapters = submitted, chapters
        self.spelt = {plain(chapter): chapter for chapter in chapters}
        self.exact: dict[tuple[str, str], tuple[str, ...]] = {}
        # What may be meant for a student and chapter, where it is not in its right place.
        self.maybe: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
        self.strays: list[Stray] = []
        self.students: list[str] = []

    def found(self) -> Found:
        for name in self._names(()):
            try:
                self._top((name,))
            except OSError as problem:
                to_do = f"make {readable(name)} and all in it readable"
                self._stray(readable(name), "", f"{readable(name)} cannot be read ({problem.strerror}): {to_do}")
        submissions = {(each.student, each.chapter): each for each in self._submissions()}
        strays = []
        for stray in self.strays:
            if found := submissions.get((stray.student, stray.chapter)):
                submissions[stray.student, stray.chapter] = replace(found, notes=(*found.notes, stray.reason))
            else:
                strays.append(stray)
        return Found(_with_twins(list(submissions.values())), strays, self.students)

    def _top(self, place: tuple[str, ...]) -> None:
        """Look at what stands directly in submitted/: a student's folder, if all is well."""
        (name,) = place
        if readable(name) != name:
            wanted = "rename the folder to the student's id in letters that are UTF-8 text"
            return self._stray(readable(name), "", f"the name {readable(name)} is not UTF-8 text: {wanted}")
        if _is_hidden(name) and self._is_folder(place) and not self._chapter_called(name):
            wanted = "rename the folder to the student's id, if it is a student's"
            return self._stray(name, "", f"the name {name} begins with a dot, as those of systems' files do: {wanted}")
        exact = [chapter for chapter in self.chapters if self._there((*place, chapter, f"{chapter}.ipynb"))]
        for chapter in exact:
            self.exact[name, chapter] = (name, chapter, f"{chapter}.ipynb")
        if self._is_folder(place):
            chapter_here = self._chapter_called(name)
            if chapter_here and not exact:
                return self._exchanged(place, chapter_here)
            self.students.append(name)
            return self._students_folder(place, exact)
        if not exact:
            kind = "is a link" if self._path(place).is_symlink() else "is a file"
            to_do = "unpack it as" if is_packed(name) else "move it to" if is_notebook(name) else ""
            to_do = f"{to_do} <student>/<chapter>/<chapter>.ipynb" if to_do else "it is not needed here"
            reason = f"{name} {kind}, and no student's folder: {to_do}"
            self._stray(name, self._chapter_of(name) or "", reason)

    def _exchanged(self, place: tuple[str, ...], chapter: str) -> None:
        """Look into a chapter's folder that stands where students' folders belong: they may be in it."""
        names = self._names(place)
        if not names:
            self._stray(place[0], "", f"the folder {place[0]} has a chapter's name, and is empty")
        for name in names:
            inner = (*place, name)
            notebooks = list(self._notebooks(inner)) if self._is_folder(inner) else []
            if len(notebooks) == 1 and readable(name) == name and not _is_hidden(name):
                self.maybe[name, chapter].append(notebooks[0])
            else:
                reason = f"{_shown(inner)} stands in a chapter's folder: move it to <student>/{chapter}/{chapter}.ipynb"
                self._stray(readable(name), chapter, reason)

    def _students_folder(self, place: tuple[str, ...], exact: list[str]) -> None:
        (student,) = place
        before = len(self.strays), sum(map(len, self.maybe.values()))
        left: list[str] = []
        for name in self._names(place):
            inner = (*place, name)
            chapter = self._chapter_called(name)
            if name in exact:
                self._beside(inner, name)
            elif self._is_folder(inner) and chapter:
                self._chapters_folder(student, inner, chapter)
            elif chapter:
                self._stray(student, chapter, f"{_shown(inner)} is not a folder with {chapter}.ipynb in it")
            elif self._is_folder(inner) and (notebooks := list(self._notebooks(inner))):
                self._no_chapters_folder(inner, notebooks)
            elif is_notebook(name):
                self._loose(student, inner)
            else:
                left.append(name)
        packed = [name for name in left if is_packed(name)]
        if packed:
            self._stray(student, "", f"{listed(packed)} in {student}/ is packed: unpack it as {student}/<chapter>/")
        elif not exact and before == (len(self.strays), sum(map(len, self.maybe.values()))):
            what = f"holds only {listed(left)}" if left else self._what_is_hidden(place)
            self._stray(student, "", f"the folder {student} {what}: expected {student}/<chapter>/<chapter>.ipynb")

    def _no_chapters_folder(self, place: tuple[str, ...], notebooks: list[tuple[str, ...]]) -> None:
        """Say of notebooks in a folder of another name that they are not graded: it may well be the student's."""
        for notebook in notebooks:
            chapter = next((meant for part in reversed(notebook[2:]) if (meant := self._chapter_of(part))), "")
            wanted = f"<student>/{chapter or '<chapter>'}/{chapter or '<chapter>'}.ipynb"
            reason = f"{readable(place[-1])} is no chapter: move {_shown(notebook)} to {wanted}"
            self._stray(_shown(place), chapter, reason)

    def _chapters_folder(self, student: str, place: tuple[str, ...], chapter: str) -> None:
        """Look into a chapter's folder of a student's that has no notebook in the right place."""
        notebooks = list(self._notebooks(place))
        elsewhere = [notebook for notebook in notebooks if self._chapter_of(notebook[-1]) not in (None, chapter)]
        here = [notebook for notebook in notebooks if notebook not in elsewhere]
        for notebook in elsewhere:
            self.maybe[student, self._chapter_of(notebook[-1]) or ""].append(notebook)
        self.maybe[student, chapter] += here
        if not notebooks:
            names = self._names(place)
            what = f"holds no notebook, only {listed(names)}" if names else self._what_is_hidden(place)
            self._stray(student, chapter, f"the folder {_shown(place)} {what}: expected {chapter}.ipynb in it")

    def _loose(self, student: str, place: tuple[str, ...]) -> None:
        chapter = self._chapter_of(place[-1])
        if chapter:
            self.maybe[student, chapter].append(place)
        else:
            self._stray(student, "", f"{_shown(place)} is in no chapter's folder: move it to <chapter>/<chapter>.ipynb")

    def _beside(self, place: tuple[str, ...], chapter: str) -> None:
        """Note the notebooks that stand beside the right one: they are not read."""
        self.maybe[place[0], chapter] += [n for n in self._notebooks(place) if n != (*place, f"{chapter}.ipynb")]

    def _submissions(self) -> Iterator[Submission]:
        """Yield what can be graded: the notebook in its right place, else the only one that can be meant."""
        for student, chapter in sorted({*self.exact, *(key for key, places in self.maybe.items() if places)}):
            places = self.maybe[student, chapter]
            right = f"{student}/{chapter}/{chapter}.ipynb"
            if (student, chapter) in self.exact:
                notes = (f"not read, as {chapter}.ipynb is there: {listed(map(_shown, places))}",) if places else ()
                yield Submission(student, chapter, self.exact[student, chapter], notes)
            elif len(meant := self._named_after(chapter, places)) == 1:
                others = [place for place in places if place not in meant]
                taken = f"taken from {_shown(meant[0])}, expected {right}"
                left = (f"not read: {listed(map(_shown, others))}",) if others else ()
                yield Submission(student, chapter, meant[0], (taken, *left))
            else:
                names = listed(map(_shown, places))
                self._stray(student, chapter, f"several notebooks can be meant, {names}: rename one to {right}")

    def _stray(self, student: str, chapter: str, reason: str) -> None:
        self.strays.append(Stray(student, chapter, f"in submitted/, not graded: {reason}"))

    def _named_after(self, chapter: str, places: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """Return those of several notebooks that have the chapter's name, or all of them where none has."""
        return [place for place in places if self._chapter_of(place[-1]) == chapter] or places

    def _chapter_called(self, name: str) -> str | None:
        """Return the chapter that a folder has the name of: in any case, hidden, as a copy, with blanks for _."""
        shown = name.lstrip(".")
        return self.spelt.get(plain(shown)) or self.spelt.get(plain(without_copy(shown)))

    def _chapter_of(self, name: str) -> str | None:
        """Return the chapter that a file is named after, perhaps with other words before or behind."""
        words = f"_{plain(stem(name).lstrip('.'))}_"
        found = [chapter for spelt, chapter in self.spelt.items() if f"_{spelt}_" in words]
        return self._chapter_called(stem(name)) or (found[0] if len(found) == 1 else None)

    def _notebooks(self, place: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """Yield the notebooks in a folder and in those below it; no link is followed."""
        for name in self._names(place):
            inner = (*place, name)
            if self._is_folder(inner) and len(inner) <= DEEPEST:
                yield from self._notebooks(inner)
            elif is_notebook(name):
                yield inner

    def _what_is_hidden(self, place: tuple[str, ...]) -> str:
        """Say of a folder in which nothing is to be seen whether it is empty."""
        hidden = sorted(path.name for path in self._path(place).iterdir())
        return f"holds only what is hidden, {listed(hidden)}" if hidden else "is empty"

    def _names(self, place: tuple[str, ...]) -> list[str]:
        if not self._path(place).is_dir():
            return []
        return sorted(
            path.name
            for path in self._path(place).iterdir()
            if not is_systems_own(path.name, path.is_dir() and not path.is_symlink())
        )

    def _is_folder(self, place: tuple[str, ...]) -> bool:
        path = self._path(place)
        return path.is_dir() and not path.is_symlink()

    def _there(self, place: tuple[str, ...]) -> bool:
        """Tell whether there is something: a link, wherever it leads, is a submission that will be refused."""
        return os.path.lexists(self._path(place))

    def _path(self, place: tuple[str, ...]) -> Path:
        return self.submitted.joinpath(*place)


def _with_twins(submissions: list[Submission]) -> list[Submission]:
    """Note on submissions that their students' names differ only in case or in how accents are stored."""
    twins: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in submissions:
        twins[alike(each.student), each.chapter].add(each.student)
    noted = []
    for each in submissions:
        others = twins[alike(each.student), each.chapter] - {each.student}
        said = f"{listed(sorted(others))} is another folder: is it the same student?"
        noted.append(replace(each, notes=(*each.notes, said)) if others else each)
    return noted


def _is_hidden(name: str) -> bool:
    """Tell whether a name begins with a dot: tools look for no student there."""
    return name.startswith(".")


def _shown(place: tuple[str, ...]) -> str:
    return readable("/".join(place))
