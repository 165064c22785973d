"""`autograder report`: write the page about a graded class anew."""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder import project
from autograder.commands.shared import add_class, add_examples, console, open_gradebook


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `report` to the command line."""
    report = subcommands.add_parser(
        "report",
        help="write report/index.html of a graded class anew",
        description="Write the report of a graded class anew, by what the gradebook says now.",
    )
    add_class(report)
    add_examples(
        report,
        "autograder report --class autumn",
    )
    report.set_defaults(run=run)


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Write a graded class's report anew; return the exit code.

    Raises ProjectError, when all is written, for a gradebook that could not be read.
    """
    from autograder.reporting import report, standing

    now = standing.read(open_gradebook(root, arguments))
    for path in [report.write(now)]:
        console.print(f"  {path}", soft_wrap=True)
    if now.trouble:
        raise project.ProjectError(now.trouble)
    return 0
