"""A check of a model that must be small."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks import take
from autograder.checks.look import check, fail
from autograder.graphs.layers import layers_by_path
from autograder.graphs.unfold import unfolded


@check("the number of parameters of your model", subjects=["model"])
def budget(model: Any, at_most: int) -> str:
    """Check that a model has at most so many parameters, trainable or not.

    Arrays of numbers that stand in its settings and its calls, as in ``x @ matrix``, count as parameters do: they are
    in the file as well. The message names the layer that holds most of them. Raises CheckFailed; NotAttempted when
    there is no model yet.

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
    largest = max(layers_by_path(made).values(), key=lambda layer: layer.count_params())  # asks each, own classes too
    parameters, fixed = made.count_params(), _fixed_numbers(made)
    found = parameters + fixed
    if found <= at_most:
        beside = f" and {fixed:,} fixed numbers" if fixed else ""
        return f"parameters: {parameters:,}{beside}, and {at_most:,} are allowed"
    if parameters <= at_most:
        fail(
            expected=f"at most {at_most:,}",
            found=f"{found:,}, of which {fixed:,} are no parameters, but numbers that stand in its settings and calls",
            cause="over-budget",
        )
    fail(
        expected=f"at most {at_most:,}",
        found=f"{found:,}, of which {largest.count_params():,} in the layer {largest.name}",
        cause="over-budget",
        look_at="model.summary(): what does the largest layer read, and how many numbers is that?",
    )


def _fixed_numbers(model: Any) -> int:
    """Return how many numbers stand in arrays in a model's settings and calls, where no count of parameters is."""
    calls = unfolded(take.graph(model)).calls.nodes(data=True)
    settings = {node["layer"]: node["config"] for _, node in calls}
    given = [value for _, node in calls for _, value in node["constants"]]
    return sum(1 for part in (*settings.values(), *given) for _ in _numbers(part))


def _numbers(part: Any, in_array: bool = False) -> Iterator[float]:
    """Yield the numbers with a point that stand in lists: sizes have none, and neither do the numbers of axes."""
    if isinstance(part, dict):
        for key, inner in part.items():
            if not str(key).endswith("_initializer"):  # what a weight begins with: it counts as a parameter
                yield from _numbers(inner, in_array)
    elif isinstance(part, np.ndarray):
        yield from part.reshape(-1).tolist()
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from _numbers(inner, True)
    elif isinstance(part, float) and in_array:
        yield part
