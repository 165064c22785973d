"""Run inside a sandbox: tries what must not be possible there, and says what was.

It is run as a script, and writes a list of sentences as JSON into a file of its working folder; an empty one is a
sandbox that works.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from autograder.grading.sandbox import rights

FOUND = "found.json"


def main(secret: str, outside: str, port: str, parent: str) -> None:
    """Try everything and write down what was possible, and what should be and was not."""
    attempts: dict[str, Callable[[], object]] = {
        "a file outside could be read": lambda: Path(secret).read_bytes(),
        "a folder outside could be listed": lambda: list(Path(outside).iterdir()),
        "a file could be written outside": lambda: Path(outside, "written").write_text(""),
        "the network could be reached": lambda: socket.create_connection(("127.0.0.1", int(port)), timeout=2),
        "the process that grades could be sent a signal": lambda: os.kill(int(parent), 0),
        "this Python could be changed": lambda: Path(sys.prefix, "written").write_text(""),
        "rights are left": _rights,
    }
    found = [what for what, attempt in attempts.items() if _succeeds(attempt)]
    needed: dict[str, Callable[[], object]] = {
        "the working folder cannot be written to": lambda: Path("written").write_text(""),
        "there is no folder for temporary files": tempfile.TemporaryFile,
        "NumPy cannot be imported": lambda: __import__("numpy"),
    }
    found += [what for what, attempt in needed.items() if not _succeeds(attempt)]
    Path(FOUND).write_text(json.dumps(found), encoding="utf-8")


def _rights() -> None:
    """Raise PermissionError if this process has no capabilities, but perhaps that of finding files, nor can get any."""
    lines = Path("/proc/self/status").read_text().splitlines()
    status = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
    left = int(status["CapEff"], 16) | int(status["CapPrm"], 16)
    if left & ~rights.FINDING == 0 and status["NoNewPrivs"] == "1" and (not left or os.getuid() != 0):
        raise PermissionError


def _succeeds(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except (OSError, ImportError):
        return False
    return True


if __name__ == "__main__":
    main(*sys.argv[1:])
