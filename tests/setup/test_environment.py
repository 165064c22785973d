"""Chapter 00's look at the student's computer: says that all is well, or what to do, and never stops itself."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

CHAPTER = ROOT / "solutions" / "00_graphs"
OFFLINE = "import socket; socket.socket.connect = socket.create_connection = None; "
REPORT = "import environment; environment.report()"


def report(*options: str, code: str = REPORT, **variables: str) -> str:
    """What the report prints in a Python of its own, started in the chapter's folder."""
    done = subprocess.run(
        [sys.executable, *options, "-c", code],
        cwd=CHAPTER,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **variables},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_set_up_course_is_in_place_without_a_network() -> None:
    said = report(code=OFFLINE + REPORT)
    assert "Everything is in place" in said
    assert "✗" not in said


@pytest.mark.parametrize("thing", ["Keras", "checks", "data", "plot_model"])
def test_a_python_without_the_packages_is_told_what_to_do(thing: str) -> None:
    said = report("-S")
    assert "Everything is in place" not in said
    line = next(number for number, line in enumerate(said.splitlines()) if line.startswith(f"✗ {thing}"))
    assert "what to do: " in said.splitlines()[line + 1]


def test_another_backend_is_told_apart() -> None:
    said = report(KERAS_BACKEND="torch").splitlines()
    at = next(number for number, line in enumerate(said) if line.startswith("✗ backend"))
    assert "torch" in said[at] and "KERAS_BACKEND" in said[at + 1]
