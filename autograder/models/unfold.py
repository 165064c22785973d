"""A Python function that only calls operations of Keras is a graph of them: call it once on symbolic tensors."""

from __future__ import annotations

import contextlib
import inspect
import io
from collections.abc import Callable
from typing import Any

import keras


def unfold(function: Callable[..., Any], *specs: Any) -> keras.Model | None:
    """Return the operations that `function` calls, as a model from its arguments to what it returns.

    `specs` are its positional arguments, each a ``keras.KerasTensor`` or a list, tuple or dictionary of them; only
    their shapes and dtypes count. None when the function fails on symbolic tensors, returns anything but tensors made
    from its arguments, or asks for a mask or for whether the model trains, which a graph does not hold.
    """
    if _asks_for_more(function):
        return None
    flat = keras.tree.flatten(specs)
    inputs = [
        keras.Input(batch_shape=spec.shape, dtype=spec.dtype, name=f"argument_{number}")
        for number, spec in enumerate(flat)
    ]
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            found = function(*keras.tree.pack_sequence_as(specs, inputs))
            if not all(isinstance(part, keras.KerasTensor) for part in keras.tree.flatten(found)):
                return None
            return keras.Model(inputs, found)
    except Exception:
        return None


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
