"""Checks of what a compiled model is trained on."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

from autograder.checks.messages import fail, passed
from autograder.checks.subject import Arrays, fed, last_activation, predict, require_model

CLASS_LOSSES = ("categorical_crossentropy", "sparse_categorical_crossentropy")


def loss(model: Any, example: Arrays, targets: np.ndarray, like: str) -> None:
    """Check that a compiled model's loss gives on these targets what the loss named `like` gives.

    The number decides, not how the loss is spelt: a string, an object, or logits with ``from_logits=True``.
    `example` maps input names to arrays and `targets` has a row for each of their rows.
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = "the loss of your model"
    model = require_model("loss", model, looked_at)
    expected = f"{like}, for answers of shape {np.shape(targets)}"
    predictions = next(iter(predict("loss", model, example, looked_at).values()))
    if not model.compiled:
        fail("loss", looked_at, expected=expected, found="a model that is not compiled", cause="not-compiled")
    activation = last_activation(model)
    if predictions.shape[-1] == 1 and activation == "softmax":
        found = "a softmax on one unit: every prediction is 1.0"
        fail("loss", looked_at, expected=expected, found=found, cause="softmax-on-one-unit")
    try:
        found_loss = float(model.compute_loss(x=None, y=targets, y_pred=model(fed(model, example), training=False)))
    except Exception as problem:  # Keras' own words differ between versions; that it refuses is the finding
        said = str(problem).strip().split("\n")[0]
        cause = "labels-mismatch" if like in CLASS_LOSSES else "other-loss"
        fail("loss", looked_at, expected=expected, found=f"{type(problem).__name__}: {said[:300]}", cause=cause)
    wanted = reference_loss(like, targets, predictions, from_logits=activation in (None, "linear"))
    if np.isclose(found_loss, wanted, rtol=1e-3, atol=1e-6):
        return passed("loss", f"loss: {like}")
    other = reference_loss(like, targets, predictions, from_logits=activation not in (None, "linear"))
    fail(
        "loss",
        looked_at,
        expected=f"{expected}: {wanted:.4g} on this example",
        found=f"{found_loss:.4g}",
        cause="logits-mismatch" if np.isclose(found_loss, other, rtol=1e-3) else "other-loss",
    )


def reference_loss(name: str, targets: np.ndarray, predictions: np.ndarray, from_logits: bool) -> float:
    """Return the mean of the loss called `name`; for crossentropies predictions are logits or probabilities."""
    function = keras.losses.get(name)
    settings = {"from_logits": from_logits} if "crossentropy" in name else {}
    return float(np.mean(keras.ops.convert_to_numpy(function(targets, predictions, **settings))))
