"""Is everything in place? What the course needs of the Python that a notebook runs on, and what to do where it lacks.

Imports nothing but Python's own at first, so that it can still say what is missing. Nothing here uses the network.
"""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SET_UP_AGAIN = "set up the course again, as its README says (make lab, or conda), and open this notebook from there"
OTHER_KERNEL = "in the menu choose Kernel, Change Kernel…, and take the one that the course's set-up made"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: whether it is as the course needs it, what was found, and what to do if not."""

    thing: str
    good: bool
    found: str
    remedy: str = ""


def look() -> list[Finding]:
    """Look at Python, the packages, Keras' backend, the data and the drawing of models; raises nothing."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    version = ".".join(map(str, sys.version_info[:3]))
    findings = [Finding("Python", (3, 11) <= sys.version_info < (3, 14), version, f"{OTHER_KERNEL} (3.11 to 3.13)")]
    for thing, looked_at, good, remedy in LOOKED_AT:
        try:
            found = looked_at()
        except Exception as problem:  # whatever is wrong here, the student is told and can go on
            first_line = (str(problem).strip().splitlines() or [""])[0]
            findings.append(Finding(thing, False, f"{type(problem).__name__}: {first_line}", remedy))
        else:
            findings.append(Finding(thing, good(found), found, remedy))
    return findings


def report() -> None:
    """Print one line for each thing that was looked at, and below it what to do where something is off."""
    findings = look()
    for finding in findings:
        print(f"{'✓' if finding.good else '✗'} {finding.thing:12} {finding.found}")
        if not finding.good:
            print(f"    what to do: {finding.remedy}")
    if all(finding.good for finding in findings):
        print("Everything is in place. Nothing in this course needs the network from here on.")


def _keras_version() -> str:
    return str(importlib.import_module("keras").__version__)


def _backend() -> str:
    wanted = os.environ.get("KERAS_BACKEND", "tensorflow")
    return wanted if wanted != "tensorflow" else str(importlib.import_module("keras").backend.backend())


def _checks() -> str:
    importlib.import_module("autograder.checks")
    return "found"


def _wines() -> str:
    return f"{len(importlib.import_module('sklearn.datasets').load_wine().data)} wines"


def _picture() -> str:
    keras = importlib.import_module("keras")
    importlib.import_module("autograder.checks")  # which sees to it that the program dot is found
    some = keras.Input((2,))
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "model.png"
        keras.utils.plot_model(keras.Model(some, keras.layers.Dense(1)(some)), to_file=str(picture))
        return f"drawn, {picture.stat().st_size:,} bytes"


LOOKED_AT: list[tuple[str, Callable[[], str], Callable[[str], bool], str]] = [
    (
        "backend",
        _backend,
        lambda found: found == "tensorflow",
        "take KERAS_BACKEND out of your environment, or set it to tensorflow, then restart the kernel",
    ),
    ("Keras", _keras_version, lambda found: found.startswith("3.15."), f"{SET_UP_AGAIN}; it must be Keras 3.15"),
    ("checks", _checks, lambda found: True, f"{OTHER_KERNEL}; if that does not help, {SET_UP_AGAIN}"),
    ("data", _wines, lambda found: found == "178 wines", SET_UP_AGAIN),
    (
        "plot_model",
        _picture,
        lambda found: True,
        f"{SET_UP_AGAIN}; until then, leave out the cells that call plot_model: they are only pictures",
    ),
]
