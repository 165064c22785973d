"""What students have of a chapter, in ``course/<chapter>/``: written anew without losing what somebody made of it.

A released notebook tells in its metadata what was handed out with it. What is not as it was then is somebody's work.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat

from autograder import project
from autograder.chapter import cells, digest, owners, release
from autograder.chapter.lending import SUFFIX

HANDED_OUT = "handed_out"  # in a released notebook's metadata: fingerprints of its cells and of the files beside it
# An exercise that is left out stops with an error, and so do its checks. JupyterLab's Run All goes on behind cells with
# this tag. Only what students get has it: where a chapter is built or tested, its exercises and checks may not stop.
MAY_STOP = "raises-exception"
KEPT = ".kept-{}"  # before a file's suffix: somebody's work, where a new one took its place


def write(root: Path, chapter: str) -> list[Path]:
    """Hand out a chapter anew; return where somebody's work of before is kept, from the project's root.

    Files that an earlier build handed out and the chapter does not have any more are removed; all others stay.
    Raises ProjectError when nbgrader refuses the notebook.
    """
    folder, files = root / project.COURSE / chapter, contents(root, chapter)
    before = _handed_out(folder / f"{chapter}.ipynb")
    for name in _outdated(folder, files, before):
        (folder / name).unlink()
    kept = []
    for name, content in files.items():
        path = folder / name
        if path.is_file() and path.read_bytes() == content:
            continue
        if path.is_file() and _is_somebodys(path.read_bytes(), name, (before.get(name), _fingerprint(content, name))):
            kept.append(path.replace(_free_place(path)).relative_to(root))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return kept


def stale(root: Path, chapter: str) -> list[str]:
    """Say what students have of a chapter that is not what would be handed out now."""
    folder, files = root / project.COURSE / chapter, contents(root, chapter)
    is_fresh = all((folder / name).is_file() and (folder / name).read_bytes() == files[name] for name in files)
    if is_fresh and not _outdated(folder, files, _handed_out(folder / f"{chapter}.ipynb")):
        return []
    built = project.solution_path(root, chapter).relative_to(root)
    return [f"{project.COURSE}/{chapter}/ differs from what {built} releases"]


def others(root: Path, chapter: str) -> list[Path]:
    """Return the files beside what was handed out that are somebody's own, from the project's root."""
    folder = root / project.COURSE / chapter
    handed_out = _handed_out(folder / f"{chapter}.ipynb")
    found = {path: path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()}
    return [
        path.relative_to(root)
        for path, name in found.items()
        if name.as_posix() not in handed_out and not project.LEFT_BEHIND & set(name.parts)
    ]


def contents(root: Path, chapter: str) -> dict[str, bytes]:
    """Return what is to be handed out: name → bytes, with the notebook telling of all of it."""
    notebook, files = release.released(root, chapter)
    name, solved = f"{chapter}.ipynb", cells.read(project.solution_path(root, chapter))
    if names := owners.of_released(root, solved, notebook):
        files = {**files, f"{chapter}{SUFFIX}": names}
    for cell in notebook.cells:
        if cell.cell_type == "code" and cells.role(cell) in ("exercise", "check"):
            cell.metadata["tags"] = [*cell.metadata.get("tags", []), MAY_STOP]
    notebook.metadata[HANDED_OUT] = {name: _of_cells(notebook), **{n: digest.of_bytes(files[n]) for n in sorted(files)}}
    return {name: (nbformat.writes(notebook) + "\n").encode(), **files}


def _handed_out(notebook: Path) -> dict[str, str]:
    """Return the fingerprints of what was handed out with a notebook, by name; none where it does not tell."""
    try:
        told = json.loads(notebook.read_bytes())["metadata"][HANDED_OUT]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return told if isinstance(told, dict) else {}


def _outdated(folder: Path, files: dict[str, bytes], before: dict[str, str]) -> list[str]:
    """Return the files that are as they were handed out before, and are not part of the chapter now."""
    there = [name for name in before if name not in files and _is_inside(folder, name) and (folder / name).is_file()]
    return [name for name in there if not _is_somebodys((folder / name).read_bytes(), name, (before[name],))]


def _is_inside(folder: Path, name: str) -> bool:
    return (folder / name).resolve().is_relative_to(folder.resolve())


def _is_somebodys(content: bytes, name: str, ours: tuple[str | None, ...]) -> bool:
    found = _fingerprint(content, name)
    return found is None or found not in ours


def _fingerprint(content: bytes, name: str) -> str | None:
    """Return the fingerprint of a file; of a notebook that of its cells, for outputs come from running it."""
    if not name.endswith(".ipynb"):
        return digest.of_bytes(content)
    try:
        return _of_cells(nbformat.reads(content.decode(), as_version=4))
    except Exception:  # no notebook any more, so nothing that was handed out
        return None


def _of_cells(notebook: Any) -> str:
    return digest.of([[cell.cell_type, cell.source] for cell in notebook.cells])


def _free_place(path: Path) -> Path:
    number = 1
    while (place := path.with_name(f"{path.stem}{KEPT.format(number)}{path.suffix}")).exists():
        number += 1
    return place
