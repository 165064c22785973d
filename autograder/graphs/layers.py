"""The live layers behind a model's graph: which there are, which of them are one, and what their configs lack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FunctionType, LambdaType
from typing import Any

import keras

Function = Callable[..., Any]
Layers = dict[str, keras.layers.Layer]  # by a layer's name, after those of the models around it: ``encoder/dense``


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


def own_functions(layers: Layers) -> dict[str, Function]:
    """Return the function of each layer that has one of its own: that of a Lambda, an activation that is not Keras'."""
    found: dict[str, Function] = {}
    for path, outer in layers.items():
        layer = _applied(outer)
        if isinstance(layer, keras.layers.Lambda):
            found[path] = partial(layer.function, **layer.arguments)
        elif _is_own(getattr(layer, "activation", None)):
            found[path] = layer.activation
    return found


def is_model(layer: Any) -> bool:
    """Tell whether a layer is a model whose graph can be read: a Sequential or functional one, of whatever class."""
    return isinstance(layer, keras.Sequential) or as_functional(layer) is not None


def as_functional(model: Any) -> keras.Model | None:
    """Return a model of Keras' own class with the graph of a functional one; None when it has no graph.

    A class of one's own that calls ``super().__init__(inputs, outputs)`` has a graph, unless it has a ``call`` as well.
    """
    if not isinstance(model, keras.Model) or isinstance(model, keras.Sequential) or not hasattr(model, "operations"):
        return None
    if type(model).__module__.startswith("keras."):
        return model
    own = keras.Model(model.input, model.output, name=model.name)
    return own if type(model).call is type(own).call else None


def config_of(model: keras.Model) -> dict[str, Any]:
    """Return the config of a model with the graphs of the models inside it, whatever their classes.

    Of a layer that cannot tell its settings there is the name.
    """
    with _telling(model):
        config: dict[str, Any] = (as_functional(model) or model).get_config()
        return config


@contextmanager
def _telling(model: keras.Model) -> Iterator[None]:
    """Let layers tell their settings where Keras cannot: models of a class of one's own, layers made from objects."""
    answers: list[tuple[dict[str, Any], dict[str, Any]]] = []
    try:
        for layer in model.layers:
            config = _missing_config(layer)
            if config is not None and "get_config" not in vars(layer):
                answers.append((vars(layer), config))
                vars(layer)["get_config"] = partial(dict, config)
        yield
    finally:
        for attributes, _ in answers:
            del attributes["get_config"]


def _missing_config(layer: keras.layers.Layer) -> dict[str, Any] | None:
    """Return the settings of a layer that Keras would not tell; None for one that tells them itself."""
    if is_model(layer):
        return config_of(layer)
    try:
        layer.get_config()
    except Exception:  # the layer's own code, or Keras, which says in many ways that it cannot tell
        return {"name": layer.name}
    return None


def _applied(layer: keras.layers.Layer) -> keras.layers.Layer:
    return layer.layer if isinstance(layer, keras.layers.TimeDistributed) else layer


def _is_own(function: Any) -> bool:
    return isinstance(function, FunctionType | LambdaType) and not str(function.__module__).startswith("keras.")
