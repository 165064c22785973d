"""A check of a model that must be small."""

from __future__ import annotations

from typing import Any

from autograder.checks import take
from autograder.checks.look import check, fail


@check("the number of parameters of your model", subjects=["model"])
def budget(model: Any, at_most: int) -> str:
    """Check that a model has at most so many parameters, trainable or not.

    The message names the layer that holds most of them. Raises CheckFailed; NotAttempted when there is no model yet.

    >>> x = keras.Input((2,), name="x")
    >>> check.budget(keras.Model(x, layers.Dense(4)(x)), 20)
    ✓ parameters: 12, and 20 are allowed
    >>> check.budget(keras.Model(x, layers.Dense(40)(x)), 20)
    ✗ the number of parameters of your model
        expected  at most 20
        found     120, of which 120 in the layer dense_1
        cause     over-budget: the model holds more numbers than the exercise allows
        look at   model.summary(): which layer has most of them, and what could make it read fewer numbers?
    """
    made = take.model(model)
    found = made.count_params()
    if found <= at_most:
        return f"parameters: {found:,}, and {at_most:,} are allowed"
    largest = max(made.layers, key=lambda layer: layer.count_params())
    fail(
        expected=f"at most {at_most:,}",
        found=f"{found:,}, of which {largest.count_params():,} in the layer {largest.name}",
        cause="over-budget",
        look_at="model.summary(): what does the largest layer read, and how many numbers is that?",
    )
