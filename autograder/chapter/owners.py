"""Whose the names are that a chapter's check cells use: read from its cells, for ``chapter.lending``."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from nbformat import NotebookNode

from autograder import project
from autograder.chapter import cells, release
from autograder.chapter.lending import SUFFIX, OwnCell, digest, to_json
from autograder.chapter.names import names_of
from autograder.chapter.plan import both_names, students_names
from autograder.chapter.reading import modules_in, reading_of

HEADING = re.compile(r"^#{2,6} (.+)$", re.MULTILINE)


def own_cells(solved: NotebookNode, graded: NotebookNode, shown: NotebookNode) -> list[OwnCell]:
    """Return the code cells of the chapter's own, in order, with whose names its checks use.

    `solved` is its notebook with solutions, `graded` the same with stubs. `shown` has the sources that cells are known
    by: as graded, or as students get them, where nothing is told of hidden checks. A check cell that gives something
    else to a name of the student's, to see what a function makes of that, works on the notebook itself.
    """
    students = students_names(graded, [both_names(a, b) for a, b in zip(solved.cells, graded.cells, strict=True)])
    sources = [cell.source if _is_own(cell) else "" for cell in shown.cells]
    if not any(module.startswith("autograder") for _, module in modules_in(shown)):
        return []  # its checks are plain assertions
    found = []
    for position, cell in enumerate(shown.cells):
        if not sources[position].strip():
            continue
        own = OwnCell(cell.id, cell.source.strip().split("\n")[0], digest(cell.source))
        if cells.role(cell) == "check":
            names, theirs = names_of(cell.source), students[position]
            lent = not names.made & theirs
            needs = _needs(shown, sources, position, theirs) if lent else {}
            yours = tuple(sorted(names.refers & theirs))
            own = replace(own, is_check=lent, yours=yours, needs=needs)
            own = replace(own, exercise=_exercise(shown, cell), points=cells.points(cell))
        found.append(own)
    return found


def _exercise(shown: NotebookNode, check: NotebookNode) -> str:
    """Return the heading above the exercise that a check belongs to; its exercise's id, or its own, without one."""
    exercise = next((of for found, of in cells.checks_with_exercise(shown) if found.id == check.id), None) or check
    above = shown.cells[: [cell.id for cell in shown.cells].index(exercise.id)]
    texts = "\n".join(cell.source for cell in above if cell.cell_type == "markdown")
    return (HEADING.findall(texts) or [exercise.id])[-1].strip()


def _is_own(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and not cells.is_students(cell)


def _needs(shown: NotebookNode, sources: list[str], position: int, theirs: frozenset[str]) -> dict[str, str]:
    """Return the chapter's names that a check needs, directly or through its cells' functions, and who makes them.

    That is the nearest cell above that runs when graded, else the nearest one of the others, as in ``needed_of``.
    """
    made = [names_of(source).made for source in sources[:position]]
    above = list(reversed(range(position)))
    above.sort(key=lambda number: cells.role(shown.cells[number]) is None)  # stable: the nearest of each kind first
    needs: dict[str, str] = {}
    wanted = set(reading_of(sources[position], modules_in(shown)).reads - theirs)
    while wanted:
        name = wanted.pop()
        maker = next((number for number in above if name in made[number]), None)
        if name in needs or maker is None:
            continue
        needs[name] = shown.cells[maker].id
        if "def " in sources[maker] or "lambda" in sources[maker]:
            wanted |= names_of(sources[maker]).refers - theirs - needs.keys()
    return needs


def path(root: Path, chapter: str) -> Path:
    """Return where the names of a chapter's notebook in ``solutions/`` are: beside it."""
    return root / project.SOLUTIONS / chapter / f"{chapter}{SUFFIX}"


def of_solution(root: Path, solved: NotebookNode) -> bytes:
    """Return what lies beside a chapter's notebook in ``solutions/``; nothing where no cell calls this package."""
    graded = release.without_solutions(solved, release.nbgrader_config(root))
    return to_json(own_cells(solved, graded, graded))


def of_released(root: Path, solved: NotebookNode, released: NotebookNode) -> bytes:
    """Return what lies beside a chapter's notebook in ``course/``, which tells nothing of hidden checks."""
    graded = release.without_solutions(solved, release.nbgrader_config(root))
    return to_json(own_cells(solved, graded, released))


def write(root: Path, chapter: str, solved: NotebookNode) -> None:
    """Write the names of a chapter's notebook beside it; remove them where no cell calls this package."""
    names = of_solution(root, solved)
    if names:
        path(root, chapter).write_bytes(names)
    else:
        path(root, chapter).unlink(missing_ok=True)


def stale(root: Path, chapter: str, solved: NotebookNode) -> list[str]:
    """Say when the names beside a chapter's notebook are not those of its cells."""
    there, names = path(root, chapter), of_solution(root, solved)
    if (there.read_bytes() if there.is_file() else b"") == names:
        return []
    return [f"{there.relative_to(root)} does not hold the names of the chapter's cells"]
