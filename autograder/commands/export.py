"""`autograder export`: write the tables of a graded class anew, or its points as a learning platform takes them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from autograder import project
from autograder.commands.shared import add_class, add_examples, console, open_gradebook

if TYPE_CHECKING:
    from autograder.reporting.standing import Standing

PLATFORMS = ("canvas", "moodle", "gradescope")
SOME = 10  # names that are told


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `export` to the command line."""
    export = subcommands.add_parser(
        "export",
        help="write grades.csv and checks.csv of a graded class anew, or its points for a learning platform",
        description="Write grades.csv and checks.csv of a graded class anew; with --to its points as a learning "
        "platform imports them, into DIR/exports.",
    )
    export.add_argument(
        "--excel", action="store_true", help="write them into DIR/excel, with the byte order mark that Excel needs"
    )
    export.add_argument(
        "--to",
        dest="platform",
        choices=PLATFORMS,
        help="for which platform: canvas (Grades → Import), moodle (Grades → Import → CSV file, a file for each "
        "chapter), gradescope (a results.json for each submission)",
    )
    export.add_argument(
        "--roster",
        type=Path,
        metavar="FILE",
        help="for canvas: the gradebook it exported (Grades → Export); its columns that say who somebody is are kept",
    )
    add_class(export)
    add_examples(
        export,
        "autograder export --class autumn",
        "autograder export --excel",
        "autograder export --to canvas --roster Grades-Physics.csv",
    )
    export.set_defaults(run=run)


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Write a graded class's tables anew, or its points for a platform; return the exit code.

    Raises ProjectError, when all is written, for a gradebook that could not be read, and first for wrong options.
    """
    from autograder.reporting import standing, tables

    if arguments.roster and arguments.platform != "canvas":
        raise project.ProjectError("--roster is Canvas' own gradebook: it goes with --to canvas.")
    now = standing.read(open_gradebook(root, arguments))
    if arguments.platform:
        if now.trouble:
            raise project.ProjectError(now.trouble)
        _to_a_platform(now, arguments.platform, arguments.roster)
        return 0
    for path in tables.write(now, arguments.excel):
        console.print(f"  {path}", soft_wrap=True)
    if now.trouble:
        raise project.ProjectError(now.trouble)
    return 0


def _to_a_platform(now: Standing, platform: str, roster: Path | None) -> None:
    """Write a class's points for a platform, and say where they are, and what a person should know."""
    from autograder.chapter import cells
    from autograder.reporting import outline
    from autograder.reporting.exports import book, canvas, gradescope, moodle

    folder = now.folder.path / "exports"
    folder.mkdir(exist_ok=True)
    sources = {row.chapter: project.solution_path(now.root, row.chapter) for row in now.rows if row.chapter}
    exercises = {name: outline.exercises(cells.read(path)) for name, path in sources.items() if path.is_file()}
    points = book.of_standing(now, exercises)
    if platform == "canvas":
        path = folder / "canvas.csv"
        told = canvas.write(points, path, roster)
    else:
        path = folder / platform
        told = moodle.write(points, path) if platform == "moodle" else gradescope.write(points, path)
    for line in told:
        console.print(line, soft_wrap=True, highlight=False, markup=False)
    if points.missing:
        some = "; ".join(points.missing[:SOME])
        more = f"; {len(points.missing) - SOME} more" if len(points.missing) > SOME else ""
        said = f"Without points, and left out: {some}{more}"
        console.print(said, soft_wrap=True, highlight=False, markup=False)
    console.print(f"  {path}", soft_wrap=True, highlight=False, markup=False)
