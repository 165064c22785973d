"""Notice what arrives in a class's folder, once it has arrived whole."""

from __future__ import annotations

import os
import time
from pathlib import Path

Seen = frozenset[tuple[str, int, int]]  # of each file: its path, when it was changed, its bytes


def look(submitted: Path) -> Seen:
    """Return what is in `submitted` now. No link is followed."""
    found = set()
    for folder, _, names in os.walk(submitted):
        for name in names:
            path = Path(folder, name)
            try:
                about = path.lstat()
            except OSError:  # it went while we looked, or is not ours to read
                continue
            found.add((str(path), about.st_mtime_ns, about.st_size))
    return frozenset(found)


def wait(submitted: Path, seen: Seen, seconds: float) -> Seen:
    """Wait until something else is in `submitted` than was `seen`; return what is there then.

    It is looked at every so many `seconds`, and must be the same twice: a file that is being copied is not whole yet.
    """
    before = seen
    while True:
        time.sleep(seconds)
        now = look(submitted)
        if now != seen and now == before:
            return now
        before = now
