"""Whether a cell still is what was handed out: nbgrader seals each of its cells with a checksum."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any


def is_as_handed_out(source: str, kind: str, told: Mapping[str, Any]) -> bool:
    """Tell whether a cell has the text that it had when it was released, which need not be the chapter's of today.

    `kind` is the cell's, `told` what nbgrader's metadata says of it. Anybody can seal a cell anew, so nothing may hang
    on this but a remark on who changed a text.
    """
    return bool(told.get("checksum")) and told["checksum"] == _checksum(source, kind, told)


def _checksum(source: str, kind: str, told: Mapping[str, Any]) -> str:
    """Return what nbgrader works out for a cell."""
    is_grade, is_solution = bool(told.get("grade", False)), bool(told.get("solution", False))
    is_locked = not is_solution and (is_grade or bool(told.get("locked", False)))
    said = [source, kind, str(is_grade), str(is_solution), str(is_locked), str(told.get("grade_id", ""))]
    if is_grade:
        try:
            said.append(str(float(told.get("points", ""))))
        except (TypeError, ValueError, OverflowError):  # no number: nothing that was released has such points
            return ""
    return hashlib.md5("".join(said).encode(errors="replace"), usedforsecurity=False).hexdigest()
