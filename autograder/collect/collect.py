"""Collect archives into a class: of each student and chapter the newest notebook, and a row for every file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from autograder import project
from autograder.collect import Platform, students
from autograder.collect.archive import Unreadable
from autograder.collect.attempt import Attempt
from autograder.collect.look import look
from autograder.collect.opening import opened
from autograder.collect.owners import Owners
from autograder.collect.place import place
from autograder.collect.recognise import Course
from autograder.collect.rows import Row
from autograder.collect.students import Students
from autograder.gradebook.folder import ClassFolder

TELL_APART = f"tell them apart by their lms_id in {students.NAME}"
Progress = Callable[[int, int], object]  # told how many files have been looked at, and of how many


def collect(
    root: Path, files: Sequence[Path], platform: Platform, folder: ClassFolder, is_for_real: bool, progress: Progress
) -> list[Row]:
    """Put the notebooks of archives into a class's submitted/; return what became of each file.

    Everything is looked at before anything is written, and nothing is written unless `is_for_real`. Raises
    ProjectError for an archive that is not read, for a students.csv that is wrong, and where no chapter has been built.
    """
    course = Course(root)
    known = students.read(folder.path / students.NAME, course.chapters)
    rows: list[Row] = []
    attempts: dict[tuple[str, str], list[Attempt]] = defaultdict(list)
    with ExitStack() as stack:
        archives = [stack.enter_context(opened(path)) for path in files]
        total = sum(len(archive.members) for archive in archives)
        done = iter(range(1, total + 1))
        for archive in archives:
            looked = look(archive, platform, course, known, lambda: progress(next(done), total))
            rows += looked.rows
            for attempt in looked.attempts:
                attempts[attempt.student.casefold(), attempt.chapter].append(attempt)  # some disks know no case
        into = _Class(folder, known, Owners(folder), is_for_real)
        try:
            for of_one in attempts.values():
                rows += into.rows(of_one)
        finally:
            into.keep()
    return rows


class _Class:
    """A class into which attempts are put."""

    def __init__(self, folder: ClassFolder, known: Students, owners: Owners, is_for_real: bool) -> None:
        self._folder, self._known, self._owners, self._is_for_real = folder, known, owners, is_for_real

    def rows(self, attempts: list[Attempt]) -> Iterator[Row]:
        """Put the newest attempt of one student at one chapter into the class, and yield a row for each attempt."""
        whose = sorted({attempt.sender.who for attempt in attempts if attempt.sender})
        if len(whose) > 1 and not all(self._known.has_number(number) for _, number in whose):
            called = ", ".join(" ".join(who).strip() for who in whose)
            reason = f"several would have the id {attempts[0].student} ({called}): {TELL_APART}"
            yield from (attempt.row("not placed", reason) for attempt in attempts)
            return
        age = max(attempt.age for attempt in attempts)
        newest = [attempt for attempt in attempts if attempt.age == age]
        older = [attempt for attempt in attempts if attempt.age != age]
        if len({attempt.digest for attempt in newest}) > 1:
            names = ", ".join(attempt.member.parts[-1] for attempt in newest)
            reason = f"nothing tells which of these is newer, {names}: ask the student, and collect that one alone"
            yield from (attempt.row("not placed", reason) for attempt in newest)
        else:
            counts, *same = newest
            yield self._row(counts)
            yield from (attempt.row("older attempt", f"the same as {counts.member.path}") for attempt in same)
        yield from (attempt.row("older attempt", f"newer is {newest[0].member.path}") for attempt in older)

    def keep(self) -> None:
        """Keep whose notebooks are there now."""
        if self._is_for_real:
            self._owners.write()

    def _row(self, counts: Attempt) -> Row:
        """Put the attempt that counts into the class, and return its row. Raises OSError for a disk that is full."""
        try:
            if others := self._others(counts):
                return counts.row("not placed", f"{others}, this of {counts.number}: {TELL_APART}")
            data = counts.archive.read(counts.member)
            outcome, remark = place(self._folder.submitted, counts, data, self._is_for_real)
            if outcome == "collected":
                self._owners.note(counts.student, counts.chapter, counts.number)
            return counts.row(outcome, remark)
        except Unreadable as reason:
            return counts.row("not placed", str(reason))
        except OSError as problem:
            if problem.errno in project.FULL:
                raise
            return counts.row("not placed", f"its file cannot be written: {problem.strerror} ({problem.filename})")

    def _others(self, counts: Attempt) -> str:
        """Say that what is there is of somebody else with the same name, if it is."""
        there = self._folder.submitted / counts.student / counts.chapter / f"{counts.chapter}.ipynb"
        before = self._owners.number(counts.student, counts.chapter)
        is_same = counts.number in ("", before) or not before or self._known.has_number(counts.number)
        return "" if is_same or not there.exists() else f"what is there is of {counts.student} {before}"
