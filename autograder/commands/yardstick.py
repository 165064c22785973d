"""How long grading takes, counted in imports of Keras: a unit that fits the machine, and how busy it is."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass

from autograder import project

# In imports of Keras: until the first submission is ready, since the parents of kernels and judges import it first; and
# of one processor for each submission. The sample class, 21 submissions, took 14 to 27 imports in four runs on two
# cores.
TO_BEGIN = 6.0
FOR_EACH = 2.0


@dataclass(frozen=True)
class Yardstick:
    """How many seconds an import of Keras takes here and now."""

    seconds: float

    @classmethod
    def measure(cls) -> Yardstick:
        """Import Keras in a process of its own. Raises ProjectError where that fails."""
        begun = time.monotonic()
        environment = {**os.environ, **project.RUN_ENVIRONMENT}
        done = subprocess.run(
            [sys.executable, "-c", "import keras"], env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            said = done.stderr.strip().split("\n")[-1]
            raise project.ProjectError(f"Keras cannot be imported ({said}). Set up again: make clean, then make setup.")
        return cls(time.monotonic() - begun)

    def imports(self, seconds: float) -> float:
        """Return how many imports of Keras one after the other would take so long."""
        return seconds / self.seconds

    def foretell(self, submissions: int, workers: int) -> float:
        """Return about how many imports of Keras grading so many submissions takes on this machine."""
        return TO_BEGIN + FOR_EACH * submissions / min(workers, os.cpu_count() or 1, submissions)

    def foretold_from(self) -> str:
        """Return what an estimate is made of, in words."""
        return (
            f"The estimate counts {TO_BEGIN:g} imports to begin and {FOR_EACH:g} for each submission, divided by "
            "how many run at a time, as with the sample class."
        )


def in_words(seconds: float) -> str:
    """Return a time as people say it: ``42 s``, ``3 min 10 s``."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
