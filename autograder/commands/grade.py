"""`autograder grade`: grade a class, with a bar, and show what became of everybody."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from autograder import project
from autograder.commands.classes import Bar, add_workers, prepare, show_changes, tell_standing
from autograder.commands.shared import add_chapters, add_class, console, open_gradebook, positive

if TYPE_CHECKING:
    from autograder.classroom.grade import Slow


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `grade` to the command line."""
    grade = subcommands.add_parser(
        "grade",
        help="grade a class",
        description="Grade every submission of a class. Safe to stop and start again: what is done stays done.",
    )
    add_chapters(grade)
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
    add_workers(grade)
    add_class(grade)
    grade.set_defaults(run=run)


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Grade a class, write its tables and report; return the exit code.

    Also of a grading that could not go on, the tables say what is done and what was found.
    """
    from autograder import classroom
    from autograder.grading.run import Limits

    names = project.chapters(root, arguments.chapters)
    gradebook = open_gradebook(root, arguments)
    limits = Limits(cell_seconds=arguments.cell_seconds, notebook_seconds=arguments.notebook_seconds)
    options = prepare(arguments, limits=limits, force=arguments.force)
    with classroom.only_one(gradebook.folder):
        try:
            with Bar() as bar:
                told = classroom.grade_class(gradebook, names, options, bar.show)
        except KeyboardInterrupt:
            tell_standing(gradebook)
            console.print("Stopped. What is done is kept: the same command goes on from here.")
            return 130
        except Exception:
            tell_standing(gradebook)
            raise
        trouble = tell_standing(gradebook)
        show_changes(told.changes, "Judged otherwise than before", gradebook.folder)
        _show_slowest(told.slowest)
    if trouble or told.waiting:
        raise project.ProjectError("\n".join([trouble, *told.waiting.values()]).strip())
    return 0


def _show_slowest(slowest: list[Slow]) -> None:
    """Print which cells took longest, if any took long."""
    if not slowest:
        return
    table = Table("seconds", "student", "chapter", "cell", title="The slowest cells")
    for slow in slowest:
        table.add_row(f"{slow.seconds:.1f}", escape(slow.student), slow.chapter, escape(slow.cell))
    console.print(table)
