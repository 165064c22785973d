"""A student's notebook of a chapter, as an archive holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from autograder.collect.archive import Archive, Member
from autograder.collect.platforms import Sender
from autograder.collect.rows import Outcome, Row


@dataclass(frozen=True)
class Attempt:
    """A student's notebook of a chapter in an archive.

    `sender` is who the archive says it is of, unless students.csv knows the folder. `digest` tells whether two are the
    same. `time` is when it was there for sure, and `handed_in` when it was handed in, as far as the archive tells.
    """

    archive: Archive
    member: Member
    sender: Sender | None
    student: str
    chapter: str
    digest: bytes
    time: datetime | None
    handed_in: datetime | None

    @property
    def number(self) -> str:
        """The student's number on the platform; empty where none is told."""
        return self.sender.number if self.sender else ""

    @property
    def age(self) -> float:
        """What is greater of the newer of two attempts: Canvas numbers them, elsewhere their times tell."""
        if self.sender and self.sender.attempt is not None:
            return self.sender.attempt
        return self.time.timestamp() if self.time else float("-inf")

    def row(self, outcome: Outcome, remark: str = "") -> Row:
        """Return the row that says what became of it."""
        late = "late, says Canvas" if self.sender and self.sender.is_late else ""
        remark = "; ".join(each for each in (remark, late) if each)
        return Row(outcome, self.archive.path.name, self.member.path, self.student, self.chapter, remark)
