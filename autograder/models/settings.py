"""Settings that were written down become objects of Keras again, after the allow-list has seen them."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import keras

from autograder.models.allow import check_config
from autograder.models.data import Json, from_json

MADE = "autograder>made"


def revive(config: Json, layer: Callable[[str], Any], function: Callable[[dict[str, Json]], Any]) -> Any:
    """Return the object that a configuration describes. `layer` and `function` make what stands in it by its id.

    Raises Refused where the configuration names what may not be rebuilt.
    """
    check_config(config)
    functions: dict[str, Any] = {}

    def special(marker: dict[str, Json]) -> dict[str, Any]:
        if "__layer__" in marker:
            made = layer(marker["__layer__"])
            name = f"{MADE}{len(functions)}"
            functions[name] = _already(made)
            return {"module": None, "class_name": name, "registered_name": name, "config": {}}
        name = f"autograder>function{len(functions)}"
        functions[name] = function(marker)
        return {"module": "builtins", "class_name": "function", "config": name, "registered_name": name}

    whole = from_json(config, special)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return keras.saving.deserialize_keras_object(whole, custom_objects=functions, safe_mode=True)


def _already(made: Any) -> type:
    """Return a class that Keras, where a wrapper's settings have a layer, asks for one and gets the layer there is."""
    return type("Already", (keras.layers.Layer,), {"from_config": classmethod(lambda cls, config: made)})
