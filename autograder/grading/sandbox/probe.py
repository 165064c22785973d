"""Which sandbox works on this machine: found by trying to break out of it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import ClassVar, Protocol

from autograder import project
from autograder.grading.sandbox import bubblewrap, files, ruleset, seccomp
from autograder.grading.sandbox.files import temporary_folder
from autograder.grading.sandbox.landlock import Landlock
from autograder.grading.sandbox.limits import Limits

INTRUDER = Path(__file__).with_name("intruder.py")
# What a command without a sandbox may know of this process's environment: no tokens, no passwords.
PASSED_ON = ("PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "LD_LIBRARY_PATH")
SECONDS = 60  # for a probe: a busy machine is slow to import NumPy
RESTRICTED = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")


class SandboxError(project.ProjectError):
    """No sandbox works on this machine; the message says what to do."""


class Sandbox(Protocol):
    """Runs a command that is not trusted.

    `for_children` is what a command must be allowed to read, as `readable`, so that TensorFlow works in processes that
    it starts.
    """

    name: str
    for_children: ClassVar[tuple[Path, ...]]

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
        """Return the command that runs `argv` inside, in the folder `work`.

        It may write to `work`, `writable`, and a home and temporary folder of its own; it may read the system's
        libraries, this Python with its packages, this package, and `readable`. Its environment is the one given and no
        more. It has no network, no capabilities, no way to new ones, and ends with the thread that starts it.
        """


class Unsafe:
    """No sandbox at all: the command can do all that the person who grades can do, but does not get all settings."""

    name = "none"
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
        """Return the command that runs `argv` in `work` with this environment, and little of this process's."""
        start = f"import os, sys; os.chdir({str(work.absolute())!r}); os.execvp(sys.argv[1], sys.argv[1:])"
        passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        passed["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), passed.get("PATH", os.defpath)])
        passed["PYTHONPATH"] = str(files.PACKAGE.parent)  # this package, even if it is not installed
        settings = [f"{name}={value}" for name, value in {**passed, **environment}.items()]
        return ["/usr/bin/env", "-i", *settings, sys.executable, "-I", "-S", "-c", start, *argv]


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
    with temporary_folder("autograder-") as top, socket.socket() as listening:
        (top / "secret").write_text("secret")
        (top / "other").mkdir()
        (top / "work").mkdir()
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        attempts = [str(top / "secret"), str(top / "other"), str(port), str(os.getpid())]
        argv = [sys.executable, str(INTRUDER), *attempts]
        command = sandbox.command(argv, work=top / "work", environment={}, limits=Limits())
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL
            )
            return "; ".join(json.loads(done.stdout))
        except OSError as problem:
            return str(problem)
        except subprocess.TimeoutExpired:
            return f"it took longer than {SECONDS} s"
        except (ValueError, TypeError):
            lines = (done.stderr or done.stdout).strip().splitlines()
            return lines[-1] if lines else f"it ended with exit code {done.returncode}"


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
