"""Checks that a step of training leaves numbers behind, and not ``nan``."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

from autograder.checks.messages import fail, passed
from autograder.checks.subject import Arrays, copy_of, fed, predict, require_model


def finite(model: Any, example: Arrays) -> None:
    """Check that one training step on `example` leaves every weight a finite number.

    A copy is trained with mean absolute error towards larger answers, so that every answer's own slope counts; the
    model stays as it is. A model without weights is put behind one shared Dense layer that changes nothing yet.
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = "the weights after one step of training"
    model = require_model("finite", model, looked_at)
    answers = next(iter(predict("finite", model, example, looked_at).values()))
    copy = copy_of(model)
    if not copy.trainable_weights:
        copy = _behind_a_layer(copy)
    copy.compile("sgd", "mean_absolute_error")
    targets = np.nan_to_num(answers, nan=0.0, posinf=0.0, neginf=0.0) + 1.0
    copy.fit(fed(copy, example), targets, batch_size=len(targets), verbose=0)
    if all(np.isfinite(weight).all() for weight in copy.get_weights()):
        return passed("finite", "one step of training leaves every weight a number")
    fail(
        "finite",
        looked_at,
        expected="numbers",
        found="nan (not a number)",
        cause="nan-gradient" if np.isfinite(answers).all() else None,
        look_at="the answers themselves: they are not numbers even before training",
    )


def _behind_a_layer(model: keras.Model) -> keras.Model:
    """Return a model that sends each input through one layer, shared by all of that width, and then into `model`."""
    starts = {name: keras.Input(tensor.shape[1:], name=name) for name, tensor in _inputs(model).items()}
    widths = {start.shape[-1] for start in starts.values()}
    same = {width: keras.layers.Dense(width, kernel_initializer="identity") for width in widths}
    changed: Any = {name: same[start.shape[-1]](start) for name, start in starts.items()}
    return keras.Model(starts, model(fed(model, changed)))


def _inputs(model: keras.Model) -> dict[str, Any]:
    return model.input if isinstance(model.input, dict) else {tensor.name: tensor for tensor in model.inputs}
