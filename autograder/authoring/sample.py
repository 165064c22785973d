"""A class to try grading with: students whose notebooks show everything that grading must deal with.

Their answers are the chapter's solution and its four-way cases, filled into the notebook that students get.
"""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder import project
from autograder.authoring.cases import Case, cases_path, read_cases
from autograder.chapter import cells

NAMES = [
    *("ada", "ben", "chloe", "dan", "eva", "finn", "gia", "hugo", "iris", "jon", "kira", "leo", "mia", "noah"),
    *("olga", "paul", "quinn", "rosa", "sam", "tara", "uma", "vera", "will", "xenia", "yara", "zoe"),
]
TITLE = "# A sample class\n"
NOISE = """import sys
get_ipython().events.register("pre_run_cell", lambda info: print("only a note", file=sys.stderr))"""

Answers = dict[str, str]  # exercise id → the text of its cell


@dataclass(frozen=True)
class Student:
    """One student's submission: the file's bytes, and what it shows, in words."""

    name: str
    chapter: str
    shows: str
    submission: bytes


def write_class(root: Path, chapters: list[str], folder: Path) -> list[Student]:
    """Write ``submitted/`` and README.md of a sample class into `folder`; return its students.

    A sample class that is there already, and the same, is left as it is with its grades; another one is made anew.
    Raises ProjectError when `folder` holds anything else than a sample class.
    """
    readme = folder / "README.md"
    if folder.exists() and any(folder.iterdir()) and not (readme.is_file() and readme.read_text().startswith(TITLE)):
        raise project.ProjectError(f"{folder} is not a sample class, so nothing is written there. Name a new folder.")
    # What is wrong with a file has nothing to do with the chapter, so one chapter shows all of that.
    students = [s for chapter in chapters for s in make_students(root, chapter, with_broken=chapter == chapters[0])]
    wanted = {_path(folder, student): student.submission for student in students}
    present = {path: path.read_bytes() for path in folder.glob("submitted/*/*/*") if path.is_file()}
    if wanted != present:
        shutil.rmtree(folder, ignore_errors=True)
        for path, submission in wanted.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(submission)
    rows = "".join(f"| {student.name} | {student.chapter} | {student.shows} |\n" for student in students)
    readme.write_text(
        f"{TITLE}\nMade by `autograder sample`; made anew when a chapter changes.\n\n"
        f"| student | chapter | what the submission shows |\n|---|---|---|\n{rows}"
    )
    return students


def _path(folder: Path, student: Student) -> Path:
    return folder / "submitted" / student.name / student.chapter / f"{student.chapter}.ipynb"


def make_students(root: Path, chapter: str, with_broken: bool = True) -> list[Student]:
    """Return the students of one chapter: good, wrong for every cause, unfinished, and with broken files if asked.

    Raises ProjectError when the chapter has not been built.
    """
    for path in (project.released_path(root, chapter), project.solution_path(root, chapter)):
        if not path.is_file():
            raise project.ProjectError(f"{path.relative_to(root)} is not there yet. Run: autograder build {chapter}")
    released = cells.read(project.released_path(root, chapter))
    solution = _solution(cells.read(project.solution_path(root, chapter)))
    path = cases_path(root, chapter)
    cases = read_cases(path) if path.is_file() else []
    made = list(_answered(released, solution, cases))
    if with_broken:
        made += _broken(released, solution)
    names = [*NAMES, *(f"student-{number}" for number in range(len(NAMES) + 1, len(made) + 1))]
    return [Student(name, chapter, shows, data) for name, (shows, data) in zip(names, made, strict=False)]


def _solution(notebook: NotebookNode) -> Answers:
    """Return each exercise's solution as a student would have typed it: without the marks around it."""
    return {
        cell.id: "\n".join(line for line in cell.source.split("\n") if not line.strip().startswith("### "))
        for cell in notebook.cells
        if cells.is_students(cell)
    }


def _filled(released: NotebookNode, answers: Answers) -> NotebookNode:
    """Return the released notebook with `answers` in its exercise cells; exercises without one stay as they are."""
    filled = copy.deepcopy(released)
    for cell in filled.cells:
        if cell.id in answers:
            cell.source = answers[cell.id]
    return filled


def _bytes(notebook: NotebookNode) -> bytes:
    return nbformat.writes(notebook).encode() + b"\n"


def _answered(released: NotebookNode, solution: Answers, cases: list[Case]) -> Iterator[tuple[str, bytes]]:
    """Yield the notebooks of students who differ in their answers only."""
    yield "everything right", _bytes(_filled(released, solution))
    for right in _one_each(cases, "right"):
        shows = "everything right in another way: " + ", ".join(case.name for case in right)
        yield shows, _bytes(_filled(released, {**solution, **{case.exercise: case.source for case in right}}))
    half = dict(list(solution.items())[: len(solution) // 2])
    yield (
        f"the first {len(half)} of {len(solution)} exercises right, the others unedited",
        _bytes(_filled(released, half)),
    )
    yield "handed in as it was handed out", _bytes(released)
    for wrong in _one_each(cases, "wrong"):
        shows = "wrong: " + ", ".join(f"{case.name} in {case.exercise}" for case in wrong)
        yield shows, _bytes(_filled(released, {**solution, **{case.exercise: case.source for case in wrong}}))


def _one_each(cases: list[Case], kind: str) -> Iterator[list[Case]]:
    """Yield groups of cases that one student can have together, one an exercise, until all cases are used."""
    by_exercise: dict[str, list[Case]] = {}
    for case in cases:
        if case.kind == kind:
            by_exercise.setdefault(case.exercise, []).append(case)
    for group in zip_longest(*by_exercise.values()):
        yield [case for case in group if case is not None]


def _broken(released: NotebookNode, solution: Answers) -> Iterator[tuple[str, bytes]]:
    """Yield the notebooks of students with right answers and something else that is wrong."""
    middle = list(solution)[len(solution) // 2]
    good = _filled(released, solution)

    def stuck(code: str) -> bytes:
        return _bytes(_filled(released, {**solution, middle: f"{code}\n{solution[middle]}"}))

    yield f"right, but {middle} ends the kernel with os._exit", stuck("import os\nos._exit(1)")
    yield f"right, but {middle} never ends", stuck("while True:\n    pass")
    yield "not a notebook: the second half of the file is missing", _bytes(good)[: len(_bytes(good)) // 2]
    yield "right, saved with a byte order mark by a Windows editor", b"\xef\xbb\xbf" + _bytes(good)
    checks = [number for number, cell in enumerate(good.cells) if cells.role(cell) == "check"]
    doubled = copy.deepcopy(good)
    doubled.cells.insert(checks[0], copy.deepcopy(good.cells[checks[0]]))
    doubled.cells[checks[0]]["id"] = "pasted"
    yield f"right, with the check {good.cells[checks[0]].id} copied and pasted", _bytes(doubled)
    shortened = copy.deepcopy(good)
    del shortened.cells[checks[-1]]
    yield f"right, with the check {good.cells[checks[-1]].id} deleted", _bytes(shortened)
    noisy = copy.deepcopy(good)
    noisy.cells.insert(0, new_code_cell(NOISE, id="noise"))
    yield "right, and prints to stderr in every cell", _bytes(noisy)
