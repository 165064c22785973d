"""The four-way cases of a chapter's exercises: answers that must pass, and answers that must fail with their cause.

They stand in ``<chapter>.py``, in the folder that nbgrader_config.py names, as py:percent text, one cell an answer:
``# %% exercise="qa-model" wrong="swapped-embedding"`` or ``# %% exercise="qa-model" right="operators"``. A wrong answer
that fits the cases shown, and is refused by hidden ones alone, also has ``hidden="why"``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import jupytext

from autograder.causes import CAUSES
from autograder.chapter.release import nbgrader_config
from autograder.project import CONFIG, ProjectError

NO_CAUSE = "none"
Reasons = dict[str, dict[str, dict[str, str]]]  # chapter → exercise → a mutant's name → a reason
# chapter → exercise → the name of a case or mutant → check → a reason
ReasonsByCheck = dict[str, dict[str, dict[str, dict[str, str]]]]


@dataclass(frozen=True)
class Case:
    """One answer to one exercise: the whole of the exercise's cell, as a student could have written it.

    `cause` is what a wrong answer must be told; None for a wrong one whose cause no check recognises. `hidden` says why
    no check that students see refuses a wrong answer, where that is so.
    """

    exercise: str
    kind: Literal["right", "wrong"]
    name: str
    cause: str | None
    source: str
    hidden: str = ""


def cases_folder(root: Path) -> Path:
    """Return where the project's cases are. Raises ProjectError when nbgrader_config.py does not say."""
    named = nbgrader_config(root)["Autograder"].get("cases_directory")
    if not named:
        raise ProjectError(f"{CONFIG} does not say where the cases are: c.Autograder.cases_directory.")
    return root / str(named)


def cases_path(root: Path, chapter: str) -> Path:
    """Return where a chapter's cases are."""
    return cases_folder(root) / f"{chapter}.py"


def read_cases(path: Path) -> list[Case]:
    """Read a chapter's cases. Raises ProjectError, naming the cell, for a header that is not one."""
    cases = []
    for number, cell in enumerate(jupytext.read(path, fmt="py:percent").cells, start=1):
        header = dict(cell.metadata)
        if cell.cell_type != "code" or not set(header) & {"exercise", "right", "wrong"}:
            continue
        where = f"{path.name}, cell {number}"
        exercise, name = header.get("exercise"), header.get("name")
        if exercise is None or ("right" in header) == ("wrong" in header):
            raise ProjectError(f'{where}: a case is headed exercise="…" and either right="name" or wrong="cause".')
        if "right" in header:
            cases.append(Case(exercise, "right", header["right"], None, cell.source))
            continue
        cause = header["wrong"]
        if cause != NO_CAUSE and cause not in CAUSES:
            raise ProjectError(f"{where}: {cause!r} is not a cause in autograder/causes/.")
        told = None if cause == NO_CAUSE else cause
        cases.append(Case(exercise, "wrong", name or cause, told, cell.source, header.get("hidden", "")))
    return cases


def read_equivalents(root: Path) -> Reasons:
    """Read which mutants are as good as the solution, and why; empty when there is no such file."""
    found: Reasons = _table(cases_folder(root) / "equivalent_mutants.toml")
    return found


def read_otherwise(root: Path) -> ReasonsByCheck:
    """Read which answers' evidence may be judged otherwise than their live values, and why; empty without a file."""
    found: ReasonsByCheck = _table(cases_folder(root) / "judged_otherwise.toml")
    return found


def _table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
