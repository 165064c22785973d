"""What functions inside a model may be called on, so that the operations they call take their place."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Callable
from typing import Any

import keras

from autograder import symbolic


def unfold(function: Callable[..., Any], *specs: Any) -> keras.Model | None:
    """Return the operations that a function calls, as ``symbolic.unfold`` does.

    None also when it asks for a mask, or for whether the model trains: evidence does not hold these.
    """
    return None if _asks_for_more(function) else symbolic.unfold(function, *specs)


def _asks_for_more(function: Callable[..., Any]) -> bool:
    try:
        names = inspect.signature(function).parameters
    except (TypeError, ValueError):
        return False
    return "mask" in names or "training" in names


def activation_specs(layer: Any) -> list[list[keras.KerasTensor]]:
    """Return what an activation may be called on: a layer's outputs, in rows of any number of axes."""
    units = getattr(layer, "units", None) or getattr(layer, "filters", None)
    shapes = [(None,) * axes + (units,) for axes in (1, 2, 3)]
    with contextlib.suppress(AttributeError, ValueError):
        shapes.insert(0, tuple(layer.output.shape))
    return [[keras.KerasTensor(shape, layer.compute_dtype)] for shape in dict.fromkeys(shapes)]


def loss_specs(model: keras.Model) -> list[list[keras.KerasTensor]]:
    """Return what a loss may be called on: targets of an output's shape, or one number each, and the output."""
    found = {}
    for output in model.outputs if hasattr(model, "outputs") else []:
        shape = tuple(output.shape)
        for targets in (shape, (*shape[:-1], 1), shape[:-1]):
            found[targets, shape] = [keras.KerasTensor(targets, "float32"), keras.KerasTensor(shape, output.dtype)]
    return list(found.values())
