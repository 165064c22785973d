"""A command says what it has to say on any terminal, or to a program that stops listening; and never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

COMMAND = [sys.executable, "-m", "autograder.cli", "--root", str(ROOT)]


def ran(*arguments: str, shell: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command, its output as the `shell` puts it elsewhere."""
    command = ["bash", "-c", f'"$@" {shell}', "bash", *COMMAND, *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True)


def test_letters_that_a_terminal_does_not_know_are_written_as_numbers() -> None:
    done = ran("build", "--check", "00_graphs", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert done.returncode in (0, 1)
    assert done.stdout.startswith(("\\u2713", "\\u2717", "!"))
    assert not done.stderr


@pytest.mark.parametrize("columns", ["1", "40"])
def test_a_terminal_may_be_narrow(columns: str) -> None:
    done = ran("grade", "--help", COLUMNS=columns)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("shell", ["| head -1", ">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_nobody_has_to_listen(shell: str) -> None:
    done = ran("build", "--check", "00_graphs", shell=shell)
    assert "Traceback" not in done.stdout + done.stderr


def test_a_folder_that_was_removed_is_told(tmp_path: Path) -> None:
    gone = ["bash", "-c", 'rmdir "$PWD"; "$@"', "bash", sys.executable, "-m", "autograder.cli", "build", "--check"]
    done = subprocess.run(gone, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "autograder: The folder that you are in has been removed. Change into another one: cd ~\n"


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        ("-n 24", "96 files and sockets may be open at a time here, with 1 at work, and the system's limit is 24"),
        ("-Sn 24", "There is nothing to grade"),
    ],
)
def test_few_files_that_may_be_open_are_made_more_or_told(tmp_path: Path, limit: str, told: str) -> None:
    (tmp_path / "submitted").mkdir()
    command = [*COMMAND, "grade", "--workers", "1", "--class", str(tmp_path)]
    done = subprocess.run(["bash", "-c", f'ulimit {limit}; "$@"', "bash", *command], capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert told in done.stderr
