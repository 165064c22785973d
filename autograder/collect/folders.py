"""A folder, collected as an archive is: what somebody has unpacked, or gathered by hand."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from autograder.collect.archive import Archive, Member, Unreadable, require_few, utc
from autograder.gradebook.filenames import readable
from autograder.grading import submission


class Folder(Archive):
    """The files of a folder. No link in it is followed."""

    def __init__(self, path: Path) -> None:
        """Look what is in it. Raises ProjectError for more files than are looked at."""
        super().__init__(path, list(_members(path)))

    def read(self, member: Member) -> bytes:
        """Return a file's bytes. Raises Unreadable."""
        try:
            data = submission.fetch(self.path, *member.parts)
        except submission.Refused as reason:
            raise Unreadable(str(reason)) from None
        except OSError as problem:
            raise Unreadable(f"it cannot be read: {problem.strerror}") from None
        if data is None:
            raise Unreadable("it is not there any more: collect again")
        return data


def _members(path: Path) -> Iterator[Member]:
    number = 0
    for folder, folders, names in os.walk(path):
        folders.sort()
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in sorted([*names, *links]):
            number += 1
            require_few(path, number)
            inner = Path(folder, name)
            parts = inner.relative_to(path).parts
            about = inner.lstat()
            refused = ""
            if not stat.S_ISREG(about.st_mode):
                refused = "it is a link, or no regular file: put the file itself there"
            elif readable("/".join(parts)) != "/".join(parts):
                refused = "its name, or its folder's, is not UTF-8 text: rename it"
            yield Member(number, parts, utc(int(about.st_mtime)), refused)
