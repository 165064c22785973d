"""Checks of what a model computes: numbers worked out by hand, or those of a reference with the same weights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import keras
import numpy as np

from autograder.checks.losses import equal
from autograder.checks.messages import fail, passed
from autograder.checks.subject import Arrays, predict, require_model

Wanted: TypeAlias = "np.ndarray | list[float] | keras.Model"


def computes(model: Any, example: Arrays, expected: Wanted, slips: Mapping[str, Wanted] | None = None) -> None:
    """Check the numbers that a model with one output gives for `example`, to 1e-3.

    `expected` are these numbers, one a row, or a model of the same design, which is given this model's weights.
    `slips` maps the names of causes to the numbers, or to the designs, that they lead to.
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = "the numbers your model gives"
    model = require_model("computes", model, looked_at)
    found = next(iter(predict("computes", model, example, looked_at).values())).reshape(-1)
    wanted = _numbers(model, example, expected)
    if wanted is None:
        fail(
            "computes",
            looked_at,
            expected="the weights of the specification",
            found=", ".join(str(weight.shape) for weight in model.get_weights()) or "no weights",
            look_at="model.summary(): the layers with weights, and their order",
        )
    if equal(found, wanted):
        return passed("computes", f"all {len(wanted)} answers are as they must be")
    others = {name: _numbers(model, example, wrong) for name, wrong in (slips or {}).items()}
    fail(
        "computes",
        looked_at,
        expected=f"{len(wanted)} answers, beginning {_beginning(wanted)}",
        found=f"{len(found)} answers, beginning {_beginning(found)}",
        cause=next((name for name, wrong in others.items() if wrong is not None and equal(found, wrong)), None),
        look_at="the operations that join the inputs, one by one",
    )


def _numbers(model: keras.Model, example: Arrays, wanted: Wanted) -> np.ndarray | None:
    """Return the wanted numbers; None when the reference has other weights than the model."""
    if not isinstance(wanted, keras.Model):
        return np.asarray(wanted, dtype="float64").reshape(-1)
    if [w.shape for w in wanted.get_weights()] != [w.shape for w in model.get_weights()]:
        return None
    reference = keras.models.clone_model(wanted)
    reference.set_weights(model.get_weights())
    return next(iter(predict("computes", reference, example, "the specification").values())).reshape(-1)


def _beginning(values: np.ndarray) -> str:
    return ", ".join(f"{value:.3f}" for value in values[:3])
