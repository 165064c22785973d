"""Honest submissions lose nothing: in each sandbox and without one, among noise, and on a busy machine.

An answer in words waits for the person who reads it; all else of its chapter has full marks.

Of every chapter the solution is graded in each sandbox and without one; in the one that is used here also an answer
that is right in another way, by somebody who prints a lot. tests/benchmarks/same_scores.py compares all other answers.
"""

import csv
import multiprocessing
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from autograder import project
from autograder.authoring import sample
from autograder.authoring.student_notebooks import NOISE
from autograder.chapter import cells
from autograder.gradebook.folder import ClassFolder
from autograder.gradebook.journal import Journal
from autograder.grading.sandbox import bubblewrap, probe
from autograder.grading.sandbox.landlock import Landlock
from tests.conftest import ROOT
from tests.grading.tiny_class import TinyClass

CHAPTERS = project.chapters(ROOT)
PROGRAMS = str(Path(sys.executable).parent)  # where there is no `bwrap`
CHATTY = 'import sys\nprint("so far", flush=True)\nprint("W0000 a warning", file=sys.stderr, flush=True)'
WAYS = ("bubblewrap", "landlock", "none")


def chatty(submission: bytes) -> bytes:
    """A submission with noise in every cell, and cells that print before and after each of the chapter's."""
    notebook = nbformat.reads(submission.decode(), as_version=4)
    noisy = [new_code_cell(NOISE)]
    for cell in notebook.cells:
        noisy += [cell] if cells.role(cell) is None else [new_code_cell(CHATTY), cell, new_code_cell(CHATTY)]
    notebook.cells = noisy
    return nbformat.writes(notebook).encode()


@pytest.fixture(scope="module")
def submitted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("honest") / "submitted"
    for chapter in CHAPTERS:
        solution, other, *_ = (student.submission for student in sample.of_every_answer(ROOT, [chapter]))
        assert other.shows.startswith(sample.IN_ANOTHER_WAY)
        for student, data in (("solution", solution.data), ("another-way", chatty(other.data))):
            path = folder / student / chapter / f"{chapter}.ipynb"
            path.parent.mkdir(parents=True)
            path.write_bytes(data)
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def full_marks(row: dict[str, str]) -> str:
    """The outcome of a row of grades.csv or checks.csv that has all its points, else that there are fewer."""
    return row["outcome"] if row["score"] == row["max_score"] else "fewer points"


def with_errors(path: Path) -> list[str]:
    """The cells that show an error in a graded notebook and may not."""
    return [
        f"{path.parent.name} {cell.id}: {output.evalue}"
        for cell in cells.read(path).cells
        for output in cell.get("outputs", [])
        if output.output_type == "error" and "raises-exception" not in cell.metadata.get("tags", [])
    ]


def written(chapter: str) -> set[str]:
    """The answers in words of a chapter."""
    notebook = cells.read(ROOT / "course" / chapter / f"{chapter}.ipynb")
    return {str(cells.grade_id(cell)) for cell in notebook.cells if cells.role(cell) in cells.BY_HAND}


@pytest.mark.parametrize("way", WAYS)
def test_right_answers_get_full_marks(submitted: Path, tmp_path: Path, way: str) -> None:
    if way == "bubblewrap" and bubblewrap.installed() is None:
        pytest.skip("bubblewrap is not installed")
    if way == "landlock" and (reason := probe.why_not(Landlock())):
        pytest.skip(reason)
    is_used_here = way == ("bubblewrap" if bubblewrap.installed() else "landlock")
    students = ["solution", "another-way"] if is_used_here else ["solution"]
    for student in students:
        shutil.copytree(submitted / student, tmp_path / "submitted" / student)
    command = [sys.executable, "-m", "autograder.cli", "--root", str(ROOT), "grade", "--class", str(tmp_path)]
    path = os.pathsep.join([PROGRAMS, os.environ["PATH"]]) if way == "bubblewrap" else PROGRAMS
    options = ["--unsafe"] if way == "none" else []
    done = subprocess.run([*command, *options], env={**os.environ, "PATH": path}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    results = list(Journal(ClassFolder(tmp_path).journal).results())
    assert {result.sandbox for result in results} == {way}
    grades, checks = rows(tmp_path / "grades.csv"), rows(tmp_path / "checks.csv")
    assert len(grades) == len(students) * len(CHAPTERS)
    in_words = {chapter: written(chapter) for chapter in CHAPTERS}
    lost = [row for row in grades if not in_words[row["chapter"]] and full_marks(row) != "graded"]
    waiting = [row for row in grades if in_words[row["chapter"]] and row["outcome"] != "needs a human"]
    less = [row for row in checks if row["grade_id"] not in in_words[row["chapter"]] and full_marks(row) != "passed"]
    assert (lost, waiting, less) == ([], [], [])
    assert not [failed for path in sorted(tmp_path.glob("autograded/*/*/*.ipynb")) for failed in with_errors(path)]


@contextmanager
def busy_machine() -> Iterator[None]:
    """Four programs beside us for each processor, so that everything takes longer by the clock."""
    start = multiprocessing.get_context("spawn").Process
    busy = [start(target=spin, daemon=True) for _ in range(4 * (os.cpu_count() or 1))]
    for process in busy:
        process.start()
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.join()


def spin() -> None:
    while True:
        pass


WORKS = """
import time
began, begun = time.monotonic(), time.process_time()
while time.process_time() - begun < 1.5:
    pass
print("by the clock:", time.monotonic() - began)
total = sum(numbers)
"""


def test_a_busy_machine_costs_nobody_anything(new_class: TinyClass) -> None:
    c = new_class
    c.submit("ada", c.right(total=WORKS))
    c.submit("endless", c.right(total="while True:\n    pass"))
    with busy_machine():
        assert c.grade("--cell-seconds", "3", "--notebook-seconds", "8") == 0
    assert (c.grades("ada")["score"], c.grades("ada")["reason"]) == ("4", "")
    assert "took longer than 3 s and was stopped" in c.grades("endless")["reason"]
    graded = nbformat.reads(c.path("ada", "autograded").read_text(), as_version=4)
    said = "".join(output.get("text", "") for cell in graded.cells for output in cell.get("outputs", []))
    if float(said.split("by the clock: ")[1].split()[0]) < 3:
        pytest.skip("this machine shares its processors so that nothing became slow")
