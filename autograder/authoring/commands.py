"""The commands of people who write chapters."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from autograder import project

console = Console()


def add_parsers(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `build` and `mutants` to the command line."""
    build = subcommands.add_parser(
        "build",
        help="make solutions/ and course/ notebooks from the chapters' sources",
        description="Execute each chapter's source into solutions/ and release it, without solutions, into course/.",
    )
    build.add_argument("chapters", nargs="*", metavar="CHAPTER", help="which chapters (default: all)")
    build.add_argument(
        "--check",
        action="store_true",
        help="build nothing; say what is stale, and exit with 1 if anything is",
    )
    build.set_defaults(run=run_build)
    sample = subcommands.add_parser(
        "sample",
        help="make a sample class to grade",
        description="Write a sample class: students whose notebooks show everything that grading must deal with.",
    )
    sample.add_argument("chapters", nargs="*", metavar="CHAPTER", help="which chapters (default: all)")
    sample.add_argument(
        "--class", dest="folder", type=Path, required=True, metavar="DIR", help="where to write it: a new folder"
    )
    sample.set_defaults(run=run_sample)
    mutants = subcommands.add_parser(
        "mutants",
        help="change reference solutions mechanically and see whether their checks notice",
        description="Mutate each exercise's reference solution and report which mutants no check fails. "
        "Equivalent ones are listed with their reason in tests/exercises/equivalent_mutants.toml.",
    )
    mutants.add_argument("chapters", nargs="*", metavar="CHAPTER", help="which chapters (default: all)")
    mutants.set_defaults(run=run_mutants)


def run_build(root: Path, arguments: argparse.Namespace) -> int:
    """Build chapters, or with --check tell which are stale; return the exit code."""
    from autograder.authoring import build  # nbgrader and nbclient take a second to import
    from autograder.chapter import release

    stale: list[str] = []
    for chapter in project.chapters(root, arguments.chapters):
        if arguments.check:
            stale += build.stale_parts(root, chapter)
            continue
        with console.status(f"{chapter}: executing every cell"):
            seconds = build.build_chapter(root, chapter)
        console.print(f"[green]✓[/] {chapter}  built, executed in {seconds:.0f} s")
    if arguments.check:
        stale += release.stale_pages(root)
    else:
        release.release_pages(root)
    for part in stale:
        console.print(f"[red]✗[/] {part}: run [bold]make build[/]", soft_wrap=True)
    if arguments.check and not stale:
        console.print("[green]✓[/] everything built is fresh")
    return 1 if stale else 0


def run_mutants(root: Path, arguments: argparse.Namespace) -> int:
    """Try every mutant of the chapters' solutions; print a score per exercise and each survivor."""
    _quiet_keras()
    from autograder.authoring import mutation  # imports Keras

    equivalent = mutation.read_equivalents(root)
    table = Table("chapter", "exercise", "mutants", "failed", "equivalent", "survived")
    survivors: list[str] = []
    with Progress(console=console, transient=True) as progress:
        for chapter in project.chapters(root, arguments.chapters):
            for score in mutation.try_chapter(root, chapter, equivalent, progress):
                counts = (len(score.tried), len(score.failed), len(score.equivalent), len(score.survived))
                table.add_row(chapter, score.exercise, *map(str, counts))
                survivors += [f"{chapter} {score.exercise} {name}" for name in score.survived]
    console.print(table)
    for survivor in survivors:
        console.print(f"[red]survived[/] {survivor}", soft_wrap=True)
    return 1 if survivors else 0


def run_sample(root: Path, arguments: argparse.Namespace) -> int:
    """Write a sample class and print who is in it; return the exit code."""
    _quiet_keras()  # reading cases imports it, for its checks' causes
    from autograder.authoring import sample

    students = sample.write_class(root, project.chapters(root, arguments.chapters), arguments.folder.resolve())
    table = Table("student", "chapter", "what the submission shows", title="A sample class")
    for student in students:
        table.add_row(student.name, student.chapter, student.shows)
    console.print(table)
    console.print(f"  {arguments.folder}: grade it with: autograder grade --class {arguments.folder}", soft_wrap=True)
    return 0


def _quiet_keras() -> None:
    """Set what Keras and matplotlib read when they are imported: no log lines, no screen."""
    os.environ.update({**project.RUN_ENVIRONMENT, "MPLBACKEND": "agg"})
