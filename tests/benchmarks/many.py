"""Does the ten-thousandth submission take as long as the first, and as much memory? And the report of all? By name.

A class of tiny submissions is graded by `autograder grade`'s own function, in this process, so that its memory can be
looked at. Then results are recorded for twenty times as many students, without running anything, and the report of
each class is timed.

`python -m tests.benchmarks.many [SUBMISSIONS]`
"""

import argparse
import gc
import os
import shutil
import sys
import tempfile
import time
from dataclasses import replace
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


def grade(tiny: TinyClass) -> list[tuple[float, int]]:
    """Grade a class; return after each submission the seconds of the clock, and the bytes that this process has."""
    seen = []
    process = psutil.Process()

    def note(done: int, total: int, _who: str, _outcome: str | None) -> None:
        seen.append((time.perf_counter(), process.memory_info().rss))
        if done % 250 == 0:
            print(f"  {done} of {total}: {process.memory_info().rss / 1e6:.0f} MB", flush=True)

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


def main(number: int) -> None:
    tenth = number // 10
    with tempfile.TemporaryDirectory() as name:
        tiny = write_class(Path(name), number)
        seen = grade(tiny)
        first, last = (seen[end][0] - seen[start][0] for start, end in ((tenth, 2 * tenth), (-tenth - 1, -1)))
        memory = [seen[place][1] for place in (2 * tenth - 1, -1)]
        few = report_seconds(tiny, number)
        record_more(tiny, TIMES)
        many = report_seconds(tiny, number * TIMES)
        size = (tiny.folder / "report" / "index.html").stat().st_size
    keep(
        Row(
            "6 many seconds",
            f"{number:,} tiny submissions: seconds for the last tenth ÷ the second",
            last / first,
            1.1,
            False,
            f"{tenth} submissions each, {last:.0f} s ÷ {first:.0f} s; {1000 * last / tenth:.0f} ms each",
        ),
        Row(
            "6 many memory",
            f"{number:,} tiny submissions: the driver's memory at the end ÷ after two tenths",
            memory[1] / memory[0],
            1.1,
            False,
            f"{memory[1] / 1e6:.0f} MB ÷ {memory[0] / 1e6:.0f} MB",
        ),
        Row(
            "7 report",
            f"tables and report of {number * TIMES:,} results ÷ of {number:,}",
            many / few,
            25,
            False,
            f"{many:.1f} s ÷ {few:.2f} s; the page has {size / 1e3:.0f} kB",
        ),
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
