"""`autograder mutants`: do the checks notice when a reference solution is changed?"""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from autograder import project
from autograder.commands.shared import add_chapters, add_examples, console, quiet_keras


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `mutants` to the command line."""
    mutants = subcommands.add_parser(
        "mutants",
        help="change reference solutions mechanically and see whether their checks notice",
        description="Mutate each exercise's reference solution and report which mutants no check fails, and which are "
        "judged otherwise on evidence, as a submission is, than live. Equivalent ones are listed with their reason in "
        "equivalent_mutants.toml beside the chapters' cases, those that may be judged otherwise in "
        "judged_otherwise.toml.",
    )
    add_chapters(mutants)
    add_examples(
        mutants,
        "autograder mutants 03_dag",
    )
    mutants.set_defaults(run=run)


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Try every mutant of the chapters' solutions; print a score per exercise, each survivor and each difference."""
    quiet_keras()
    from autograder.authoring import cases, mutation  # imports Keras

    equivalent, excused = cases.read_equivalents(root), cases.read_otherwise(root)
    table = Table("chapter", "exercise", "mutants", "failed", "equivalent", "survived", "otherwise on evidence")
    survivors: list[str] = []
    otherwise: list[str] = []
    with Progress(console=console, transient=True) as progress:
        for chapter in project.chapters(root, arguments.chapters):
            for score in mutation.try_chapter(root, chapter, equivalent, excused, progress):
                kinds = (score.tried, score.failed, score.equivalent, score.survived, score.otherwise)
                table.add_row(chapter, score.exercise, *(str(len(kind)) for kind in kinds))
                survivors += [f"{chapter} {score.exercise} {name}" for name in score.survived]
                otherwise += [f"{chapter} {score.exercise} {name}" for name in score.otherwise]
    console.print(table)
    for survivor in survivors:
        console.print(f"[red]survived[/] {escape(survivor)}", soft_wrap=True)
    for mutant in otherwise:
        console.print(f"[red]judged otherwise on evidence[/] {escape(mutant)}", soft_wrap=True)
    return 1 if survivors or otherwise else 0
