"""What names of files and folders say: which are notebooks, which are packed, and which two are spelt alike."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

# Whose files these are, and no student's.
SYSTEMS_OWN = {"Thumbs.db", "desktop.ini", "Icon\r", "__MACOSX", "__pycache__"}
SYSTEMS_OWN |= {"$RECYCLE.BIN", "System Volume Information", "lost+found", "@eaDir"}
# Folders that programs make, beside what is kept in those of a home or a project; a notebook in one was not handed in.
OF_JUPYTER = {".ipynb_checkpoints", ".virtual_documents", ".jupyter", ".ipython", ".nbgrader"}
OF_HOMES = {".local", ".config", ".cache", ".keras", ".venv", ".conda"}
OF_EDITORS = {".git", ".github", ".svn", ".hg", ".vscode", ".idea", ".history"}
OF_TESTS = {".pytest_cache", ".mypy_cache", ".ruff_cache"}
OF_MACS = {".Spotlight-V100", ".fseventsd", ".TemporaryItems", ".AppleDouble"}
OF_DRIVES = {".dropbox.cache", ".stfolder", ".stversions", ".snapshot", ".snapshots", ".recycle"}
PROGRAMS_OWN = OF_JUPYTER | OF_HOMES | OF_EDITORS | OF_TESTS | OF_MACS | OF_DRIVES
# What systems and editors put before a file's own name: macOS, Jupyter, Emacs, network drives, bins.
BEFORE_OWN = ("._", ".~", ".#", ".nfs", ".fuse_hidden", ".trash", ".tmp.")
PACKED = {".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz"}
NOTEBOOK = re.compile(r"\.ipynb(\.txt|\.json)?\s*$", re.IGNORECASE)  # some browsers and mail programs add to it
COPY = re.compile(r"([ _-]*(\(\d+\)|copy\d*))+$", re.IGNORECASE)  # what browsers and Jupyter add to the name of a copy
BETWEEN = re.compile(r"[\s_-]+")  # what people and programs write between the words of a name
MOST_NAMES = 5  # that a reason lists


def is_notebook(name: str) -> bool:
    """Tell whether a file has a notebook's name, or the one that a browser makes of it, as ``x.ipynb.txt``."""
    return NOTEBOOK.search(name) is not None


def is_systems_own(name: str, is_folder: bool) -> bool:
    """Tell whether a file or folder is a system's or a program's own, by its name.

    A notebook, an archive or a folder whose name begins with a dot may yet be what a student handed in.
    """
    small = name.casefold()
    if small in {own.casefold() for own in SYSTEMS_OWN | PROGRAMS_OWN} or small.startswith(BEFORE_OWN):
        return True
    return name.startswith(".") and not (is_folder or is_notebook(name) or is_packed(name))


def is_packed(name: str) -> bool:
    """Tell whether a file is an archive, by its name."""
    return Path(name).suffix.lower() in PACKED


def stem(name: str) -> str:
    """Return a notebook's name without what tells that it is one."""
    return NOTEBOOK.sub("", name)


def without_copy(name: str) -> str:
    """Return the name that a copy's was made of."""
    return COPY.sub("", name.strip())


def plain(name: str) -> str:
    """Return a name in small letters and with _ between its words, however it was spelt."""
    return BETWEEN.sub("_", alike(name))


def alike(name: str) -> str:
    """Return what two names have in common that people take for one: case, and how accents are stored, do not count."""
    return unicodedata.normalize("NFC", name).strip().casefold()


def readable(name: str) -> str:
    r"""Return a file's name as text that can be written: a byte that is not UTF-8 becomes \\x and its number."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def listed(names: Iterable[str]) -> str:
    """Return names as a text says them: not too many of them."""
    shown = [readable(name) for name in names]
    more = [f"and {len(shown) - MOST_NAMES} more"] if len(shown) > MOST_NAMES else []
    return ", ".join([*shown[:MOST_NAMES], *more])
