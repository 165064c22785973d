"""Loaded by a graded kernel: lines such as ``!pip list`` run without a terminal, since a sandbox has none to give."""

from __future__ import annotations

import codecs
import io
import subprocess
import sys

from ipykernel import zmqshell

AT_ONCE = 65_536  # bytes of what a command says


def take_over() -> None:
    """Let IPython in this process run such lines with ``system``; its own way opens a terminal for each."""
    zmqshell.system = system


def system(cmd: str) -> int:
    """Run a command of the shell's, show what it says as it says it, and return its exit code."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    none, pipe, same = subprocess.DEVNULL, subprocess.PIPE, subprocess.STDOUT
    process = subprocess.Popen(cmd, shell=True, stdin=none, stdout=pipe, stderr=same)
    assert isinstance(process.stdout, io.BufferedReader)
    try:
        while told := process.stdout.read1(AT_ONCE):
            sys.stdout.write(decoder.decode(told))
            sys.stdout.flush()
        return process.wait()
    except BaseException:  # a cell that takes too long is interrupted
        process.kill()
        raise
    finally:
        process.stdout.close()
