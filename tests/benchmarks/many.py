"""Does the ten-thousandth submission take as long as the first, and as much memory? And the report of all? By name.

A class of tiny submissions is graded by `autograder grade`'s own function, in this process, so that its memory can be
looked at. Processor seconds are those of all processes together, which other work on the machine changes least. Then
results are recorded for twenty times as many students, without running anything, and the report of each class is timed.

`python -m tests.benchmarks.many [SUBMISSIONS [TIMES]]`; with TIMES 0 there is no report.
"""

import argparse
import gc
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
import psutil
from rich.progress import track

from autograder import cli
from autograder.classroom import writer
from autograder.classroom.grade import Options, grade_class
from autograder.classroom.one import Judged
from autograder.commands.shared import add_class, open_gradebook
from autograder.gradebook.database import ClassGradebook
from autograder.grading.sandbox import watch
from autograder.reporting import report, standing, tables
from tests.benchmarks.measured import ROOT, Row, keep
from tests.grading.tiny_class import CHAPTER, RIGHT, TinyClass

TIMES = 20
ANSWERS = ({}, {"total": "total = 4"}, {"double": "def double(n):\n    return n**2"}, {"largest": "largest = 1 / 0"})


def gradebook_of(tiny: TinyClass) -> ClassGradebook:
    parser = argparse.ArgumentParser()
    add_class(parser)
    return open_gradebook(tiny.root, parser.parse_args(["--class", str(tiny.folder)]))


def write_class(top: Path, number: int) -> TinyClass:
    """Build the tiny chapter, and hand in so many notebooks, of four kinds."""
    shutil.copytree(ROOT / "tests" / "grading" / "tiny", top / "root")
    shutil.copy(ROOT / "nbgrader_config.py", top / "root")
    tiny = TinyClass(top / "root", top / "class")
    cli.main(["--root", str(tiny.root), "build"])
    kinds = [nbformat.writes(tiny.notebook(**{**RIGHT, **answers})).encode() for answers in ANSWERS]
    for count in range(number):
        tiny.submit(f"student-{count:06}", kinds[count % len(kinds)])
    return tiny


@dataclass(frozen=True)
class Seen:
    """How far a grading was: seconds of the clock, of all processors, and the bytes that this process had."""

    clock: float
    cpu: float
    memory: int


def grade(tiny: TinyClass) -> list[Seen]:
    """Grade a class; return what was seen after each tenth of it."""
    seen = []
    process = psutil.Process()

    def note(done: int, total: int, _who: str, _outcome: str | None) -> None:
        if done % (total // 10) == 0:
            now = Seen(time.perf_counter(), watch.tree_seconds(os.getpid()), process.memory_info().rss)
            seen.append(now)
            print(f"  {done} of {total}: {now.cpu:.0f} CPU s, {now.memory / 1e6:.0f} MB", flush=True)

    grade_class(gradebook_of(tiny), [CHAPTER], Options(workers=os.cpu_count() or 1), note)
    return seen


def record_more(tiny: TinyClass, times: int) -> None:
    """Record so many times as many students, who handed in what the others did."""
    gradebook = gradebook_of(tiny)
    gradebook.prepare()
    results = list(gradebook.journal.results(CHAPTER))
    for number in track(range(1, times), "recording more students"):
        for result in results:
            student = f"{result.student}-{number:02}"
            of_another = replace(result, student=student)
            notebook = nbformat.read(gradebook.folder.notebook_path(result.student, CHAPTER), as_version=4)
            tiny.submit(student, b"{}")
            writer.record(gradebook, Judged(of_another, "", notebook, marks=None))


def report_seconds(tiny: TinyClass, number: int) -> float:
    """Write the tables and the report of a class of so many; return how long it took."""
    gc.collect()
    started = time.perf_counter()
    now = standing.read(gradebook_of(tiny))
    tables.write(now)
    report.write(now)
    taken = time.perf_counter() - started
    assert len(now.rows) == number, len(now.rows)
    return taken


def report_rows(tiny: TinyClass, number: int, times: int) -> Row:
    """Time the report of the class, and of one so many times as large."""
    few = report_seconds(tiny, number)
    record_more(tiny, times)
    many = report_seconds(tiny, number * times)
    size = (tiny.folder / "report" / "index.html").stat().st_size
    return Row(
        "7 report",
        f"tables and report of {number * times:,} results ÷ of {number:,}",
        many / few,
        25,
        False,
        f"{many:.1f} s ÷ {few:.2f} s; the page has {size / 1e3:.0f} kB",
    )


def main(number: int, times: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        tiny = write_class(Path(name), number)
        seen = grade(tiny)
        reported = [report_rows(tiny, number, times)] if times else []
    first, last = ((seen[end], seen[end - 1]) for end in (1, 9))  # the first tenth has the start in it
    cpu, clock = (
        [getattr(now, kind) - getattr(before, kind) for now, before in (last, first)] for kind in ("cpu", "clock")
    )
    by_clock = f"by the clock {clock[0]:.0f} s ÷ {clock[1]:.0f} s"
    keep(
        Row(
            "6 many seconds",
            f"{number:,} tiny submissions: processor seconds for the last tenth ÷ the second",
            cpu[0] / cpu[1],
            1.1,
            False,
            f"{number // 10:,} submissions each, {cpu[0]:.0f} s ÷ {cpu[1]:.0f} s; {by_clock}",
        ),
        Row(
            "6 many memory",
            f"{number:,} tiny submissions: the driver's memory at the end ÷ after two tenths",
            seen[9].memory / seen[1].memory,
            1.1,
            False,
            f"{seen[9].memory / 1e6:.0f} MB ÷ {seen[1].memory / 1e6:.0f} MB",
        ),
        *reported,
    )


if __name__ == "__main__":
    asked = list(map(int, sys.argv[1:]))
    main(*(asked + [1000, TIMES][len(asked) :]))
