"""Archives as they are handed out, and what `autograder collect` makes of them."""

import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.chapter import cells
from autograder.cli import main

TINY, OTHER = "01_tiny", "02_other"
MONDAY, TUESDAY, WEDNESDAY = (datetime(2026, 11, day, 10, 30) for day in (23, 24, 25))
OUTCOMES = ("collected", "there already", "newer there already", "older attempt", "left out", "not placed")


@dataclass(frozen=True)
class Entry:
    """A file of an archive: its name, what is in it, and when it was written."""

    name: str
    data: bytes
    time: datetime = MONDAY
    mode: int = 0o100644
    method: int = zipfile.ZIP_DEFLATED


@dataclass
class Collecting:
    """A class of the course in `root`, and archives, in `folder`."""

    root: Path
    folder: Path
    capsys: pytest.CaptureFixture[str]

    def notebook(self, answer: str = "", chapter: str = TINY) -> bytes:
        """The chapter's released notebook, with an answer in its first exercise."""
        released = cells.read(self.root / "course" / chapter / f"{chapter}.ipynb")
        for cell in released.cells:
            if cells.role(cell) == "exercise" and answer:
                cell.source = answer
                break
        return as_bytes(released)

    def archive(self, *entries: Entry, name: str = "archive.zip") -> Path:
        """A zip archive of these entries."""
        path = self.folder / name
        with zipfile.ZipFile(path, "w") as archive:
            for entry in entries:
                info = zipfile.ZipInfo(entry.name, entry.time.timetuple()[:6])
                info.external_attr = entry.mode << 16
                info.compress_type = entry.method
                archive.writestr(info, entry.data)
        return path

    def __call__(self, platform: str, *files: Path, more: Sequence[str] = (), code: int = 0) -> list[str]:
        """Collect files; return the lines that the command prints: one for each file of the archives, and the sum."""
        where = ["--class", str(self.folder / "class")]
        arguments = ["--root", str(self.root), "collect", *map(str, files), "--from", platform, *where, *more]
        assert main(arguments) == code
        said = self.capsys.readouterr()
        return (said.out if code == 0 else said.err).splitlines()

    def row(self, lines: list[str], file: str) -> str:
        """The one line about a file."""
        (line,) = [line for line in lines if line.startswith(OUTCOMES) and f"{file}:" in f"{line}:"]
        return line

    def students_csv(self, text: str | bytes) -> None:
        (self.folder / "class").mkdir(exist_ok=True)
        path = self.folder / "class" / "students.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def path(self, student: str, chapter: str = TINY) -> Path:
        return self.folder / "class" / "submitted" / student / chapter / f"{chapter}.ipynb"

    def there(self) -> dict[str, bytes]:
        """Every file below submitted/, with its bytes."""
        submitted = self.folder / "class" / "submitted"
        return {str(p.relative_to(submitted)): p.read_bytes() for p in sorted(submitted.rglob("*")) if p.is_file()}

    def timestamp(self, student: str, chapter: str = TINY) -> str | None:
        path = self.path(student, chapter).with_name("timestamp.txt")
        return path.read_text() if path.exists() else None


def as_bytes(notebook: NotebookNode) -> bytes:
    return nbformat.writes(notebook).encode()


def without_metadata(data: bytes) -> bytes:
    """A notebook as some editors leave it: without nbgrader's metadata, and with other ids."""
    notebook = json.loads(data)
    notebook["nbformat_minor"] = 4
    for cell in notebook["cells"]:
        del cell["id"]
        cell["metadata"] = {}
    return json.dumps(notebook).encode()


def in_utc(time: datetime) -> str:
    """What timestamp.txt says of a time that a clock on a wall here showed."""
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
