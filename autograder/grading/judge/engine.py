"""Run a chapter's check cells on evidence: the verdict's engine, in a process that never ran a student's code."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from autograder.chapter.cells import hidden_lines
from autograder.chapter.lending import stopped
from autograder.chapter.plan import Group, Plan
from autograder.grading import evidence
from autograder.grading.judge import values
from autograder.grading.judge.functions import Answers, Swapped
from autograder.grading.judge.request import CellText, CheckRun
from autograder.grading.judge.screen import Screen
from autograder.messages import of_stopped

Json = Any


class Trouble(Exception):
    """The chapter's own cells cannot be run here: no submission can be judged."""


class Judge:
    """A chapter's cells and plan, ready to judge one submission's evidence.

    `asked` holds, by check, the questions that its functions were asked; `trained`, by cell, what the chapter's
    training cells make, which takes the place of running them.
    """

    def __init__(
        self,
        cells: Sequence[CellText],
        plan: Plan,
        asked: Mapping[str, evidence.Document],
        trained: Mapping[str, evidence.Document] | None = None,
    ) -> None:
        self.cells, self.plan, self.asked = cells, plan, asked
        self._trained = trained or {}
        self._first = {group.checks[0]: group for group in plan.groups}
        self._sources = {cell.id: cell.source for cell in cells}

    def judge(self, snapshots: Mapping[str, bytes], running: frozenset[str]) -> dict[str, list[CheckRun]]:
        """Return what became of each check: a CheckRun for each different state that the evidence shows of its group.

        `snapshots` are the bytes that the harvest wrote, by check; checks without any are left out, as are cells whose
        ids are not among `running`. Raises Trouble when one of the chapter's own cells fails.
        """
        names: dict[str, Any] = {"__name__": "__main__"}
        found: dict[str, list[CheckRun]] = {}
        for cell in self.cells:
            if cell.id in self._trained.keys() & running:
                names.update(values.named(self._trained[cell.id]))
            elif cell.id in self.plan.own_cells & running:
                problem = Screen(cell.id).run(cell.source, names)
                if problem is not None:
                    raise Trouble(f"the chapter's own cell {cell.id} raised {type(problem).__name__}: {problem}")
            elif cell.id in self._first:
                for check, run in self.judge_group(self._first[cell.id], snapshots, names, running):
                    found.setdefault(check, []).append(run)
        return found

    def judge_group(
        self, group: Group, snapshots: Mapping[str, bytes], names: dict[str, Any], running: frozenset[str]
    ) -> Iterator[tuple[str, CheckRun]]:
        """Yield what became of each running check of a group, once for each state of the student's names.

        `names` are the chapter's at this place; those that the check cells make are added to them.
        """
        if running.isdisjoint(group.checks):
            return
        present = [check for check in group.checks if check in snapshots]
        read: dict[str, evidence.Document] = {}
        states: dict[str, evidence.Document] = {}
        for check in present:
            try:
                read[check] = evidence.unpack(snapshots[check])
            except evidence.EvidenceError as problem:
                yield check, CheckRun("unjudged", reason=f"what the kernel handed over cannot be read: {problem}")
            else:
                states.setdefault(read[check].digest("names", "layers"), read[check])
        before = dict(names)
        for state in states.values():
            made = dict(before)
            yield from self._judge_state(group, state, {c: read[c] for c in read.keys() & running}, made)
            names.update(made)
        students = {*group.names, *group.subjects}
        for name in students & names.keys():  # the chapter's own value of such a name comes back
            if name in before:
                names[name] = before[name]
            else:
                del names[name]

    def _judge_state(
        self, group: Group, state: evidence.Document, read: Mapping[str, evidence.Document], names: dict[str, Any]
    ) -> Iterator[tuple[str, CheckRun]]:
        desk, decoder = _Desk(), values.Decoder(state)
        refused = _bind(group, state, names, desk, decoder)
        for check in group.checks:
            if check not in read:
                continue
            reasons = [refused[name] for name in sorted(self.plan.uses[check] & refused.keys())]
            if reasons:
                yield check, CheckRun("unjudged", reason=reasons[0])
                continue
            asked = self.asked.get(check)
            questions = asked.content["questions"] if asked else []
            swapped = Swapped(names, self.plan.swaps.get(check, ()))
            desk.answers = Answers(questions, asked or evidence.Document({}, {}), read[check], swapped)
            before = len(decoder.unjudged)
            run = run_check(check, self._sources[check], names, self.plan.uses[check])
            unjudged = [*desk.answers.unjudged, *decoder.unjudged[before:]]
            # whatever the check made of the error that it met, it is not the student's
            yield check, CheckRun("unjudged", reason=unjudged[0]) if unjudged else run


class _Desk:
    """Where functions find the answers of the check that is running now."""

    answers: Answers

    def function(self, name: str, called: str) -> Any:
        """Return what stands for the function that a student's name holds, in whichever check calls it.

        `called` is the function's own name, such as ``<lambda>``.
        """

        def ask(*arguments: Any, **settings: Any) -> Any:
            return self.answers.of(name)(*arguments, **settings)

        ask.__name__ = ask.__qualname__ = called
        return ask


def _told(state: evidence.Document) -> dict[str, Json]:
    """Return what is told of names; nothing of a document that has none."""
    told = state.content.get("names")
    return told if isinstance(told, dict) else {}


def _bind(
    group: Group, state: evidence.Document, names: dict[str, Any], desk: _Desk, decoder: values.Decoder
) -> dict[str, str]:
    """Put the student's values into a namespace, in place of the chapter's; return why others cannot be there."""
    told = _told(state)
    refused: dict[str, str] = {}
    for name in group.names:
        names.pop(name, None)
    for name in [*group.subjects, *group.names]:  # a shared layer's first call is the one in the chapter's model
        if name not in told:
            continue
        decoder.function = functools.partial(desk.function, name)
        try:
            value = decoder.value(told[name])
        except Exception as problem:  # of whatever kind: it is not the student's mistake
            refused[name] = f"{name} cannot be judged without a person: {problem}"
            continue
        if name not in group.subjects or _is_the_chapters(value, names.get(name)):
            names[name] = value
    return refused


def _is_the_chapters(value: Any, own: Any) -> bool:
    from autograder.grading.judge.subjects import is_the_chapters  # Keras: only chapters about it have subjects

    return is_the_chapters(value, own)


def run_check(check: str, source: str, names: dict[str, Any], yours: Iterable[str] = ()) -> CheckRun:
    """Run a check cell in a namespace and return what became of it.

    Where it cannot work with what some of the student's names hold, `yours`, a message says so.
    """
    screen = Screen(check)
    problem = screen.run(source, names)
    if problem is not None and not isinstance(problem, AssertionError | NameError):
        said = stopped(problem, source, yours, names)
        if said is not None:
            screen.add(of_stopped(said).to_bundle(), problem)
    lines = hidden_lines(source)
    hidden = [line in lines for line in screen.lines]
    if problem is None:
        return CheckRun("done", outputs=screen.outputs, hidden=hidden, asserts=asserts(source))
    return CheckRun("error", type(problem).__name__, str(problem), outputs=screen.outputs, hidden=hidden)


def asserts(source: str) -> bool:
    """Tell whether a cell demands something in plain Python: by assert, AssertionError, or a function so called."""
    for node in ast.walk(ast.parse(source)):
        called = node.func if isinstance(node, ast.Call) else None
        name = getattr(called, "attr", None) or getattr(called, "id", "")
        if isinstance(node, ast.Assert) or str(name).startswith(("assert", "AssertionError")):
            return True
    return False
