"""Which cells of a submission must run, so that students' cells find what they use and checks what they look at.

The chapter's own cells are made for readers: many only show something, and no answer needs them. One runs if a cell
that runs reads a name that it makes, or a name that it may change.
"""

from __future__ import annotations

from nbformat import NotebookNode

from autograder.chapter import cells
from autograder.chapter.names import names_of
from autograder.chapter.plan import Plan
from autograder.chapter.reading import modules_in, reading_of

# Who uses these may read any name.
READS_ANYTHING = {"globals", "locals", "vars", "eval", "exec", "get_ipython", "dir"}


def running(notebook: NotebookNode, chapter: NotebookNode, plan: Plan) -> frozenset[int]:
    """Return the positions of the cells to run, in a submission that was restored; `chapter` has its cells as released.

    A student's cells run always, and of the chapter's own those that these, or the evidence of checks, need.
    Demonstrations and checks only run where cells that run read names that they make.
    """
    own = {cell.id: cell.source for cell in chapter.cells if not cells.is_students(cell)}
    modules = modules_in(chapter)
    read: set[str] = set()  # by cells below that run
    evident: set[str] = set()  # looked at by checks below
    runs: set[int] = set()
    students = [cell.source for cell in notebook.cells if cell.cell_type == "code" and own.get(cell.id) != cell.source]
    if any(names_of(source).refers & READS_ANYTHING for source in students):
        evident |= set().union(*(names_of(cell.source).made for cell in chapter.cells if cell.cell_type == "code"))
    for position in reversed(range(len(notebook.cells))):
        cell = notebook.cells[position]
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        reading = reading_of(cell.source, modules)
        if cells.role(cell) == "check":
            evident |= plan.uses.get(cell.id, frozenset())
        if cell.id in own and own[cell.id] == cell.source:
            is_shown_only = cells.role(cell) == "check" or cells.is_demo(cell)
            needed = reading.makes & read
            if not is_shown_only:
                needed |= (reading.makes | reading.changes) & (read | evident)
                needed |= {"it acts elsewhere"} if reading.acts_elsewhere else set()
            if not needed:
                continue
        runs.add(position)
        read -= reading.makes_surely
        evident -= reading.makes_surely
        read |= reading.reads
    return frozenset(runs)
