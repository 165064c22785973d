"""Where things are in a course's project: its root, chapters and folders; and with what environment its cells run."""

from __future__ import annotations

import errno
from pathlib import Path

SOLUTIONS = "solutions"
COURSE = "course"
CONFIG = "nbgrader_config.py"
# What running a chapter leaves in its folder, beside what belongs to it.
LEFT_BEHIND = {"__pycache__", ".ipynb_checkpoints", "model.png"}
FULL = (errno.ENOSPC, errno.EDQUOT)  # the numbers of the errors that a full disk gives
# How a chapter's cells run, when it is built, tried and graded.
RUN_ENVIRONMENT = {
    "TF_CPP_MIN_LOG_LEVEL": "3",  # with the next line: TensorFlow prints nothing at import
    "TF_ENABLE_ONEDNN_OPTS": "0",  # the same numbers on every machine
}


class ProjectError(Exception):
    """Something about the project's files is not as it must be; the message says what to do."""


def require_working_folder() -> None:
    """Raise ProjectError where the working folder has been removed, as by another terminal."""
    try:
        Path.cwd()
    except FileNotFoundError:
        raise ProjectError("The folder that you are in has been removed. Change into another one: cd ~") from None


def find_root(start: Path | None = None) -> Path:
    """Return the nearest folder at or above `start` (default: the working folder) that holds a course.

    Raises ProjectError when there is none.
    """
    start = (start or Path.cwd()).resolve()
    for folder in [start, *start.parents]:
        if (folder / CONFIG).is_file() and (folder / SOLUTIONS).is_dir():
            return folder
    raise ProjectError(
        f"There is no course at or above {start}: expected a folder with {CONFIG} and {SOLUTIONS}/. "
        "Change into the project, or name it with --root. To begin a course here: autograder new 00_first --course"
    )


def about(root: Path) -> tuple[str, str]:
    """Return a course's title, and in a sentence or two what it is: how its README.md begins."""
    readme = root / "README.md"
    parts = readme.read_text(encoding="utf-8").strip().split("\n\n") if readme.is_file() else []
    title = next((part.lstrip("# ") for part in parts[:1] if part.startswith("# ") and "\n" not in part), root.name)
    is_words = len(parts) > 1 and parts[1][0] not in "#|<![`-"
    return title, " ".join(parts[1].split()) if is_words else "A course of notebooks whose exercises check themselves."


def source_path(root: Path, chapter: str) -> Path:
    """Return where a chapter's text source is: ``solutions/<chapter>/<chapter>.py``."""
    return root / SOLUTIONS / chapter / f"{chapter}.py"


def solution_path(root: Path, chapter: str) -> Path:
    """Return where a chapter's executed notebook is: ``solutions/<chapter>/<chapter>.ipynb``."""
    return root / SOLUTIONS / chapter / f"{chapter}.ipynb"


def released_path(root: Path, chapter: str) -> Path:
    """Return where the notebook that students get is: ``course/<chapter>/<chapter>.ipynb``."""
    return root / COURSE / chapter / f"{chapter}.ipynb"


def chapters(root: Path, named: list[str] | None = None) -> list[str]:
    """Return the names of the project's chapters in order, or of those `named`.

    A chapter is a folder in ``solutions/`` that holds its text source, or a notebook of nbgrader's that was written
    by hand. One may be named by its folder or file, as a shell completes it. Raises ProjectError for a name that is
    not a chapter.
    """
    found = sorted(
        folder.name
        for folder in (root / SOLUTIONS).iterdir()
        if any((folder / f"{folder.name}{suffix}").is_file() for suffix in (".py", ".ipynb"))
    )
    wanted = [name if name in found else Path(name).stem for name in named or []]
    unknown = [name for name, meant in zip(named or [], wanted, strict=True) if meant not in found]
    if unknown:
        raise ProjectError(f"No chapter is called {', '.join(unknown)}. The chapters are: {', '.join(found)}.")
    return list(dict.fromkeys(wanted)) or found
