"""nbgrader's marks around solutions and hidden tests: a line that looks like one and is none would hand them out."""

from __future__ import annotations

import re

from nbformat import NotebookNode

from autograder.chapter import cells
from autograder.project import ProjectError

SOLUTION, HIDDEN, SCHEME = "SOLUTION", "HIDDEN TESTS", "MARK SCHEME"
LOOKS_LIKE_ONE = re.compile(
    r"^\W*(begin|end)\W*(solutions?|hidden\W*tests?|hidden\W*checks?|tests?\W*hidden|mark\W*schemes?)\W*$",
    re.IGNORECASE,
)


def require_good_marks(cell: NotebookNode) -> None:
    """Raise ProjectError, saying what is wrong, for marks that nbgrader would not read, or not as they are meant."""
    opened = ""
    for number, line in enumerate(cell.source.split("\n"), 1):
        found = LOOKS_LIKE_ONE.match(line)
        if found is None:
            continue
        begins, about = found[1].upper() == "BEGIN", _about(found[2])
        right = f"### {'BEGIN' if begins else 'END'} {about}"
        if line.strip() != right:
            raise ProjectError(f"its line {number}, {line.strip()!r}, looks like a mark and is none: write {right}.")
        if begins and opened:
            raise ProjectError(f"its line {number} begins {about} before ### END {opened}.")
        if not begins and opened != about:
            raise ProjectError(f"its line {number} ends {about}, and no ### BEGIN {about} is above it.")
        _require_place(cell, about)
        opened = about if begins else ""
    if opened:
        raise ProjectError(f"### BEGIN {opened} has no ### END {opened} below it.")


def _about(words: str) -> str:
    return HIDDEN if "test" in words.lower() or "check" in words.lower() else _solution_or_scheme(words)


def _solution_or_scheme(words: str) -> str:
    return SOLUTION if "solution" in words.lower() else SCHEME


def _require_place(cell: NotebookNode, about: str) -> None:
    role = cells.role(cell)
    if about == SOLUTION and not cells.is_students(cell):
        raise ProjectError("a solution belongs in a cell that students write.")
    if about == HIDDEN and role != "check":
        raise ProjectError("hidden tests belong in a check's cell.")
