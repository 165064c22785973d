"""Results go into nbgrader's own gradebook and folders, through nbgrader's own converters, one submission at a time."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.converters.base import BaseConverter
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    LimitOutput,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from autograder import project
from autograder.chapter import cells
from autograder.chapter.chapter import Chapter
from autograder.chapter.release import nbgrader_config, start
from autograder.grading.verdict import CheckResult

# nbgrader's own way of adding a submission makes SQLAlchemy warn; there is nothing a reader could do about it
warnings.filterwarnings("ignore", message="Object of type <Submitted", category=SAWarning)


class Folders(CourseDirectory):
    """nbgrader's folders, each where its absolute path says: a class can be anywhere."""

    def format_path(self, nbgrader_step: str, student_id: str, assignment_id: str, escape: bool = False) -> str:
        """Return ``<step>/<student>/<chapter>``; with `escape`, as a pattern whose names are patterns already."""
        parts = [re.escape(nbgrader_step) if escape else nbgrader_step, student_id, assignment_id]
        return (re.escape(os.sep) if escape else os.sep).join(parts)


class OneSubmission(BaseConverter):
    """A converter that takes one submission, whatever characters the student's name has."""

    def init_notebooks(self) -> None:
        """Take the one notebook without nbgrader's search by file name pattern."""
        folder = self._format_source(self.coursedir.assignment_id, self.coursedir.student_id)
        self.assignments = {folder: [os.path.join(folder, f"{self.coursedir.assignment_id}.ipynb")]}  # noqa: PTH118


class SaveVerdict(SaveAutoGrades):
    """nbgrader's SaveAutoGrades, with the verdict's score in place of a guess from a cell's outputs."""

    def _add_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        grade_id = cells.grade_id(cell)
        grade = self.gradebook.find_grade(grade_id, self.notebook_id, self.assignment_id, self.student_id)
        grade.auto_score = resources["nbgrader"]["verdict"][grade_id]
        grade.needs_manual_grade = grade.manual_score is not None  # as nbgrader does: look again after a new run
        self.gradebook.db.commit()


class Record(OneSubmission, Autograde):
    """nbgrader's Autograde for a submission that was restored, run and judged already."""

    verdict: dict[str, float]

    def init_single_notebook_resources(self, notebook_filename: str) -> dict[str, Any]:
        """Hand the verdict to the preprocessor that saves it."""
        resources: dict[str, Any] = super().init_single_notebook_resources(notebook_filename)
        resources["nbgrader"]["verdict"] = self.verdict
        return resources


class ClassGradebook:
    """A class's gradebook and the folders beside it. nbgrader changes the working folder: use it from one thread."""

    def __init__(self, root: Path, folder: Path, db_url: str | None = None) -> None:
        """Open the gradebook of the class in `folder`; `db_url` names another database than its own SQLite file."""
        self.root, self.folder = root, folder.resolve()
        self.db_url = db_url or f"sqlite:///{self.folder / 'gradebook.db'}"
        self.config = nbgrader_config(root)
        del self.config["CourseDirectory"]["root"]
        self.folder.mkdir(parents=True, exist_ok=True)
        with _programs_on_path():
            Gradebook(self.db_url).close()  # a new database gets its tables here

    def coursedir(self, chapter: str, student: str = "*", **folders: Path) -> Folders:
        """Return nbgrader's view of the class, with `folders` (such as release_directory) elsewhere."""
        places = {
            "source_directory": self.root / project.SOLUTIONS,
            "submitted_directory": self.folder / "submitted",
            "autograded_directory": self.folder / "autograded",
            "feedback_directory": self.folder / "feedback",
            **folders,
        }
        coursedir = Folders(config=self.config)
        coursedir.root = str(self.folder)
        coursedir.db_url = self.db_url
        coursedir.assignment_id, coursedir.student_id = chapter, student
        for name, place in places.items():
            setattr(coursedir, name, str(place))
        return coursedir

    def register(self, chapter: Chapter) -> None:
        """Put a chapter's cells and points into the gradebook, or bring them up to date.

        Raises ProjectError when cells were added or removed since the class was first graded.
        """
        self._require_same_cells(chapter)
        with tempfile.TemporaryDirectory() as released:
            coursedir = self.coursedir(chapter.name, release_directory=Path(released))
            config = Config({"GenerateAssignment": {"force": True}})
            start(GenerateAssignment(coursedir=coursedir, config=self._with(config)))

    def _require_same_cells(self, chapter: Chapter) -> None:
        """nbgrader cannot change which cells a notebook has once there are submissions: say so before it fails."""
        ours = {cells.grade_id(cell) for cell in chapter.graded.cells if cells.role(cell)}
        with Gradebook(self.db_url) as gradebook:
            try:
                registered = gradebook.find_notebook(chapter.name, chapter.name)
            except MissingEntry:
                return
            theirs = {cell.name for cell in registered.source_cells}
            if theirs != ours and registered.submissions:
                changed = ", ".join(sorted(str(name) for name in ours ^ theirs))
                raise project.ProjectError(
                    f"{chapter.name} has other cells than when this class was first graded ({changed}), and a "
                    "gradebook cannot change them. Grade with the version of the chapter that was handed out, or "
                    f"move {self.db_url.removeprefix('sqlite:///')} away to start a new one (scores given by hand "
                    "stay in the old one)."
                )

    def record(
        self, student: str, chapter: str, notebook: NotebookNode, results: list[CheckResult], timestamp: str | None
    ) -> None:
        """Write ``autograded/<student>/<chapter>/`` and the scores; scores given by hand stay.

        `notebook` is the finished run of the restored submission; `timestamp` is when it was handed in, for late
        penalties. Raises RuntimeError with nbgrader's own words when it cannot.
        """
        with tempfile.TemporaryDirectory() as finished:
            folder = Path(finished) / student / chapter
            folder.mkdir(parents=True)
            nbformat.write(notebook, folder / f"{chapter}.ipynb")
            if timestamp:
                (folder / "timestamp.txt").write_text(timestamp)
            coursedir = self.coursedir(chapter, student, submitted_directory=Path(finished))
            converter = Record(coursedir=coursedir, config=self._with(Config({"Record": {"force": True}})))
            converter.sanitize_preprocessors = [OverwriteKernelspec, OverwriteCells, CheckCellMetadata]
            converter.autograde_preprocessors = [LimitOutput, SaveVerdict, AssignLatePenalties, CheckCellMetadata]
            converter.verdict = {result.grade_id: result.score for result in results}
            start(converter)

    def withdraw(self, student: str, chapter: str) -> None:
        """Take back what an earlier, gradable submission left: its automatic scores and its autograded notebook."""
        shutil.rmtree(self.folder / "autograded" / student / chapter, ignore_errors=True)
        with Gradebook(self.db_url) as gradebook:
            gradebook.update_or_create_student(student)
            try:
                submission = gradebook.find_submission_notebook(chapter, chapter, student)
            except MissingEntry:
                return
            for grade in submission.grades:
                grade.auto_score = None
                grade.needs_manual_grade = True
            gradebook.db.commit()

    def scores(self, chapter: str) -> dict[str, tuple[float, dict[str, float]]]:
        """Return, for each student graded: the score (with late penalty), and the score of each check.

        A score given by hand in formgrader counts instead of the automatic one.
        """
        with Gradebook(self.db_url) as gradebook:
            try:
                submissions = gradebook.notebook_submissions(chapter, chapter)
            except MissingEntry:
                return {}
            return {
                submission.student.id: (
                    submission.score - (submission.late_submission_penalty or 0),
                    {grade.name: grade.score for grade in submission.grades},
                )
                for submission in submissions
            }

    def _with(self, more: Config) -> Config:
        config = Config(self.config)
        config.merge(more)
        return config


@contextmanager
def _programs_on_path() -> Iterator[None]:
    """Let nbgrader find the program `alembic`, beside this Python, also when no environment is activated."""
    before = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before
