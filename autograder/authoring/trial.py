"""Try answers on a chapter's exercises in one warm process: what would each of its checks say?

This is for authors: their tests and mutants. Submissions never come here, they are run by ``autograder.grading``. The
checks run on the verdict's own engine, either on the live values or on the evidence that would leave a kernel.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.chapter import cells, owners, reading
from autograder.chapter.lending import Lending
from autograder.chapter.plan import Plan
from autograder.grading import evidence
from autograder.grading.harvest import harvest
from autograder.grading.judge import values
from autograder.grading.judge.engine import Judge, run_check
from autograder.grading.judge.request import CellText, CheckRun
from autograder.grading.judge.screen import Screen
from autograder.grading.run import CellRun
from autograder.grading.verdict import Finding, finding


@dataclass(frozen=True)
class CheckResult:
    """What one check cell said to an answer, in the verdict's words; `hidden` tells that a hidden part said it."""

    grade_id: str
    outcome: str
    cause: str | None = None
    message: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class _Exercise:
    """An exercise with the names that exist before its cell runs, and the cells from it to its last check."""

    cell: NotebookNode
    names: dict[str, Any]
    lending: Lending
    following: list[NotebookNode]


class Trial:
    """A chapter whose exercises can be answered again and again, each time from the same state.

    `notebook` is the chapter as built in ``solutions/``, with its hidden checks. Its cells run once up to each
    exercise, without those that only demonstrate and without other exercises, on which nothing may depend. `plan` and
    `asked` (see ``grading.questions``) are needed for judging through evidence only. What `trained` holds of training
    cells takes the place of running them, as where a submission is graded.
    """

    def __init__(
        self,
        notebook: NotebookNode,
        folder: Path,
        plan: Plan | None = None,
        asked: Mapping[str, bytes] | None = None,
        trained: Mapping[str, bytes] | None = None,
    ) -> None:
        self.folder, self.plan, self.asked = folder, plan or Plan((), frozenset()), asked or {}
        self._trained = {cell: evidence.unpack(data) for cell, data in (trained or {}).items()}
        self.exercises: dict[str, _Exercise] = {}
        texts = [CellText(cell.id, cell.source) for cell in notebook.cells if cell.cell_type == "code"]
        documents = {check: evidence.unpack(data) for check, data in self.asked.items()}
        self._judge = Judge(texts, self.plan, documents)
        names: dict[str, Any] = {"__name__": "__main__"}
        lending = Lending(owners.own_cells(notebook, notebook, notebook))
        with _working_in(folder):
            for number, cell in enumerate(notebook.cells):
                role = cells.role(cell)
                if cells.is_students(cell) and cell.cell_type == "code":
                    following = _until_last_check(notebook.cells[number + 1 :])
                    self.exercises[cell.id] = _Exercise(cell, dict(names), lending.copy(), following)
                elif cell.cell_type == "code" and role != "check" and not cells.is_demo(cell):
                    self._run(cell, names)
                    lending.ran(cell.source, names)

    def answer(self, exercise: str, source: str) -> list[CheckResult]:
        """Return what each check of an exercise says when its cell holds `source`."""
        tried, names = self.exercises[exercise], dict(self.exercises[exercise].names)
        lending, results = tried.lending.copy(), []
        with _working_in(self.folder):
            # The checks look at what a cell made before it failed, as they do in a notebook.
            became = _became(Screen(exercise).run(source, names))
            for cell in tried.following:
                if cells.role(cell) == "check":
                    results.append(_result(cell.id, _checked(cell, names, lending), became))
                else:
                    self._run(cell, names)
                    lending.ran(cell.source, names)
        return results

    def answer_both_ways(self, exercise: str, source: str) -> tuple[list[CheckResult], list[CheckResult]]:
        """Return what each check says to one run of `source`: on its live values, and on evidence as a submission is.

        Evidence is taken first, since checks may change what they look at.
        """
        tried, live = self.exercises[exercise], dict(self.exercises[exercise].names)
        lending = tried.lending.copy()
        with _working_in(self.folder), tempfile.TemporaryDirectory() as desk:
            became = _became(Screen(exercise).run(source, live))
            snapshots = {}
            for cell in tried.following:
                if cells.role(cell) == "check":
                    kept = _kept(cell, live, lending, self.plan.group_of(cell.id).subjects)
                    snapshots[cell.id] = harvested({**live, **kept}, self.asked[cell.id], Path(desk))
                else:
                    self._run(cell, live)
                    lending.ran(cell.source, live)
            checks = [cell for cell in tried.following if cells.role(cell) == "check"]
            seen = {check.id: _checked(check, live, lending) for check in checks}
            judged = self._judged(tried, snapshots)
        return (
            [_result(check.id, seen[check.id], became) for check in checks],
            [_result(check.id, judged[check.id], became) for check in checks],
        )

    def _judged(self, tried: _Exercise, snapshots: Mapping[str, bytes]) -> dict[str, CheckRun]:
        """Return what became of each check of an exercise where only the chapter's own cells have run."""
        clean = dict(tried.names)
        found: dict[str, CheckRun] = {}
        for cell in tried.following:
            if cell.id in self.plan.own_cells:
                self._run(cell, clean)
            elif cell.id in snapshots and cell.id not in found:
                group = self.plan.group_of(cell.id)
                found.update(self._judge.judge_group(group, snapshots, clean, frozenset(group.checks)))
        return found

    def _run(self, cell: NotebookNode, names: dict[str, Any]) -> None:
        """Run one of the chapter's own cells, or take what it made when the chapter was built."""
        trained = self._trained.get(cell.id)
        problem = Screen(cell.id).run(reading.acting(cell.source) if trained else cell.source, names)
        if problem is not None:
            raise problem
        if trained:
            names.update(values.named(trained))

    def solution(self, exercise: str) -> str:
        """Return the source of an exercise's own solution."""
        return str(self.exercises[exercise].cell.source)


def differing(live: list[CheckResult], on_evidence: list[CheckResult]) -> list[str]:
    """Return the ids of the checks that come to another outcome, or name another cause, on evidence than live."""
    pairs = zip(live, on_evidence, strict=True)
    return [
        one.grade_id
        for one, other in pairs
        if (one.grade_id, one.outcome, one.cause) != (other.grade_id, other.outcome, other.cause)
    ]


def _checked(cell: NotebookNode, names: dict[str, Any], lending: Lending) -> CheckRun:
    """Return what became of a check cell among the names that a notebook runs it with."""
    check = lending.check(cell.source)
    if check is None:  # it changes the student's names on purpose
        return run_check(cell.id, cell.source, names)
    own = lending.namespace(check, names)
    run = run_check(cell.id, cell.source, own, check.yours)
    lending.give_back(check, own, cell.source, names)
    return run


def _kept(cell: NotebookNode, names: dict[str, Any], lending: Lending, subjects: Iterable[str]) -> dict[str, Any]:
    """Return the chapter's own models that a check looks at, as a kernel keeps them."""
    check = lending.check(cell.source)
    own = lending.namespace(check, names) if check is not None else names
    return {name: own[name] for name in subjects if name in own}


def harvested(names: dict[str, Any], wanted: bytes, desk: Path) -> bytes:
    """Return the evidence that a document asks for, of these names; `desk` is a folder for the files between."""
    asked, told = desk / "asked", desk / "told"
    asked.write_bytes(wanted)
    told.unlink(missing_ok=True)
    harvest(names, str(asked), str(told))
    return told.read_bytes()


def _became(problem: BaseException | None) -> CellRun:
    return CellRun("error", type(problem).__name__, str(problem)) if problem else CellRun("done")


def _result(check: str, run: CheckRun, exercise: CellRun) -> CheckResult:
    said: Finding = finding(run, exercise)
    outcome = "unjudged" if run.state == "unjudged" else said.outcome
    return CheckResult(check, outcome, said.cause or None, said.reason, said.hidden)


def _until_last_check(following: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Return the code cells up to the last check that comes before the next exercise, without demonstrations."""
    own = []
    for cell in following:
        if cells.is_students(cell) and cell.cell_type == "code":
            break
        own.append(cell)
    while own and cells.role(own[-1]) != "check":
        own.pop()
    return [cell for cell in own if cell.cell_type == "code" and not cells.is_demo(cell)]


@contextlib.contextmanager
def _working_in(folder: Path) -> Iterator[None]:
    """Work in a chapter's folder, with its data modules importable, and leave no trace of them behind."""
    before, known = Path.cwd(), set(sys.modules)
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        os.chdir(before)
        sys.path.remove(str(folder))
        for name in set(sys.modules) - known:
            if str(folder) in str(getattr(sys.modules[name], "__file__", "")):
                del sys.modules[name]
