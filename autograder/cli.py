"""The command `autograder`: finds the project and calls one of the commands in autograder/commands/."""

from __future__ import annotations

import argparse
import importlib.metadata
import io
import re
import sys
from pathlib import Path

from autograder import project

COLOUR = re.compile(r"\x1b\[[0-9;]*m")  # of a cell's traceback, for a terminal


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    # Not above, since it takes a moment in which somebody may press Ctrl-C, and ``main`` has an answer to that.
    from autograder.commands import (
        attack,
        build,
        check,
        collect,
        decide,
        export,
        grade,
        mutants,
        new,
        regrade,
        release,
        report,
        sample,
        site,
    )

    top = argparse.ArgumentParser(
        prog="autograder",
        description="Build, hand out and grade chapters of notebooks that check themselves.",
    )
    top.add_argument(
        "--root", type=Path, help="the course's project folder (default: the nearest one at or above here)"
    )
    version = importlib.metadata.version("beyond-sequential")
    top.add_argument("--version", action="version", version=f"%(prog)s {version}")
    subcommands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in (
        new,
        build,
        check,
        release,
        sample,
        mutants,
        collect,
        grade,
        regrade,
        decide,
        report,
        export,
        site,
        attack,
    ):
        command.add_parser(subcommands)
    return top


def main(argv: list[str] | None = None) -> int:
    """Run one command; return the exit code: 0 when all went well, 1 with one clear line when not, 130 when stopped."""
    _print_whatever_it_is()
    try:
        arguments = parser().parse_args(argv)
        project.require_working_folder()
        root = getattr(arguments, "find_root", project.find_root)(arguments.root)
        code: int = arguments.run(root, arguments)
    except KeyboardInterrupt:
        print("autograder: stopped.", file=sys.stderr)
        return 130
    except project.ProjectError as problem:
        told = str(problem) if sys.stderr.isatty() else COLOUR.sub("", str(problem))
        print(f"autograder: {told}", file=sys.stderr)
        return 1
    except OSError as problem:
        if problem.errno not in project.FULL and not problem.filename:
            raise
        print(f"autograder: {_told(problem)}", file=sys.stderr)
        return 1
    return code


def _print_whatever_it_is() -> None:
    """Let letters that a terminal does not know be written as their numbers, in place of an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _told(problem: OSError) -> str:
    """Return what to tell of a file that cannot be used, or of a full disk."""
    if problem.errno in project.FULL:
        where = f" of {problem.filename}" if problem.filename else ""
        return f"the disk{where} is full. Make room, then give the same command again: what is done stays done."
    why = f"{problem.filename} cannot be used ({problem.strerror})."
    return (
        f"{why} Look whether that is what you mean, and is yours to read and write; then give the same command again."
    )


if __name__ == "__main__":
    sys.exit(main())
