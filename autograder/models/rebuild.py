"""Rebuild models from data, in a process that never saw the code that made them."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import Any

import keras
import numpy as np

from autograder.models.allow import check_config, check_entry, check_layers, check_size, estimated_parameters
from autograder.models.calls import filled
from autograder.models.compiling import compile_model
from autograder.models.data import Json, Refused, from_json
from autograder.models.graph import replay
from autograder.models.settings import revive
from autograder.models.stand_in import Unfolded, opaque_layer, stand_in_function, with_overrides
from autograder.models.state import building, set_flags, set_weights

Function = Callable[[str, str], Callable[..., Any]]


class Rebuilder:
    """Makes models of a table of layers that a `Reader` wrote, and of the arrays that came with it.

    The same id gives the same object, in one model and across models. Layers that could not be carried are *opaque*:
    they have their class's name, shapes and weights, and raise `Unjudged` when they are run; `unjudged` then says
    which. `function(id, name)` makes the functions that are not Keras' own, such as a loss; by default one that
    raises `Unjudged` when it is called.
    """

    def __init__(
        self, layers: Mapping[str, Json], arrays: Mapping[str, np.ndarray], function: Function | None = None
    ) -> None:
        check_layers(layers)
        self.opaque: set[str] = set()
        self.unjudged: list[str] = []
        self._entries, self._arrays = layers, arrays
        self._function = function or (lambda _, name: stand_in_function(name, self.unjudged))
        self._functions: dict[str, Callable[..., Any]] = {}
        self._made: dict[str, Any] = {}
        self._open: list[str] = []
        self._finished = 0
        self._tensors: dict[Any, Any] = {}
        self._variables: dict[str, Any] = {}
        self._fresh: dict[str, np.ndarray] = {}
        self._parameters = 0

    def model(self, layer_id: str) -> keras.Model:
        """Return the model of that id.

        Raises Refused where the data is not that of a model, is larger than a model may be, or names what is not on
        the list of what may be rebuilt.
        """
        made = self.layer(layer_id)
        if not isinstance(made, keras.Model):
            raise Refused(f"{_name(self._entries[layer_id])} is a layer, and no model")
        return made

    def layer(self, layer_id: str) -> Any:
        """Return the layer of that id. Raises Refused as `model` does."""
        try:
            made = self._layer(layer_id)
            self._finish()
        except Refused:
            raise
        except Exception as problem:  # Keras says in many ways that settings do not fit
            raise Refused(f"Keras cannot rebuild this model: {problem}") from problem
        return made

    def _layer(self, layer_id: str) -> Any:
        if layer_id in self._made:
            return self._made[layer_id]
        if layer_id in self._open:
            raise Refused("a model contains itself")
        if layer_id not in self._entries:
            raise Refused("a model has a layer that is not among those handed in")
        entry = self._entries[layer_id]
        check_entry(entry, len(self._open))
        self._open.append(layer_id)
        try:
            made = self._make(layer_id, entry)
        finally:
            self._open.pop()
        self._made[layer_id] = made
        return made

    def _make(self, layer_id: str, entry: dict[str, Json]) -> Any:
        kind = entry["kind"]
        if kind == "input":
            return self._input(entry)
        if kind == "operation":
            return self._revive(entry["config"])
        if kind == "layer":
            self._parameters = estimated_parameters(entry, self._parameters)
            check_size(entry)
            with building(entry):
                return self._revive(entry["config"])
        if kind == "opaque":
            if not entry["calls"] or any(call.get("graph") is None for call in entry["calls"]):
                self.opaque.add(layer_id)
            self._parameters = estimated_parameters(entry, self._parameters)
            with building(entry):
                return opaque_layer(entry, self._layer, self.unjudged)
        parts = [self._layer(part) for part in entry["parts"]] if kind == "sequential" else []
        with building(entry):
            if kind == "sequential":
                return with_overrides(keras.Sequential, entry, self.unjudged)(parts, name=entry["name"])
            inputs, outputs = replay(entry, self._layer, self._entries, self._call)
            return with_overrides(keras.Model, entry, self.unjudged)(inputs, outputs, name=entry["name"])

    def _input(self, entry: dict[str, Json]) -> Any:
        """An InputLayer, whose tensor may have another name than itself."""
        check_config(entry["config"])
        config = from_json(entry["config"])["config"]
        tensor = keras.KerasTensor(
            tuple(config["batch_shape"]),
            dtype=config["dtype"],
            sparse=config.get("sparse", False),
            ragged=config.get("ragged", False),
            name=entry["tensor"],
        )
        return keras.layers.InputLayer(input_tensor=tensor, name=config["name"], optional=config.get("optional", False))

    def _revive(self, config: Json) -> Any:
        return revive(config, self._layer, self.function)

    def function(self, marker: dict[str, Json]) -> Callable[..., Any]:
        """Return the function that a marker in the settings stands for."""
        found, name = marker["__function__"], str(marker.get("name", "function"))
        if found not in self._functions:
            graphs = marker.get("graphs") or []
            if graphs:
                self._functions[found] = Unfolded(name, graphs, self._layer, self.unjudged).as_function()
            else:
                self._functions[found] = self._function(found, name)
        return self._functions[found]

    def _call(self, layer_id: str, call: Json, tensor: Callable[..., Any], times: dict[Any, int]) -> list[Any]:
        """Call a layer as a node of a graph says; the same call in two models makes the same tensors."""
        check_config(call)
        call = from_json(call)
        args, kwargs = filled(call["args"], tensor), filled(call["kwargs"], tensor)
        same = (layer_id, _key(args), _key(kwargs))
        times[same] = times.get(same, 0) + 1  # a layer called twice on one tensor is called twice
        key = (*same, times[same])
        if key not in self._tensors:
            layer = self._layer(layer_id)
            with warnings.catch_warnings(), building(self._entries[layer_id]):
                warnings.simplefilter("ignore")
                self._tensors[key] = (keras.tree.flatten(layer(*args, **kwargs)), args, kwargs)
        return self._tensors[key][0]

    def _finish(self) -> None:
        """Set flags, weights and compile state of what was made: only once all is built, for they depend on another."""
        done = list(self._made.items())
        for layer_id, made in reversed(done):  # models before what is in them, for theirs overwrites
            set_flags(made, self._entries[layer_id])
        new, self._finished = done[self._finished :], len(done)
        for layer_id, made in new:
            set_weights(made, self._entries[layer_id], self._arrays, self._fresh, self._variables)
        for layer_id, made in new:
            if self._entries[layer_id].get("compiled"):
                compile_model(made, self._entries[layer_id]["compiled"], self._layer, self.function, self.unjudged)


def _key(value: Any) -> Any:
    if isinstance(value, dict):
        return tuple((key, _key(item)) for key, item in value.items())
    if isinstance(value, list | tuple):
        return (type(value).__name__, *(_key(item) for item in value))
    return (type(value).__name__, value) if isinstance(value, bool | int | float | str | None) else id(value)


def _name(entry: dict[str, Json]) -> str:
    return f"{entry.get('class')} `{entry.get('name')}`"
