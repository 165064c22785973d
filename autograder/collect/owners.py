"""Whose notebook was collected, by their number: who has the same name later on may be somebody else."""

from __future__ import annotations

import json

from autograder import project
from autograder.gradebook.folder import ClassFolder, write_whole

NAME = "collected.json"


class Owners:
    """The numbers of those whose notebooks a class has from a platform, kept beside what grading keeps."""

    def __init__(self, folder: ClassFolder) -> None:
        """Read them. Raises ProjectError for a file that was damaged."""
        self._path = folder.kept / NAME
        self._numbers: dict[str, str] = {}
        if self._path.exists():
            try:
                self._numbers = dict(json.loads(self._path.read_text(encoding="utf-8")))
            except (ValueError, TypeError):
                raise project.ProjectError(
                    f"{self._path} is damaged. Remove it: all that is lost is who has the same name as another."
                ) from None
        self._before = dict(self._numbers)

    def number(self, student: str, chapter: str) -> str:
        """Return the number of the one whose notebook was collected; empty where none is known."""
        return self._numbers.get(f"{student}/{chapter}", "")

    def note(self, student: str, chapter: str, number: str) -> None:
        """Remember whose notebook is there now."""
        self._numbers[f"{student}/{chapter}"] = number

    def write(self) -> None:
        """Keep what was noted."""
        if self._numbers != self._before:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, json.dumps(self._numbers, ensure_ascii=False, indent=0, sort_keys=True))
