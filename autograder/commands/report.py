"""`autograder report`: write the page about a graded class anew, and students' pages that say something else."""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from autograder import project
from autograder.commands.shared import add_class, add_examples, console, open_gradebook

if TYPE_CHECKING:
    from autograder.gradebook.database import ClassGradebook


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `report` to the command line."""
    report = subcommands.add_parser(
        "report",
        help="write report/index.html of a graded class anew, and students' pages whose points or comments changed",
        description="Write the report of a graded class anew, by what the gradebook says now, and pages of students "
        "whose points or comments have changed since.",
    )
    add_class(report)
    add_examples(
        report,
        "autograder report --class autumn",
    )
    report.set_defaults(run=run)


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Write a graded class's report anew, and the students' pages that say something else; return the exit code.

    Raises ProjectError, when all is written, for a gradebook that could not be read.
    """
    from autograder.reporting import report, standing

    gradebook = open_gradebook(root, arguments)
    _refresh_pages(gradebook, project.chapters(root))
    now = standing.read(gradebook)
    for path in [report.write(now)]:
        console.print(f"  {path}", soft_wrap=True)
    if now.trouble:
        raise project.ProjectError(now.trouble)
    return 0


def _refresh_pages(gradebook: ClassGradebook, chapters: list[str]) -> None:
    """Let students' pages say what the gradebook says; a grading that runs does so at its end.

    A gradebook that cannot be read is told with the report.
    """
    from autograder.classroom import only_one, writer

    with suppress(project.ProjectError), only_one(gradebook.folder):
        for chapter in chapters:
            writer.refresh_pages(gradebook, chapter)
