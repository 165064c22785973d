"""Models' configs, whatever their classes and those of their layers: what graphs and models as data are read from."""

from __future__ import annotations

import contextlib
import inspect
import warnings
from collections.abc import Iterator
from functools import partial
from typing import Any

import keras


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
    with without_source(), telling(model):
        config: dict[str, Any] = (as_functional(model) or model).get_config()
        return config


@contextlib.contextmanager
def telling(model: keras.Model) -> Iterator[None]:
    """Let layers tell their settings where Keras cannot: models of a class of one's own, layers made from objects."""
    answers: list[tuple[dict[str, Any], dict[str, Any]]] = []
    try:
        for layer in getattr(model, "layers", []):
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


@contextlib.contextmanager
def without_source() -> Iterator[None]:
    """Let Keras write a lambda's settings down where its source cannot be found: it quotes it in a warning."""
    kept = inspect.getsource
    inspect.getsource = lambda object: ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        inspect.getsource = kept
