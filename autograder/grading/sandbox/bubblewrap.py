"""A sandbox by bubblewrap: the command sees a file system, processes and a network of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar

from autograder.grading.sandbox import files
from autograder.grading.sandbox.command import Command, Policy
from autograder.grading.sandbox.landlock import Landlock
from autograder.grading.sandbox.limits import Limits
from autograder.grading.sandbox.users import unused_user

HOME, TEMPORARY = Path("/home/student"), Path("/tmp")
NAMESPACES = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
# What the launcher inside needs to become a user without rights; it drops these with the rest.
FOR_ROOT = ["CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP", "CAP_CHOWN", "CAP_DAC_OVERRIDE"]


@dataclass(frozen=True)
class Bubblewrap:
    """Runs commands with the program `bwrap`."""

    program: str
    name = "bubblewrap"
    for_children: ClassVar[tuple[Path, ...]] = ()

    def wrapped(self, command: Command) -> list[str]:
        """Return the command line that runs a command inside; see `Sandbox`."""
        user = unused_user() if os.getuid() == 0 else None
        own = files.absolute([command.work, *command.writable])
        policy = {
            "view": "own",
            "command": command.argv,
            "work": own[0],
            "writable": [*own, str(HOME)],
            "environment": files.environment(HOME, TEMPORARY, files.PACKAGE.parent, command.environment),
            "resources": command.limits.resources(),
            "user": user,
        }
        options = self._options(command.readable, own, command.limits.disk_bytes, FOR_ROOT)
        return files.launcher(json.dumps(policy), self.program, *options, "--")

    def parent(self, argv: list[str], base: Path, environment: Mapping[str, str]) -> list[str]:
        """Return the command line of a process that sees what sandboxed commands see, and the folders of all of them.

        Its children go further inside by Landlock: each sees its own folders only.
        """
        known = files.environment(HOME, TEMPORARY, files.PACKAGE.parent, environment)
        options = self._options((), files.absolute([base]), Limits().disk_bytes, [*FOR_ROOT, "CAP_SYS_ADMIN"])
        return ["/usr/bin/env", "-i", self.program, *options, "--", *files.with_environment(known, argv)]

    def child(self, command: Command) -> Policy:
        """Return the policy with which a forked child goes inside; see `Sandbox`."""
        return Landlock().child(command)

    def _options(
        self, readable: Sequence[Path], own: list[str], disk_bytes: int, capabilities_of_root: list[str]
    ) -> list[str]:
        """Return bubblewrap's options: what is seen, and may be written in the folders `own`, of which one is first."""
        options = [*NAMESPACES, "--die-with-parent", "--hostname", "sandbox", "--cap-drop", "ALL"]
        if os.getuid() != 0:
            options.append("--unshare-user")
        else:
            for capability in capabilities_of_root:
                options += ["--cap-add", capability]
        options += ["--proc", "/proc", "--dev", "/dev"]
        # First, since what is shown may lie in a folder of one of these names.
        for folder in (TEMPORARY, HOME, Path("/dev/shm")):
            size = ["--size", str(disk_bytes)] if _knows_sizes(self.program) else []
            options += ["--perms", "1777", *size, "--tmpfs", str(folder)]
        shown = files.existing([*files.readable(), *readable])
        # bwrap would make the folders around what it shows, but for its own user only.
        around = {parent for path in [*shown, *map(Path, own)] for parent in path.absolute().parents[:-1]}
        for folder in sorted(around):
            options += ["--dir", str(folder)]
        for path in shown:
            # /bin and the like are links into /usr on most systems, and programs look for both.
            at_root = path.is_symlink() and path.parent == Path("/")
            options += (
                ["--symlink", str(path.readlink()), str(path)] if at_root else ["--ro-bind", str(path), str(path)]
            )
        for name in own:
            options += ["--bind", name, name]
        return [*options, "--remount-ro", "/", "--chdir", own[0]]


@cache
def _knows_sizes(program: str) -> bool:
    """Return whether this version can limit a folder in memory."""
    return "--size" in subprocess.run([program, "--help"], capture_output=True, text=True, check=False).stdout


def installed() -> Bubblewrap | None:
    """Return bubblewrap's sandbox if its program is on the path."""
    program = shutil.which("bwrap")
    return Bubblewrap(program) if program else None
