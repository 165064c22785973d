"""What makes a graded submission be graded again, and what does not: the chapter, the check library, Keras."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.chapter import digest
from autograder.cli import main
from autograder.grading import judging
from tests.conftest import ROOT
from tests.grading.tiny_class import CHAPTER, TinyClass


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A folder with a copy of the package, for Python to find before the installed one."""
    folder = tmp_path / "other"
    shutil.copytree(ROOT / "autograder", folder / "autograder", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def grade(c: TinyClass, package: Path) -> str:
    """Grade with the copy of the package; return when the student's result was written."""
    command = [sys.executable, "-m", "autograder.cli", "--root", str(c.root), "grade", "--class", str(c.folder)]
    environment = {**os.environ, "PYTHONPATH": str(package)}
    done = subprocess.run(command, cwd=package, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return c.stored("ada")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_change_in_what_judges_grades_everybody_again(new_class: TinyClass, package: Path) -> None:
    new_class.submit("ada", new_class.right())
    first = grade(new_class, package)
    assert grade(new_class, package) == first

    check = package / "autograder" / "checks" / "foretold.py"
    check.write_text(check.read_text() + "\n# another rule\n")
    second = grade(new_class, package)
    assert second > first

    installed = package / "keras-99.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: keras\nVersion: 99.0\n")
    third = grade(new_class, package)
    assert third > second

    report = package / "autograder" / "reporting" / "report.py"
    report.write_text(report.read_text() + "\n# another page\n")
    assert grade(new_class, package) == third


def test_a_typo_mended_in_a_text_grades_nobody_again(tiny: Path, tmp_path: Path) -> None:
    root = tmp_path / "course"
    shutil.copytree(tiny, root)
    c = TinyClass(root, tmp_path / "class")
    c.submit("ada", c.right())
    assert c.grade() == 0
    first = c.stored("ada")

    source = root / "solutions" / CHAPTER / f"{CHAPTER}.py"
    edit(source, "It has what a chapter has", "It has all that a chapter has")
    edit(
        source,
        "# %% [markdown]\n# ### Exercise 2",
        "# %% [markdown]\n# One text more.\n\n# %% [markdown]\n# ### Exercise 2",
    )
    assert main(["--root", str(root), "build"]) == 0
    assert c.grade() == 0
    assert c.stored("ada") == first

    edit(source, "secret_number = 21", "secret_number = 17")
    assert main(["--root", str(root), "build"]) == 0
    assert c.grade() == 0
    assert c.stored("ada") > first


@pytest.mark.parametrize(
    ("modules", "covered"),
    [
        ((*judging.ALWAYS, *judging.WITH_KERAS), digest.JUDGING),
        (("autograder.grading.harvest", "autograder.models.read"), digest.TAKING),
    ],
)
def test_the_fingerprints_cover_what_is_imported(modules: tuple[str, ...], covered: tuple[str, ...]) -> None:
    ask = "import sys, importlib; [importlib.import_module(name) for name in sys.argv[1:]]; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", ask, *modules], capture_output=True, text=True, check=True)
    own = [name.replace(".", "/") for name in done.stdout.split() if name.startswith("autograder.")]
    # Of the rest a chapter's fingerprint has its own part, or it decides nothing, or the judge has but a name of it.
    rest = ("chapter", "project.py", "limits.py", "versions.py", "grading/harvest.py")
    rooms = [f"autograder/{room.removesuffix('.py')}" for room in (*covered, *rest)]
    left = [name for name in own if not any(f"{name}/".startswith(f"{room}/") for room in rooms)]
    assert [name for name in left if name not in ("autograder/grading", "autograder/grading/judge")] == []


def test_the_fingerprints_cover_how_a_submission_is_restored() -> None:
    """Its modules in grading are all there, but for `run`, of which restoring has but the name of an added cell."""
    needed = ["restore"]
    for name in needed:
        tree = ast.parse((ROOT / "autograder" / "grading" / f"{name}.py").read_text())
        modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        own = [module.rpartition(".")[2] for module in modules if module.startswith("autograder.grading.")]
        needed += [module for module in own if module != "run" and module not in needed]
    assert len(needed) > 3
    assert {f"grading/{name}.py" for name in needed} <= set(digest.RUNNING)
