"""Checks of what a model does: which input moves the output, and what padding changes."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

from autograder.checks.messages import fail, passed
from autograder.checks.subject import Arrays, last_activation, predict, require_model

SAME = 1e-5  # two float32 predictions this close are equal: other lengths add up in another order
NOISE = 1e-7  # a float32 prediction near 1 cannot differ by less


def moves(model: Any, example: Arrays, **expected: bool) -> None:
    """Check which inputs move the output: each is exchanged among the rows of `example`, the others stay.

    `example` maps every input's name to an array of two rows or more that differ; ``question=True`` says that
    exchanging this input must change some prediction, False that it must change none.
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = "which inputs the predictions depend on"
    model = require_model("moves", model, looked_at)
    before = predict("moves", model, example, looked_at)
    for name, must_move in expected.items():
        if moved(model, example, name, before, looked_at) == must_move:
            continue
        fail(
            "moves",
            looked_at,
            expected=f"changing {name} changes {'some' if must_move else 'no'} prediction",
            found=f"changing {name} changes {'none' if must_move else 'some'}",
            cause=_why_unmoved(model, before) if must_move else None,
            look_at=f"plot_model: where do the arrows from {name} lead?",
        )
    moving = [name for name, must_move in expected.items() if must_move]
    still = [name for name, must_move in expected.items() if not must_move]
    passed(
        "moves", f"predictions depend on {' and '.join(moving)}" + (f", not on {' or '.join(still)}" if still else "")
    )


def padding(model: Any, example: Arrays, name: str, pad: int = 3, side: str = "right") -> None:
    """Check that `pad` zeros added to the input `name` change no prediction by more than 1e-5.

    `example` maps every input's name to an array; zeros are added along the second axis, on the given side.
    Raises CheckFailed, also when the input is not used at all; NotAttempted when there is no model yet.
    """
    looked_at = f"the predictions when {name} is padded with zeros"
    model = require_model("padding", model, looked_at)
    before = predict("padding", model, example, looked_at)
    if not moved(model, example, name, before, looked_at):
        cause = _why_unmoved(model, before)
        fail("padding", looked_at, expected=f"a model that reads {name}", found="one that does not", cause=cause)
    zeros = np.zeros((len(example[name]), pad), dtype=example[name].dtype)
    parts = [example[name], zeros] if side == "right" else [zeros, example[name]]
    after = predict("padding", model, {**example, name: np.concatenate(parts, axis=1)}, looked_at)
    change = largest_change(before, after)
    if change <= SAME:
        return passed("padding", f"{pad} padding zeros in {name} change no prediction")
    masked = any(getattr(layer, "mask_zero", False) for layer in _embeddings(model))
    fail(
        "padding",
        looked_at,
        expected=f"the same predictions with {pad} zeros more",
        found=f"predictions that differ by up to {change:.2g}",
        cause="mask-lost" if masked else "no-mask",
    )


def moved(model: keras.Model, example: Arrays, name: str, before: Arrays, looked_at: str) -> bool:
    """Tell whether exchanging the input `name` among the rows changes any of the predictions `before`."""
    exchanged = {**example, name: np.roll(example[name], 1, axis=0)}
    return largest_change(before, predict("moves", model, exchanged, looked_at)) > NOISE


def largest_change(before: Arrays, after: Arrays) -> float:
    """Return the largest absolute difference between two sets of predictions of equal names and shapes."""
    return max(float(np.max(np.abs(before[name] - after[name]))) for name in before)


def _why_unmoved(model: keras.Model, predictions: Arrays) -> str:
    """Return the cause of predictions that an input does not move."""
    if all(values.shape[-1] == 1 and np.all(values == 1.0) for values in predictions.values()):
        return "softmax-on-one-unit"
    if all(np.all(values == 0.0) for values in predictions.values()) and last_activation(model) == "relu":
        return "answer-clipped"
    return "dead-input"


def _embeddings(model: keras.Model) -> list[keras.layers.Layer]:
    found = []
    for layer in model.layers:
        if isinstance(layer, keras.Model):
            found += _embeddings(layer)
        elif isinstance(layer, keras.layers.Embedding):
            found.append(layer)
    return found
