"""Where things are in a course's project: its root, chapters and folders; and the environment its cells run in."""

from __future__ import annotations

from pathlib import Path

SOLUTIONS = "solutions"
COURSE = "course"
CONFIG = "nbgrader_config.py"
# What running a chapter leaves in its folder, beside what belongs to it.
LEFT_BEHIND = {"__pycache__", ".ipynb_checkpoints", "model.png"}
# How a chapter's cells run, when it is built, tried and graded.
RUN_ENVIRONMENT = {
    "TF_CPP_MIN_LOG_LEVEL": "3",  # with the next line: TensorFlow prints nothing at import
    "TF_ENABLE_ONEDNN_OPTS": "0",  # the same numbers on every machine
}

# How much of the machine one submission may use (grading/sandbox).
MEMORY_BYTES = 4_000_000_000  # of all its processes; an honest chapter needs less than 1 GB
PROCESSES = 1000  # and threads, of which TensorFlow starts several for each processor
FILE_BYTES = 200_000_000  # of the largest file
CPU_SECONDS = 3600  # of each process; the time that a person waits is limited elsewhere, and shorter
OPEN_FILES = 4096
DISK_BYTES = 256_000_000  # of each of its private folders, where these are in memory


class ProjectError(Exception):
    """Something about the project's files is not as it must be; the message says what to do."""


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
        "Change into the project, or name it with --root."
    )


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

    Raises ProjectError for a name that is not a chapter.
    """
    found = sorted(folder.name for folder in (root / SOLUTIONS).iterdir() if (folder / f"{folder.name}.py").is_file())
    unknown = [name for name in named or [] if name not in found]
    if unknown:
        raise ProjectError(f"No chapter is called {', '.join(unknown)}. The chapters are: {', '.join(found)}.")
    return named or found
