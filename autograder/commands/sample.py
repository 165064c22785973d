"""`autograder sample`: make a class to try grading with."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from autograder import project
from autograder.commands.shared import add_chapters, add_examples, console

if TYPE_CHECKING:
    from autograder.authoring.sample import Student


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `sample` to the command line."""
    sample = subcommands.add_parser(
        "sample",
        help="make a sample class to grade",
        description="Write a sample class: as few submissions as show every outcome and every cause.",
    )
    add_chapters(sample)
    sample.add_argument(
        "--class", dest="folder", type=Path, required=True, metavar="DIR", help="where to write it: a new folder"
    )
    sample.add_argument(
        "--every-answer",
        action="store_true",
        help="hand in every right and wrong answer that is known: about six times as many submissions",
    )
    sample.add_argument("--brief", action="store_true", help="only say how many there are; DIR/README.md says the rest")
    add_examples(
        sample,
        "autograder sample --class sample_class  # then: autograder grade --class sample_class",
    )
    sample.set_defaults(run=run)


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Write a sample class and print who is in it; return the exit code."""
    from autograder.authoring import sample

    chapters = project.chapters(root, arguments.chapters)
    students = sample.write_class(root, chapters, arguments.folder.resolve(), arguments.every_answer)
    if not arguments.brief:
        _show(students)
    people = len({student.name for student in students})
    causes = {case.cause for student in students for case in student.submission.wrong if case.cause}
    console.print(
        f"{arguments.folder} holds {len(students)} submissions of {people} made-up students, whose wrong answers show "
        f"{len(causes)} causes. What each is for stands in {arguments.folder}/README.md.",
        soft_wrap=True,
        highlight=False,
    )
    if not arguments.brief:
        console.print(f"Grade it with: autograder grade --class {arguments.folder}", soft_wrap=True, highlight=False)
    return 0


def _show(students: list[Student]) -> None:
    """Print what each submission is for; of wrong answers their causes alone."""
    table = Table("student", "chapter", "what the submission shows", title="A sample class")
    for student in students:
        submission = student.submission
        shows = f"wrong: {', '.join(submission.causes)}" if submission.wrong else submission.shows
        table.add_row(student.name, student.chapter, escape(shows))
    console.print(table)
