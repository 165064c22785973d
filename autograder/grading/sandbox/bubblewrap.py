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
        """Return the command that runs `argv` in `work`, inside; see `Sandbox`."""
        user = unused_user() if os.getuid() == 0 else None
        own = files.absolute([work, *writable])
        policy = {
            "view": "own",
            "command": argv,
            "work": own[0],
            "writable": [*own, str(HOME)],
            "environment": files.environment(HOME, TEMPORARY, files.PACKAGE.parent, environment),
            "resources": limits.resources(),
            "user": user,
        }
        options = [*NAMESPACES, "--die-with-parent", "--hostname", "sandbox", "--cap-drop", "ALL"]
        if user is None:
            options.append("--unshare-user")
        else:
            for capability in FOR_ROOT:
                options += ["--cap-add", capability]
        options += ["--proc", "/proc", "--dev", "/dev"]
        # First, since what is shown may lie in a folder of one of these names.
        for folder in (TEMPORARY, HOME, Path("/dev/shm")):
            size = ["--size", str(limits.disk_bytes)] if _knows_sizes(self.program) else []
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
        options += ["--remount-ro", "/", "--chdir", own[0]]
        return files.launcher(json.dumps(policy), self.program, *options, "--")


@cache
def _knows_sizes(program: str) -> bool:
    """Return whether this version can limit a folder in memory."""
    return "--size" in subprocess.run([program, "--help"], capture_output=True, text=True, check=False).stdout


def installed() -> Bubblewrap | None:
    """Return bubblewrap's sandbox if its program is on the path."""
    program = shutil.which("bwrap")
    return Bubblewrap(program) if program else None
