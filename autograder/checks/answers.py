"""Checks of predictions and of arrays: what a student foretold, or computed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import keras
import numpy as np

from autograder.checks.messages import fail, passed
from autograder.checks.subject import Shape, require_made

Slips = Mapping[Any, str]  # wrong answer → the name of its cause


def answer(given: Any, expected: Any, slips: Slips | Mapping[str, Slips] | None = None) -> None:
    """Check a student's prediction: a number, a shape, a word, or a dict of these.

    Numbers and arrays' shapes are compared by value, words without regard to case and outer blanks. `slips` maps wrong
    answers to the names of their causes; for a dict either for all its values, or by name: ``{"dense": {64: "…"}}``.
    A shape without its batch axis is recognised by itself. The message never tells the expected answer: it is what the
    cells show. Raises CheckFailed; NotAttempted when nothing is foretold yet.
    """
    looked_at = "your prediction"
    require_made("answer", given, looked_at)
    found, right = _plain(given), _plain(expected)
    known: Any = slips or {}
    if isinstance(right, dict) and isinstance(found, dict):
        for name in right:
            require_made("answer", found.get(name), f"your prediction for {name}")
        wrong = [name for name in right if found[name] != right[name]]
        if not wrong:
            return passed("answer", f"your predictions are what happens: {_listed({k: found[k] for k in right})}")
        looked_at = f"your prediction for {wrong[0]} ({len(right) - len(wrong)} of {len(right)} are right)"
        known = {k: v for k, v in known.items() if not isinstance(v, Mapping)} | known.get(wrong[0], {})
        found, right = found[wrong[0]], right[wrong[0]]
    if found == right:
        return passed("answer", f"your prediction {_said(found)} is what happens")
    cause = next((cause for slip, cause in known.items() if _plain(slip) == found), None)
    if cause is None and without_batch(found, right):
        cause = "batch-axis-forgotten"
    fail(
        "answer",
        looked_at,
        expected=f"{_sort(right)}: what the cells around this one show",
        found=_said(found) if isinstance(right, str) or not isinstance(found, str) else f"the text {found!r}",
        cause=cause,
        look_at="the cells around this one: run them, and find where they differ from what you foresaw",
    )


def predictions(given: Any, expected: np.ndarray, slips: Mapping[str, np.ndarray] | None = None) -> None:
    """Check an array against the expected one, to 1e-4.

    `slips` maps the names of causes to the arrays that they lead to.
    Raises CheckFailed; NotAttempted when there is no array yet.
    """
    looked_at = "the predictions"
    require_made("predictions", given, looked_at)
    found = np.asarray(given, dtype="float64").reshape(-1)
    if _close(found, expected):
        return passed("predictions", f"all {found.size} predictions are as they must be")
    cause = next((name for name, wrong in (slips or {}).items() if _close(found, wrong)), None)
    fail(
        "predictions",
        looked_at,
        expected=f"{np.size(expected)} numbers, beginning {_beginning(expected)}",
        found=f"{found.size} numbers, beginning {_beginning(found)}",
        cause=cause,
        look_at="what each input was given",
    )


def shape(given: Any, expected: Shape, name: str = "the array") -> None:
    """Check the shape of an array or a symbolic tensor; None in `expected` stands for None.

    Raises CheckFailed; NotAttempted when there is nothing yet.
    """
    looked_at = f"the shape of {name}"
    require_made("shape", given, looked_at)
    found = tuple(given.shape) if hasattr(given, "shape") else np.shape(given)
    if found == tuple(expected):
        return passed("shape", f"{name} has shape {found}")
    cause = "batch-axis-forgotten" if without_batch(found, tuple(expected)) else None
    fail(
        "shape",
        looked_at,
        expected=str(tuple(expected)),
        found=str(found),
        cause=cause,
        look_at="the line that makes it",
    )


def without_batch(found: Any, right: Any) -> bool:
    """Tell whether a shape is the right one without its unknown batch size in front."""
    return isinstance(found, tuple) and isinstance(right, tuple) and right[:1] == (None,) and found == right[1:]


def _plain(value: Any) -> Any:
    """Return a value with numpy's and Keras' types taken off, so that equal answers compare equal."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_plain(item) for item in value)
    if isinstance(value, np.ndarray):
        return _plain(value.tolist())
    if isinstance(value, keras.KerasTensor):  # the tensor was given, not its shape; it cannot be compared
        return f"a KerasTensor of shape {tuple(value.shape)}"
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not isinstance(value, bool):
        return round(value, 6)
    return value.strip().lower() if isinstance(value, str) else value


def _listed(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {_said(value)}" for name, value in values.items())


def _said(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _sort(value: Any) -> str:
    if isinstance(value, bool):
        return "True or False"
    return {int: "a whole number", float: "a number", str: "a word", tuple: "a shape"}.get(type(value), "an answer")


def _close(found: np.ndarray, expected: np.ndarray) -> bool:
    wanted = np.asarray(expected, dtype="float64").reshape(-1)
    return found.shape == wanted.shape and bool(np.allclose(found, wanted, atol=1e-4, rtol=1e-4))


def _beginning(values: np.ndarray) -> str:
    return ", ".join(f"{value:.3f}" for value in np.asarray(values).reshape(-1)[:3])
