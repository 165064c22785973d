"""`autograder mutants`: do the checks notice when a reference solution is changed?"""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.progress import Progress
from rich.table import Table

from autograder import project
from autograder.commands.shared import add_chapters, console, quiet_keras


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `mutants` to the command line."""
    mutants = subcommands.add_parser(
        "mutants",
        help="change reference solutions mechanically and see whether their checks notice",
        description="Mutate each exercise's reference solution and report which mutants no check fails. "
        "Equivalent ones are listed with their reason in equivalent_mutants.toml beside the chapters' cases.",
    )
    add_chapters(mutants)
    mutants.set_defaults(run=run)


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Try every mutant of the chapters' solutions; print a score per exercise and each survivor."""
    quiet_keras()
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
