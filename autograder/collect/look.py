"""Look at an archive: whose notebook of which chapter each of its files is, or what else becomes of the file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from autograder.collect import Platform, platforms
from autograder.collect.archive import Archive, Member, Unreadable
from autograder.collect.attempt import Attempt
from autograder.collect.platforms import Sender
from autograder.collect.recognise import Course, Unrecognised
from autograder.collect.rows import Outcome, Row
from autograder.collect.students import NAME, Students, Unknown
from autograder.gradebook.filenames import PACKED, is_notebook, is_systems_own


@dataclass
class Looked:
    """What is in an archive: the attempts, and a row for each other file."""

    attempts: list[Attempt] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class _Notebook:
    member: Member
    chapter: str
    digest: bytes


def look(
    archive: Archive, platform: Platform, course: Course, students: Students, tick: Callable[[], object]
) -> Looked:
    """Return what is in an archive; `tick` is called for each of its files."""
    looked, notebooks = Looked(), []
    for member in archive.members:
        found = _read(archive, member, platform, course)
        if isinstance(found, _Notebook):
            notebooks.append(found)
        else:
            looked.rows.append(found)
        tick()
    senders = _senders(notebooks, platform, course, students)
    members = [notebook.member for notebook in notebooks]
    tells_when = platforms.tells_when(platform, members)
    latest = max((member.time for member in members if member.time), default=None)
    for each in notebooks:
        sender = senders[each.member]
        try:
            student = students.of(sender) if sender else _by_folder(each.member, students)
        except Unknown as reason:
            row = Row("not placed", archive.path.name, each.member.path, "", each.chapter, str(reason))
            looked.rows.append(row)
            continue
        own = each.member.time
        times = (own, own) if tells_when else (latest, None)
        looked.attempts.append(Attempt(archive, each.member, sender, student, each.chapter, each.digest, *times))
    return looked


def _read(archive: Archive, member: Member, platform: Platform, course: Course) -> _Notebook | Row:
    def row(outcome: Outcome, remark: str) -> Row:
        return Row(outcome, archive.path.name, member.path, remark=remark)

    if member.refused:
        return row("not placed", member.refused)
    *folders, name = member.parts
    if is_systems_own(name, is_folder=False) or any(is_systems_own(each, is_folder=True) for each in folders):
        return row("left out", "a file of an operating system's or of Jupyter's own")
    suffix = Path(name).suffix.lower()
    if suffix in PACKED:
        return row("not placed", "it is packed: unpack it, and collect the student's folder with --from folder")
    if not is_notebook(name):
        typed = platforms.is_typed(platform, member)
        return row("left out", "typed into a form" if typed else "no notebook, and grading needs nothing else")
    if platform != "folder" and not platforms.sender(platform, member):
        expected = platforms.EXPECTED[platform]
        return row("not placed", f"its name is not as {platform.title()} makes it, {expected}: is --from right?")
    try:
        data = archive.read(member)
        return _Notebook(member, course.chapter_of(data), hashlib.sha256(data).digest())
    except (Unreadable, Unrecognised) as reason:
        return row("not placed", str(reason))


def _senders(
    notebooks: list[_Notebook], platform: Platform, course: Course, students: Students
) -> dict[Member, Sender | None]:
    """Return who handed in each notebook, where the archive itself tells."""
    if platform != "folder":
        found = {each.member: platforms.sender(platform, each.member) for each in notebooks}
        known = platforms.told_apart(each for each in found.values() if each) if platform == "moodle" else {}
        return {member: each and known.get(each, each) for member, each in found.items()}
    if students.are_listed:
        return dict.fromkeys((each.member for each in notebooks), None)
    return platforms.in_folders([(each.member, each.chapter) for each in notebooks], course.chapters)


def _by_folder(member: Member, students: Students) -> str:
    """Return the student in whose folder a notebook is. Raises Unknown."""
    if students.are_listed:
        return students.of_folders(member.parts[:-1])
    raise Unknown(
        "which folder on the way to it is the student's cannot be told: make one folder for each student, named by "
        f"the id, or write a {NAME}"
    )
