"""The calls in a model's graph: which tensors they take, and of what shape these are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import keras

from autograder.models.data import Json, to_json

Place = tuple[str, int, int]
"""A tensor of a graph: the name of the layer that makes it, in which of its calls, and which of the call's outputs."""


def places(config: Any) -> Iterator[Place]:
    """Return the tensors that a part of a call's configuration names."""
    if isinstance(config, dict):
        if config.get("class_name") == "__keras_tensor__":
            yield as_place(config["config"]["keras_history"])
            return
        config = list(config.values())
    if isinstance(config, list | tuple):
        for part in config:
            yield from places(part)


def as_place(found: Any) -> Place:
    """Return a tensor's place as it stands in a configuration."""
    name, call, index = found
    return name, call, index


def filled(config: Any, tensor: Callable[[Place], Any]) -> Any:
    """Return the arguments of a call with tensors, and other objects of Keras, in the places that name them."""
    if isinstance(config, dict):
        if config.get("class_name") == "__keras_tensor__":
            return tensor(as_place(config["config"]["keras_history"]))
        if "class_name" in config and "config" in config:
            return keras.saving.deserialize_keras_object(config)
        return {key: filled(item, tensor) for key, item in config.items()}
    if isinstance(config, list | tuple):
        return type(config)(filled(item, tensor) for item in config)
    return config


class CallSpecs:
    """Shapes and dtypes in a live model's graph. `config` is the model's, `operations` its layers by name."""

    def __init__(self, config: dict[str, Any], operations: dict[str, Any]) -> None:
        self._nodes = {part["name"]: part for part in config["layers"]}
        self._operations = operations
        self._made: dict[tuple[str, int], tuple[Any, Any]] = {}

    def of(self, name: str, call: int) -> tuple[list[Any], Any]:
        """Return the positional arguments of a call and what it returns; None where Keras cannot tell."""
        if (name, call) not in self._made:
            self._made[name, call] = self._compute(name, call)
        return self._made[name, call]

    def _compute(self, name: str, call: int) -> tuple[list[Any], Any]:
        operation = self._operations[name]
        if isinstance(operation, keras.layers.InputLayer):
            return [], _spec(operation.output)
        node = self._nodes[name]["inbound_nodes"][call]
        arguments = filled(node["args"], self._tensor)
        kwargs = filled(node["kwargs"], self._tensor)
        try:
            return list(arguments), operation.compute_output_spec(*arguments, **kwargs)
        except Exception:
            return list(arguments), None

    def _tensor(self, place: Place) -> Any:
        name, call, index = place
        return keras.tree.flatten(self.of(name, call)[1])[index]

    @staticmethod
    def write(specs: Any) -> Json:
        """Return shapes and dtypes as JSON, in the structure they have; None where one is unknown."""
        if any(not hasattr(spec, "shape") for spec in keras.tree.flatten(specs)):
            return None
        return to_json(
            keras.tree.map_structure(lambda spec: {"shape": list(spec.shape), "dtype": str(spec.dtype)}, specs)
        )


def _spec(tensor: Any) -> keras.KerasTensor:
    return keras.KerasTensor(tensor.shape, tensor.dtype)
