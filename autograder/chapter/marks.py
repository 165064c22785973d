"""nbgrader's marks around solutions and hidden tests: a line that looks like one and is none would hand them out."""

from __future__ import annotations

import re
from difflib import get_close_matches

from nbformat import NotebookNode

from autograder.chapter import cells
from autograder.project import ProjectError

SOLUTION, HIDDEN, SCHEME = "SOLUTION", "HIDDEN TESTS", "MARK SCHEME"
READ_BY_NBGRADER = [f"{side} {about}" for side in ("BEGIN", "END") for about in (SOLUTION, HIDDEN, SCHEME)]
LOOKS_LIKE_ONE = re.compile(
    r"^\W*(begin|end)\W*(solutions?|hidden\W*tests?|hidden\W*checks?|tests?\W*hidden|mark\W*schemes?)\W*$",
    re.IGNORECASE,
)
# The words of which authors make what should have been a mark; others may be misspelt ones of these.
BEGINS, ENDS = ["BEGIN", "BEGINS", "BEGINNING", "START"], ["END", "ENDS", "STOP", "FINISH"]
TESTS = ["TEST", "TESTS", "TESTING", "CHECK", "CHECKS", "ASSERT", "ASSERTS"]
OTHERS = ["SOLUTION", "SOLUTIONS", "ANSWER", "ANSWERS", "MARK", "SCHEME", "HERE", "OF"]
NEAR = 0.8  # how alike a misspelt word and the right one are, of 1


def require_good_marks(cell: NotebookNode) -> None:
    """Raise ProjectError, saying what is wrong, for marks that nbgrader would not read, or not as they are meant."""
    opened = ""
    for number, line in enumerate(cell.source.split("\n"), 1):
        if not _is_meant(line, cell.cell_type == "code"):
            continue
        begins, about = _begins(line), _about(line)
        side, words = "BEGIN" if begins else "END", line.strip()
        if words != f"### {side} {about}":
            raise ProjectError(
                f"its line {number}, {words!r}, looks like a mark and is none: write ### {side} {about}. "
                "If it is no mark, use other words."
            )
        if begins and opened:
            raise ProjectError(f"its line {number} begins {about} before ### END {opened}.")
        if not begins and opened != about:
            raise ProjectError(f"its line {number} ends {about}, and no ### BEGIN {about} is above it.")
        _require_place(cell, about)
        opened = about if begins else ""
    if opened:
        raise ProjectError(f"### BEGIN {opened} has no ### END {opened} below it.")


def _is_meant(line: str, is_code: bool) -> bool:
    """Tell whether a line is a mark, or was meant as one: nbgrader finds its words anywhere in a line."""
    if any(words in line for words in READ_BY_NBGRADER) or LOOKS_LIKE_ONE.match(line):
        return True
    return is_code and line.lstrip().startswith("#") and _is_misspelt(line)


def _is_misspelt(comment: str) -> bool:
    """Tell whether a comment says where something begins or ends, or is hidden, in words of a mark or near to them."""
    words = _words(comment)
    sides = [word for word in words if _is_near(word, BEGINS + ENDS)]
    hides = any(_is_near(word, ["HIDDEN"]) for word in words) and any(_is_near(word, TESTS) for word in words)
    if comment.lstrip().startswith("###"):
        return bool(words) and (words[0] in sides or hides)
    known = all(_is_near(word, [*BEGINS, *ENDS, "HIDDEN", *TESTS, *OTHERS]) for word in words)
    return known and len(words) > 1 and (bool(sides) or hides)


def _words(line: str) -> list[str]:
    return re.findall("[A-Z]+", line.upper())


def _is_near(word: str, wanted: list[str]) -> bool:
    return bool(get_close_matches(word, wanted, n=1, cutoff=NEAR))


def _begins(line: str) -> bool:
    return "BEGIN" in line.upper() or not any(_is_near(word, ENDS) for word in _words(line))


def _about(line: str) -> str:
    words = _words(line)
    if any(_is_near(word, ["HIDDEN", *TESTS]) for word in words):
        return HIDDEN
    return SCHEME if any(_is_near(word, ["MARK", "SCHEME"]) for word in words) else SOLUTION


def _require_place(cell: NotebookNode, about: str) -> None:
    role = cells.role(cell)
    if about == SOLUTION and not cells.is_students(cell):
        raise ProjectError("a solution belongs in a cell that students write.")
    if about == HIDDEN and role != "check":
        raise ProjectError("hidden tests belong in a check's cell.")
