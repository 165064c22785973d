"""The settings of a layer or of ``compile`` as data, with the live object beside them to find functions and layers."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Callable
from typing import Any

import keras

from autograder.models.data import DEPTH, Json, Refused, to_json

Part = Callable[[Any], Json]
OPERATIONS = "keras.src.ops."  # the module that functions of keras.ops say they are of


def is_keras(thing: type) -> bool:
    """Tell whether a class is Keras' own."""
    return thing.__module__ == "keras" or thing.__module__.startswith("keras.")


def is_own_function(thing: Any) -> bool:
    """Tell whether `thing` is a function, or an object to call, that Keras does not have under a name of its own.

    An operation, such as ``ops.abs`` given as an activation, is told by what it computes.
    """
    if inspect.isfunction(thing) or inspect.isbuiltin(thing) or inspect.ismethod(thing):
        module = getattr(thing, "__module__", None) or ""
        return not module.startswith("keras.") or module.startswith(OPERATIONS)
    return callable(thing) and not isinstance(thing, type | keras.layers.Layer) and not is_keras(type(thing))


def _keras_twin(function: Any) -> Any:
    """Return Keras' activation that one of TensorFlow's, such as ``tf.nn.relu``, is; None for any other function."""
    if not str(getattr(function, "__module__", "")).startswith("tensorflow."):
        return None
    return getattr(keras.activations, str(function.__name__).removesuffix("_v2"), None)


def _is_named(function: Any, name: str) -> bool:
    """Tell whether an activation's name in a config says what the function does.

    Keras writes the bare name of every function that is called like one of its own activations. An operation of that
    name is it, unless it assumes other settings: ``ops.gelu`` is an approximation, and the activation is none.
    """
    named = getattr(keras.activations, name, None)
    if named is None or getattr(function, "__name__", "") != getattr(named, "__name__", name):
        return False
    if _keras_twin(function) is not None:
        return True
    if not str(getattr(function, "__module__", "")).startswith(OPERATIONS):
        return False
    own, usual = _assumed(function), _assumed(named)
    return all(own[setting] == usual[setting] for setting in own.keys() & usual.keys())


def _assumed(function: Callable[..., Any]) -> dict[str, Any]:
    """Return what a function assumes for the arguments that are not given."""
    found = inspect.signature(function).parameters.values()
    return {each.name: each.default for each in found if each.default is not each.empty}


class Settings:
    """Writes settings down. `function` and `layer` write what is no data: a function, and a layer within a wrapper."""

    def __init__(self, function: Callable[[Any, Any], Json], layer: Part) -> None:
        self._function, self._layer = function, layer

    def write(self, config: Any, live: Any = None, owner: Any = None, depth: int = 0) -> Json:
        """Return a serialised Keras config as JSON.

        `live` is the object it describes, and `owner` the layer that it belongs to, if any.
        """
        if depth > DEPTH:
            raise Refused(f"settings are nested more than {DEPTH} deep")
        if is_own_function(live):
            twin = _keras_twin(live)
            if twin is None:
                return self._function(live, owner)
            config = keras.saving.serialize_keras_object(twin)
        if isinstance(config, dict):
            if config.get("class_name") == "__lambda__":
                return {"__opaque__": "lambda"}
            return self._dictionary(config, live, owner, depth)
        if isinstance(config, list | tuple):
            lives = live if isinstance(live, list | tuple) and len(live) == len(config) else [None] * len(config)
            parts = [self.write(item, one, owner, depth + 1) for item, one in zip(config, lives, strict=True)]
            return {"__tuple__": parts} if isinstance(config, tuple) else parts
        return to_json(config, depth)

    def _dictionary(self, config: dict[Any, Any], live: Any, owner: Any, depth: int) -> Json:
        if "class_name" in config and isinstance(config.get("config"), dict):
            inner = {key: self._attribute(item, live, key, owner, depth) for key, item in config["config"].items()}
            rest = {key: self.write(item, depth=depth + 1) for key, item in config.items() if key != "config"}
            return {**rest, "config": inner}
        known = live if isinstance(live, dict) else {}
        pairs = [(key, self.write(item, known.get(key), owner, depth + 1)) for key, item in config.items()]
        if all(isinstance(key, str) for key, _ in pairs):
            return dict(pairs)
        return {"__pairs__": [[to_json(key, depth + 1), item] for key, item in pairs]}

    def _attribute(self, item: Any, live: Any, key: Any, owner: Any, depth: int) -> Json:
        inner = None
        if isinstance(key, str) and not key.startswith("_") and live is not None:
            with contextlib.suppress(Exception):
                inner = getattr(live, key, None)
            if key.endswith("_initializer") and is_own_function(inner):  # the weights travel, not how they began
                return to_json(keras.saving.serialize_keras_object(keras.initializers.GlorotUniform()))
        if isinstance(inner, keras.layers.Layer) and isinstance(item, dict) and key in ("layer", "cell"):
            if not isinstance(live, keras.layers.Bidirectional):  # it copies the layer that it is given
                return self._layer(inner)
        elif isinstance(item, str) and is_own_function(inner) and not _is_named(inner, item):
            return self.write(item, inner, owner or live, depth + 1)
        elif not isinstance(item, dict | list | tuple):
            return to_json(item, depth)
        return self.write(item, inner, owner or live, depth + 1)
