"""What is to run in a sandbox, and how a sandbox is spoken to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, ClassVar, Protocol

from autograder.grading.sandbox.limits import Limits

Policy = dict[str, Any]  # what launch.py is told, as JSON


@dataclass(frozen=True)
class Command:
    """A command that is not trusted, with all that it gets.

    It runs in the folder `work`, and may write there and to `writable`, and to a home and temporary folder of its own;
    it may read the system's libraries, this Python with its packages, this package, and `readable`. Its environment is
    the one given and no more.
    """

    argv: list[str]
    work: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    writable: Sequence[Path] = ()
    readable: Sequence[Path] = ()


class Process(Protocol):
    """What is used of a process: subprocess.Popen is one, and so is one that somebody else forked."""

    pid: int
    returncode: int | Any
    stderr: IO[bytes] | None

    def poll(self) -> int | None:
        """Return None while it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end. Raises subprocess.TimeoutExpired."""


class Sandbox(Protocol):
    """Runs commands without network, without capabilities or a way to new ones; they end with who starts them.

    `for_children` is what a command must be allowed to read, as `readable`, so that TensorFlow works in processes that
    it starts.
    """

    name: str
    for_children: ClassVar[tuple[Path, ...]]

    def wrapped(self, command: Command) -> list[str]:
        """Return the command line that runs a command inside. It must end with the thread that starts it."""

    def parent(self, argv: list[str], base: Path, environment: Mapping[str, str]) -> list[str]:
        """Return the command line of a trusted process, whose forked children go inside by a policy of ``child``.

        Their folders are all in the folder `base`.
        """

    def child(self, command: Command) -> Policy:
        """Return the policy with which a forked child of ``parent``'s goes inside (launch.run)."""
