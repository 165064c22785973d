"""Where does the time of one submission go? Seconds of the clock for each step, one submission at a time. Run by name.

Solutions, wrong and half-done answers of a chapter are graded by `autograder grade`'s own function with one worker.

`python -m tests.benchmarks.steps [CHAPTER ...]`
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from autograder import project
from autograder.classroom.grade import Options, grade_class
from autograder.commands.shared import add_class, open_gradebook
from tests.benchmarks.grading import write_class
from tests.benchmarks.measured import ROOT, keep_steps

SUBMISSIONS = 8


def steps(chapter: str, number: int) -> dict[str, float]:
    """Return how many seconds each step of a submission takes, on average, and all of them with what is between."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "class"
        write_class(chapter, number, folder)
        parser = argparse.ArgumentParser()
        add_class(parser)
        gradebook = open_gradebook(ROOT, parser.parse_args(["--class", str(folder)]))
        done: list[float] = []
        told = grade_class(gradebook, [chapter], Options(workers=1), lambda *_: done.append(time.perf_counter()))
    every = (done[-1] - done[0]) / (number - 1)  # the first one waits for the parents
    found = {step: seconds / number for step, seconds in told.steps.items()}
    return {**found, "gradebook and files": every - sum(found.values()), "all": every}


def main(named: list[str]) -> None:
    """Measure chapters, and keep what was found."""
    for chapter in project.chapters(ROOT, named or None):
        keep_steps(chapter, steps(chapter, SUBMISSIONS))


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0"}
    main(sys.argv[1:])
