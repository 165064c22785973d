"""The first code cell of every chapter says in words what is missing, and how to get it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.chapter import cells
from tests.conftest import ROOT

CHAPTERS = sorted(path.stem for path in (ROOT / "solutions").glob("[0-9]*/[0-9]*.py"))
REMEDY = "%pip install -r requirements.txt"
# Enough of the packages for their imports to succeed at once.
STUBS = {
    "keras/__init__.py": "layers = ops = None",
    "matplotlib/__init__.py": "",
    "matplotlib/pyplot.py": "",
    "numpy.py": "",
}


def setup_of(chapter: str) -> str:
    """The first code cell of a chapter, as students get it."""
    from autograder.chapter.source import read_source

    notebook = read_source(ROOT / "solutions" / chapter / f"{chapter}.py")
    return next(cell.source for cell in notebook.cells if cell.cell_type == "code")


def last_words(code: str, folder: Path, *options: str, **variables: str) -> str:
    """What Python says last when code fails: the error's own lines."""
    done = subprocess.run(
        [sys.executable, *options, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **variables},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stderr
    assert "During handling" not in done.stderr  # one error, not two
    return "ImportError:" + done.stderr.rpartition("\nImportError:")[2]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_without_keras(chapter: str) -> None:
    said = last_words(setup_of(chapter), ROOT / "solutions" / chapter, "-S")
    assert said.startswith("ImportError: No module named 'keras'. ")
    assert said.strip().endswith(REMEDY)


@pytest.mark.parametrize("chapter", CHAPTERS)
@pytest.mark.parametrize("beside", [True, False])
def test_without_the_chapters_files_or_the_checks(chapter: str, beside: bool, tmp_path: Path) -> None:
    for name, text in STUBS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    code = setup_of(chapter)
    modules = [path.stem for path in (ROOT / "solutions" / chapter).glob("*.py") if f"import {path.stem}\n" in code]
    assert modules
    for module in modules if beside else []:
        (tmp_path / f"{module}.py").write_text("")
    said = last_words(code, tmp_path, "-S", PYTHONPATH=str(tmp_path))
    assert any(f"No module named '{name}'" in said for name in (["autograder"] if beside else modules))
    assert said.strip().endswith(REMEDY)


@pytest.mark.parametrize("version, good", [("3.14.2", False), ("4.0.0", False), ("3.15.9", True)])
def test_another_version_of_keras(version: str, good: bool, tmp_path: Path) -> None:
    told = tmp_path / f"keras-{version}.dist-info"
    told.mkdir()
    (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: keras\nVersion: {version}\n")
    code = "from autograder import versions\nversions.require()" + ("\nraise ImportError('good')" if good else "")
    said = last_words(code, tmp_path, PYTHONPATH=str(tmp_path))
    assert ("good" in said) if good else (version in said and "3.15" in said)


def test_the_checks_look_at_versions_before_they_import_keras(tmp_path: Path) -> None:
    (tmp_path / "keras-3.0.0.dist-info").mkdir()
    (tmp_path / "keras-3.0.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: keras\nVersion: 3.0.0\n")
    (tmp_path / "keras.py").write_text("raise AttributeError('an old Keras')")
    assert "keras 3.0.0 is here" in last_words("from autograder import checks", tmp_path, PYTHONPATH=str(tmp_path))


def test_every_chapter_ends_with_how_far_one_is() -> None:
    for chapter in CHAPTERS:
        last = cells.read(ROOT / "course" / chapter / f"{chapter}.ipynb").cells[-1]
        assert last.source == "check.progress()", chapter
