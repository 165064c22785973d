"""Checks of what a trained model has learned, on data it has not seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import keras
import numpy as np

from autograder.checks.behaviour import moved
from autograder.checks.messages import fail, passed
from autograder.checks.subject import Arrays, last_activation, predict, require_model

NEAR_BASELINE = 0.1  # an accuracy this close to a baseline's has not learned what the baseline lacks


def learns(
    model: Any,
    example: Arrays,
    targets: np.ndarray,
    at_least: float,
    better_than: Mapping[str, float] | None = None,
) -> None:
    """Check a trained classifier's accuracy on data it has not seen.

    `targets` are class numbers, one-hot rows, or 0/1 for a model with one output unit. `at_least` is the accuracy,
    0 to 1, that must be reached; `better_than` names the accuracies of baselines, shown beside it.
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = f"the accuracy on {len(targets)} examples the model has not seen"
    model = require_model("learns", model, looked_at)
    predictions = predict("learns", model, example, looked_at)
    found = accuracy(targets, next(iter(predictions.values())), logits=last_activation(model) in (None, "linear"))
    beside = "".join(f", {name} {value:.2f}" for name, value in (better_than or {}).items())
    if found >= at_least and all(found > value for value in (better_than or {}).values()):
        return passed("learns", f"accuracy at least {at_least:.2f} on {len(targets)} unseen examples{beside}")
    fail(
        "learns",
        looked_at,
        expected=f"at least {at_least:.2f}{beside}",
        found=f"{found:.2f}",
        cause=_why_not_learned(model, example, predictions, found, better_than or {}),
        look_at="does the training accuracy rise? If not, the graph or the loss; if it does, the number of epochs",
    )


def accuracy(targets: np.ndarray, predictions: np.ndarray, logits: bool = False) -> float:
    """Return the share of right answers. `predictions` (rows, classes), or (rows, 1) for yes-or-no.

    One unit says yes above 0.5, or above 0 when it gives `logits`.
    """
    targets = np.asarray(targets)
    if predictions.shape[-1] == 1:
        said = predictions.reshape(-1) > (0.0 if logits else 0.5)
        return float(np.mean(said == (targets.reshape(-1) > 0.5)))
    one_hot = targets.ndim == 2 and targets.shape[-1] == predictions.shape[-1]
    right = targets.argmax(-1) if one_hot else targets.reshape(-1)
    return float(np.mean(predictions.argmax(-1) == right))


def _why_not_learned(
    model: keras.Model, example: Arrays, predictions: Arrays, found: float, baselines: Mapping[str, float]
) -> str | None:
    values = next(iter(predictions.values()))
    if values.shape[-1] == 1 and np.all(values == 1.0):
        return "softmax-on-one-unit"
    first = {name: array[:64] for name, array in example.items()}
    before = predict("learns", model, first, "the accuracy")
    if not all(moved(model, first, name, before, "the accuracy") for name in example):
        return "dead-input"
    if baselines and found <= max(baselines.values()) + NEAR_BASELINE:
        return "no-better-than-baseline"
    return None
