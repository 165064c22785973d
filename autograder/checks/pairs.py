"""Checks of models that compare two inputs: whether they compare at all, and what they say of equal ones."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

from autograder.checks.messages import fail, passed
from autograder.checks.subject import Arrays, copy_of, last_activation, predict, require_model

ADDITIVE = 1e-3  # of the answers' spread: float32 sums of two shares differ by less, comparisons by far more


def compares(model: Any, example: Arrays, left: str, right: str) -> None:
    """Check that what `right` is changes how `left` counts, as it must where two things are compared.

    A model that adds a share of the left side to a share of the right side (before its last sigmoid) gives
    f(a, b) + f(c, d) = f(a, d) + f(c, b) for all a, b, c, d, so it can never tell equal pairs from others. A copy with
    small random weights is examined, so training does not matter; the model has one output of one unit.
    `example` maps both inputs' names to arrays whose rows differ.
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = f"whether {right} changes how {left} counts"
    model = require_model("compares", model, looked_at)
    predict("compares", model, example, looked_at)
    copy = _with_random_weights(model)
    sigmoid = last_activation(model) == "sigmoid"
    rows = {name: np.roll(array, 1, axis=0) for name, array in example.items()}
    mixed = [{left: a[left], right: b[right]} for a in (example, rows) for b in (example, rows)]
    both, one, other, neither = (_answers(copy, pair, sigmoid, looked_at) for pair in mixed)
    spread = max(np.ptp(np.concatenate([both, one, other, neither])), 1e-6)
    if np.abs(both + neither - one - other).max() > ADDITIVE * spread:
        return passed("compares", f"what {right} is changes how {left} counts: the two are compared")
    fail(
        "compares",
        looked_at,
        expected="an answer that depends on both sides together",
        found="one share from each side, added up",
        cause="additive-head",
    )


def alike(
    model: Any,
    example: Arrays,
    left: str,
    right: str,
    gives: float | None = None,
    within: float = 1e-3,
    at_least: float | None = None,
) -> None:
    """Check what a model answers when two of its inputs get the same, on every row of `example`.

    A distance `gives` 0 and a cosine similarity 1, to `within`; an answer with no such value has a bound, `at_least`.
    The array of `left` is fed to both.
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = f"the answer when {left} and {right} are the same"
    model = require_model("alike", model, looked_at)
    found = next(iter(predict("alike", model, {**example, right: example[left]}, looked_at).values())).reshape(-1)
    off = np.abs(found - gives) if gives is not None else np.maximum(float(at_least or 0) - found, 0)
    expected = f"{gives:g}" if gives is not None else f"at least {at_least:g}"
    furthest = float(found[off.argmax()])
    if off.max() <= within:
        return passed("alike", f"the same for {left} and {right} gives {expected}")
    cause = None
    if gives == 1 and np.isfinite(furthest) and furthest > 1:
        cause = "not-normalised"
    elif gives is None and np.all(found <= -float(at_least or 0) + within):
        cause = "subtracted-backwards"
    fail(
        "alike",
        looked_at,
        expected=f"{expected} on every row" + (f", to {within:g}" if within > 1e-3 else ""),
        found="not a number" if np.isnan(furthest) else f"{furthest:.4g} on one of them",
        cause=cause,
        look_at="what joins the two codes, worked through by hand for two equal ones",
    )


def _with_random_weights(model: keras.Model) -> keras.Model:
    """Return a copy whose answers lie far from the flat ends of a sigmoid."""
    copy = copy_of(model)
    random = np.random.default_rng(0)
    copy.set_weights([random.normal(0, 1 / np.sqrt(max(w.shape[:1] or (1,))), w.shape) for w in copy.get_weights()])
    return copy


def _answers(model: keras.Model, pair: Arrays, sigmoid: bool, looked_at: str) -> np.ndarray:
    """Return the answers before the last sigmoid, one number a row."""
    found = next(iter(predict("compares", model, pair, looked_at).values())).astype("float64")
    said = np.clip(found.reshape(len(found), -1)[:, 0], 1e-6, 1 - 1e-6) if sigmoid else found[:, 0]
    return np.log(said / (1 - said)) if sigmoid else said
