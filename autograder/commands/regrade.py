"""`autograder regrade`: judge a class again after a check changed, and show what that changes before it is written."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from rich.prompt import Confirm
from rich.table import Table

from autograder import project
from autograder.commands.classes import Bar, add_workers, prepare, show_changes, tell_standing, tell_unbuilt
from autograder.commands.shared import add_chapters, add_class, add_examples, console, open_gradebook

if TYPE_CHECKING:
    from autograder.classroom.regrade import Regraded


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `regrade` to the command line."""
    regrade = subcommands.add_parser(
        "regrade",
        help="judge a class again after a check changed",
        description="Judge what has been graded again, from the evidence that was kept of it: no student's code runs. "
        "Only checks that changed are judged. What comes out otherwise is shown before anything is written; points "
        "and comments given by hand stay, as do late penalties.",
    )
    add_chapters(regrade)
    regrade.add_argument("--yes", action="store_true", help="write it without asking")
    add_workers(regrade)
    add_class(regrade)
    add_examples(
        regrade,
        "autograder regrade  # show what comes out otherwise, then ask",
        "autograder regrade 02_multi_output --yes",
    )
    regrade.set_defaults(run=run)


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Judge again, show, ask, write; return the exit code."""
    from autograder import classroom
    from autograder.classroom import regrade

    names = project.chapters(root, arguments.chapters)
    gradebook = open_gradebook(root, arguments)
    options = prepare(arguments)
    with classroom.only_one(gradebook.folder), ExitStack() as opened:
        try:
            with Bar() as bar:
                regraded = opened.enter_context(regrade.regrade(gradebook, names, options, bar.show))
        except KeyboardInterrupt:
            console.print("Stopped. Nothing was written.")
            return 130
        show_changes(regraded.changes, "Judged otherwise", gradebook.folder)
        _show_gone(regraded)
        if regraded.need_a_human:
            names_of = ", ".join(f"{student} ({chapter})" for chapter, student in regraded.need_a_human)
            console.print(f"No check of today can judge these without a person: {names_of}", soft_wrap=True)
        tell_unbuilt(gradebook, names)
        if not (regraded.judged or regraded.gone):
            console.print("Nothing is to be judged again.")
        elif arguments.yes or _agrees():
            regrade.write(gradebook, names, regraded)
            tell_standing(gradebook)
            console.print(f"{len(regraded.judged)} submissions are now judged by the checks of today.")
        else:
            console.print("Nothing was written. With --yes it is.")
    if regraded.must_run:
        console.print(
            f"{len(regraded.must_run)} more must run again, since too little is kept of their run to answer the checks "
            "of today. autograder grade does that.",
            soft_wrap=True,
        )
    return 0


def _agrees() -> bool:
    return sys.stdin.isatty() and Confirm.ask("Write this?", default=False, console=console)


def _show_gone(regraded: Regraded) -> None:
    """Print what was given by hand for checks that are gone, and goes with them."""
    if not regraded.gone:
        return
    table = Table(
        "student", "check", "points", "comment", title="Given by hand for what is not in the chapter any more"
    )
    for given in regraded.gone:
        points = "" if given.points is None else f"{given.points:g}"
        table.add_row(given.student, given.grade_id, points, given.comment or "")
    console.print(table)
