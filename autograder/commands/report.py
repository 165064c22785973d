"""`autograder report`: write the page about a graded class anew."""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder.commands.shared import add_class, console, open_gradebook


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `report` to the command line."""
    report = subcommands.add_parser("report", help="write report/index.html of a graded class anew")
    add_class(report)
    report.set_defaults(run=run)


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Write a graded class's report anew; return the exit code."""
    from autograder.reporting import report

    console.print(f"  {report.write(open_gradebook(root, arguments))}", soft_wrap=True)
    return 0
