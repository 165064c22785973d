"""A tiny course without Keras, and a class of every kind of trouble, graded once for all tests of this folder."""

import os
import shutil
from pathlib import Path

import pytest

from autograder.cli import main
from autograder.gradebook.database import ClassGradebook
from tests.conftest import ROOT
from tests.grading.tiny_class import TinyClass, fill_with_every_kind


def pytest_configure(config: pytest.Config) -> None:
    """nbgrader's way of adding submissions makes SQLAlchemy warn; the commands hide it as well."""
    config.addinivalue_line("filterwarnings", "ignore:Object of type <Submitted")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the chapter 01_tiny, built by the command."""
    folder = tmp_path_factory.mktemp("course") / "tiny"
    shutil.copytree(Path(__file__).parent / "tiny", folder)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    assert main(["--root", str(folder), "build"]) == 0
    return folder


@pytest.fixture(scope="session")
def empty_gradebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new gradebook: nbgrader takes seconds to make one, and every class of these tests needs one."""
    folder = tmp_path_factory.mktemp("gradebook")
    ClassGradebook(ROOT, folder).prepare()
    return folder / "gradebook.db"


@pytest.fixture
def new_class(tiny: Path, tmp_path: Path, empty_gradebook: Path) -> TinyClass:
    """A class without students."""
    (tmp_path / "class").mkdir()
    shutil.copy(empty_gradebook, tmp_path / "class")
    return TinyClass(tiny, tmp_path / "class")


@pytest.fixture
def class_of_own_course(tiny: Path, tmp_path: Path, empty_gradebook: Path) -> TinyClass:
    """A class without students, of a copy of the tiny course that the test may change."""
    shutil.copytree(tiny, tmp_path / "course")
    (tmp_path / "class").mkdir()
    shutil.copy(empty_gradebook, tmp_path / "class")
    return TinyClass(tmp_path / "course", tmp_path / "class")


@pytest.fixture(scope="session")
def graded(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> TinyClass:
    """A class with every kind of submission, graded by one command. Tests only look at it."""
    of_all_kinds = TinyClass(tiny, tmp_path_factory.mktemp("graded") / "class")
    fill_with_every_kind(of_all_kinds)
    os.environ["SECRET_TOKEN"] = "not for students"
    try:
        assert of_all_kinds.grade("--cell-seconds", "3") == 0
    finally:
        del os.environ["SECRET_TOKEN"]
    return of_all_kinds
