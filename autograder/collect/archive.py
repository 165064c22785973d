"""What an archive, or a folder, is to those who collect it: its files, none of which anybody trusts.

A platform makes an archive; students make the files in it, and name them. So what a file is, and where its name leads,
is told of each before one is read, and nothing is ever unpacked onto the disk.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from autograder import limits, project
from autograder.gradebook.filenames import readable


class Unreadable(Exception):
    """A file of an archive that is not read; the message says why and what to do."""


@dataclass(frozen=True)
class Member:
    """A file of an archive: the names on the way to it, when it was written, and why it is not read, if it is not."""

    number: int
    parts: tuple[str, ...]
    time: datetime | None = None
    refused: str = ""

    @property
    def path(self) -> str:
        """The way to it in the archive."""
        return "/".join(self.parts)


class Archive(ABC):
    """An archive's files, or a folder's."""

    def __init__(self, path: Path, members: list[Member]) -> None:
        self.path = path
        self.members = members

    @abstractmethod
    def read(self, member: Member) -> bytes:
        """Return a file's bytes, as many as a notebook may have. Raises Unreadable."""


def shown(text: str) -> str:
    """Return a name that a screen may be given: what is no visible character is written as its number."""
    return "".join(each if each.isprintable() else f"\\x{ord(each):02x}" for each in readable(text))


def require_few(path: Path, count: int) -> None:
    """Raise ProjectError for more files than are looked at."""
    if count > limits.COLLECT.files:
        raise project.ProjectError(
            f"{path} has more than {limits.COLLECT.files:,} files, the most that are looked at. Collect it in parts."
        )


def utc(seconds: int) -> datetime | None:
    """Return a time given in seconds since 1970; None for one that is in no year that Python knows."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None
