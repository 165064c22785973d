"""The commands of people who grade."""

from __future__ import annotations

import argparse
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from autograder import project

if TYPE_CHECKING:
    from autograder.grading.gradebook import ClassGradebook

console = Console()
MOST_ROWS = 60  # of a table on the screen; a larger class reads grades.csv or the report
CLASS_HELP = "the class's folder, with submitted/<student>/<chapter>/<chapter>.ipynb in it"


def add_parsers(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `grade`, `report` and `export` to the command line."""
    grade = subcommands.add_parser(
        "grade",
        help="grade a class",
        description="Grade every submission of a class. Safe to stop and start again: what is done stays done.",
    )
    grade.add_argument("chapters", nargs="*", metavar="CHAPTER", help="which chapters (default: all)")
    grade.add_argument("--workers", type=_positive, default=os.cpu_count() or 1, metavar="N", help="runs at a time")
    grade.add_argument(
        "--cell-seconds", type=_positive, default=60, metavar="S", help="longest time for one cell (default: 60)"
    )
    grade.add_argument(
        "--notebook-seconds",
        type=_positive,
        default=300,
        metavar="S",
        help="longest time for one notebook (default: 300)",
    )
    grade.add_argument("--force", action="store_true", help="grade again what is done; scores given by hand stay")
    grade.add_argument(
        "--unsafe",
        action="store_true",
        help="run students' code without a sandbox: it can read, change and send all that you can",
    )
    grade.set_defaults(run=run_grade)
    report = subcommands.add_parser("report", help="write report/index.html of a graded class anew")
    report.set_defaults(run=run_report)
    export = subcommands.add_parser("export", help="write grades.csv and checks.csv of a graded class anew")
    export.set_defaults(run=run_export)
    for command in (grade, report, export):
        command.add_argument(
            "--class", dest="folder", type=Path, default=Path("class"), metavar="DIR", help=f"{CLASS_HELP} (class)"
        )
        command.add_argument("--db", metavar="URL", help="the gradebook's database (default: DIR/gradebook.db)")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _gradebook(root: Path, arguments: argparse.Namespace) -> ClassGradebook:
    """Open the class's gradebook. Raises ProjectError when there is no such class."""
    from autograder.grading.gradebook import ClassGradebook  # nbgrader takes a second to import

    folder = arguments.folder.resolve()
    if not (folder / "submitted").is_dir():
        raise project.ProjectError(
            f"{arguments.folder} is not a class: it needs submitted/<student>/<chapter>/<chapter>.ipynb. "
            "Name the class's folder with --class, or make one to try with: autograder sample --class DIR"
        )
    return ClassGradebook(root, folder, arguments.db)


def run_grade(root: Path, arguments: argparse.Namespace) -> int:
    """Grade a class, write its tables and report; return the exit code."""
    from autograder.grading import grade
    from autograder.grading.run import Limits
    from autograder.grading.sandbox import find
    from autograder.reporting import report, tables

    names = project.chapters(root, arguments.chapters)
    gradebook = _gradebook(root, arguments)
    limits = Limits(cell_seconds=arguments.cell_seconds, notebook_seconds=arguments.notebook_seconds)
    sandbox = find(arguments.unsafe)
    if arguments.unsafe:
        console.print("[bold red]Without a sandbox: students' code can do here all that you can.[/]")
    options = grade.Options(limits, arguments.workers, arguments.force, sandbox)
    signal.signal(signal.SIGTERM, _stop)
    try:
        with _bar() as bar:
            task = bar.add_task("grading", total=None)
            grade.grade_class(
                gradebook,
                names,
                options,
                lambda done, total, who: bar.update(task, completed=done, total=total, description=who),
            )
    except KeyboardInterrupt:
        tables.write(gradebook)
        report.write(gradebook)
        console.print("Stopped. What is done is kept: the same command goes on from here.")
        return 130
    _show(gradebook, [*tables.write(gradebook), report.write(gradebook)])
    return 0


def _stop(*_: Any) -> None:
    raise KeyboardInterrupt


def _bar() -> Progress:
    who = TextColumn("{task.description}", markup=False)
    return Progress(BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), who, console=console)


def _show(gradebook: ClassGradebook, paths: list[Path]) -> None:
    """Print a table of the class's submissions, and where everything is."""
    from autograder.grading.store import results
    from autograder.reporting import tables

    found = list(results(gradebook.folder))
    scores = tables.scores_of(gradebook, found)
    table = Table("student", "chapter", "score", "of", "outcome", "remarks", title=f"{len(found)} submissions")
    for result in found[:MOST_ROWS]:
        student, chapter, score, most, outcome, reason = tables.grades_row(result, scores)
        colour = {"graded": "green", "refused": "yellow"}.get(outcome, "red")
        table.add_row(escape(student), chapter, score, most, f"[{colour}]{outcome}[/]", escape(reason))
    console.print(table)
    if len(found) > MOST_ROWS:
        console.print(f"… and {len(found) - MOST_ROWS} more, in grades.csv")
    for name in [*paths, gradebook.folder / "feedback", gradebook.folder / "autograded"]:
        console.print(f"  {name}", soft_wrap=True, highlight=False)


def run_report(root: Path, arguments: argparse.Namespace) -> int:
    """Write a graded class's report anew; return the exit code."""
    from autograder.reporting import report

    console.print(f"  {report.write(_gradebook(root, arguments))}", soft_wrap=True)
    return 0


def run_export(root: Path, arguments: argparse.Namespace) -> int:
    """Write a graded class's tables anew; return the exit code."""
    from autograder.reporting import tables

    for path in tables.write(_gradebook(root, arguments)):
        console.print(f"  {path}", soft_wrap=True)
    return 0
