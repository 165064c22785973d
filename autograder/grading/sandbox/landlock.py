"""A sandbox by Landlock, a filter on system calls and resource limits: needs no program and no namespaces.

Where the system allows namespaces the command also has its own network and processes.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from autograder.grading.sandbox import files
from autograder.grading.sandbox.limits import Limits
from autograder.grading.sandbox.users import unused_user

# There is no /dev/shm of the command's own. joblib would find out, and say so on stderr.
NO_SEMAPHORES = {"JOBLIB_MULTIPROCESSING": "0"}


@dataclass(frozen=True)
class Landlock:
    """Runs commands through launch.py, with no later version of Landlock than `newest`."""

    namespaces: bool = True
    newest: int = 1000
    name = "landlock"
    # A rule holds for the files of the processes there are: /proc/self is another's in each that is started later.
    for_children: ClassVar[tuple[Path, ...]] = (Path("/proc"),)

    def command(
        self,
        argv: list[str],
        *,
        work: Path,
        writable: Sequence[Path] = (),
        readable: Sequence[Path] = (),
        environment: Mapping[str, str],
        limits: Limits,
    ) -> list[str]:
        """Return the command that runs `argv` in `work`, inside; see `Sandbox`.

        Its home is `.home` in the last folder that it may write to.
        """
        home = [work, *writable][-1].absolute() / ".home"
        policy = {
            "view": "shared",
            "command": argv,
            "work": str(work.absolute()),
            "home": str(home),
            "package": str(files.PACKAGE),
            "writable": files.absolute([work, *writable]),
            "readable": files.absolute(files.existing([*files.readable(), *readable])),
            "needed": [sys.prefix, sys.base_prefix, str(files.PACKAGE), *files.absolute(readable)],
            "environment": files.environment(home, home / "tmp", home / "packages", {**NO_SEMAPHORES, **environment}),
            "resources": limits.resources(),
            "user": unused_user() if os.getuid() == 0 else None,
            "namespaces": self.namespaces,
            "newest": self.newest,
        }
        return files.launcher(json.dumps(policy))
