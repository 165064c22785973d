"""Checks of what a student foretold, and of arrays that were worked out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.checks import near, take
from autograder.checks.look import at, check, fail, known, slipped
from autograder.checks.parts import Shape

Slips = Mapping[Any, str]  # wrong answer → the name of its cause


@check("your prediction", subjects=["given"])
def answer(given: Any, expected: Any, slips: Slips | Mapping[str, Slips] | None = None) -> str:
    """Check a student's prediction: a number, a shape, a word, or a dict of these.

    Numbers and arrays' shapes are compared by value, words without regard to case and outer blanks. `slips` maps wrong
    answers to the names of their causes; for a dict either for all its values, or by name: ``{"dense": {64: "…"}}``.
    A shape without its batch axis is recognised by itself. The message never tells the expected answer: it is what the
    cells show. Raises CheckFailed; NotAttempted when nothing is foretold yet; ValueError for a cause that is none.
    """
    found, right = take.data(take.made(given)), take.data(expected)
    wrong_answers: Any = slips or {}
    _require_known(wrong_answers)
    if isinstance(right, dict) and isinstance(found, dict):
        for name in right:
            at(f"your prediction for {name}")
            take.made(found.get(name))
        wrong = [name for name in right if found[name] != right[name]]
        if not wrong:
            return f"your predictions are what happens: {_listed({k: found[k] for k in right})}"
        at(f"your prediction for {wrong[0]} ({len(right) - len(wrong)} of {len(right)} are right)")
        own = wrong_answers.get(wrong[0], {})
        wrong_answers = {k: v for k, v in wrong_answers.items() if not isinstance(v, Mapping)} | own
        found, right = found[wrong[0]], right[wrong[0]]
    if found == right:
        return f"your prediction {_said(found)} is what happens"
    cause = next((cause for slip, cause in wrong_answers.items() if take.data(slip) == found), None)
    if cause is None and _without_batch(found, right):
        cause = "batch-axis-forgotten"
    fail(
        expected=f"{_sort(right)}: what the cells around this one show",
        found=_said(found) if isinstance(right, str) or not isinstance(found, str) else f"the text {found!r}",
        cause=cause,
        look_at="the cells around this one: run them, and find where they differ from what you foresaw",
    )


@check("the predictions", subjects=["given"])
def predictions(given: Any, expected: np.ndarray, slips: Mapping[str, np.ndarray] | None = None) -> str:
    """Check an array against the expected one, to 1e-4.

    `slips` maps the names of causes to the arrays that they lead to.
    Raises CheckFailed; NotAttempted when there is no array yet; ValueError for a cause that is none.
    """
    found = take.array(given)

    def is_found(wanted: np.ndarray) -> bool:
        return near.equal(found, np.asarray(wanted, dtype="float64").reshape(-1), near.PREDICTED)

    cause = slipped(slips, is_found)
    if is_found(expected):
        return f"all {found.size} predictions are as they must be"
    fail(
        expected=f"{np.size(expected)} numbers, beginning {near.beginning(expected)}",
        found=f"{found.size} numbers, beginning {near.beginning(found)}",
        cause=cause,
        look_at="what each input was given",
    )


@check("the shape of {name}", subjects=["given"])
def shape(given: Any, expected: Shape, name: str = "the array") -> str:
    """Check the shape of an array or a symbolic tensor; None in `expected` stands for None.

    Raises CheckFailed; NotAttempted when there is nothing yet.
    """
    found = take.shape(given)
    if found == tuple(expected):
        return f"{name} has shape {found}"
    cause = "batch-axis-forgotten" if _without_batch(found, tuple(expected)) else None
    fail(expected=str(tuple(expected)), found=str(found), cause=cause, look_at="the line that makes it")


def _require_known(slips: Mapping[Any, Any]) -> None:
    for cause in slips.values():
        if isinstance(cause, Mapping):
            _require_known(cause)
        else:
            known(cause)


def _without_batch(found: Any, right: Any) -> bool:
    """Tell whether a shape is the right one without its unknown batch size in front."""
    return isinstance(found, tuple) and isinstance(right, tuple) and right[:1] == (None,) and found == right[1:]


def _listed(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {_said(value)}" for name, value in values.items())


def _said(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _sort(value: Any) -> str:
    if isinstance(value, bool):
        return "True or False"
    return {int: "a whole number", float: "a number", str: "a word", tuple: "a shape"}.get(type(value), "an answer")
