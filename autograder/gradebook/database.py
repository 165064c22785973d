"""Results go into nbgrader's own gradebook and folders, one submission at a time."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment
from nbgrader.plugins import BasePlugin
from nbgrader.preprocessors import AssignLatePenalties, LimitOutput
from traitlets.config import Config

from autograder import limits, project
from autograder.chapter.chapter import Chapter
from autograder.chapter.release import nbgrader_config, source_of, start
from autograder.gradebook import living, recording, students, trouble
from autograder.gradebook.folder import ClassFolder
from autograder.gradebook.folders import Folders
from autograder.gradebook.journal import Journal
from autograder.gradebook.living import GivenByHand
from autograder.gradebook.stamp import stamp_if_new
from autograder.gradebook.students import Student
from autograder.records import Marks

T = TypeVar("T")
COURSE = "default_course"  # as nbgrader's Gradebook calls one without a name; PostgreSQL demands that it exists


class ClassGradebook:
    """A class's gradebook and the folders beside it. nbgrader changes the working folder: use it from one thread."""

    def __init__(
        self, root: Path, folder: Path, db_url: str | None = None, patience: float = limits.GRADEBOOK_SECONDS
    ) -> None:
        """Open the gradebook of the class in `folder`; `db_url` names another database than its own SQLite file.

        `patience` is how many seconds another program may hold it before this one gives up.
        """
        self.root, self.folder = root, ClassFolder(folder.resolve())
        self.db_url = trouble.absolute(db_url) if db_url else f"sqlite:///{self.folder.database}"
        self.config = nbgrader_config(root)
        del self.config["CourseDirectory"]["root"]
        self.patience = self._patience = patience

    @cached_property
    def journal(self) -> Journal:
        """What became of each submission, as it was kept when this is first asked for, and from then on."""
        return Journal(self.folder.journal)

    @cached_property
    def students(self) -> dict[str, Student]:
        """Who is in the class, by id, as its list says; nobody where it has none. Raises ProjectError."""
        there = self.folder.submitted.iterdir() if self.folder.submitted.is_dir() else ()
        return students.as_in_folders(students.read(self.folder.students), (path.name for path in there))

    def name_of(self, student: str) -> str:
        """Return what a student is called; empty where the class's list does not say."""
        return self.students[student].name if student in self.students else ""

    def prepare(self) -> None:
        """Make the database of a new class, and enter who is in its list. Raises GradebookBusy and ProjectError."""
        self.folder.path.mkdir(parents=True, exist_ok=True)
        listed = self.students.values()

        def make() -> None:
            stamp_if_new(self.db_url)
            with self._opened() as gradebook:
                recording.look(gradebook)
                recording.enrol(gradebook, listed)

        self._patiently(make)

    @contextmanager
    def _opened(self) -> Iterator[Gradebook]:
        """Open the database, which gets its tables if it is new."""
        with _programs_on_path(), Gradebook(self.db_url) as gradebook:
            yield gradebook

    def _patiently(self, action: Callable[[], T]) -> T:
        """Do what needs the database, again and again while another program holds it, or its server is away.

        Raises GradebookBusy when patience ends; from then on, until it is free, at the first failure.
        """
        until = time.monotonic() + self._patience
        while True:
            try:
                done = action()
            except Exception as problem:
                told = trouble.told_of(problem, self.db_url)
                if told is None:
                    raise
                if time.monotonic() > until or not told.may_pass:
                    self._patience = 0.0
                    raise told from None
                time.sleep(0.2)
            else:
                self._patience = self.patience
                return done

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
        coursedir.course_id = coursedir.course_id or COURSE
        coursedir.assignment_id, coursedir.student_id = chapter, student
        for name, place in places.items():
            setattr(coursedir, name, str(place))
        return coursedir

    def register(self, chapter: Chapter) -> None:
        """Put a chapter's cells and points into the gradebook, or bring them up to date.

        Raises GradebookBusy.
        """
        self._patiently(lambda: self._register(chapter))

    def _register(self, chapter: Chapter) -> None:
        with self._opened() as gradebook:
            living.adapt(gradebook, chapter)
        with tempfile.TemporaryDirectory() as released, source_of(self.root, chapter.name) as source:
            coursedir = self.coursedir(chapter.name, release_directory=Path(released), source_directory=source)
            config = Config({"GenerateAssignment": {"force": True}})
            start(GenerateAssignment(coursedir=coursedir, config=self._with(config)))

    def gone(self, chapter: Chapter) -> list[GivenByHand]:
        """Return what was given by hand for cells that a chapter does not have any more, and `register` would remove.

        Raises GradebookBusy.
        """

        def look() -> list[GivenByHand]:
            with self._opened() as gradebook:
                return living.gone(gradebook, chapter)

        return self._patiently(look)

    def record(
        self,
        student: str,
        chapter: str,
        notebook: NotebookNode,
        scores: Mapping[str, float | None],
        timestamp: str | None,
        again: bool = False,
    ) -> Marks:
        """Write ``autograded/<student>/<chapter>/`` and the scores; scores given by hand stay. Return what counts now.

        `notebook` is the finished run of the restored submission, `scores` the points that each check gets, None for
        what a person has to score, and `timestamp` when it was handed in, for late penalties; `again` tells that the
        same work was recorded before. Raises GradebookBusy.
        """
        shown, _ = LimitOutput(config=self.config).preprocess(notebook, {})
        self.folder.write_notebook(student, chapter, nbformat.v4.writes(shown) + "\n")

        def write() -> Marks:
            with self._opened() as gradebook:
                recording.record(gradebook, student, chapter, notebook, scores, timestamp, self._lateness, again)
                return recording.read_marks(gradebook, chapter, student)[student]

        return self._patiently(write)

    @cached_property
    def _lateness(self) -> BasePlugin:
        """nbgrader's plugin that says what a late submission loses, as the class's settings name it."""
        assigning = AssignLatePenalties(config=self.config)
        assigning.init_plugin()
        return assigning.plugin_inst

    def withdraw(self, student: str, chapter: str, again: bool = False) -> None:
        """Take back what an earlier, gradable submission left: its automatic scores and its autograded notebook.

        What a person decided holds if it is about the same work `again`. Raises GradebookBusy.
        """
        shutil.rmtree(self.folder.notebook_path(student, chapter).parent, ignore_errors=True)

        def take_back() -> None:
            with self._opened() as gradebook:
                recording.withdraw(gradebook, student, chapter, again)

        self._patiently(take_back)

    def decide(self, student: str, chapter: str, points: Mapping[str, float]) -> Marks:
        """Write points that a person gives, by grade_id; return what counts now. Raises GradebookBusy."""

        def write() -> Marks:
            with self._opened() as gradebook:
                recording.decide(gradebook, student, chapter, points, self._lateness)
                return recording.read_marks(gradebook, chapter, student)[student]

        return self._patiently(write)

    def marks(self, chapter: str) -> dict[str, Marks]:
        """Return what counts for each student graded; what was given by hand counts instead of the automatic score.

        Raises GradebookBusy.
        """
        return self._patiently(lambda: self._marks(chapter))

    def settle_lateness(self, chapter: str) -> None:
        """Work out again what late submissions lose: due dates may have been moved. Raises GradebookBusy."""

        def settle() -> None:
            with self._opened() as gradebook:
                recording.settle_lateness(gradebook, chapter, self._lateness)

        self._patiently(settle)

    def _marks(self, chapter: str) -> dict[str, Marks]:
        with self._opened() as gradebook:
            return recording.read_marks(gradebook, chapter)

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
