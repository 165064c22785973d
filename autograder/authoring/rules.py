"""What a chapter owes its readers, beyond being readable: rules that the build tells at the line of the source."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from autograder import project
from autograder.authoring.cases import cases_path, read_cases
from autograder.causes import CAUSES
from autograder.chapter import cells
from autograder.chapter.parsing import parse
from autograder.chapter.source import cell_lines
from autograder.grading.run import Limits

HEADING = re.compile(r"^### (Exercise \d+|Predict) · ", re.MULTILINE)  # a prediction needs nothing else
DIFFICULTY = re.compile(r"\*Difficulty: [●○]{3} · \d+ minutes[^*]*\*")
HINT = "<summary>Hint</summary>"
IN_WORDS = "*In words:*"
NO_HEADING = "the exercise {} has no heading. Write ### Exercise 1 · …, or ### Predict · …, above it."
NO_DIFFICULTY = "the exercise {} does not say how hard it is. Write below its heading *Difficulty: ●●○ · 10 minutes*"
NO_HINT = "the exercise {} has no hint. Write <details><summary>Hint</summary> … </details> above it."
NO_CHECK = 'nothing checks the exercise {}. Write a cell headed check="…" points=… below it.'
ALL_HIDDEN = (
    "of the check {} students see nothing. Write above its hidden part what it asks for: a visible check, or a line "
    "that begins with #."
)
NO_CAUSE = "no cause is called {!r}. Choose one of autograder/causes/, or add it there."
NO_TEXT = "a picture has no text for those who do not see it. Write ![what it shows](…)."
NOT_IN_WORDS = f"this cell shows a picture, and the text below it does not begin with {IN_WORDS}"
TOO_LARGE = "this cell shows {:.1f} MB, and of a student's {:.0f} MB are kept. Show fewer pictures, or smaller ones."
NO_ANSWER = 'no {0} answer to {1} is known. Write one, headed # %% exercise="{1}" {2}.'
Found = Iterator[tuple[int, str]]  # the position of a cell, and what is wrong with it


@dataclass(frozen=True)
class Broken:
    """A rule that a chapter breaks: where, and what to do."""

    where: str
    told: str

    def __str__(self) -> str:
        return f"{self.where}: {self.told}"


def broken(root: Path, chapter: str) -> list[Broken]:
    """Return which rules a built chapter breaks, in the order of its cells; those of its answers come last.

    A notebook without a source, as nbgrader's own assignments are, is not asked to keep them.
    """
    source = project.source_path(root, chapter)
    if not source.is_file():
        return []
    page = cells.read(project.solution_path(root, chapter)).cells
    lines = cell_lines(source, len(page))
    rules = (_exercises, _checks, _causes, _pictures_in_text, _pictures_that_are_shown, _sizes)
    found = sorted((place, told) for rule in rules for place, told in rule(page))
    told = [Broken(f"{source.relative_to(root)}, line {lines[place]}", what) for place, what in found]
    return told + list(_answers(root, chapter, page))


def _exercises(page: list[NotebookNode]) -> Found:
    text, checked = "", {exercise.id for _, exercise in _checks_of(page)}
    for place, cell in enumerate(page):
        if cell.cell_type == "markdown":
            text = cell.source if HEADING.search(cell.source) else f"{text}\n{cell.source}"
        if cells.role(cell) != "exercise":
            continue
        heading = HEADING.search(text)
        asks = heading is None or heading[1] != "Predict"
        wrong = {
            NO_HEADING: heading is None,
            NO_DIFFICULTY: asks and not DIFFICULTY.search(text),
            NO_HINT: asks and HINT not in text,
            NO_CHECK: cell.id not in checked,
        }
        yield from ((place, told.format(cell.id)) for told, is_so in wrong.items() if is_so)
        text = ""


def _checks_of(page: list[NotebookNode]) -> Iterator[tuple[NotebookNode, NotebookNode]]:
    for check, exercise in cells.checks_with_exercise(NotebookNode(cells=page)):
        if exercise is not None:
            yield check, exercise


def _checks(page: list[NotebookNode]) -> Found:
    for place, cell in enumerate(page):
        hidden = cells.hidden_lines(cell.source) if cells.role(cell) == "check" else frozenset()
        lines = enumerate(cell.source.split("\n"), 1)
        if hidden and not any(line.strip() for number, line in lines if number not in hidden):
            yield place, ALL_HIDDEN.format(cell.id)


def _causes(page: list[NotebookNode]) -> Found:
    for place, cell in enumerate(page):
        if cells.role(cell) == "check":
            for cause in sorted(set(_named_causes(cell.source)) - CAUSES.keys()):
                yield place, NO_CAUSE.format(cause)


def _named_causes(source: str) -> Iterator[str]:
    """Yield the causes that a check cell's calls name: ``cause="…"``, and ``slips={an answer: "…"}``."""
    for node in ast.walk(parse(source)):
        if isinstance(node, ast.keyword) and node.arg in ("cause", "slips"):
            values = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
            yield from (v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str))


def _pictures_in_text(page: list[NotebookNode]) -> Found:
    for place, cell in enumerate(page):
        if cell.cell_type == "markdown":
            tags = re.findall(r"<img\b[^>]*>", cell.source)
            if re.search(r"!\[\s*\]\(", cell.source) or not all(re.search(r'\balt="[^"]+"', tag) for tag in tags):
                yield place, NO_TEXT


def _pictures_that_are_shown(page: list[NotebookNode]) -> Found:
    for place, cell in enumerate(page):
        if any("image/png" in output.get("data", {}) for output in cell.get("outputs", [])):
            after = next((later.source for later in page[place + 1 :] if later.cell_type == "markdown"), "")
            if not after.startswith(IN_WORDS):
                yield place, NOT_IN_WORDS


def _sizes(page: list[NotebookNode]) -> Found:
    most = Limits().kept_bytes
    for place, cell in enumerate(page):
        size = len(json.dumps(cell.get("outputs", [])))
        if size > most:
            yield place, TOO_LARGE.format(size / 1e6, most / 1e6)


def _answers(root: Path, chapter: str, page: list[NotebookNode]) -> Iterator[Broken]:
    path = cases_path(root, chapter)
    known = read_cases(path) if path.is_file() else []
    for cell in page:
        if cells.role(cell) != "exercise":
            continue
        kinds = {case.kind for case in known if case.exercise == cell.id}
        for kind, what in (("wrong", 'wrong="the-cause-it-must-be-told"'), ("right", 'right="what is different"')):
            if kind not in kinds:
                yield Broken(str(path.relative_to(root)), NO_ANSWER.format(kind, cell.id, what))
