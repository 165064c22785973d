"""Checks of what a compiled model is trained on: each output's loss, their pairing and their weights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import keras
import numpy as np

from autograder.checks.messages import fail, passed
from autograder.checks.subject import Arrays, fed, last_activation, predict, require_model

CLASS_LOSSES = ("categorical_crossentropy", "sparse_categorical_crossentropy")
LOGITS = (None, "linear")  # activations whose output is no probability


def loss(
    model: Any,
    example: Arrays,
    targets: np.ndarray | Arrays,
    like: str | Mapping[str, str],
    weights: Mapping[str, float] | None = None,
) -> None:
    """Check that a compiled model's total loss is the hand-summed one: each output's loss, times its weight.

    The number decides, not how the losses are spelt: strings, objects, lists, dicts, logits with from_logits=True.
    `example` maps input names to arrays. With one output `targets` is an array and `like` a loss's name; with several
    both map output names to these, and `weights` to factors (1 where none is given).
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = "the loss of your model"
    model = require_model("loss", model, looked_at)
    if isinstance(like, str):
        like = {model.output_names[0]: like}
    if not isinstance(targets, Mapping):
        targets = {model.output_names[0]: np.asarray(targets)}
    factors = {name: (weights or {}).get(name, 1.0) for name in like}
    expected = _in_words(like, factors, targets)
    predictions = predict("loss", model, example, looked_at)
    if not model.compiled:
        fail("loss", looked_at, expected=expected, found="a model that is not compiled", cause="not-compiled")
    for name, values in predictions.items():
        if values.shape[-1] == 1 and last_activation(model, name) == "softmax":
            found = f"a softmax on one unit: every {name} is 1.0"
            fail("loss", looked_at, expected=expected, found=found, cause="softmax-on-one-unit")
    total = _total_loss(model, example, targets, like, looked_at, expected)
    parts = _each_loss(model, like, targets, predictions)
    wanted = sum(factors[name] * parts[name] for name in like)
    if equal(total, wanted):
        return passed("loss", f"loss: {expected}")
    fail(
        "loss",
        looked_at,
        expected=f"{expected}: {wanted:.4g} on this example",
        found=f"{total:.4g}",
        cause=_why_other(model, like, targets, predictions, factors, total),
        look_at="the loss=... and loss_weights=... of compile",
    )


def reference_loss(name: str, targets: np.ndarray, predictions: np.ndarray, from_logits: bool) -> float:
    """Return the mean of the loss called `name`; for crossentropies predictions are logits or probabilities."""
    function = keras.losses.get(name)
    settings = {"from_logits": from_logits} if "crossentropy" in name else {}
    return float(np.mean(keras.ops.convert_to_numpy(function(targets, predictions, **settings))))


def _total_loss(
    model: keras.Model, example: Arrays, targets: Arrays, like: Mapping[str, str], looked_at: str, expected: str
) -> float:
    try:
        predictions = model(fed(model, example), training=False)
        return float(model.compute_loss(x=None, y=like_outputs(model, targets), y_pred=predictions))
    except Exception as problem:  # Keras' own words differ between versions; that it refuses is the finding
        said = str(problem).strip().split("\n")[0]
        cause = "labels-mismatch" if set(like.values()) & set(CLASS_LOSSES) else "other-loss"
        fail("loss", looked_at, expected=expected, found=f"{type(problem).__name__}: {said[:300]}", cause=cause)


def like_outputs(model: keras.Model, targets: Arrays) -> Any:
    """Return targets, given by output name, in the structure of the model's outputs."""
    if isinstance(model.output, dict):
        return {name: targets[name] for name in model.output}
    ordered = [targets[name] for name in model.output_names]
    return ordered if len(ordered) > 1 else ordered[0]


def _each_loss(
    model: keras.Model, like: Mapping[str, str], targets: Arrays, predictions: Arrays, flip_logits: bool = False
) -> dict[str, float]:
    """Return each output's loss, worked out apart from the model."""
    return {
        name: reference_loss(
            function,
            np.asarray(targets[name]),
            predictions[name],
            from_logits=(last_activation(model, name) in LOGITS) != flip_logits,
        )
        for name, function in like.items()
    }


def _why_other(
    model: keras.Model,
    like: Mapping[str, str],
    targets: Arrays,
    predictions: Arrays,
    factors: Mapping[str, float],
    total: float,
) -> str:
    """Return the cause whose own total is the one that was found."""
    parts = _each_loss(model, like, targets, predictions)
    names, alphabetical = list(model.output_names), sorted(model.output_names)
    mispaired = dict(zip(alphabetical, (factors[name] for name in names), strict=True))
    repaired = dict(zip(names, (factors[name] for name in alphabetical), strict=True))
    if any(equal(total, sum(w[n] * parts[n] for n in parts)) for w in (mispaired, repaired) if w != dict(factors)):
        return "weights-paired-alphabetically"
    if any(equal(total, sum(factors[n] * parts[n] for n in parts if n != left)) for left in parts):
        return "head-without-loss"
    if len(parts) > 1 and equal(total, sum(parts.values())):
        return "loss-weights-missing"
    flipped = _each_loss(model, like, targets, predictions, flip_logits=True)
    if equal(total, sum(factors[name] * flipped[name] for name in like)):
        return "logits-mismatch"
    return "other-loss"


def _in_words(like: Mapping[str, str], factors: Mapping[str, float], targets: Arrays) -> str:
    if len(like) == 1:
        name, function = next(iter(like.items()))
        return f"{function}, for answers of shape {np.shape(targets[name])}"
    return " + ".join(f"{factors[name]:g} × {function} of {name}" for name, function in like.items())


def equal(found: Any, wanted: Any) -> bool:
    """Tell whether two numbers or arrays are equal to about three digits, as float32 losses are."""
    return np.shape(found) == np.shape(wanted) and bool(np.allclose(found, wanted, rtol=1e-3, atol=1e-4))
