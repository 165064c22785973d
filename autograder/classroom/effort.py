"""What the exercises of a submission cost: seconds that their cells ran, and earlier submissions in which they failed.

An exercise's time is that of its answer and of the cells below it up to the next heading: training what was built is
a part of the exercise, whoever wrote that cell. Taking evidence for its checks is not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from nbformat import NotebookNode

from autograder.chapter import cells
from autograder.grading.run import CellRun
from autograder.records import Verdict

DECIMALS = 3  # of seconds that are kept


def took(notebook: NotebookNode, became: Sequence[CellRun]) -> dict[str, float]:
    """Return how many seconds each answer of a notebook took, from what became of its cells."""
    seconds: dict[str, float] = defaultdict(float)
    answer: str | None = None
    for cell, result in zip(notebook.cells, became, strict=True):
        if cells.role(cell) == "exercise":
            answer = cells.grade_id(cell)
        elif cell.cell_type == "markdown" and cell.source.lstrip().startswith("#"):
            answer = None
        if answer is not None and cells.role(cell) != "check":
            seconds[answer] += result.seconds
    return {name: round(number, DECIMALS) for name, number in seconds.items()}


def with_earlier(result: Verdict, before: Verdict | None) -> Verdict:
    """Return a result with what its student's earlier submissions tell, of which `before` is the newest.

    The same submission graded again is no earlier one. Where it was not run again, its seconds are those of its run.
    """
    if before is None:
        return result
    if before.submission_digest == result.submission_digest:
        return replace(result, failed_before=before.failed_before, took=result.took or before.took)
    failed = Counter(before.failed_before)
    failed.update(check.grade_id for check in before.checks if check.outcome == "failed")
    return replace(result, failed_before=dict(failed))
