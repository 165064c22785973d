"""What became of each submission, kept beside the class so that nothing is graded twice and nothing is lost.

One file, to which lines are added: each a checksum and JSON, either a result or that an earlier one holds no more. A
line that a kill or a full disk cut off fails its checksum and does not count, so its submission is graded again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.records import CheckVerdict, Verdict

WORTH_IT = 1000  # outdated lines at which the file is written anew, if they are also most of it


@dataclass(frozen=True)
class Entry:
    """Where a submission's result stands in the journal's file, and what tells whether it holds: of what, by what."""

    offset: int
    submission_digest: str
    chapter_digest: str
    outcome: str


class Journal:
    """The journal in a file, which is read once. Any number of programs may read it; only one may add to it."""

    def __init__(self, path: Path) -> None:
        """Read the journal in `path`; there need not be one yet."""
        self._path = path
        self._entries: dict[tuple[str, ...], Entry] = {}
        self._outdated = 0
        self._end = 0  # behind the last whole line
        self._read()

    def _read(self) -> None:
        self._entries.clear()
        self._outdated = self._end = 0
        if not self._path.exists():
            return
        with self._path.open("rb") as file:
            for line in file:
                if line.endswith(b"\n"):
                    self._note(_content(line), self._end)
                    self._end += len(line)

    def _note(self, content: dict[str, Any] | None, offset: int) -> None:
        """Take up a line; what cannot be read, or was written by another version, says nothing."""
        result = _result(content)
        whose = (result.student, result.chapter) if result else tuple((content or {}).get("forget", ()))
        self._outdated += (result is None) + (self._entries.pop(whose, None) is not None)
        if result is not None:
            entry = Entry(offset, result.submission_digest, result.chapter_digest, result.outcome)
            self._entries[result.student, result.chapter] = entry

    def save(self, result: Verdict) -> None:
        """Add a result: when this returns it is on the disk. Raises OSError, and then the journal is as it was."""
        self._add({"result": asdict(result)})

    def forget(self, student: str, chapter: str) -> None:
        """Let a stored result hold no more, before its submission is recorded anew."""
        if (student, chapter) in self._entries:
            self._add({"forget": [student, chapter]})

    def _add(self, told: dict[str, Any]) -> None:
        if self._outdated > max(WORTH_IT, len(self._entries)):
            self._write_anew()
        content = {"at": datetime.now(UTC).isoformat(), **told}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with self._path.open("ab", buffering=0) as file:
                file.truncate(self._end)  # what a kill cut off is not continued
                try:
                    _write(file.fileno(), _line(content))
                except OSError:
                    file.truncate(self._end)
                    raise
                after = file.tell()
            self._note(content, self._end)
            self._end = after
        except KeyboardInterrupt:  # a line may be on the disk and not be known yet
            self._read()
            raise

    def _write_anew(self) -> None:
        """Leave out what is outdated."""
        unfinished = self._path.with_suffix(".unfinished")
        with self._path.open("rb") as old, unfinished.open("wb", buffering=0) as new:
            for entry in self._entries.values():
                old.seek(entry.offset)
                _write(new.fileno(), old.readline(), sync=False)
            os.fsync(new.fileno())
        unfinished.replace(self._path)
        self._read()

    def entries(self, chapter: str) -> dict[str, Entry]:
        """Return, by student, the entries of a chapter."""
        return {student: entry for (student, name), entry in self._entries.items() if name == chapter}

    def has(self, student: str, chapter: str) -> bool:
        """Tell whether there is a result of a submission."""
        return (student, chapter) in self._entries

    def result(self, student: str, chapter: str) -> Verdict | None:
        """Return the stored result of one submission; None where there is none."""
        entry = self._entries.get((student, chapter))
        if entry is None:
            return None
        with self._path.open("rb") as file:
            file.seek(entry.offset)
            return _result(_content(file.readline()))

    def results(self, chapter: str | None = None) -> Iterator[Verdict]:
        """Yield every stored result, or those of one chapter, by chapter and student."""
        wanted = [(name, student) for student, name in self._entries if chapter in (None, name)]
        if not wanted:
            return
        with self._path.open("rb") as file:
            for name, student in sorted(wanted):
                file.seek(self._entries[student, name].offset)
                result = _result(_content(file.readline()))
                if result is not None:
                    yield result


def _line(content: dict[str, Any]) -> bytes:
    text = json.dumps(content).encode()  # no line break in it: JSON writes \n for one
    return _checksum(text) + b" " + text + b"\n"


def _checksum(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest()[:32].encode()


def _content(line: bytes) -> dict[str, Any] | None:
    """Return what a line says; None when it is not as it was written."""
    checksum, _, text = line.rstrip(b"\n").partition(b" ")
    if checksum != _checksum(text):
        return None
    content: dict[str, Any] = json.loads(text)
    return content


def _result(content: dict[str, Any] | None) -> Verdict | None:
    """Return the result in a line; None for one that another version wrote: it will be graded again."""
    try:
        told = (content or {})["result"]
        return Verdict(**{**told, "checks": [CheckVerdict.from_dict(check) for check in told["checks"]]})
    except (TypeError, KeyError, ValueError):
        return None


def _write(descriptor: int, data: bytes, *, sync: bool = True) -> None:
    """Write all of it, down to the disk; a disk that is nearly full takes a part first and then says so."""
    while data:
        data = data[os.write(descriptor, data) :]
    if sync:
        os.fsync(descriptor)
