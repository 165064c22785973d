"""Started in place of a command: gives up all rights that the command must not have, then becomes it.

It is run by a Python without site-packages, so it imports the standard library and its neighbours only. In
bubblewrap it only drops what is left to drop; by itself it also keeps watch, and ends all that the command left behind.
A process that was forked rather than started (grading/warm) goes the same way, by ``run``.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import stat
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from autograder.grading.sandbox import limits, rights, ruleset, seccomp, watch

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 36, 38
CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x08000000, 0x10000000, 0x20000000, 0x40000000
FIRST_TO_END = 1000  # of all processes, where the machine runs out of memory
MOST_FILES = 65536  # of which a new command gets the first three
Policy = dict[str, Any]
# Of /proc and /sys, what libraries ask about the machine; of processes, its own.
MACHINE = ["cpuinfo", "meminfo", "stat", "version", "filesystems", "loadavg", "uptime", "sys/kernel", "sys/vm", "self"]
DEVICES = ["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"]

libc = ctypes.CDLL(None, use_errno=True)


class Ended(Exception):
    """This process was asked to end."""


def main() -> NoReturn:
    """Run the command that the policy in the first argument describes; exit as it does, or with 125 and a reason."""
    policy = json.loads(sys.argv[1])
    os.closerange(3, MOST_FILES)
    run(policy, lambda: os.execve(policy["command"][0], policy["command"], policy["environment"]))


def run(policy: Policy, become: Callable[[], object]) -> NoReturn:
    """Give up what `policy` says, then become the command by a call of `become`, which does not come back.

    Exits as the command does, or with 125 and a reason. No thread may run beside.
    """
    try:
        os.umask(0o077)
        signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in what runs in a shell's background
        if policy["view"] == "all":
            _die_with_parent(signal.SIGKILL)
            os.setsid()
            os.chdir(policy["work"])
            become()
        if policy["view"] == "own":
            _go_inside(policy, None)
            become()
        os._exit(_supervise(policy, become))
    except OSError as problem:
        print(f"The sandbox could not be set up: {problem}", file=sys.stderr, flush=True)
        os._exit(125)


def _supervise(policy: Policy, become: Callable[[], object]) -> int:
    """Run the command in a child, end all that it left behind, and return its exit status."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the command
    _die_with_parent(signal.SIGTERM)
    _prepare(policy)
    alone = policy["namespaces"] and _enter_namespaces()
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    child = os.fork()
    if child == 0:
        _run_child(policy, alone, become)
    try:
        return _wait_for(child)
    except Ended:
        return 128 + signal.SIGTERM
    finally:
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        watch.end_descendants(os.getpid())


def _run_child(policy: Policy, alone: bool, become: Callable[[], object]) -> NoReturn:
    """In the child: become the command; or where it has processes of its own, start it and wait, as their first."""
    try:
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _die_with_parent(signal.SIGKILL)
        command = os.fork() if alone else 0
        if command == 0:
            _go_inside(policy, alone)
            become()
        os._exit(_wait_for(command))  # the kernel ends the others with it
    except OSError as problem:
        print(f"The sandbox could not be set up: {problem}", file=sys.stderr, flush=True)
    os._exit(125)


def _go_inside(policy: Policy, alone: bool | None) -> None:
    """Give up what is left. `alone`: in its own namespaces; None: and with its own files."""
    with contextlib.suppress(PermissionError):  # it leads a group already
        os.setsid()
    os.chdir(policy["work"])
    limits.apply(policy["resources"])
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(str(FIRST_TO_END))
    if alone is None:
        _own(policy)
    rights.give_up(policy["user"], policy.get("keeps", ()))
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "new privileges could not be refused")
    truncates, signals = True, None
    if alone is not None:
        version = min(ruleset.version(), policy["newest"])
        if version < 1:
            raise OSError(0, "this kernel has no Landlock (it came with Linux 5.13, and may be switched off)")
        machine = [f"/proc/{name}" for name in MACHINE] + ["/sys/devices/system/cpu"]
        ruleset.restrict([*policy["readable"], *machine], policy["writable"], DEVICES, version)
        truncates = version >= 3
        signals = None if alone or version >= 6 else os.getpid()
    seccomp.install(seccomp.program(own_files=alone is None, truncates=truncates, signals=signals))


def _prepare(policy: Policy) -> None:
    """Make the command's home, and decide as which user it is to run. Run as root this is a user that nobody is."""
    home = Path(policy["home"])
    for folder in (home, home / "tmp", home / "packages"):
        with contextlib.suppress(FileExistsError):
            folder.mkdir()
        if not stat.S_ISDIR(folder.lstat().st_mode):
            raise OSError(0, f"{folder} is not a folder")
    link = home / "packages" / "autograder"
    link.unlink(missing_ok=True)
    link.symlink_to(policy["package"])
    if policy["user"] is not None:
        _own(policy)
        policy["keeps"] = next((keeps for keeps in rights.KEPT if _reaches(policy, keeps)), None)
        if policy["keeps"] is None:
            raise OSError(0, "run by root, it cannot reach this Python and its folders; run it as another user")


def _own(policy: Policy) -> None:
    """Give the folders that the command may write to the user it will be."""
    if policy["user"] is None:
        return
    for top in policy["writable"]:
        for folder, folders, files in os.walk(top):
            for path in [folder, *(f"{folder}/{name}" for name in [*folders, *files])]:
                os.chown(path, policy["user"], policy["user"], follow_symlinks=False)


def _reaches(policy: Policy, keeps: Sequence[int]) -> bool:
    """Return whether the user that the command will be reaches this Python and all its folders with what it keeps."""
    child = os.fork()
    if child == 0:
        try:
            rights.give_up(policy["user"], keeps)
            for path in [policy["command"][0], *policy["needed"], *policy["writable"]]:
                os.close(os.open(path, os.O_RDONLY))
            os._exit(0)
        except OSError:
            os._exit(1)
    return _wait_for(child) == 0


def _enter_namespaces() -> bool:
    """Give what this process starts its own network, processes and messages, if the system lets it."""
    user, group = os.getuid(), os.getgid()
    kinds = CLONE_NEWNET | CLONE_NEWPID | CLONE_NEWIPC
    if user != 0:
        kinds |= CLONE_NEWUSER
    if libc.unshare(kinds):
        return False
    if user != 0:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    return True


def _die_with_parent(number: int) -> None:
    parent = os.getppid()
    libc.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
    if os.getppid() != parent:  # it was faster
        os.kill(os.getpid(), number)


def _wait_for(child: int) -> int:
    """Wait until the child ends, taking leave of orphans, and return its exit status."""
    while True:
        pid, status = os.wait()
        if pid == child:
            code = os.waitstatus_to_exitcode(status)
            return code if code >= 0 else 128 - code


def _end(_number: int, _frame: FrameType | None) -> None:
    raise Ended
