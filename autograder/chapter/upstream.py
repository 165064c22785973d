"""Which of a chapter's cells a check needs above it, so that one check can be judged without the others."""

from __future__ import annotations

from nbformat import NotebookNode

from autograder.chapter import cells
from autograder.chapter.plan import Plan
from autograder.chapter.reading import modules_in, reading_of


def upstream(graded: NotebookNode, plan: Plan, check: str) -> frozenset[str]:
    """Return the ids of the cells, of those that the judge runs, that must run before a check does.

    They make or may change a name that the check reads, directly or through one another. Locked cells always run.
    """
    modules = modules_in(graded)
    position = next(number for number, cell in enumerate(graded.cells) if cell.id == check)
    read = set(reading_of(graded.cells[position].source, modules).reads)
    needed = set()
    for cell in reversed(graded.cells[:position]):
        role = cells.role(cell)
        if role != "check" and cell.id not in plan.own_cells:
            continue
        reading = reading_of(cell.source, modules)
        if role == "locked" or reading.acts_elsewhere or (reading.makes | reading.changes) & read:
            needed.add(cell.id)
            read |= reading.reads
    return frozenset(needed)
