"""Say of answers where they stand when they cannot count there: behind a stub's last line, or below their check."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from nbformat import NotebookNode

from autograder.chapter import cells
from autograder.chapter.chapter import Chapter
from autograder.chapter.names import LONGEST, names_of, python_of
from autograder.chapter.parsing import parse


def misplaced(submitted: Sequence[NotebookNode], known: Sequence[str | None], chapter: Chapter) -> Iterator[str]:
    """Yield what to tell of each exercise whose answer is written where it does not run, or too late.

    `submitted` are the cells in the order in which they run, and `known` says which of the chapter's each one is.
    """
    solved = {cell.id: cell.source for cell in chapter.solved.cells}
    check_of = {exercise.id: check.id for check, exercise in cells.checks_with_exercise(chapter.released) if exercise}
    place = {cell_id: position for position, cell_id in enumerate(known) if cell_id is not None}
    for wanted in chapter.released.cells:
        if cells.role(wanted) != "exercise" or wanted.id not in place:
            continue
        written, name = submitted[place[wanted.id]].source, cells.grade_id(wanted)
        if written.strip() != wanted.source.strip():
            if _goes_on_behind_the_stub(written):
                yield f"in exercise cell {name}, lines stand below raise NotImplementedError, and so they never run"
            continue
        made = names_of(solved.get(wanted.id, "")).made
        last = place.get(check_of.get(wanted.id, ""), len(submitted))
        late = [n for n in range(last + 1, len(submitted)) if known[n] is None and submitted[n].cell_type == "code"]
        if names := sorted(set().union(*(names_of(submitted[n].source).made for n in late)) & made):
            yield (
                f"exercise cell {name} is as it was handed out, and {', '.join(names)} is made in a cell below its "
                "check: cells run from the top, so that the check came first"
            )


def _goes_on_behind_the_stub(source: str) -> bool:
    """Tell whether the first level of a cell raises NotImplementedError and has lines behind that."""
    if "NotImplementedError" not in source or len(source) > LONGEST:
        return False
    try:
        statements = parse(python_of(source)).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return any(
        isinstance(each, ast.Raise) and each.exc is not None and "NotImplementedError" in ast.dump(each.exc)
        for each in statements[:-1]
    )
