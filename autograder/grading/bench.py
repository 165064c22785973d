"""What grading needs of a machine: a sandbox, and two warm parents, one for kernels and one for judges.

The parent of kernels never comes near a hidden check, and that of judges never near a student's code.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from types import TracebackType

from autograder.grading import judging
from autograder.grading.sandbox import Sandbox
from autograder.grading.warm import imports
from autograder.grading.warm.parent import Parent


class Bench:
    """Starts sandboxed kernels and judges. Use it as a context; `modules` are what the chapters import."""

    def __init__(self, sandbox: Sandbox, modules: Iterable[str]) -> None:
        self.sandbox = sandbox
        self.kernels = Parent(sandbox, {*modules, *imports.OF_A_KERNEL, *imports.OF_GRADING})
        self.judges = Parent(sandbox, judging.modules_of_a_judge(modules))
        self._open = contextlib.ExitStack()

    def __enter__(self) -> Bench:
        """Make the folders to work in. The parents start when they are first needed."""
        with contextlib.ExitStack() as opened:
            opened.enter_context(self.kernels)
            opened.enter_context(self.judges)
            self._open = opened.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all that was started."""
        self._open.close()
