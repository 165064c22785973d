"""Fingerprints of what a verdict depends on: when one differs, a submission is judged again, or runs again."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from nbformat import NotebookNode

from autograder.chapter.plan import Plan

PACKAGE = Path(__file__).resolve().parents[1]
# What of this package a verdict passes through, and what evidence is taken with.
JUDGING = (
    *("checks", "graphs", "causes", "models", "configs.py", "symbolic.py", "messages.py", "records.py"),
    *("grading/judge", "grading/evidence.py"),
)
TAKING = ("models", "configs.py", "symbolic.py", "grading/harvest.py", "grading/judge/values.py", "grading/evidence.py")
# What else decides of a submission which cells run, and what their outcome is.
RUNNING = (
    *("chapter", "grading/submission.py", "grading/verdict.py", "grading/restore.py", "grading/placed.py"),
    *("grading/recognise.py", "grading/known_by_place.py", "grading/order.py", "grading/misplaced.py"),
    *("grading/elsewhere.py", "grading/shell_lines.py"),
)
# What the checks compute with; TensorFlow has another name where it is built for one kind of processor.
LIBRARIES = ("keras", "tensorflow", "tensorflow-cpu", "numpy")


def of_chapter(notebook: NotebookNode, files: Mapping[str, bytes]) -> str:
    """Return the fingerprint of a chapter's code cells (text, role, points, tags), its files, and what judges them.

    Text cells decide nothing: a typo mended in one leaves the fingerprint as it is, as does a text cell more.
    """
    code = [
        [cell.source, cell.metadata.get("nbgrader"), cell.metadata.get("tags", [])]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]
    return of(of_package(*JUDGING), of_package(*TAKING), of_package(*RUNNING), code, of_files(files))


def of_check(check: NotebookNode, above: Iterable[str], plan: Plan, asked: bytes, files: Mapping[str, bytes]) -> str:
    """Return the fingerprint of what judges one check, beside the evidence: its cell, and all that it computes with.

    `above` are the sources of the chapter's cells that it needs, and `asked` the document its evidence is asked with.
    """
    group = plan.group_of(check.id)
    looks_at = [group.exercise, group.checks, group.names, group.subjects, group.weights]
    uses = [sorted(plan.uses.get(check.id, ())), sorted(plan.swaps.get(check.id, ()))]
    return of(of_package(*JUDGING), check.source, list(above), looks_at, uses, of_bytes(asked), of_files(files))


def of_taking(files: Mapping[str, bytes]) -> str:
    """Return the fingerprint of what evidence is taken with, beside the cells that run: this package, Keras, files."""
    return of(of_package(*TAKING), of_files(files))


def of_files(files: Mapping[str, bytes]) -> str:
    """Return the fingerprint of named files."""
    return of([[name, of_bytes(content)] for name, content in sorted(files.items())])


def of_bytes(data: bytes) -> str:
    """Return the fingerprint of bytes."""
    return hashlib.sha256(data).hexdigest()


def of(*parts: object) -> str:
    """Return the fingerprint of JSON data."""
    return of_bytes(json.dumps(parts, sort_keys=True).encode())


@cache
def of_package(*rooms: str) -> str:
    """Return the fingerprint of parts of this package as it is installed: their sources, and what they compute with."""
    places = [PACKAGE / room for room in rooms]
    sources = sorted(path for place in places for path in ([place] if place.is_file() else place.rglob("*.py")))
    read = [[path.relative_to(PACKAGE).as_posix(), of_bytes(path.read_bytes())] for path in sources]
    return of({name: _version(name) for name in LIBRARIES}, read)


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None
