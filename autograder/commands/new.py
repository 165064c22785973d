"""`autograder new`: lay out a new chapter."""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder import project
from autograder.commands.shared import add_examples, console


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `new` to the command line."""
    new = subcommands.add_parser(
        "new",
        help="lay out a new chapter",
        description="Write a new chapter with one exercise, and answers to try its checks with: it builds, can be "
        "handed out and graded as it stands, and is there to be changed.",
    )
    new.add_argument("chapter", metavar="CHAPTER", help="its name: two digits and words, such as 07_my_chapter")
    new.add_argument(
        "--course",
        dest="find_root",
        action="store_const",
        const=_begun,
        default=project.find_root,
        help="begin a course of your own first, in the folder here or the one that --root names",
    )
    add_examples(new, "autograder new 07_my_chapter", "autograder new 00_first --course")
    new.set_defaults(run=run)


def _begun(folder: Path | None) -> Path:
    """Make a folder a course, where it is none; return it."""
    from autograder.authoring import new  # nbgrader takes a second to import

    return new.begin_course((folder or Path.cwd()).resolve())


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Write the chapter and say what comes next; return the exit code."""
    from autograder.authoring import new  # nbgrader takes a second to import

    source, answers = (path.relative_to(root) for path in new.write_chapter(root, arguments.chapter))
    name = arguments.chapter
    console.print(f"[green]✓[/] {source}  the chapter, as text: change it", highlight=False, soft_wrap=True)
    console.print(f"[green]✓[/] {answers}  right and wrong answers to it", highlight=False, soft_wrap=True)
    console.print("Then:")
    console.print(f"  autograder build {name}    executes it, and makes what students get in course/", soft_wrap=True)
    console.print(f"  autograder mutants {name}  changes your solutions: do the checks notice?", soft_wrap=True)
    return 0
