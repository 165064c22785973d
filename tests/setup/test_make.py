"""make offers what the README promises, and says what to do where it cannot set up."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def make(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    # without what the make that runs these tests has put into the environment
    env = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    return subprocess.run(
        ["make", *arguments], cwd=folder, env=env, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("target", ["grade", "test", "lab", "build", "bench", "lock", "clean", "setup"])
def test_target_exists(target):
    done = make("--dry-run", target)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_everything_the_targets_name_exists():
    for path in re.findall(r"\b(?:tests|autograder|course)/[\w/.]+\.py\b", (ROOT / "Makefile").read_text()):
        assert (ROOT / path).is_file(), path


@pytest.mark.parametrize("python", ["no-such-python", "false"])
def test_without_a_suitable_python_it_says_what_to_do(tmp_path, python):
    for name in ["Makefile", "requirements.txt", "pyproject.toml"]:
        shutil.copy(ROOT / name, tmp_path)
    done = make("setup", f"PYTHON={python}", folder=tmp_path)
    assert done.returncode != 0
    assert "Set-up needs Python 3.11, 3.12 or 3.13" in done.stderr
    assert "make PYTHON=/path/to/" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_grade_makes_a_sample_class_and_grades_it():
    commands = [command.strip() for command in make("--dry-run", "grade").stdout.splitlines()[-2:]]
    assert commands == [
        ".venv/bin/autograder sample --class sample_class --brief",
        ".venv/bin/autograder grade --class sample_class --cell-seconds 30 --estimate",
    ]


def test_clean_spares_a_running_class(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ["class/submitted", "sample_class/submitted", ".venv/bin", "autograder/__pycache__", "tests"]:
        (tmp_path / name).mkdir(parents=True)
    make("clean", folder=tmp_path)
    left = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")}
    assert left == {"Makefile", "class", "class/submitted", "autograder", "tests"}


def test_ci_runs_make_test():
    script = (ROOT / ".ci" / "run").read_text()
    assert re.search(r"^exec make test", script, re.MULTILINE)
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o100
