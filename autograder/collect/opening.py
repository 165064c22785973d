"""Open what is to be collected, whichever kind it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder import project
from autograder.collect.archive import Archive
from autograder.collect.folders import Folder
from autograder.collect.zips import BROKEN, Careful, Zip

# How the first bytes of a file, or those at a place in it, tell that it is packed in another way.
OTHER_KINDS = (
    (0, b"\x1f\x8b", "gz"),
    (0, b"BZh", "bz2"),
    (0, b"\xfd7zXZ", "xz"),
    (257, b"ustar", "tar"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"Rar!", "rar"),
)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open a zip archive, or a folder. Raises ProjectError for anything else, and for what no platform makes."""
    if path.is_dir():
        yield Folder(path)
        return
    if not path.is_file():
        raise project.ProjectError(f"There is no file {path}.")
    try:
        file = Careful(path)
    except OSError as problem:
        raise project.ProjectError(f"{path} cannot be read: {problem.strerror}.") from None
    with file:
        try:
            archive = Zip(path, file)
        except BROKEN as problem:
            raise project.ProjectError(_no_zip(path, problem)) from None
        yield archive


def _no_zip(path: Path, problem: Exception) -> str:
    with path.open("rb") as file:
        start = file.read(512)
    kind = next((kind for at, sign, kind in OTHER_KINDS if start[at : at + len(sign)] == sign), None)
    if kind:
        return f"{path} is a {kind} archive, and learning platforms make zip. Unpack it, and collect its folder."
    return f"{path} is no whole zip archive ({problem}). Download it again, or unpack it and collect its folder."
