"""`autograder grade`: grade a class, with a bar, and show what became of everybody."""

from __future__ import annotations

import argparse
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table

from autograder import limits, project
from autograder.commands.classes import Bar, add_workers, prepare, show_changes, tell_standing, tell_unbuilt
from autograder.commands.shared import (
    add_chapters,
    add_class,
    add_examples,
    console,
    harmless,
    open_gradebook,
    positive,
)
from autograder.commands.yardstick import Yardstick, in_words

if TYPE_CHECKING:
    from autograder.classroom import Options
    from autograder.classroom.grade import Slow
    from autograder.gradebook.database import ClassGradebook


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `grade` to the command line."""
    grade = subcommands.add_parser(
        "grade",
        help="grade a class",
        description="Grade every submission of a class. Safe to stop and start again: what is done stays done.",
    )
    add_chapters(grade)
    for what, seconds in (("cell", limits.CELL_SECONDS), ("notebook", limits.NOTEBOOK_SECONDS)):
        told = f"longest time for one {what} (default: {seconds})"
        grade.add_argument(f"--{what}-seconds", type=positive, default=seconds, metavar="S", help=told)
    grade.add_argument("--force", action="store_true", help="grade again what is done; scores given by hand stay")
    grade.add_argument(
        "--watch", action="store_true", help="go on with what arrives in submitted/, until it is stopped"
    )
    grade.add_argument(
        "--estimate",
        action="store_true",
        help="say first about how long it takes here, and at the end how long it took, in imports of Keras",
    )
    add_workers(grade)
    add_class(grade)
    add_examples(
        grade,
        "autograder grade  # all that is new in class/",
        "autograder grade 01_multi_input --class autumn --workers 4",
        "autograder grade --watch  # and what arrives, until Ctrl-C",
    )
    grade.set_defaults(run=run)


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Grade a class, write its tables and report; return the exit code.

    Also of a grading that could not go on, the tables say what is done and what was found.
    """
    from autograder.grading.run import Limits

    names = project.chapters(root, arguments.chapters)
    gradebook = open_gradebook(root, arguments)
    limits = Limits(cell_seconds=arguments.cell_seconds, notebook_seconds=arguments.notebook_seconds)
    options = prepare(arguments, limits=limits, force=arguments.force)
    if arguments.force:
        done = sum(len(gradebook.journal.entries(name)) for name in names)
        console.print(
            f"--force: {done} that are done run again. Points and comments given by hand stay.", soft_wrap=True
        )
    begun, yardstick = time.monotonic(), None
    if arguments.estimate:
        yardstick = _estimate(gradebook, names, options)
        begun = time.monotonic()
    if arguments.watch:
        return _watch(root, arguments, names, options)
    try:
        _grade(gradebook, names, options)
    except KeyboardInterrupt:
        console.print("Stopped. What is done is kept: the same command goes on from here.")
        return 130
    if yardstick:
        seconds = time.monotonic() - begun
        console.print(
            f"Grading took {in_words(seconds)}, as long as {yardstick.imports(seconds):.0f} imports of Keras.",
            highlight=False,
        )
    return 0


def _estimate(gradebook: ClassGradebook, names: list[str], options: Options) -> Yardstick | None:
    """Measure an import of Keras; say how much is to be graded, about how long that takes, and why one thinks so.

    Returns None where everything is graded. Raises ProjectError when the class is empty, and where others do the work.
    """
    from autograder import classroom

    if options.scheduler:
        raise project.ProjectError("--estimate is about this machine. Leave it out when --scheduler is given.")
    waiting = classroom.count_waiting(gradebook, names, options.force)
    console.print(f"To grade: {waiting} submissions, {options.workers} at a time.", highlight=False)
    if not waiting:
        return None
    yardstick = Yardstick.measure()
    imports = yardstick.foretell(waiting, options.workers)
    console.print(
        f"That takes about {in_words(imports * yardstick.seconds)}: as long as {imports:.0f} imports of Keras, of "
        f"which one took {yardstick.seconds:.1f} s just now.\n{yardstick.foretold_from()}",
        soft_wrap=True,
        highlight=False,
    )
    return yardstick


def _grade(gradebook: ClassGradebook, names: list[str], options: Options) -> None:
    """Grade what is to be graded, and show how the class stands, however it ended.

    Raises ProjectError, when all is written, for a gradebook or a notebook that could not be read, and for
    chapters that wait.
    """
    from autograder import classroom

    with classroom.only_one(gradebook.folder):
        try:
            with Bar() as bar:
                told = classroom.grade_class(gradebook, names, options, bar.show)
        except BaseException:
            with suppress(OSError):  # on a full disk the tables stay as they were
                tell_standing(gradebook)
            raise
        trouble = tell_standing(gradebook)
        show_changes(told.changes, "Judged otherwise than before", gradebook.folder)
        _show_slowest(told.slowest)
        tell_unbuilt(gradebook, names)
        if told.entered_again:
            console.print(
                f"The gradebook had no points for {told.entered_again} submissions that had been graded. They are in "
                "it again, without the points and comments that were given by hand: these are only in the old one.",
                soft_wrap=True,
            )
    if trouble or told.waiting or told.unread:
        raise project.ProjectError("\n".join([trouble, *told.waiting.values(), *told.unread]).strip())


def _watch(root: Path, arguments: argparse.Namespace, names: list[str], options: Options) -> int:
    """Grade what is there and what arrives, until it is stopped; return the exit code.

    Between two gradings the class is free for other commands. What stops one is told, and tried again with the next.
    """
    from autograder.classroom import arrivals

    try:
        while True:
            gradebook = open_gradebook(root, arguments)  # others may have written into it
            seen = arrivals.look(gradebook.folder.submitted)
            try:
                _grade(gradebook, names, options)
            except project.ProjectError as problem:
                console.print(str(problem), soft_wrap=True, markup=False)
            options = replace(options, force=False)
            console.print(
                f"Waiting for what arrives in {gradebook.folder.submitted}. Ctrl-C ends this.", soft_wrap=True
            )
            arrivals.wait(gradebook.folder.submitted, seen, limits.WATCH_SECONDS)
    except KeyboardInterrupt:
        console.print("Stopped. What is done is kept.")
        return 0


def _show_slowest(slowest: list[Slow]) -> None:
    """Print which cells took longest, if any took long."""
    if not slowest:
        return
    table = Table("seconds", "student", "chapter", "cell", title="The slowest cells")
    for slow in slowest:
        table.add_row(f"{slow.seconds:.1f}", harmless(slow.student), slow.chapter, harmless(slow.cell))
    console.print(table)
