"""Functions of one's own among a model's layers: those of Lambda layers, and activations that are not Keras'."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import FunctionType, LambdaType
from typing import Any

import keras

Function = Callable[..., Any]


def own_functions(model: keras.Model, prefix: str = "") -> dict[str, Function]:
    """Return the function of each layer that has one of its own, by its name after those of the models around it."""
    found: dict[str, Function] = {}
    for layer in model.layers:
        if isinstance(layer, keras.Model):
            found |= own_functions(layer, f"{prefix}{layer.name}/")
        elif isinstance(layer, keras.layers.Lambda):
            found[prefix + layer.name] = partial(layer.function, **layer.arguments)
        elif _is_own(getattr(layer, "activation", None)):
            found[prefix + layer.name] = layer.activation
    return found


def _is_own(function: Any) -> bool:
    return isinstance(function, FunctionType | LambdaType) and not str(function.__module__).startswith("keras.")
