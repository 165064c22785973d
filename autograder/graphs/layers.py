"""The live layers behind a model's graph: which there are, which of them are one, which functions of one's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import FunctionType, LambdaType
from typing import Any

import keras

from autograder.configs import is_model
from autograder.graphs.cells import cell_of

Function = Callable[..., Any]
Layers = dict[str, keras.layers.Layer]  # by a layer's name, after those of the models around it: ``encoder/dense``

ACTIVATIONS = ("activation", "recurrent_activation")
NAMED = ("keras.src.activations.", "tensorflow.")  # TensorFlow's activations are called as Keras' are


def layers_by_path(model: keras.Model, prefix: str = "") -> Layers:
    """Return the layers of a model, and of the models inside it, by path; a layer that stands twice has two paths."""
    found: Layers = {}
    for layer in model.layers:
        if is_model(layer):
            found |= layers_by_path(layer, f"{prefix}{layer.name}/")
        else:
            found[prefix + layer.name] = layer
    return found


def first_paths(layers: Layers) -> dict[str, str]:
    """Return for each path the first one of the same layer; a TimeDistributed is the layer it applies to each step."""
    first: dict[int, str] = {}
    return {path: first.setdefault(id(_applied(layer)), path) for path, layer in layers.items()}


def has_weights(layer: keras.layers.Layer | None) -> bool:
    """Tell whether a layer has weights; an operation, which is no layer, has none."""
    return layer is not None and bool(layer.weights)


def own_functions(layers: Layers) -> dict[str, dict[str, Function]]:
    """Return the functions of each layer that has some of its own, by the settings that they are given as."""
    found: dict[str, dict[str, Function]] = {}
    for path, outer in layers.items():
        layer = _applied(outer)
        given = {name: _function(getattr(layer, name, None)) for name in ACTIVATIONS}
        own = {name: function for name, function in given.items() if _is_own(function)}
        if isinstance(layer, keras.layers.Lambda):
            own["function"] = partial(layer.function, **layer.arguments)
        if own:
            found[path] = own
    return found


def _applied(layer: keras.layers.Layer) -> keras.layers.Layer:
    """Return what a layer applies to each step of what it reads; the layer itself where it is no such layer."""
    return cell_of(layer.layer if isinstance(layer, keras.layers.TimeDistributed) else layer)


def _function(activation: Any) -> Any:
    """Return the function that an activation is, also where it is given as a layer around it."""
    while isinstance(activation, keras.layers.Activation):
        activation = activation.activation
    return activation


def _is_own(function: Any) -> bool:
    """Tell whether a function is no activation of Keras' or TensorFlow's, which its name says enough of."""
    return isinstance(function, FunctionType | LambdaType) and not str(function.__module__).startswith(NAMED)
