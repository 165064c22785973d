"""How learning platforms name the files that they pack: who handed one in, and in which attempt.

Their own source is followed here, as documents and forum posts tell of it differently:

- Moodle: ``mod/assign/classes/downloader.php``. In folders ``<name>_<number>_assignsubmission_file/<path>`` (with one
  more ``_`` at the folder's end before Moodle 4.1), else flat, ``<name>_<number>_assignsubmission_file_<file>``. A
  name holds no ``_``. The number is another one in each assignment (``get_uniqueid_for_user``), so it makes no id.
  There is one submission of each student in an archive, the newest.
- Canvas: ``lib/content_zipper.rb``. ``<name>_<user>_<attachment>_<file>``, with ``_LATE`` behind the name of who was
  late, and ``anon_<id>`` in place of both where grading is anonymous. The name is the sortable one (*Lovelace, Ada*) in
  small letters and without what is no letter or digit. Canvas itself puts ``-1``, ``-2`` to the names of files that a
  student uploads again; but of two files the one with the higher attachment number is newer, whatever their names.

Neither keeps the time of handing in: ZipStream and rubyzip, by which they pack, write the time of the download.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from autograder.collect import Platform
from autograder.collect.archive import Member

MOODLE = re.compile(r"(?P<name>[^_]+)(?:_(?P<number>[0-9]+))?_assignsubmission_(?P<plugin>[a-z]+)(?:_.*)?", re.DOTALL)
CANVAS = re.compile(
    r"(?:(?P<late>LATE)_)?(?P<anonymous>anon_[A-Za-z0-9]+)_(?P<file>[0-9]{1,30})_.+"
    r"|(?P<name>.*?)_(?:(?P<was_late>LATE)_)?(?P<user>[0-9]+)_(?P<attachment>[0-9]{1,30})_.+",
    re.DOTALL,
)
TYPED = re.compile(r".+_[A-Za-z0-9]+_(?:text|link)\.html", re.DOTALL)  # what students typed into Canvas
PACKING = timedelta(hours=1)  # that packing an archive may take
EXPECTED = {
    "moodle": "Ada Lovelace_1234567_assignsubmission_file/….ipynb",
    "canvas": "lovelaceada_12345_67890_….ipynb",
}


@dataclass(frozen=True)
class Sender:
    """Who handed a file in: what the platform calls them, their number there, and which of their files is newer.

    `whole` is what makes an id of its own where no list of students says another one.
    """

    name: str
    number: str = ""
    whole: str = ""
    attempt: int | None = None
    is_late: bool = False

    @property
    def who(self) -> tuple[str, str]:
        """What no two students have in common."""
        return self.name, self.number


def sender(platform: Platform, member: Member) -> Sender | None:
    """Return who handed a file in, by its name; None when the name is not as Moodle or Canvas make it."""
    return _moodle(member.parts) if platform == "moodle" else _canvas(member.parts[-1])


def is_typed(platform: Platform, member: Member) -> bool:
    """Tell whether a file is what a student typed into a form of the platform's."""
    if platform == "moodle":
        return any(found["plugin"] == "onlinetext" for part in member.parts if (found := MOODLE.fullmatch(part)))
    return platform == "canvas" and bool(TYPED.fullmatch(member.parts[-1]))


def _moodle(parts: tuple[str, ...]) -> Sender | None:
    """The first part that fits is Moodle's; below it the names are the student's."""
    found = next((found for part in parts if (found := MOODLE.fullmatch(part))), None)
    if found is None:
        return None
    name = found["name"].strip()
    return Sender(name, found["number"] or "", name)


def _canvas(name: str) -> Sender | None:
    found = CANVAS.fullmatch(name)
    if found is None:
        return None
    if found["anonymous"]:
        return Sender("", found["anonymous"], found["anonymous"], int(found["file"]), bool(found["late"]))
    whole = f"{found['name']}_{found['user']}"
    return Sender(found["name"], found["user"], whole, int(found["attachment"]), bool(found["was_late"]))


def told_apart(senders: Iterable[Sender]) -> dict[Sender, Sender]:
    """Return each of Moodle's senders as it is to be known, for those of one archive.

    Where everybody has one name, as *Participant* in an assignment that is graded blindly, the number tells them apart.
    """
    known = set(senders)
    is_blind = len({each.name for each in known}) == 1 and len({each.number for each in known}) > 1
    return {
        each: replace(each, whole=f"{each.name}_{each.number}") if is_blind or each.name == "Participant" else each
        for each in known
    }


def tells_when(platform: Platform, members: Sequence[Member]) -> bool:
    """Tell whether the times in an archive are those of its files, so that they can be those of handing in.

    An archive that a platform packs has the times of its packing. Their span tells.
    """
    times = [member.time for member in members if member.time]
    return platform == "folder" or bool(times and max(times) - min(times) > PACKING)


def in_folders(notebooks: Sequence[tuple[Member, str]], chapters: Iterable[str]) -> dict[Member, Sender | None]:
    """Return who handed in each of the `notebooks` (with their chapters) of a tree with one folder for each student.

    The students' folders are at the depth at which there is one for every notebook, each with a name of its own; where
    that is so at several depths, the one at which no folder has two notebooks of a chapter in different folders. None
    stands for a notebook of which that cannot be told. A chapter's folder is no student's.
    """
    names = {chapter.casefold() for chapter in chapters}
    folders = {member: tuple(p for p in member.parts[:-1] if p.casefold() not in names) for member, _ in notebooks}
    depth = _depth([(folders[member], chapter) for member, chapter in notebooks if folders[member]])
    return {
        member: Sender(path[depth - 1], whole=path[depth - 1]) if path and depth else None
        for member, path in folders.items()
    }


def _depth(notebooks: list[tuple[tuple[str, ...], str]]) -> int | None:
    """Return how deep the students' folders are, counted from 1; None where that is not plain."""
    possible = [
        depth
        for depth in range(1, 1 + min((len(path) for path, _ in notebooks), default=0))
        if len({path[:depth] for path, _ in notebooks}) == len({path[depth - 1] for path, _ in notebooks})
    ]
    several = [depth for depth in possible if len({path[:depth] for path, _ in notebooks}) > 1]
    possible = several or possible
    plain = [depth for depth in possible if not _is_mixed(notebooks, depth)]
    possible = plain or possible
    return possible[0] if len(possible) == 1 else None


def _is_mixed(notebooks: list[tuple[tuple[str, ...], str]], depth: int) -> bool:
    """Tell whether one folder of this depth has notebooks of one chapter in different folders."""
    inside: dict[tuple[tuple[str, ...], str], set[tuple[str, ...]]] = defaultdict(set)
    for path, chapter in notebooks:
        inside[path[:depth], chapter].add(path)
    return any(len(paths) > 1 for paths in inside.values())
