"""`autograder sample`: make a class to try grading with."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.table import Table

from autograder import project
from autograder.commands.shared import add_chapters, console, quiet_keras


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `sample` to the command line."""
    sample = subcommands.add_parser(
        "sample",
        help="make a sample class to grade",
        description="Write a sample class: students whose notebooks show everything that grading must deal with.",
    )
    add_chapters(sample)
    sample.add_argument(
        "--class", dest="folder", type=Path, required=True, metavar="DIR", help="where to write it: a new folder"
    )
    sample.set_defaults(run=run)


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Write a sample class and print who is in it; return the exit code."""
    quiet_keras()  # reading cases imports it, for its checks' causes
    from autograder.authoring import sample

    students = sample.write_class(root, project.chapters(root, arguments.chapters), arguments.folder.resolve())
    table = Table("student", "chapter", "what the submission shows", title="A sample class")
    for student in students:
        table.add_row(student.name, student.chapter, student.shows)
    console.print(table)
    console.print(f"  {arguments.folder}: grade it with: autograder grade --class {arguments.folder}", soft_wrap=True)
    return 0
