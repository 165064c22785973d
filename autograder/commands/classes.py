"""What the commands that grade a class share: their options, how far they are, and how they say what changed."""

from __future__ import annotations

import argparse
import os
import signal
import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from autograder.commands.open_files import make_room
from autograder.commands.shared import console, harmless, positive
from autograder.commands.yardstick import in_words
from autograder.gradebook.folder import ClassFolder

if TYPE_CHECKING:
    from autograder.classroom import Options
    from autograder.classroom.changes import Change
    from autograder.gradebook.database import ClassGradebook

MOST_ROWS = 60  # of a table on the screen; a larger class reads the file
EVERY_SECONDS = 15  # a log file gets a line
SOME = 5  # submissions tell how fast it goes; the first ones wait for Keras


def add_workers(command: argparse.ArgumentParser) -> None:
    """Let a command say who does the work, and in what."""
    command.add_argument("--workers", type=positive, default=os.cpu_count() or 1, metavar="N", help="runs at a time")
    command.add_argument(
        "--unsafe",
        action="store_true",
        help="run students' code without a sandbox: it can read, change and send all that you can",
    )
    command.add_argument(
        "--scheduler", metavar="ADDRESS", help="let the workers of this Dask scheduler do it, such as tls://host:8786"
    )


def prepare(arguments: argparse.Namespace, **more: Any) -> Options:
    """Return how to grade; look first whether there is a sandbox, and let a request to end be as one from the keyboard.

    Raises SandboxError where there is none, and ProjectError where too few files can be open.
    """
    from autograder.classroom import Options
    from autograder.grading import sandbox

    make_room(arguments.workers)
    if not arguments.scheduler:
        sandbox.find(arguments.unsafe)  # first of all, so that nothing begins where there is none
    if arguments.unsafe:
        console.print("[bold red]Without a sandbox: students' code can do here all that you can.[/]")
    signal.signal(signal.SIGTERM, _stop)
    return Options(workers=arguments.workers, unsafe=arguments.unsafe, scheduler=arguments.scheduler, **more)


def _stop(*_: Any) -> None:
    raise KeyboardInterrupt


class Bar:
    """Shows how far a class is: how many are done, how many need somebody, how fast it goes, and how long it takes.

    On a terminal it is a bar; a log file gets a line now and then, also while nothing gets done.
    """

    def __init__(self) -> None:
        columns = [BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn(compact=True)]
        who = TextColumn("{task.description}", markup=False)
        self._bar = Progress(*columns, TextColumn("{task.fields[said]}"), who, console=console)
        self._task = self._bar.add_task("grading", total=None, said="")
        self._begun = time.monotonic()
        self._done = self._total = self._troubled = self._worked = 0
        self._ended = threading.Event()

    def __enter__(self) -> Bar:
        """Begin to show."""
        if console.is_terminal:
            self._bar.start()
        else:
            threading.Thread(target=self._now_and_then, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop showing."""
        self._ended.set()
        self._bar.stop()

    def show(self, done: int, total: int, who: str, outcome: str | None) -> None:
        """Show that one more is done; `outcome` is None for one that was done before."""
        self._done, self._total = done, total
        self._troubled += outcome not in (None, "graded")
        self._worked += outcome is not None
        self._bar.update(self._task, completed=done, total=total, description=who, said=self._said())
        if not console.is_terminal and done == total:
            self._ended.set()
            self._line()

    def _rate(self) -> float:
        return 60 * self._worked / max(time.monotonic() - self._begun, 1e-3)

    def _said(self) -> str:
        said = f"{self._rate():.0f} a minute" if self._worked else ""
        return f"{said}, {self._troubled} not graded" if self._troubled else said

    def _now_and_then(self) -> None:
        while not self._ended.wait(EVERY_SECONDS):
            self._line()

    def _line(self) -> None:
        if not self._total:
            console.print("None is done yet: what the chapters import is loaded first.")
            return
        left = ""
        if self._worked >= SOME and self._done < self._total:
            left = f", about {in_words(60 * (self._total - self._done) / self._rate())} left"
        said = f"{self._done} of {self._total} done: {self._said() or 'all as before'}{left}"
        console.print(said, soft_wrap=True, highlight=False)


def tell_unbuilt(gradebook: ClassGradebook, names: list[str]) -> None:
    """Say which chapters of the class have been edited and not been built since: an edit counts when it is built."""
    from autograder.authoring.build import differs_from_source

    for name in names:
        if gradebook.journal.entries(name) and differs_from_source(gradebook.root, name):
            console.print(
                f"{name} has been edited since it was built, and is graded as it was built. To grade it as it is now: "
                f"autograder build {name}, then the same command again.",
                soft_wrap=True,
                highlight=False,
            )


def show_changes(changes: list[Change], title: str, folder: ClassFolder) -> None:
    """Print which checks came out otherwise than before, points first, and write all of them into a file."""
    if not changes:
        return
    from autograder.classroom.changes import COLUMNS
    from autograder.reporting.tables import write_table

    write_table(folder.changes, COLUMNS, (change.row() for change in changes))
    table = Table(*COLUMNS, title=f"{title}: {len(changes)}")
    for change in sorted(changes, key=lambda change: not change.is_in_points)[:MOST_ROWS]:
        table.add_row(*map(harmless, change.row()), style="" if change.is_in_points else "dim")
    console.print(table)
    if len(changes) > MOST_ROWS:
        console.print(f"… and {len(changes) - MOST_ROWS} more")
    console.print(f"  {folder.changes}", soft_wrap=True, highlight=False)


def tell_standing(gradebook: ClassGradebook) -> str:
    """Write a class's tables and report, print its rows and where everything is; return what could not be read."""
    from autograder.reporting import report, standing, tables
    from autograder.reporting.of_many import of_many

    now = standing.read(gradebook)
    paths = [*tables.write(now), report.write(now)]
    table = Table("student", "chapter", "score", "of", "outcome", "remarks", title=f"{len(now.rows)} submissions")
    for row in now.rows[:MOST_ROWS]:
        student, chapter, score, most, outcome, remarks = tables.grades_row(row)
        colour = {"graded": "green", "decided by hand": "green", "refused": "yellow"}.get(outcome, "red")
        table.add_row(harmless(student), chapter, score, most, f"[{colour}]{outcome}[/]", harmless(remarks))
    console.print(table)
    if len(now.rows) > MOST_ROWS:
        console.print(f"… and {len(now.rows) - MOST_ROWS} more, in grades.csv")
    for name in [*paths, gradebook.folder.feedback, gradebook.folder.autograded]:
        console.print(f"  {name}", soft_wrap=True, highlight=False)
    for told in now.told:
        console.print(told, soft_wrap=True, highlight=False)
    for each in of_many(now.rows):
        console.print(
            f"[bold red]{each.number} OF {each.of} SUBMISSIONS OF {each.chapter} STOPPED FOR ONE REASON:[/] "
            f"{harmless(each.reason)}. It may be this machine or the chapter, and not the students: look before you "
            "send points back. When it is mended, give the same command again.",
            soft_wrap=True,
            highlight=False,
        )
    return now.trouble
