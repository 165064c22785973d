"""One grading of a class at a time."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from autograder import project
from autograder.gradebook.folder import ClassFolder


@contextmanager
def only_one(folder: ClassFolder) -> Iterator[None]:
    """Hold the class's lock. Raises ProjectError when another process has it."""
    folder.lock.parent.mkdir(parents=True, exist_ok=True)
    with folder.lock.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise project.ProjectError(
                f"{folder.path} is being graded by another `autograder grade`. Wait for it to end, or stop it first."
            ) from None
        yield
