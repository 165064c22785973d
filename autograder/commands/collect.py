"""`autograder collect`: put what a learning platform hands out into a class, and show what became of each file."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
from rich.text import Text

from autograder.collect import PLATFORMS
from autograder.commands.shared import add_examples, add_folder, console
from autograder.gradebook.folder import ClassFolder

if TYPE_CHECKING:
    from autograder.collect.rows import Row

COLOURS = {"collected": "green", "not placed": "red", "newer there already": "yellow", "left out": "dim"}


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `collect` to the command line."""
    collect = subcommands.add_parser(
        "collect",
        help="put the archives of a learning platform into a class",
        description="Put the notebooks of archives, or of folders, into a class's submitted/: each student's newest "
        "of each chapter, known by its cells. What is newer there already stays. Every file of an archive is told of "
        "in one row. Where DIR has a students.csv (id,name,email,lms_id), it says which student is meant.",
    )
    collect.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a zip archive, or a folder")
    collect.add_argument(
        "--from",
        dest="platform",
        required=True,
        choices=PLATFORMS,
        help="who made it: Moodle (download all submissions), Canvas (download submissions), or anybody else, with "
        "one folder for each student",
    )
    collect.add_argument("--dry-run", action="store_true", help="show what would be done, and write nothing")
    add_folder(collect)
    add_examples(
        collect,
        "autograder collect submissions.zip --from moodle",
        "autograder collect submissions.zip --from canvas --dry-run  # only show",
        "autograder collect handed_in/ --from folder --class autumn",
    )
    collect.set_defaults(run=run)


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Collect, and show what became of every file; return the exit code."""
    from autograder.collect.collect import collect

    folder = ClassFolder(arguments.folder.resolve())
    live = console.is_terminal
    columns = [BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(compact=True)]
    with Progress("looking at files", *columns, console=console, transient=True, disable=not live) as bar:
        task = bar.add_task("", total=None)
        rows = collect(
            root,
            arguments.files,
            arguments.platform,
            folder,
            not arguments.dry_run,
            lambda done, total: bar.update(task, completed=done, total=total),
        )
    _show(rows, arguments.dry_run)
    if arguments.dry_run:
        console.print("--dry-run: nothing was written.")
    else:
        console.print(f"  {folder.submitted}", soft_wrap=True, highlight=False, markup=False)
    return 0


def _show(rows: Iterable[Row], is_dry: bool) -> None:
    """Print a line for each file, what needs somebody last, and how many of each kind there are."""
    from autograder.collect.archive import shown
    from autograder.collect.rows import OUTCOMES

    ordered = sorted(rows, key=lambda row: (OUTCOMES.index(row.outcome), row.student, row.chapter, row.file))
    several = len({row.archive for row in ordered}) > 1
    width = max((len(row.outcome) for row in ordered), default=0)
    lines = Text()
    for row in ordered:
        whose = f"{row.student or '?'} {row.chapter} ← " if row.chapter else ""
        file = f"{row.archive}: {row.file}" if several else row.file
        line = shown(f"{row.outcome:{width}}  {whose}{file}{': ' if row.remark else ''}{row.remark}")
        lines.append(f"{line}\n", style=COLOURS.get(row.outcome, ""))
    console.print(lines, soft_wrap=True, end="")
    counts = Counter(row.outcome for row in ordered)
    would = "would be " if is_dry else ""
    told = [f"{counts[each]} {would if each == 'collected' else ''}{each}" for each in OUTCOMES if counts[each]]
    console.print(f"{len(ordered)} files: {', '.join(told) or 'there is none in it'}", soft_wrap=True, highlight=False)
