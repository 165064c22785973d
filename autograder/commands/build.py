"""`autograder build`: make the notebooks from the chapters' sources, or say which are stale."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from autograder import project
from autograder.commands.open_files import make_room
from autograder.commands.shared import add_chapters, add_examples, console

if TYPE_CHECKING:
    from autograder.authoring import rules


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `build` to the command line."""
    build = subcommands.add_parser(
        "build",
        help="make solutions/ and course/ notebooks from the chapters' sources",
        description="Execute each chapter's source into solutions/ and release it, without solutions, into course/.",
    )
    add_chapters(build)
    build.add_argument(
        "--check",
        action="store_true",
        help="build nothing; say what is stale, with exit code 1, and what chapters owe their readers",
    )
    build.add_argument("--force", action="store_true", help="execute again what is fresh, too")
    add_examples(
        build,
        "autograder build  # what is stale",
        "autograder build 01_multi_input  # one chapter",
        "autograder build --check  # is everything fresh?",
    )
    build.set_defaults(run=run)


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Build chapters, or with --check tell which are stale; return the exit code."""
    from autograder.authoring import build, rules  # nbgrader and nbclient take a second to import
    from autograder.chapter import handout, release

    make_room()
    stale: list[str] = []
    broken: list[rules.Broken] = []
    for chapter in project.chapters(root, arguments.chapters):
        if arguments.check:
            of_chapter = build.stale_parts(root, chapter)
            stale += of_chapter
            broken += [] if of_chapter else rules.broken(root, chapter)
            continue
        with console.status(f"{chapter}: executing every cell"):
            built = build.build_chapter(root, chapter, arguments.force)
        console.print(f"[green]✓[/] {chapter}  {built.done}", highlight=False)
        for path in built.kept:
            console.print(f"  what somebody had made of the one before is kept in {path}", soft_wrap=True)
        for path in release.left_out(root, chapter):
            console.print(f"  {path} is not handed out: nothing of the chapter names it", soft_wrap=True)
        for path in set(handout.others(root, chapter)) - set(built.kept):
            console.print(f"  {path} is not the chapter's, and stays as it is", soft_wrap=True)
        for rule in rules.broken(root, chapter):
            console.print(f"  [yellow]![/] {escape(str(rule))}", highlight=False, soft_wrap=True)
    if arguments.check:
        stale += release.stale_pages(root)
    else:
        release.release_pages(root)
    for part in stale:
        console.print(f"[red]✗[/] {part}: run [bold]make build[/]", soft_wrap=True)
    for rule in broken:
        console.print(f"[yellow]![/] {escape(str(rule))}", highlight=False, soft_wrap=True)
    if arguments.check and not stale:
        console.print("[green]✓[/] everything built is fresh")
    return 1 if stale else 0
