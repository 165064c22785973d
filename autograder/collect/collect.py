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
from autograder.collect.place import place
from autograder.collect.recognise import Course
from autograder.collect.rows import Row
from autograder.collect.students import Students
from autograder.gradebook.folder import ClassFolder

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
        for of_one in attempts.values():
            rows += _placed(of_one, known, folder, is_for_real)
    return rows


def _placed(attempts: list[Attempt], known: Students, folder: ClassFolder, is_for_real: bool) -> Iterator[Row]:
    """Put the newest attempt of one student at one chapter into the class, and yield a row for each attempt."""
    senders = {attempt.sender for attempt in attempts if attempt.sender}
    whose = sorted({each.who for each in senders})
    if len(whose) > 1 and not all(known.has_number(number) for _, number in whose):
        called = ", ".join(" ".join(who) for who in whose)
        reason = f"several would be {attempts[0].student}, {called}: tell them apart by their lms_id in {students.NAME}"
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
        yield _row(counts, folder, is_for_real)
        yield from (attempt.row("older attempt", f"the same as {counts.member.path}") for attempt in same)
    yield from (attempt.row("older attempt", f"newer is {newest[0].member.path}") for attempt in older)


def _row(counts: Attempt, folder: ClassFolder, is_for_real: bool) -> Row:
    """Put the attempt that counts into the class, and return its row. Raises OSError for a disk that is full."""
    try:
        data = counts.archive.read(counts.member)
        return counts.row(*place(folder.submitted, counts, data, is_for_real))
    except Unreadable as reason:
        return counts.row("not placed", str(reason))
    except OSError as problem:
        if problem.errno in project.FULL:
            raise
        return counts.row("not placed", f"its file cannot be written: {problem.strerror} ({problem.filename})")
