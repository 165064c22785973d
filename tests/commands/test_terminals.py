"""A command says what it has to say on any terminal, or to a program that stops listening; and never a traceback."""

import os
import subprocess
import sys

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
