"""A sandbox by Landlock, a filter on system calls and resource limits: needs no program and no namespaces.

Where the system allows namespaces the command also has its own network and processes.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from autograder.grading.sandbox import files
from autograder.grading.sandbox.command import Command, Policy
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

    def wrapped(self, command: Command) -> list[str]:
        """Return the command line that runs a command inside; see `Sandbox`."""
        return files.launcher(json.dumps(self.child(command)))

    def parent(self, argv: list[str], base: Path, environment: Mapping[str, str]) -> list[str]:
        """Return the command line of a process that is not restricted, but its children are; see `Sandbox`."""
        known = files.environment(base, base, files.PACKAGE.parent, {**NO_SEMAPHORES, **environment})
        return files.with_environment(known, argv)

    def child(self, command: Command) -> Policy:
        """Return the policy with which a process goes inside; see `Sandbox`.

        The command's home is `.home` in the last folder that it may write to.
        """
        own = files.absolute([command.work, *command.writable])
        home = Path(own[-1]) / ".home"
        given = {**NO_SEMAPHORES, **command.environment}
        return {
            "view": "shared",
            "command": command.argv,
            "work": own[0],
            "home": str(home),
            "package": str(files.PACKAGE),
            "writable": own,
            "readable": files.absolute(files.existing([*files.readable(), *command.readable])),
            "needed": [sys.prefix, sys.base_prefix, str(files.PACKAGE), *files.absolute(command.readable)],
            "environment": files.environment(home, home / "tmp", home / "packages", given),
            "resources": command.limits.resources(),
            "user": unused_user() if os.getuid() == 0 else None,
            "namespaces": self.namespaces,
            "newest": self.newest,
        }
