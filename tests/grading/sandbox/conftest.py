"""Every promise is tested on each sandbox that works on this machine, also as if this machine could less."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from autograder.grading.sandbox import Command, Limits, Sandbox, bubblewrap, probe, temporary_folder
from autograder.grading.sandbox.landlock import Landlock

KINDS: dict[str, Sandbox | None] = {
    "bubblewrap": bubblewrap.installed(),
    "landlock": Landlock(),
    "landlock without namespaces": Landlock(namespaces=False),
    "oldest landlock without namespaces": Landlock(namespaces=False, newest=1),
}


@pytest.fixture(scope="session", params=KINDS)
def sandbox(request: pytest.FixtureRequest) -> Sandbox:
    found = KINDS[request.param]
    if found is None:
        pytest.skip("bubblewrap is not installed")
    if reason := probe.why_not(found):
        pytest.skip(reason)
    return found


@dataclass(frozen=True)
class Inside:
    """A folder with a sandboxed command's working folder in it; what else is in it lies outside of the sandbox."""

    sandbox: Sandbox
    top: Path
    limits: Limits = field(default_factory=Limits)

    @property
    def work(self) -> Path:
        return self.top / "work"

    def within(self, **limits: int) -> "Inside":
        return replace(self, limits=Limits(**limits))

    def command(self, code: str, *arguments: object) -> list[str]:
        argv = [sys.executable, "-c", code, *map(str, arguments)]
        return self.sandbox.wrapped(Command(argv, self.work, {"GIVEN": "yes"}, self.limits))

    def start(self, code: str, *arguments: object) -> "subprocess.Popen[str]":
        pipe = subprocess.PIPE
        command = self.command(code, *arguments)
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True)

    def run(self, code: str, *arguments: object) -> str:
        """Run a program to its good end, and return what it printed."""
        process = self.start(code, *arguments)
        out, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
        return out.strip()

    def attempt(self, statements: str, *arguments: object) -> str:
        """Return what became of statements inside: "it was possible", or the name of the error they raised."""
        lines = "".join(f"    {line}\n" for line in statements.splitlines())
        code = f"import ctypes, os, signal, socket, sys\nfrom pathlib import Path\ntry:\n{lines}"
        code += "    print('it was possible')\nexcept BaseException as error:\n    print(type(error).__name__)\n"
        return self.run(code, *arguments)


@pytest.fixture
def inside(sandbox: Sandbox) -> Iterator[Inside]:
    with temporary_folder("sandbox-") as top:
        (top / "work").mkdir(0o700)
        yield Inside(sandbox, top)


@pytest.fixture
def victim() -> "Iterator[subprocess.Popen[bytes]]":
    """A process outside, of the user who grades."""
    with subprocess.Popen(["sleep", "60"]) as process:
        yield process
        process.kill()
