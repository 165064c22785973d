"""nbgrader's own export, for the platforms: ``nbgrader export --exporter=autograder.reporting.exports.plugins.Canvas``.

``--to`` names the file, or the folder for Moodle and Gradescope. They say what the gradebook has; `autograder export`
also knows what students were told.
"""

from __future__ import annotations

from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin
from traitlets import Unicode

from autograder.gradebook import recording
from autograder.gradebook.students import Student
from autograder.reporting.exports import canvas, gradescope, moodle
from autograder.reporting.exports.book import Book, Item, Result


class _Export(ExportPlugin):
    """What the exports share: the choice of students and assignments, and what is told."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the gradebook's points to where ``--to`` says."""
        for line in self._write(_book(gradebook, self.student, self.assignment)):
            self.log.warning(line)

    def _write(self, book: Book) -> list[str]:
        raise NotImplementedError


class Canvas(_Export):
    """The file that Canvas' *Grades → Import* takes; ``--to`` is its name."""

    roster = Unicode("", help="the gradebook that Canvas exported, whose columns of ids are kept").tag(config=True)

    def _write(self, book: Book) -> list[str]:
        return canvas.write(book, Path(self.to or "canvas.csv"), Path(self.roster) if self.roster else None)


class Moodle(_Export):
    """The files that Moodle's *Grades → Import → CSV file* takes; ``--to`` is their folder."""

    def _write(self, book: Book) -> list[str]:
        return moodle.write(book, Path(self.to or "moodle"))


class Gradescope(_Export):
    """Gradescope's results.json of each submission; ``--to`` is their folder."""

    def _write(self, book: Book) -> list[str]:
        return gradescope.write(book, Path(self.to or "gradescope"))


def _book(gradebook: Gradebook, students: list[str], assignments: list[str]) -> Book:
    """Return what a gradebook has, of these students and assignments, or of all."""
    known = {
        each.id: Student(each.id, _name(each.first_name, each.last_name), each.email or "", _numbers(each.lms_user_id))
        for each in gradebook.students
        if not students or each.id in map(str, students)
    }
    results, missing = [], []
    for assignment in gradebook.assignments:
        if assignments and assignment.name not in map(str, assignments):
            continue
        for student, marks in sorted(recording.read_marks(gradebook, assignment.name).items()):
            if student not in known:
                continue
            if marks.waiting:
                missing.append(f"{student} {assignment.name}: a person has yet to give points")
                continue
            items = [Item(name, score, most, score >= most) for name, (score, most) in marks.points.items()]
            results.append(Result(student, assignment.name, marks.score, marks.max_score, items))
    return Book(known, results, missing)


def _name(first: str | None, last: str | None) -> str:
    return f"{last}, {first}" if first and last else last or first or ""


def _numbers(text: str | None) -> tuple[str, ...]:
    return tuple((text or "").split())
