"""`autograder export`: write the tables of a graded class anew."""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder import project
from autograder.commands.shared import add_class, add_examples, console, open_gradebook


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `export` to the command line."""
    export = subcommands.add_parser(
        "export",
        help="write grades.csv and checks.csv of a graded class anew",
        description="Write the tables of a graded class anew, by what the gradebook says now.",
    )
    export.add_argument(
        "--excel", action="store_true", help="write them into DIR/excel, with the byte order mark that Excel needs"
    )
    add_class(export)
    add_examples(
        export,
        "autograder export --class autumn",
        "autograder export --excel",
    )
    export.set_defaults(run=run)


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Write a graded class's tables anew; return the exit code.

    Raises ProjectError, when all is written, for a gradebook that could not be read.
    """
    from autograder.reporting import standing, tables

    now = standing.read(open_gradebook(root, arguments))
    for path in tables.write(now, arguments.excel):
        console.print(f"  {path}", soft_wrap=True)
    if now.trouble:
        raise project.ProjectError(now.trouble)
    return 0
