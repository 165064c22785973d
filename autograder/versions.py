"""Whether Keras is of a version that the course was made for, which the package's own requirements say."""

from __future__ import annotations

import importlib.metadata

from packaging.requirements import Requirement

PACKAGES = ("beyond-sequential", "beyond-sequential-checks")  # this project, and what students install of it
LOOKED_AT = ("keras",)


def require() -> None:
    """Raise ImportError, in words, for a version of Keras that the course was not made for."""
    for text in _required():
        wanted = Requirement(text)
        if wanted.name not in LOOKED_AT:
            continue
        try:
            found = importlib.metadata.version(wanted.name)
        except importlib.metadata.PackageNotFoundError:
            continue  # its import says so
        if not wanted.specifier.contains(found, prereleases=True):
            raise ImportError(f"{wanted.name} {found} is here, and the course was made with {wanted}")


def _required() -> list[str]:
    for package in PACKAGES:
        try:
            return importlib.metadata.requires(package) or []
        except importlib.metadata.PackageNotFoundError:
            continue
    return []
