"""Whether a cell still is what was handed out: nbgrader seals each of its cells with a checksum."""

from __future__ import annotations

import hashlib

from nbformat import NotebookNode


def is_as_handed_out(cell: NotebookNode) -> bool:
    """Tell whether a cell has the text that it had when it was released, which need not be the chapter's of today."""
    told = cell.metadata.get("nbgrader", {})
    text = cell.source.replace("\r\n", "\n")
    return bool(told.get("checksum")) and told["checksum"] == _checksum(text, cell.cell_type, told)


def _checksum(source: str, kind: str, told: NotebookNode) -> str:
    """Return what nbgrader works out for a cell."""
    is_grade, is_solution = bool(told.get("grade", False)), bool(told.get("solution", False))
    is_locked = not is_solution and (is_grade or bool(told.get("locked", False)))
    said = [source, kind, str(is_grade), str(is_solution), str(is_locked), str(told.get("grade_id", ""))]
    if is_grade:
        try:
            said.append(str(float(told.get("points", ""))))
        except (TypeError, ValueError):  # points that are no number: nothing that was released has any
            return ""
    return hashlib.md5("".join(said).encode(), usedforsecurity=False).hexdigest()
