"""`autograder site`: make the course's web site."""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder import project
from autograder.commands.shared import add_examples, console


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `site` to the command line."""
    site = subcommands.add_parser(
        "site",
        help="make the course's web site",
        description="Make pages of the executed chapters, with solutions folded, and of what stands beside them. They "
        "need no server and no network. Exit code 1 when Sphinx warns of anything.",
    )
    site.add_argument("--to", type=Path, default=Path("site"), metavar="DIR", help="the folder it is made in (site)")
    add_examples(site, "autograder site", "autograder site --to /tmp/site")
    site.set_defaults(run=run)


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Make the site; return the exit code."""
    try:
        from autograder import site  # Keras takes seconds to import
    except ModuleNotFoundError as problem:
        raise project.ProjectError(
            f"A site needs what this Python does not have ({problem.name}). Install this project with its extra: "
            "pip install -e '.[site]'"
        ) from None
    with console.status("the site") as status:
        warnings = site.make(root, arguments.to.resolve(), lambda step: status.update(f"the site: {step}"))
    for warning in warnings:
        console.print(f"! {warning}", markup=False, soft_wrap=True)
    console.print(f"[green]✓[/] {arguments.to / 'index.html'}", highlight=False, soft_wrap=True)
    return 1 if warnings else 0
