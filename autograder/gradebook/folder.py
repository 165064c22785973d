"""A class's folder: where what it hands in, what it gets back, and what grading keeps of it are."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class ClassFolder:
    """The places in the folder of one class, `path`."""

    path: Path

    @property
    def submitted(self) -> Path:
        """Where students' work is: ``<student>/<chapter>/<chapter>.ipynb``."""
        return self.path / "submitted"

    @property
    def autograded(self) -> Path:
        """Where the executed notebooks are, as nbgrader and formgrader want them."""
        return self.path / "autograded"

    @property
    def feedback(self) -> Path:
        """Where the students' pages are."""
        return self.path / "feedback"

    @property
    def report(self) -> Path:
        """The page about the whole class."""
        return self.path / "report" / "index.html"

    @property
    def students(self) -> Path:
        """The list of who is in the class, which may be missing."""
        return self.path / "students.csv"

    @property
    def changes(self) -> Path:
        """What grading again changed the last time, or would change."""
        return self.path / "changes.csv"

    @property
    def database(self) -> Path:
        """The gradebook's own SQLite file."""
        return self.path / "gradebook.db"

    @property
    def journal(self) -> Path:
        """The file in which the journal keeps what became of each submission."""
        return self.kept / "journal.jsonl"

    @property
    def kept(self) -> Path:
        """What grading keeps for itself."""
        return self.path / ".autograder"

    def evidence_path(self, student: str, chapter: str) -> Path:
        """Return where a submission's run is kept with its evidence, for regrading."""
        return self.kept / "evidence" / student / f"{chapter}.run"

    @property
    def lock(self) -> Path:
        """The file that one grading at a time holds. No student's name leads here."""
        return self.kept / "lock"

    def notebook_path(self, student: str, chapter: str) -> Path:
        """Return where a submission's executed notebook is."""
        return self.autograded / student / chapter / f"{chapter}.ipynb"

    def page_path(self, student: str, chapter: str) -> Path:
        """Return where a student's page is."""
        return self.feedback / student / chapter / f"{chapter}.html"

    def write_evidence(self, student: str, chapter: str, data: bytes) -> None:
        """Keep a submission's run."""
        path = self.evidence_path(student, chapter)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)

    def read_evidence(self, student: str, chapter: str) -> bytes | None:
        """Return a submission's run; None where none is kept."""
        with suppress(OSError):
            return self.evidence_path(student, chapter).read_bytes()
        return None

    def remove_evidence(self, student: str, chapter: str) -> None:
        """Remove a submission's run, if one is kept."""
        self.evidence_path(student, chapter).unlink(missing_ok=True)

    def write_page(self, student: str, chapter: str, text: str) -> None:
        """Write a student's page, in place of whatever is in its folder."""
        _write_alone(self.page_path(student, chapter), text)

    def write_notebook(self, student: str, chapter: str, text: str) -> None:
        """Write a submission's executed notebook, in place of whatever is in its folder."""
        _write_alone(self.notebook_path(student, chapter), text)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that whoever reads it, also after a kill or on a full disk, finds the old one or the new."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        unfinished.write_bytes(content.encode() if isinstance(content, str) else content)
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def _write_alone(path: Path, text: str) -> None:
    """Write a file that is to be the only thing in its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text)
    for other in path.parent.iterdir():
        if other.is_dir() and not other.is_symlink():
            shutil.rmtree(other)
        elif other != path:
            other.unlink()
