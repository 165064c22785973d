"""A chapter whose cells changed after it was handed in: nbgrader's tables get its new cells and lose those it lost.

nbgrader itself registers a notebook's cells once and refuses any other as soon as there are submissions.
"""

from __future__ import annotations

from dataclasses import dataclass

from nbformat import NotebookNode
from nbgrader.api import BaseCell, Comment, Grade, Gradebook, MissingEntry, Notebook, SubmittedNotebook

from autograder.chapter import cells
from autograder.chapter.cells import Role
from autograder.chapter.chapter import Chapter

# What nbgrader's tables have for a cell: what is graded and what is commented are rows of their own.
KINDS: dict[Role, tuple[str, ...]] = {
    "check": ("GradeCell",),
    "exercise": ("SolutionCell",),
    "answer": ("GradeCell", "SolutionCell"),
    "task": ("TaskCell",),
}
ROWS = {"GradeCell": (Grade,), "SolutionCell": (Comment,), "TaskCell": (Grade, Comment)}  # of each submission


@dataclass(frozen=True)
class GivenByHand:
    """What a person gave a submission for a cell that is not in its chapter any more: points, a comment, or both."""

    student: str
    grade_id: str
    points: float | None
    comment: str | None


def gone(gradebook: Gradebook, chapter: Chapter) -> list[GivenByHand]:
    """Return what was given by hand for cells that are gone from a chapter, by student."""
    try:
        registered = gradebook.find_notebook(chapter.name, chapter.name)
    except MissingEntry:
        return []
    found: dict[tuple[str, str], GivenByHand] = {}
    for cell in _gone(registered, chapter):
        for grade in cell.grades:
            if grade.manual_score is not None:
                who = grade.notebook.student.id
                found[who, cell.name] = GivenByHand(who, cell.name, grade.manual_score, None)
        for comment in cell.comments:
            if comment.manual_comment:
                who = comment.notebook.student.id
                points = found[who, cell.name].points if (who, cell.name) in found else None
                found[who, cell.name] = GivenByHand(who, cell.name, points, comment.manual_comment)
    return [found[key] for key in sorted(found)]


def adapt(gradebook: Gradebook, chapter: Chapter) -> None:
    """Bring the registered cells of a chapter that has submissions in line with those it has now.

    A submission has no points yet for a check that is new; what was given for a cell that is gone goes with it.
    """
    try:
        registered = gradebook.find_notebook(chapter.name, chapter.name)
    except MissingEntry:
        return
    if not registered.submissions:
        return
    for cell in _gone(registered, chapter):
        for belonging in [*cell.grades, *cell.comments]:
            gradebook.db.delete(belonging)
        gradebook.db.delete(cell)
    wanted = {cells.grade_id(cell) for cell in chapter.graded.cells if cells.role(cell)}
    for source in list(registered.source_cells):
        if source.name not in wanted:
            gradebook.db.delete(source)
    gradebook.db.commit()
    gradebook.db.refresh(registered)
    known = _registered(registered)
    for cell in chapter.graded.cells:
        role, grade_id = cells.role(cell), cells.grade_id(cell)
        if role is None or grade_id is None:
            continue
        for kind in KINDS.get(role, ()):
            if (grade_id, kind) not in known:
                _add(gradebook, chapter.name, cell, kind, registered.submissions)
        gradebook.update_or_create_source_cell(grade_id, chapter.name, chapter.name, cell_type=cell.cell_type)


def _gone(registered: Notebook, chapter: Chapter) -> list[BaseCell]:
    """Return the registered cells that the chapter does not have any more, or has in another role."""
    wanted = {
        (cells.grade_id(cell), kind)
        for cell in chapter.graded.cells
        if (role := cells.role(cell))
        for kind in KINDS.get(role, ())
    }
    return [cell for key, cell in _registered(registered).items() if key not in wanted]


def _registered(notebook: Notebook) -> dict[tuple[str, str], BaseCell]:
    every = [*notebook.grade_cells, *notebook.solution_cells, *notebook.task_cells]
    return {(cell.name, cell.type): cell for cell in every}


def _add(
    gradebook: Gradebook, chapter: str, cell: NotebookNode, kind: str, submissions: list[SubmittedNotebook]
) -> None:
    """Register a cell, and give every submission its rows for it, as nbgrader does when it adds a submission."""
    name, worth = cells.grade_id(cell), {"max_score": cells.points(cell), "cell_type": cell.cell_type}
    if kind == "GradeCell":
        added = gradebook.add_grade_cell(name, chapter, chapter, **worth)
    elif kind == "TaskCell":
        added = gradebook.add_task_cell(name, chapter, chapter, **worth)
    else:
        added = gradebook.add_solution_cell(name, chapter, chapter)
    for submitted in submissions:
        gradebook.db.add_all(row(cell_id=added.id, notebook=submitted) for row in ROWS[kind])
    gradebook.db.commit()
