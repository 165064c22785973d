"""Fingerprints of what a verdict depends on: when one differs, a submission is judged again."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from nbformat import NotebookNode

PACKAGE = Path(__file__).resolve().parents[1]
# What of this package a verdict passes through; a room that is not there yet has no files.
JUDGING = ("checks", "graphs", "causes", "models", "records.py", "grading")
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
    hashed = hashlib.sha256(json.dumps([of_judges(), code], sort_keys=True).encode())
    _add(hashed, sorted(files.items()))
    return hashed.hexdigest()


@cache
def of_judges() -> str:
    """Return the fingerprint of the check library as it is installed: its sources, and what it computes with."""
    hashed = hashlib.sha256(json.dumps({name: _version(name) for name in LIBRARIES}).encode())
    places = [PACKAGE / name for name in JUDGING]
    sources = sorted(path for place in places for path in ([place] if place.is_file() else place.rglob("*.py")))
    _add(hashed, ((path.relative_to(PACKAGE).as_posix(), path.read_bytes()) for path in sources))
    return hashed.hexdigest()


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _add(hashed: hashlib._Hash, files: Iterable[tuple[str, bytes]]) -> None:
    for name, content in files:
        hashed.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
