"""A check cell in a notebook: it runs among names of its own, and never ends in an error that tells a student nothing.

IPython says which cell is about to run. When it is a check of the chapter's, its code is run here instead, among the
names that ``chapter.lending`` gives it. Where the file with the chapter's names is not beside the notebook, and in a
process that is no notebook, nothing is done.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import Any

from autograder.chapter import lending
from autograder.checks.look import CheckFailed, NotAttempted, show
from autograder.checks.progress import Follower
from autograder.messages import of_stopped

CALL = f"__import__({__name__!r}, fromlist=['_now'])._now.run()"
_now: _Notebook
NO_NAMES = (
    "There is nothing to tell of: the file with the chapter's names (it ends in {}) is not in {}, where this notebook "
    "runs. Keep the chapter's folder as you got it, open the notebook in it, and restart the kernel."
)


class _Notebook(ast.NodeTransformer):
    """Follows the cells that one IPython shell runs."""

    def __init__(self, shell: Any, cells: list[lending.OwnCell]) -> None:
        self.shell, self.lending, self.follower = shell, lending.Lending(cells), Follower(cells)
        self.check: lending.OwnCell | None = None
        self.source = ""
        self.changed: frozenset[tuple[str, str]] = frozenset()
        self.tree: ast.Module | None = None

    def before(self, info: Any) -> None:
        """See which cell is about to run."""
        self.source = info.raw_cell or ""
        self.check = self.lending.check(self.source)
        is_to_be_kept = self.check is None and self.lending.is_own(self.source)
        self.changed = self.lending.changed() if is_to_be_kept else frozenset()

    def visit_Module(self, tree: ast.Module) -> ast.Module:
        """Put one call in the place of a check cell's code."""
        if self.check is None:
            return tree
        self.tree = tree
        return ast.parse(CALL)

    def run(self) -> None:
        """Run the check cell. Raises CheckFailed, and what a mistake of the chapter's own raises."""
        check, tree, names = self.check, self.tree, self.shell.user_ns
        assert check is not None and tree is not None, "IPython runs what it was given for a check cell"
        if (spoilt := self.lending.spoilt(check)) is not None:
            raise _shown(spoilt)
        own = self.lending.namespace(check, names)
        try:
            code = compile(tree, self.shell.compile.cache(self.source), "exec")
            exec(code, own)  # noqa: S102 - the cell that the reader ran, among other names
        except CheckFailed:
            raise
        except Exception as problem:
            said = self.lending.stopped(check, problem, self.source, own)
            if said is None:
                raise
            raise _shown(said) from None
        finally:
            self.lending.give_back(check, own, self.source, names)

    def after(self, result: Any) -> None:
        """Keep what a cell of the chapter's has made, and what a check cell said."""
        self.follower.ran(result.info.raw_cell or "", result.error_before_exec or result.error_in_exec)
        if self.check is None and result.success:
            self.lending.ran(result.info.raw_cell or "", self.shell.user_ns, self.changed)
        self.check = self.tree = None


def _shown(said: lending.Stopped) -> CheckFailed:
    """Show why a check cell stopped; return the error that ends it."""
    message = of_stopped(said)
    show(message)
    return NotAttempted(message) if message.outcome == "not attempted" else CheckFailed(message)


def watch() -> None:
    """Let the check cells of the notebook that is running here run among names of their own.

    Raises ValueError when the file with its names cannot be read.
    """
    global _now
    if sys.modules.get("IPython") is None:
        return
    from IPython import get_ipython

    shell = get_ipython()
    cells = lending.read(Path.cwd()) if shell is not None else []
    if not cells:
        return
    _now = _Notebook(shell, cells)
    shell.events.register("pre_run_cell", _now.before)
    shell.events.register("post_run_cell", _now.after)
    shell.ast_transformers.append(_now)


def progress() -> None:
    """Show how far you have come in this chapter: which exercises pass, fail or are open, and what to do next.

    It tells of what has run since the kernel started. Where an answer was run anew after its checks, these are told to
    be out of date. When graded, checks look at a few cases more.

    >>> check.progress()
    Of 3 exercises 1 passes, 1 fails, 1 open; 2 of 6 points
    ✓ Two inputs  (2 of 2)
    ✗ Two heads  (0 of 3)
        fails: the heads of your model: head-on-head
    ○ A prediction  (0 of 1)
    Next, mend: Two heads
    """
    from IPython.display import display

    if "_now" in globals():
        display(_now.follower.progress())
    else:
        print(NO_NAMES.format(lending.SUFFIX, Path.cwd()))
