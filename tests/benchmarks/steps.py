"""Where does the time of one submission go? Seconds of the clock for each step, one submission at a time. Run by name.

Solutions, wrong and half-done answers of a chapter are graded by `autograder grade`'s own function with one worker.

`python -m tests.benchmarks.steps [CHAPTER ...]`
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from autograder import project
from autograder.classroom.grade import Options, grade_class
from autograder.commands.shared import add_class, open_gradebook
from tests.benchmarks.grading import write_class
from tests.benchmarks.measured import ROOT, keep_steps

SUBMISSIONS = 9


def spent(chapter: str, number: int) -> Counter[str]:
    """Grade so many submissions; return the seconds that their steps took together, and those of the clock."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "class"
        write_class(chapter, number, folder)
        parser = argparse.ArgumentParser()
        add_class(parser)
        gradebook = open_gradebook(ROOT, parser.parse_args(["--class", str(folder)]))
        begun = time.perf_counter()
        told = grade_class(gradebook, [chapter], Options(workers=1), lambda *_: None)
        return told.steps + Counter(all=time.perf_counter() - begun)


def steps(chapter: str, number: int) -> dict[str, float]:
    """Return how many seconds each step of a submission takes, on average, without the start of the warm parents."""
    alone, together = spent(chapter, 1), spent(chapter, number)
    found = {step: (together[step] - alone[step]) / (number - 1) for step in together}
    every = found.pop("all")
    return {**found, "gradebook and files": every - sum(found.values()), "all": every}


def main(named: list[str]) -> None:
    """Measure chapters, and keep what was found."""
    for chapter in project.chapters(ROOT, named or None):
        keep_steps(chapter, steps(chapter, SUBMISSIONS))


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0"}
    main(sys.argv[1:])
