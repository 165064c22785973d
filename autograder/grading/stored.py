"""A run that was kept, with its evidence and what was judged of it, to be judged again without running anything.

A changed chapter may want the same cells run and other checks judged. What ran then is compared with what would run
now; where they agree, evidence that was taken at the same place, and asked for in the same words, is still true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import nbformat
from nbformat import NotebookNode

from autograder.chapter import cells, digest
from autograder.grading import evidence
from autograder.grading.judge.request import CheckRun
from autograder.grading.run import CellRun, Job, Run


@dataclass(frozen=True)
class Stored:
    """A run; `ran` are the positions of the cells that ran, and `asked` says by check what evidence was asked for.

    `taken` is the fingerprint of what the evidence was taken with. `judged` is what became of each check, and
    `digests` what judged it.
    """

    run: Run
    ran: tuple[int, ...]
    asked: dict[str, list[str]]
    taken: str
    judged: dict[str, list[CheckRun]]
    digests: dict[str, str]


def store(job: Job, run: Run, judged: Mapping[str, Sequence[CheckRun]], digests: Mapping[str, str]) -> Stored:
    """Return what is to be kept of a run that a job gave, and of what was judged."""
    kept = {check: list(found) for check, found in judged.items()}
    return Stored(run, tuple(sorted(job.running)), _asked(job), digest.of_taking(job.files), kept, dict(digests))


def _asked(job: Job) -> dict[str, list[str]]:
    """Return, by check, the fingerprint of the names and questions it is asked for, and how far weights travel."""
    asked = {check: evidence.unpack(wanted) for check, wanted in job.wanted.items()}
    return {check: [one.digest("names", "questions"), one.content["weights"]] for check, one in asked.items()}


@dataclass(frozen=True)
class Again:
    """A stored run as a new job's, and the checks that have the evidence that they had then."""

    run: Run
    same: frozenset[str]


def again(stored: Stored, job: Job) -> Again | None:
    """Return a stored run as if it were this job's; None where the job must run, since something else may come out.

    Of the cells that ran, those of the chapter that nothing needs any more may be gone.
    """
    if stored.run.lost or stored.taken != digest.of_taking(job.files):
        return None
    before = nbformat.reads(stored.run.notebook, as_version=4)
    now = nbformat.reads(job.notebook, as_version=4)
    running, asked = sorted(job.running), _asked(job)
    ran = _matched(before, stored, [now.cells[position].source for position in running])
    if ran is None:
        return None
    became: list[CellRun] = []
    snapshots: dict[str, bytes] = {}
    same: set[str] = set()
    above = 0  # cells that ran, up to this one
    for position, cell in enumerate(now.cells):
        if position in job.running:
            place = ran[above]
            above += 1
            cell.outputs, cell.execution_count = before.cells[place].outputs, before.cells[place].execution_count
        if cells.role(cell) == "check":
            between = range(ran[above - 1] if above else 0, ran[above] if above < len(ran) else len(before.cells))
            twin = _twin(cell, before, stored, asked.get(cell.id), between)
            if twin is None:
                return None
            then = before.cells[twin].id
            became.append(stored.run.cells[twin])
            if then in stored.run.snapshots:
                snapshots[cell.id] = stored.run.snapshots[then]
            if then == cell.id:
                same.add(cell.id)
        else:
            became.append(stored.run.cells[place] if position in job.running else CellRun("left out"))
    run = replace(stored.run, notebook=nbformat.v4.writes(now), cells=became, snapshots=snapshots)
    return Again(run, frozenset(same))


def _matched(before: NotebookNode, stored: Stored, sources: list[str]) -> list[int] | None:
    """Return the position in the stored notebook of each cell that would run now; None where others ran, or more."""
    waiting, ran = list(sources), []
    for position in stored.ran:
        if waiting and before.cells[position].source == waiting[0]:
            ran.append(position)
            waiting.pop(0)
        elif stored.run.cells[position].is_students:
            return None
    return None if waiting else ran


def _twin(
    check: NotebookNode, before: NotebookNode, stored: Stored, asked: list[str] | None, between: range
) -> int | None:
    """Return where, among the positions `between`, a check of then asked the same; itself, if it can be."""
    possible = [
        position
        for position in between
        if cells.role(before.cells[position]) == "check" and _answers(stored, before.cells[position].id, asked)
    ]
    named = [position for position in possible if before.cells[position].id == check.id]
    return next(iter(named or possible), None)


def _answers(stored: Stored, check: str, asked: list[str] | None) -> bool:
    """Tell whether a check of then asked the same; how far weights travel matters only where there are any."""
    then = stored.asked.get(check)
    if then is None or asked is None or then[0] != asked[0]:
        return then == asked
    return then[1] == asked[1] or not evidence.may_have_models(stored.run.snapshots.get(check, b""))
