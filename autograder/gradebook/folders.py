"""nbgrader's view of folders, bent to a class in any folder and students of any name."""

from __future__ import annotations

import os
import re
from typing import Any

from nbgrader.coursedir import CourseDirectory
from traitlets import validate


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
