"""Results go into nbgrader's own gradebook and folders, through nbgrader's own converters, one submission at a time."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment
from traitlets.config import Config

from autograder import project
from autograder.chapter import cells
from autograder.chapter.chapter import Chapter
from autograder.chapter.release import nbgrader_config, start
from autograder.gradebook.converters import Folders, Record
from autograder.gradebook.folder import ClassFolder


class ClassGradebook:
    """A class's gradebook and the folders beside it. nbgrader changes the working folder: use it from one thread."""

    def __init__(self, root: Path, folder: Path, db_url: str | None = None) -> None:
        """Open the gradebook of the class in `folder`; `db_url` names another database than its own SQLite file."""
        self.root, self.folder = root, ClassFolder(folder.resolve())
        self.db_url = db_url or f"sqlite:///{self.folder.database}"
        self.config = nbgrader_config(root)
        del self.config["CourseDirectory"]["root"]
        self.folder.path.mkdir(parents=True, exist_ok=True)
        with _programs_on_path():
            Gradebook(self.db_url).close()  # a new database gets its tables here

    def coursedir(self, chapter: str, student: str = "*", **folders: Path) -> Folders:
        """Return nbgrader's view of the class, with `folders` (such as release_directory) elsewhere."""
        places = {
            "source_directory": self.root / project.SOLUTIONS,
            "submitted_directory": self.folder.submitted,
            "autograded_directory": self.folder.autograded,
            "feedback_directory": self.folder.feedback,
            **folders,
        }
        coursedir = Folders(config=self.config)
        coursedir.root = str(self.folder.path)
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
        self, student: str, chapter: str, notebook: NotebookNode, scores: dict[str, float], timestamp: str | None
    ) -> None:
        """Write ``autograded/<student>/<chapter>/`` and the scores; scores given by hand stay.

        `notebook` is the finished run of the restored submission, `scores` the points that each check gets, and
        `timestamp` when it was handed in, for late penalties. Raises RuntimeError with nbgrader's own words when it
        cannot.
        """
        with tempfile.TemporaryDirectory() as finished:
            folder = Path(finished) / student / chapter
            folder.mkdir(parents=True)
            nbformat.write(notebook, folder / f"{chapter}.ipynb")
            if timestamp:
                (folder / "timestamp.txt").write_text(timestamp)
            coursedir = self.coursedir(chapter, student, submitted_directory=Path(finished))
            converter = Record(coursedir=coursedir, config=self._with(Config({"Record": {"force": True}})))
            converter.verdict = scores
            start(converter)

    def withdraw(self, student: str, chapter: str) -> None:
        """Take back what an earlier, gradable submission left: its automatic scores and its autograded notebook."""
        shutil.rmtree(self.folder.notebook_path(student, chapter).parent, ignore_errors=True)
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
