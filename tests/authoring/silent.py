"""The page of silent mistakes: its cells, and what each prints."""

from __future__ import annotations

import contextlib
import io
import re
import warnings
from typing import Any, NamedTuple

from autograder import project
from tests.conftest import ROOT

PAGE = ROOT / project.SOLUTIONS / "silence.md"
MISTAKE = re.compile(
    r"^\*\*(\d+ · .+?)\*\*(.*?)```python\n(.*?)```\n(?:\n```text\n(.*?)```\n)?",
    re.DOTALL | re.MULTILINE,
)


class Mistake(NamedTuple):
    """One mistake of the page: its title, what is said of it, its cell, and what the page says that it prints."""

    title: str
    words: str
    cell: str
    printed: str


def mistakes(text: str) -> list[Mistake]:
    """Return the mistakes of a page, in its order."""
    return [Mistake(*groups) for groups in MISTAKE.findall(text)]


def beginning(text: str) -> str:
    """Return the lines that every cell of the page stands behind."""
    return text.split("```python\n", 1)[1].split("```", 1)[0]


def ran(cell: str, first: str) -> tuple[str, list[str]]:
    """Return what a cell prints behind these first lines, and the warnings that it gives."""
    names: dict[str, Any] = {}
    out = io.StringIO()
    with warnings.catch_warnings(record=True) as said, contextlib.redirect_stdout(out):
        warnings.simplefilter("always")
        exec(first + cell, names)  # noqa: S102  (the page's own cells)
    return out.getvalue(), [str(warning.message) for warning in said if issubclass(warning.category, UserWarning)]
