"""The package that students install: what a chapter's checks import of this one, and nothing else of it."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from autograder.chapter.imports import imported
from autograder.project import ProjectError

PACKAGE = Path(__file__).resolve().parents[1]
OURS, STUDENTS = "beyond-sequential", "beyond-sequential-checks"
ENTRANCES = ("autograder.checks", "autograder.student")  # what chapters import, and the command; the rest follows
# What no import names: Keras loads its backend by a setting, and a notebook runs on a kernel.
LOADED_BY_NAME = ("tensorflow", "tensorflow-cpu", "ipykernel")
# The same bytes whenever it is made: times in the archive are those of the oldest zip.
WHEN = "315532800"
PROJECT = """\
[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "{name}"
version = "{version}"
description = "What the notebooks of Beyond Sequential need: their checks"
requires-python = "{python}"
license = "MIT"
dependencies = {dependencies}

[project.scripts]
autograder = "autograder.student:main"
dot = "autograder.graphs.dot:main"

[tool.setuptools.packages.find]
include = ["autograder*"]
"""


def modules() -> dict[str, Path]:
    """Return the modules of this package that checks import, directly or through one another: name → file."""
    found: dict[str, Path] = {}
    waiting = list(ENTRANCES)
    while waiting:
        name = waiting.pop()
        path = _file_of(name)
        if path is None or name in found:
            continue
        found[name] = path
        waiting += [name.rpartition(".")[0], *imported([path.read_text(encoding="utf-8")])]
    return dict(sorted(found.items()))


def _file_of(name: str) -> Path | None:
    """Return the file of a module of this package; None for anything else."""
    first, *rest = name.split(".")
    place = PACKAGE.joinpath(*rest)
    if first != PACKAGE.name:
        return None
    return next((path for path in (place / "__init__.py", place.with_name(f"{place.name}.py")) if path.is_file()), None)


def dependencies(used: Iterable[str]) -> list[str]:
    """Return this project's requirements, as it states them, that the checks and the modules `used` import.

    Raises ProjectError for a module of `used` that comes from no package this project requires.
    """
    stated = [Requirement(text) for text in importlib.metadata.requires(OURS) or []]
    names = {canonicalize_name(one.name) for one in stated}
    owners = importlib.metadata.packages_distributions()
    wanted = {canonicalize_name(name) for name in LOADED_BY_NAME}
    ours = {name for path in modules().values() for name in imported([path.read_text(encoding="utf-8")])}
    roots = {name.split(".")[0] for name in (*ours, *used)} - sys.stdlib_module_names - {PACKAGE.name}
    for root in sorted(roots):
        owning = {canonicalize_name(name) for name in owners.get(root, [])} & names
        if not owning:
            raise ProjectError(
                f"Students would import {root}, which no package brings that the course requires. "
                "Add it to the dependencies in pyproject.toml, or take the import out of the chapter."
            )
        wanted |= owning
    return [str(one) for one in stated if canonicalize_name(one.name) in wanted and "extra" not in str(one.marker)]


def python_range() -> str:
    """Return which versions of Python the project is for, such as ``<3.14,>=3.11``."""
    return str(importlib.metadata.metadata(OURS)["Requires-Python"])


def build(folder: Path, used: Iterable[str]) -> Path:
    """Build the package as a wheel in `folder`, offline, with what `used` needs beside it; return where it is.

    The same modules give the same bytes. Raises ProjectError, with what pip said, when it cannot be built.
    """
    with tempfile.TemporaryDirectory() as place:
        source = Path(place)
        for path in modules().values():
            copy = source / PACKAGE.name / path.relative_to(PACKAGE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
            copy.chmod(0o644)
        text = PROJECT.format(
            name=STUDENTS,
            version=importlib.metadata.version(OURS),
            python=python_range(),
            dependencies=[text.replace('"', "'") for text in dependencies(used)],
        )
        (source / "pyproject.toml").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-index"]
        command += ["--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(source)]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": WHEN}
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise ProjectError(f"pip could not build the package for students:\n{done.stderr.strip()}")
    (wheel,) = folder.glob(f"{STUDENTS.replace('-', '_')}-*.whl")
    return wheel
