"""`autograder grade`: grade a class, with a bar, and show what became of everybody."""

from __future__ import annotations

import argparse
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from autograder import project
from autograder.commands.shared import add_chapters, add_class, console, open_gradebook, positive

if TYPE_CHECKING:
    from autograder.gradebook.database import ClassGradebook

MOST_ROWS = 60  # of a table on the screen; a larger class reads grades.csv or the report


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `grade` to the command line."""
    grade = subcommands.add_parser(
        "grade",
        help="grade a class",
        description="Grade every submission of a class. Safe to stop and start again: what is done stays done.",
    )
    add_chapters(grade)
    grade.add_argument("--workers", type=positive, default=os.cpu_count() or 1, metavar="N", help="runs at a time")
    grade.add_argument(
        "--cell-seconds", type=positive, default=60, metavar="S", help="longest time for one cell (default: 60)"
    )
    grade.add_argument(
        "--notebook-seconds",
        type=positive,
        default=300,
        metavar="S",
        help="longest time for one notebook (default: 300)",
    )
    grade.add_argument("--force", action="store_true", help="grade again what is done; scores given by hand stay")
    grade.add_argument(
        "--unsafe",
        action="store_true",
        help="run students' code without a sandbox: it can read, change and send all that you can",
    )
    grade.add_argument(
        "--scheduler", metavar="ADDRESS", help="let the workers of this Dask scheduler do it, such as tls://host:8786"
    )
    add_class(grade)
    grade.set_defaults(run=run)


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Grade a class, write its tables and report; return the exit code.

    Also of a grading that could not go on, the tables say what is done and what was found.
    """
    from autograder import classroom
    from autograder.grading import sandbox
    from autograder.grading.run import Limits

    names = project.chapters(root, arguments.chapters)
    gradebook = open_gradebook(root, arguments)
    limits = Limits(cell_seconds=arguments.cell_seconds, notebook_seconds=arguments.notebook_seconds)
    options = classroom.Options(
        limits, arguments.workers, arguments.force, arguments.unsafe, scheduler=arguments.scheduler
    )
    if not arguments.scheduler:
        sandbox.find(arguments.unsafe)  # first of all, so that nothing begins where there is none
    if arguments.unsafe:
        console.print("[bold red]Without a sandbox: students' code can do here all that you can.[/]")
    signal.signal(signal.SIGTERM, _stop)
    with classroom.only_one(gradebook.folder):
        try:
            with _bar() as bar:
                task = bar.add_task("grading", total=None)
                classroom.grade_class(
                    gradebook,
                    names,
                    options,
                    lambda done, total, who: bar.update(task, completed=done, total=total, description=who),
                )
        except KeyboardInterrupt:
            _tell(gradebook)
            console.print("Stopped. What is done is kept: the same command goes on from here.")
            return 130
        except Exception:
            _tell(gradebook)
            raise
        trouble = _tell(gradebook)
    if trouble:
        raise project.ProjectError(trouble)
    return 0


def _stop(*_: Any) -> None:
    raise KeyboardInterrupt


def _bar() -> Progress:
    who = TextColumn("{task.description}", markup=False)
    return Progress(BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), who, console=console)


def _tell(gradebook: ClassGradebook) -> str:
    """Write a class's tables and report, print its rows and where everything is; return what could not be read."""
    from autograder.reporting import report, standing, tables

    now = standing.read(gradebook)
    paths = [*tables.write(now), report.write(now)]
    table = Table("student", "chapter", "score", "of", "outcome", "remarks", title=f"{len(now.rows)} submissions")
    for row in now.rows[:MOST_ROWS]:
        student, chapter, score, most, outcome, remarks = tables.grades_row(row)
        colour = {"graded": "green", "refused": "yellow"}.get(outcome, "red")
        table.add_row(escape(student), chapter, score, most, f"[{colour}]{outcome}[/]", escape(remarks))
    console.print(table)
    if len(now.rows) > MOST_ROWS:
        console.print(f"… and {len(now.rows) - MOST_ROWS} more, in grades.csv")
    for name in [*paths, gradebook.folder.feedback, gradebook.folder.autograded]:
        console.print(f"  {name}", soft_wrap=True, highlight=False)
    return now.trouble
