"""What several commands share: the screen, options, and opening a class's gradebook."""

from __future__ import annotations

import argparse
import os
import shutil
import textwrap
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from autograder import limits, project

if TYPE_CHECKING:
    from autograder.gradebook.database import ClassGradebook

console = Console()
NARROWEST = 20  # letters in a line of help
SUBMITTED = "submitted/<student>/<chapter>/<chapter>.ipynb"


def harmless(text: str) -> str:
    """Return what students chose, as a table on the screen may show it.

    No markup of rich's is in it, and no character that a terminal obeys instead of showing it, or reads from right to
    left: such a one is written as its number.
    """
    return escape("".join(char if _is_shown(char) else char.encode("unicode_escape").decode() for char in text))


def _is_shown(char: str) -> bool:
    return char.isprintable() or char == "\n" or unicodedata.category(char) == "Zs"


def add_examples(command: argparse.ArgumentParser, *examples: str) -> None:
    """Let a command's help end with examples: lines for a shell."""
    width = max(shutil.get_terminal_size().columns - 2, NARROWEST)
    command.formatter_class = argparse.RawDescriptionHelpFormatter  # it leaves lines as they are
    command.description = textwrap.fill(command.description or "", width)
    command.epilog = "\n  ".join([f"example{'s' * (len(examples) > 1)}:", *examples])


def add_chapters(command: argparse.ArgumentParser) -> None:
    """Let a command name the chapters it is about."""
    command.add_argument("chapters", nargs="*", metavar="CHAPTER", help="which chapters (default: all)")


def add_folder(command: argparse.ArgumentParser) -> None:
    """Let a command name the class it is about."""
    command.add_argument(
        "--class",
        dest="folder",
        type=Path,
        default=Path("class"),
        metavar="DIR",
        help=f"the class's folder, with {SUBMITTED} in it (class)",
    )


def add_class(command: argparse.ArgumentParser) -> None:
    """Let a command name the class it is about, and its database."""
    add_folder(command)
    command.add_argument("--db", metavar="URL", help="the gradebook's database (default: DIR/gradebook.db)")
    command.add_argument(
        "--db-seconds",
        type=positive,
        default=limits.GRADEBOOK_SECONDS,
        metavar="S",
        help=f"longest wait for a gradebook that another program holds (default: {limits.GRADEBOOK_SECONDS})",
    )


def positive(text: str) -> int:
    """Read an option that is a whole number of at least 1."""
    if not (text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError(f"must be a whole number, 1 or more, not {text!r}")
    return int(text)


def open_gradebook(root: Path, arguments: argparse.Namespace) -> ClassGradebook:
    """Open the class's gradebook. Raises ProjectError when there is no such class."""
    from autograder.gradebook.database import ClassGradebook  # nbgrader takes a second to import

    folder = arguments.folder.resolve()
    if not (folder / "submitted").is_dir():
        raise project.ProjectError(
            f"{arguments.folder} is not a class: it needs {SUBMITTED}. "
            "Name the class's folder with --class, or make one to try with: autograder sample --class DIR"
        )
    return ClassGradebook(root, folder, arguments.db, arguments.db_seconds)


def quiet_keras() -> None:
    """Set what Keras and matplotlib read when they are imported: no log lines, no screen."""
    os.environ.update({**project.RUN_ENVIRONMENT, "MPLBACKEND": "agg"})
