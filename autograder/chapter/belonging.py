"""Which files in a chapter's folder belong to it: those that it names. Editors leave others there, with solutions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from nbformat import NotebookNode

from autograder import project

OF_THE_CHAPTER = (".py", ".ipynb", ".questions", ".names")  # that have its name, and are handed out otherwise or never
IMPORTS = re.compile(r"^[ \t]*(?:from|import)[ \t]+(.+)$", re.MULTILINE)


def data_files(folder: Path, name: str, notebook: NotebookNode) -> dict[str, bytes]:
    """Return what a chapter's cells may use of its folder: name → bytes.

    That are modules that are imported, and what is named, by a cell of its `notebook` or by such a file.
    """
    found, _ = _sorted_out(folder, name, notebook)
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def others(folder: Path, name: str, notebook: NotebookNode) -> list[Path]:
    """Return the files in a chapter's folder that nothing of it names, and so stay there."""
    return _sorted_out(folder, name, notebook)[1]


def _sorted_out(folder: Path, name: str, notebook: NotebookNode) -> tuple[list[Path], list[Path]]:
    left = list(_candidates(folder, name))
    texts = ["\n".join(cell.source for cell in notebook.cells)]
    found: list[Path] = []
    while texts:
        text = texts.pop()
        named = [path for path in left if _names(text, path.relative_to(folder))]
        left = [path for path in left if path not in named]
        found += named
        texts += [path.read_text(encoding="utf-8", errors="replace") for path in named if path.suffix == ".py"]
    return sorted(found), left


def _candidates(folder: Path, name: str) -> Iterator[Path]:
    own = {folder / f"{name}{suffix}" for suffix in OF_THE_CHAPTER}
    for path in sorted(folder.rglob("*")):
        left_behind = project.LEFT_BEHIND & set(path.relative_to(folder).parts)
        if path.is_file() and path not in own and not left_behind:
            yield path


def _names(text: str, path: Path) -> bool:
    """Tell whether a text names a file: by its path, its name, a folder that it is in; or imports it."""
    if path.suffix == ".py":
        module = path.parent.name if path.stem == "__init__" else path.stem
        if any(re.search(rf"(?<![\w.]){module}\b", line) for line in IMPORTS.findall(text)):
            return True
    folders = [f"{parent.as_posix()}/" for parent in path.parents if parent != Path()]
    wholes = [re.escape(whole) for whole in (path.as_posix(), path.name)]
    return bool(re.search(rf"(?<![\w.~-])(?:{'|'.join(wholes)})(?![\w~-]|\.\w)", text)) or any(
        re.search(rf"(?<![\w.~-]){re.escape(folder)}", text) for folder in folders
    )
