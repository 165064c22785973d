"""A course of two tiny chapters, and archives as platforms make them."""

import shutil
from pathlib import Path

import pytest

from autograder.cli import main
from tests.collect.archives import Collecting
from tests.conftest import ROOT
from tests.grading.conftest import empty_gradebook, pytest_configure, tiny

__all__ = ["empty_gradebook", "pytest_configure", "tiny"]

SECOND = """# %% [markdown]
# # Another chapter
# Its first cell is the same as the tiny chapter's.

# %% locked="setup"
import numbers_data
import tinycheck as check

# %% exercise="half"
half = None
### BEGIN SOLUTION
half = 0.5
### END SOLUTION

# %% check="half-right" points=1
check.equals("half", half, 0.5)
"""


@pytest.fixture(scope="session")
def course(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the chapters 01_tiny and 02_other."""
    root = tmp_path_factory.mktemp("two") / "course"
    shutil.copytree(tiny, root)
    folder = root / "solutions" / "02_other"
    folder.mkdir()
    (folder / "02_other.py").write_text(SECOND)
    for name in ("numbers_data.py", "tinycheck.py"):
        shutil.copy(root / "solutions" / "01_tiny" / name, folder)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    assert main(["--root", str(root), "build", "02_other"]) == 0
    return root


@pytest.fixture
def collecting(course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Collecting:
    """A class into which nothing has been collected."""
    return Collecting(course, tmp_path, capsys)
