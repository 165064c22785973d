"""Which sandbox works on this machine: found by trying to break out of it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import ClassVar

from autograder import limits, project
from autograder.grading.sandbox import bubblewrap, files, ruleset, seccomp, watch
from autograder.grading.sandbox.command import Command, Policy, Process, Sandbox
from autograder.grading.sandbox.files import temporary_folder
from autograder.grading.sandbox.intruder import FOUND
from autograder.grading.sandbox.landlock import Landlock

INTRUDER = Path(__file__).with_name("intruder.py")
# What a command without a sandbox may know of this process's environment: no tokens, no passwords.
PASSED_ON = ("PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "LD_LIBRARY_PATH")
RESTRICTED = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")


class SandboxError(project.ProjectError):
    """No sandbox works on this machine; the message says what to do."""


class Unsafe:
    """No sandbox at all: the command can do all that the person who grades can do, but does not get all settings."""

    name = "none"
    for_children: ClassVar[tuple[Path, ...]] = ()

    def wrapped(self, command: Command) -> list[str]:
        """Return the command line that runs a command in its folder and with its environment; see `Sandbox`."""
        start = f"import os, sys; os.chdir({str(command.work.absolute())!r}); os.execvp(sys.argv[1], sys.argv[1:])"
        return self.parent([sys.executable, "-I", "-S", "-c", start, *command.argv], command.work, command.environment)

    def parent(self, argv: list[str], base: Path, environment: Mapping[str, str]) -> list[str]:
        """Return the command line that runs `argv` with this environment, and little of this process's."""
        return files.with_environment(_unsafe_environment(environment), argv)

    def child(self, command: Command) -> Policy:
        """Return the policy of a forked child that is not restricted; see `Sandbox`."""
        return {
            "view": "all",
            "command": command.argv,
            "work": str(command.work.absolute()),
            "environment": _unsafe_environment(command.environment),
        }


def _unsafe_environment(given: Mapping[str, str]) -> dict[str, str]:
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    passed["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), passed.get("PATH", os.defpath)])
    passed["PYTHONPATH"] = str(files.PACKAGE.parent)  # this package, even if it is not installed
    return {**passed, **given}


@cache
def find(unsafe: bool = False) -> Sandbox:
    """Return the best sandbox that works here, found by running it once; with `unsafe`, none at all.

    Raises SandboxError when none works, naming the remedy.
    """
    if unsafe:
        return Unsafe()
    reasons = {}
    for sandbox in candidates():
        reasons[sandbox.name] = reason = why_not(sandbox)
        if not reason:
            return sandbox
    raise SandboxError(_remedy(reasons))


def candidates() -> list[Sandbox]:
    """Return the sandboxes to try on this machine, the best first."""
    if sys.platform != "linux" or not seccomp.supported():
        return []
    wrapped = bubblewrap.installed()
    return [*([wrapped] if wrapped else []), Landlock()]


def why_not(sandbox: Sandbox) -> str:
    """Return why a sandbox cannot be relied on, empty if it can. It is run, with someone in it who tries to get out."""

    def start(command: Command) -> subprocess.Popen[bytes]:
        nothing, pipe = subprocess.DEVNULL, subprocess.PIPE
        return subprocess.Popen(sandbox.wrapped(command), stdin=nothing, stdout=nothing, stderr=pipe)

    with temporary_folder("autograder-") as top:
        return tried(start, top)


def tried(start: Callable[[Command], Process], top: Path) -> str:
    """Return why processes that `start` starts, in a folder of `top`, are not kept inside; empty if they are."""
    with temporary_folder("probe-", top) as here, socket.socket() as listening:
        (here / "secret").write_text("secret")
        (here / "other").mkdir()
        work = here / "work"
        work.mkdir()
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        attempts = [str(here / "secret"), str(here / "other"), str(port), str(os.getpid())]
        try:
            process = start(Command([sys.executable, str(INTRUDER), *attempts], work))
        except OSError as problem:
            return str(problem)
        try:
            process.wait(limits.PROBE_SECONDS)
            return "; ".join(json.loads(files.read(work / FOUND, 10_000)))
        except subprocess.TimeoutExpired:
            watch.end(process.pid)
            return f"it took longer than {limits.PROBE_SECONDS} s"
        except (OSError, ValueError, TypeError):
            said = process.stderr.read().decode(errors="replace").strip().splitlines() if process.stderr else []
            return said[-1] if said else f"it ended with exit code {process.returncode}"
        finally:
            if process.stderr:
                process.stderr.close()


def _remedy(reasons: Mapping[str, str]) -> str:
    """Return what to do on this machine, where these sandboxes do not work for these reasons."""
    said = ["There is no sandbox here to run students' code in, so nothing was graded."]
    said += [f"- {name}: {reason}" for name, reason in reasons.items()]
    if sys.platform != "linux":
        said.append("A sandbox needs Linux. Grade in a Linux virtual machine or container")
    elif not seccomp.supported():
        said.append("A sandbox needs an x86_64 or aarch64 processor. Grade on such a machine")
    elif "bubblewrap" not in reasons:
        said.append("Install bubblewrap (Debian, Ubuntu: apt install bubblewrap; Fedora: dnf install bubblewrap)")
    elif RESTRICTED.exists() and RESTRICTED.read_text().strip() == "1":
        said.append(
            "AppArmor keeps bubblewrap from working. Allow it: sudo sysctl -w "
            "kernel.apparmor_restrict_unprivileged_userns=0, or load AppArmor's profile bwrap-userns-restrict"
        )
    elif ruleset.version() < 1:
        said.append("Allow user namespaces (sudo sysctl -w user.max_user_namespaces=10000), or use Linux 5.13 or newer")
    else:
        said.append("Allow user namespaces: sudo sysctl -w user.max_user_namespaces=10000")
    said[-1] += ". Or trust every student with all your files, and grade with --unsafe."
    return "\n".join(said)
