"""What became of each submission, kept beside the class so that nothing is graded twice and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from autograder.gradebook.folder import ClassFolder
from autograder.records import CheckVerdict, Verdict


def _path(folder: ClassFolder, student: str, chapter: str) -> Path:
    return folder.results / student / f"{chapter}.json"


def save(folder: ClassFolder, result: Verdict) -> None:
    """Write a result beside the class in `folder`, whole or not at all."""
    path = _path(folder, result.student, result.chapter)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(asdict(result), indent=1), encoding="utf-8")
    unfinished.replace(path)


def load(folder: ClassFolder, student: str, chapter: str) -> Verdict | None:
    """Return the stored result of one submission; None when there is none, or none that can be read."""
    try:
        content = json.loads(_path(folder, student, chapter).read_text(encoding="utf-8"))
        content["checks"] = [CheckVerdict(**check) for check in content["checks"]]
        return Verdict(**content)
    except (OSError, ValueError, TypeError, KeyError):
        return None  # unfinished, or written by another version: it will be graded again


def forget(folder: ClassFolder, student: str, chapter: str) -> None:
    """Drop a stored result, before its submission is recorded anew."""
    _path(folder, student, chapter).unlink(missing_ok=True)


def results(folder: ClassFolder) -> Iterator[Verdict]:
    """Yield every stored result of the class in `folder`, by chapter and student."""
    paths = sorted(folder.results.glob("*/*.json"), key=lambda path: (path.stem, path.parent.name))
    for path in paths:
        result = load(folder, path.parent.name, path.stem)
        if result is not None:
            yield result
