"""Time how the tables and the report grow with a class: `python -m tests.benchmarks.reports`. Takes half a minute.

The results are made up, with the checks, causes and notes that a class has; reading them from a gradebook is measured
by `many`. Each size is written three times, and the fastest counts.
"""

import gc
import random
import tempfile
import time
from pathlib import Path

from autograder import project
from autograder.causes import CAUSES
from autograder.gradebook.folder import ClassFolder
from autograder.gradebook.students import Student
from autograder.records import CheckVerdict
from autograder.reporting import report, tables
from autograder.reporting.standing import Row, Standing
from tests.benchmarks.measured import ROOT, keep
from tests.benchmarks.measured import Row as Figure

CHAPTERS = project.chapters(ROOT)
CHECKS = 28
OUTCOMES = ("passed", "passed", "passed", "failed", "not attempted", "not reached")
NOTES = ("check cell a was not in the notebook; the chapter's own was used", "check cell b was there twice")
FEW, MANY, TIMES = 1_000, 20_000, 3


def result(student: str, chapter: str, chance: random.Random) -> Row:
    """Return a made-up result."""
    checks = []
    for place in range(CHECKS):
        outcome = chance.choice(OUTCOMES)
        cause = chance.choice(list(CAUSES)) if outcome == "failed" else ""
        checks.append(CheckVerdict(f"check-{place:02}", float(outcome == "passed"), 1.0, outcome, cause))
    notes = tuple(note for note in NOTES if chance.random() < 0.05)
    score = sum(check.score for check in checks)
    return Row(student, chapter, "graded", "", score, float(CHECKS), tuple(checks), is_scored=True, notes=notes)


def standing(folder: Path, number: int) -> Standing:
    """Return a class with so many results."""
    chance = random.Random(1)
    students = [f"student-{place:05}" for place in range(number // len(CHAPTERS))]
    rows = [result(student, chapter, chance) for chapter in CHAPTERS for student in students]
    listed = {student: Student(student, f"Given {student[-5:]}, Family") for student in students}
    return Standing(ROOT, ClassFolder(folder), rows, students, listed)


def measure(number: int) -> tuple[float, int]:
    """Return how many seconds tables and report of so many results take, and how many bytes the report has."""
    with tempfile.TemporaryDirectory() as name:
        now = standing(Path(name), number)
        taken = []
        for _ in range(TIMES + 1):  # the first one also writes the chapters' pages
            gc.collect()
            started = time.perf_counter()
            tables.write(now)
            path = report.write(now)
            taken.append(time.perf_counter() - started)
        return min(taken[1:]), path.stat().st_size


def main() -> None:
    few, _ = measure(FEW)
    many, size = measure(MANY)
    _, of_thousand = measure(FEW * len(CHAPTERS))
    keep(
        Figure(
            "7 report written",
            f"tables and report of {MANY:,} results ÷ of {FEW:,}",
            many / few,
            25,
            False,
            f"{many:.1f} s ÷ {few:.2f} s, made-up results; the page has {size / 1e6:.1f} MB",
        ),
        Figure(
            "7 report size",
            f"the report of 1,000 students with {len(CHAPTERS)} chapters each",
            of_thousand / 1e6,
            2,
            False,
            "made-up results, every student with a name",
            " MB",
        ),
    )


if __name__ == "__main__":
    main()
