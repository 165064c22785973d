"""`autograder release`: write what can be handed out, as a folder and as zips."""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder import project
from autograder.commands.shared import add_chapters, add_examples, console


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `release` to the command line."""
    release = subcommands.add_parser(
        "release",
        help="write what students get: chapters, pages, an environment, the checks",
        description="Write a folder that works by itself: the chapters without solutions and hidden checks, the pages, "
        "an environment, a package with the checks alone, a README, and a zip of each chapter with all of this.",
    )
    add_chapters(release)
    release.add_argument("--to", type=Path, required=True, metavar="DIR", help="a new or empty folder to write into")
    add_examples(
        release,
        "autograder release --to handout  # all chapters",
        "autograder release 01_multi_input --to handout  # one",
    )
    release.set_defaults(run=run)


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Write the folder, and say where what is; return the exit code."""
    from autograder.authoring import build  # nbgrader and nbclient take a second to import
    from autograder.bundle import bundle

    chapters = project.chapters(root, arguments.chapters)
    stale = [part for chapter in chapters for part in build.stale_parts(root, chapter)]
    if stale:
        raise project.ProjectError(f"{'; '.join(stale)}. Build first: autograder build {' '.join(arguments.chapters)}")
    with console.status(f"writing {arguments.to}"):
        archives = bundle.write(root, chapters, arguments.to)
    for archive in archives:
        size = archive.stat().st_size / 1000
        console.print(f"[green]✓[/] {archive}  {size:,.0f} KB", highlight=False, soft_wrap=True)
    console.print(
        f"Each zip works by itself; {arguments.to} has all of it in one folder. Its README.md tells students how.",
        soft_wrap=True,
    )
    return 0
