"""Checks of models that are cut out of another one's graph: a part of it, with its weights."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

from autograder.checks.behaviour import SAME
from autograder.checks.messages import fail, passed
from autograder.checks.subject import Arrays, predict, require_model


def cut(part: Any, whole: keras.Model, layer: str, example: Arrays) -> None:
    """Check that a model gives what the layer called `layer` of another model gives, with that model's own weights.

    `example` maps the inputs' names to arrays. Of a layer that is called several times its first call counts.
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = f"the model cut at {layer}"
    part = require_model("cut", part, looked_at)
    whole = require_model("cut", whole, looked_at)
    expected = f"what {layer} gives, made by the trained layers themselves"
    found = next(iter(predict("cut", part, example, looked_at).values()))
    own = {id(weight) for weight in whole.weights}
    foreign = [weight.path for weight in part.weights if id(weight) not in own]
    right = _equal(found, _given_by(whole, layer, example, looked_at))
    if right and not foreign:
        return passed("cut", f"your model gives what {layer} gives, with its weights")
    cause = None
    if foreign:
        cause = "copied-not-shared" if right else "unshared-layer"
    elif other := _made_by(found, whole, example, looked_at):
        cause = "cut-elsewhere"
        fail("cut", looked_at, expected=expected, found=f"what {other} gives, of shape {found.shape}", cause=cause)
    fail(
        "cut",
        looked_at,
        expected=expected,
        found=f"new weights: {', '.join(foreign)}" if foreign else f"other numbers, of shape {found.shape}",
        cause=cause,
        look_at="where the model begins, and the tensor where it ends",
    )


def _given_by(whole: keras.Model, layer: str, example: Arrays, looked_at: str) -> np.ndarray:
    """Return what a layer of a model gives for the example."""
    until = keras.Model(whole.inputs, whole.get_layer(layer).output)
    return next(iter(predict("cut", until, example, looked_at).values()))


def _made_by(found: np.ndarray, whole: keras.Model, example: Arrays, looked_at: str) -> str | None:
    """Return the name of the layer that gives what was found; None when there is no such layer."""
    names = [layer.name for layer in whole.layers if not isinstance(layer, keras.layers.InputLayer)]
    return next((name for name in names if _equal(found, _given_by(whole, name, example, looked_at))), None)


def _equal(found: np.ndarray, wanted: np.ndarray) -> bool:
    return found.shape == wanted.shape and float(np.max(np.abs(found - wanted))) <= SAME
