"""`autograder check`: run a notebook from the top and say which exercises pass, for whoever works in it.

The notebook runs as it stands, on this machine, with all that its reader may do: it is for one's own work. What others
handed in is for `autograder grade`.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder import limits, project
from autograder.commands.open_files import make_room

console = Console()
COLOURS = {"passes": "green", "fails": "red", "changed": "yellow", "open": "yellow"}
ASK = "from autograder import checks as _checks\n_checks.progress()"


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `check` to the command line."""
    check = subcommands.add_parser(
        "check",
        help="run your own notebook, and say which exercises pass and why others do not",
        description="Run a notebook of yours from the top, as it is saved, and say which exercises pass, fail or are "
        "open. Exits with 1 while one fails. The notebook itself stays as it is.",
        epilog="examples:\n  autograder check course/01_multi_input\n  autograder check 01_multi_input/mine.ipynb",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument("notebook", type=Path, metavar="NOTEBOOK", help="a notebook, or its chapter's folder")
    check.set_defaults(run=run)


def run(_root: Path, arguments: argparse.Namespace) -> int:
    """Run the notebook and show a table; return 1 while an exercise fails, else 0."""
    make_room()
    path = notebook_in(arguments.notebook)
    with console.status(f"{path.name}: running every cell"):
        progress = progress_of(path)
    table = Table("exercise", "state", "points", "why")
    for one in progress["exercises"]:
        points = f"{one['points']:g} of {one['of']:g}"
        state = f"[{COLOURS[one['state']]}]{one['state']}[/]"
        table.add_row(escape(one["title"]), state, points, escape(one["why"]))
    console.print(table)
    states = [one["state"] for one in progress["exercises"]]
    points, most = (sum(one[name] for one in progress["exercises"]) for name in ("points", "of"))
    console.print(
        f"{states.count('passes')} of {len(states)} exercises pass, {points:g} of {most:g} points. "
        "When graded, checks look at a few cases more.",
        highlight=False,
        soft_wrap=True,
    )
    return 1 if "fails" in states else 0


def notebook_in(place: Path) -> Path:
    """Return the notebook that is meant by a path. Raises ProjectError where there is none, or more than one."""
    if place.is_file():
        return place
    if not place.is_dir():
        raise project.ProjectError(f"{place} is not there. Name a notebook, or the folder of a chapter.")
    own = place / f"{place.resolve().name}.ipynb"
    found = [own] if own.is_file() else sorted(place.glob("*.ipynb"))
    if len(found) != 1:
        raise project.ProjectError(
            f"{place} holds {len(found) or 'no'} notebook{'s' * (len(found) != 1)}. Name the one you mean."
        )
    return found[0]


def progress_of(path: Path) -> dict[str, Any]:
    """Run a copy of a notebook in its folder, and return how far its exercises have come (``checks.progress``).

    Raises ProjectError for what is no notebook, for a kernel that ended, and where the chapter's names are missing.
    """
    import nbformat  # they take a second to import
    from nbclient import NotebookClient
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    from autograder.messages import PROGRESS_MIME

    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception as problem:  # whatever JSON, and nbformat's schemas, make of a file
        raise project.ProjectError(
            f"{path} cannot be read as a notebook ({type(problem).__name__}). Open it, and save it again."
        ) from None
    notebook.cells = [*notebook.cells, nbformat.v4.new_code_cell(ASK)]
    client = NotebookClient(
        notebook,
        timeout=limits.BUILD_SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.resolve().parent)}},
        allow_errors=True,
        extra_arguments=["--log-level=CRITICAL"],
    )
    try:
        client.execute(env={**os.environ, **project.RUN_ENVIRONMENT})
    except DeadKernelError:
        raise project.ProjectError(f"{path}: its Python ended while the cells ran. Does one of them end it?") from None
    except CellTimeoutError:
        raise project.ProjectError(f"{path}: a cell ran for over {limits.BUILD_SECONDS} s. Does it end?") from None
    for output in notebook.cells[-1].get("outputs", []):
        if PROGRESS_MIME in output.get("data", {}):
            found: dict[str, Any] = output.data[PROGRESS_MIME]
            return found
    raise project.ProjectError(f"{path}: {_said(notebook.cells)}")


def _said(cells: list[Any]) -> str:
    """Return why there is no progress to tell of: the first error that is no exercise's, or what was printed."""
    for cell in cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error" and output.ename in ("ImportError", "ModuleNotFoundError"):
                return str(output.evalue)
    printed = "".join(output.get("text", "") for output in cells[-1].get("outputs", []))
    return printed.strip() or "it did not come to its end."
