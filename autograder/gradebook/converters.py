"""nbgrader's own classes, bent to a class in any folder, students of any name, and scores decided before."""

from __future__ import annotations

import os
import re
import warnings
from typing import Any

from nbformat import NotebookNode
from nbgrader.converters import Autograde
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
from nbgrader.utils import parse_utc
from sqlalchemy.exc import SAWarning
from traitlets import validate

from autograder.chapter import cells

# nbgrader's own way of adding a submission makes SQLAlchemy warn; there is nothing a reader could do about it
warnings.filterwarnings("ignore", message="Object of type <Submitted", category=SAWarning)


class Folders(CourseDirectory):
    """nbgrader's folders, each where its absolute path says: a class can be anywhere."""

    @validate("student_id")
    def _validate_student_id(self, proposal: Any) -> str:
        """Take a name as it is: without the blank at its end it would be another student's."""
        student: str = proposal["value"]
        return student

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

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.sanitize_preprocessors = [OverwriteKernelspec, OverwriteCells, CheckCellMetadata]
        self.autograde_preprocessors = [LimitOutput, SaveVerdict, AssignLatePenalties, CheckCellMetadata]

    def init_single_notebook_resources(self, notebook_filename: str) -> dict[str, Any]:
        """Hand the verdict to the preprocessor that saves it."""
        resources: dict[str, Any] = super().init_single_notebook_resources(notebook_filename)
        resources["nbgrader"]["verdict"] = self.verdict
        return resources


def is_time(text: str) -> bool:
    """Tell whether nbgrader can read a text as the time at which something was handed in."""
    try:
        return parse_utc(text) is not None
    except (ValueError, OverflowError):
        return False
