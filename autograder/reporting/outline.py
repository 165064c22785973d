"""What a chapter is made of, by its headings: sections, exercises, and what of them gets points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from nbformat import NotebookNode

from autograder.chapter import cells

HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*\s*$")
FENCE = re.compile(r"\s*(```|~~~)")
EMPHASIS = re.compile(r"[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}")
SECTION = 2  # the level of a section's heading; an exercise's is deeper


@dataclass(frozen=True)
class Exercise:
    """An exercise: its title, the section it stands in, and the grade_ids of its answers, and of what gets points.

    `cell` and `section_cell` are the ids of the cells with these headings; empty where there is none.
    """

    title: str
    cell: str
    section: str = ""
    section_cell: str = ""
    answers: list[str] = field(default_factory=list)
    grade_ids: list[str] = field(default_factory=list)


def title(notebook: NotebookNode) -> str:
    """Return a chapter's title; empty where it has none."""
    return next((text for _, level, text in _headings(notebook) if level == 1), "")


def exercises(notebook: NotebookNode) -> list[Exercise]:
    """Return a chapter's exercises in order. Checks belong to the exercise above them, wherever headings stand."""
    headings: dict[str, list[tuple[int, str]]] = {}
    for cell_id, level, text in _headings(notebook):
        headings.setdefault(cell_id, []).append((level, text))
    section, heading = ("", ""), ("", "")
    found: dict[str, Exercise] = {}
    current: Exercise | None = None
    for cell in notebook.cells:
        cell_id, name = _id(cell), cells.grade_id(cell) or ""
        for level, text in headings.get(cell_id, []):
            heading = (text, cell_id)
            section = heading if level <= SECTION else section
        role = cells.role(cell)
        if role in ("exercise", *cells.BY_HAND) or (role == "check" and current is None):
            called, place = heading if heading[0] else (name.replace("-", " ").replace("_", " "), cell_id)
            current = found.setdefault(place, Exercise(called, place, *section))
        if current is not None and role == "exercise":
            current.answers.append(name)
        if current is not None and role in ("check", *cells.BY_HAND):
            current.grade_ids.append(name)
    return [exercise for exercise in found.values() if exercise.grade_ids]


def _headings(notebook: NotebookNode) -> Iterator[tuple[str, int, str]]:
    """Yield each heading of the text cells: the cell's id, the level, and the words."""
    for cell in notebook.cells:
        for _, match in _heading_lines(cell.source.split("\n") if cell.cell_type == "markdown" else []):
            yield _id(cell), len(match[1]), EMPHASIS.sub(r"\1", match[2])


def section_line(lines: list[str]) -> int:
    """Return which of a text cell's lines is the heading of the section that what follows stands in; else 0."""
    return max((place for place, match in _heading_lines(lines) if len(match[1]) <= SECTION), default=0)


def _heading_lines(lines: list[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the place of each heading among the lines of a text cell, and its match."""
    is_code = False
    for place, line in enumerate(lines):
        is_code = is_code is not bool(FENCE.match(line))
        if not is_code and (match := HEADING.match(line)):
            yield place, match


def _id(cell: NotebookNode) -> str:
    return str(cell.get("id", ""))
