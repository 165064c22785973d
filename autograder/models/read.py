"""Read models as data, in the process that built them."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable
from typing import Any, Literal

import keras
import numpy as np

from autograder.configs import as_functional, telling, without_source
from autograder.models.calls import CallSpecs
from autograder.models.configs import Settings, is_keras
from autograder.models.data import Json, are_names, to_json
from autograder.models.unfold import activation_specs, loss_specs, unfold
from autograder.models.variables import numbers, travels, variable_entry
from autograder.models.words import with_words

Weights = Literal["values", "hash"]
MEAN = "sum_over_batch_size"
OVERRIDES = ("train_step", "test_step", "predict_step", "compute_loss", "compute_metrics")


class Reader:
    """Reads models into one table of layers, in which the same object is the same entry.

    An entry is written when its object is met first and stays as it is: read what changes in between, such as a model
    that is trained further, with another Reader. All objects that were read are kept alive.
    """

    def __init__(self, metrics: bool = False) -> None:
        """`metrics` says whether those that a model is compiled with travel, if all are Keras' own names."""
        self._metrics = metrics
        self.layers: dict[str, Json] = {}
        self.arrays: dict[str, np.ndarray] = {}
        self.functions: dict[str, Callable[..., Any]] = {}
        self._ids: dict[int, str] = {}
        self._variables: dict[int, dict[str, Json]] = {}
        self._kept: list[Any] = []
        self._settings = Settings(self._function, lambda layer: {"__layer__": self._read(layer)})

    def model(self, model: keras.Model, weights: Weights) -> str:
        """Return the id of a model's entry. With "values" the numbers of its weights are in `arrays` afterwards.

        Raises Refused where a model is nested too deeply to be read.
        """
        found = self._read(model)
        if weights == "values":
            for variable in _weights(model):
                self._variable(variable, values=True)
        return found

    def layer(self, layer: keras.layers.Layer) -> str:
        """Return the id of a layer's entry, without the numbers of its weights."""
        return self._read(layer)

    def _read(self, layer: Any) -> str:
        tensor = layer.output if isinstance(layer, keras.layers.InputLayer) else None
        return self._read_input(layer, tensor) if tensor is not None else self._read_other(layer)

    def _read_input(self, layer: Any, tensor: Any) -> str:
        """An InputLayer is known by its tensor: a Sequential shows that alone."""
        if id(tensor) not in self._ids:
            config = layer if isinstance(layer, dict) else keras.saving.serialize_keras_object(layer)
            self.layers[self._new_id(tensor)] = {
                "kind": "input",
                "class": "InputLayer",
                "name": config["config"]["name"],
                "tensor": tensor.name,
                "config": self._settings.write(config),
            }
        return self._ids[id(tensor)]

    def _read_other(self, layer: Any) -> str:
        if id(layer) in self._ids:
            return self._ids[id(layer)]
        found = self._new_id(layer)
        entry: dict[str, Json] = {"class": type(layer).__name__, "name": layer.name}
        if isinstance(layer, keras.layers.Layer):
            entry["trainable"] = bool(layer.trainable)
            entry["built"] = bool(layer.built)
        if isinstance(layer, keras.Sequential) and type(layer).call is keras.Sequential.call:
            entry |= self._sequential(layer)
        elif (own := as_functional(layer)) is not None:
            entry |= self._functional(layer, own)
        elif not isinstance(layer, keras.layers.Layer):
            config = keras.saving.serialize_keras_object(layer)
            entry |= {"kind": "operation", "config": self._settings.write(config, layer)}
        elif is_keras(type(layer)) and not isinstance(layer, keras.layers.Lambda | keras.Model):
            entry |= self._leaf(layer)
        else:
            entry |= self._opaque(layer)
        if isinstance(layer, keras.Model):
            entry["compiled"] = self._compiled(layer)
        self.layers[found] = entry
        return found

    def _new_id(self, thing: Any) -> str:
        self._kept.append(thing)
        self._ids[id(thing)] = found = f"l{len(self._ids)}"
        return found

    def _leaf(self, layer: Any) -> dict[str, Json]:
        with without_source():
            config = with_words(layer, keras.saving.serialize_keras_object(layer))
        return {
            "kind": "layer",
            "config": self._settings.write(config, layer),
            "weights": [self._variable(variable) for variable in layer.weights],
            "scope": _scope(layer),
        }

    def _sequential(self, model: keras.Sequential) -> dict[str, Json]:
        with without_source(), telling(model):
            config = model.get_config()
        first = next((part for part in config["layers"] if part["class_name"] == "InputLayer"), None)
        parts = [] if first is None or not model.built else [self._read_input(first, model.inputs[0])]
        parts += [self._read(layer) for layer in model.layers]
        self._opaque_steps(model)
        return {"kind": "sequential", "parts": parts, **_own_class(model)}

    def _functional(self, model: keras.Model, own: keras.Model) -> dict[str, Json]:
        """`own` has the graph of `model` and Keras' own class, whose ``get_config`` is known."""
        with without_source(), telling(own):
            config = own.get_config()
        operations = {operation.name: operation for operation in own.operations}
        specs = CallSpecs(config, operations)
        nodes = []
        for part in config["layers"]:
            found = self._read(operations[part["name"]])
            nodes.append({"layer": found, "name": part["name"], "calls": self._settings.write(part["inbound_nodes"])})
            for number in range(len(part["inbound_nodes"])):
                self._note_call(operations[part["name"]], *specs.of(part["name"], number))
        return {
            "kind": "functional",
            "nodes": nodes,
            "inputs": to_json(config["input_layers"]),
            "outputs": to_json(config["output_layers"]),
            **_own_class(model),
        }

    def _opaque(self, layer: Any) -> dict[str, Json]:
        """A layer of the student's own class, or a Lambda: what it computes cannot be seen, unless it unfolds."""
        shown = {"name": layer.name}
        with contextlib.suppress(Exception), without_source():
            shown = layer.get_config()
        return {
            "kind": "opaque",
            "is": next(
                c.__name__ for c in (keras.layers.Lambda, keras.Model, keras.layers.Layer) if isinstance(layer, c)
            ),
            "config": {key: _shown(item) for key, item in shown.items() if isinstance(key, str)},
            "function": self._function_id(layer),
            "masking": bool(getattr(layer, "supports_masking", False)),
            "weights": [{**self._variable(variable), "name": variable.name} for variable in _weights(layer)],
            "calls": [],
        }

    def _opaque_steps(self, model: keras.Sequential) -> None:
        """Note what the opaque layers of a Sequential make of what the layers before them do."""
        spec = keras.KerasTensor(model.inputs[0].shape, model.inputs[0].dtype) if model.built else None
        for layer in model.layers if spec is not None else []:
            try:
                made = layer.compute_output_spec(spec)
            except Exception:  # Keras cannot tell, so nothing is known of the layers behind it either
                return
            self._note_call(layer, [spec], made)
            spec = made

    def _note_call(self, layer: Any, arguments: list[Any], outputs: Any) -> None:
        """Note what an opaque layer makes of what it is called on, and the operations where it is a Lambda."""
        entry = self.layers.get(self._read(layer), {})
        if entry.get("kind") != "opaque":
            return
        call = {"arguments": CallSpecs.write(arguments), "outputs": CallSpecs.write(outputs)}
        if call["outputs"] is None or any(known["arguments"] == call["arguments"] for known in entry["calls"]):
            return
        graph = None
        if isinstance(layer, keras.layers.Lambda) and layer.mask is None:
            graph = unfold(functools.partial(layer.function, **layer.arguments), *arguments)
        entry["calls"].append({**call, "graph": None if graph is None else self._read(graph)})

    def _function(self, function: Any, owner: Any) -> Json:
        """A function that is not Keras' own, and its operations where it is an activation or a loss that unfolds."""
        graphs = []
        called = function
        if isinstance(function, keras.losses.Loss) and function.reduction == MEAN:  # as Keras does with a function's
            called = function.call
        if isinstance(owner, keras.layers.Layer) and not isinstance(function, keras.layers.Layer):
            specs = loss_specs(owner) if isinstance(owner, keras.Model) else activation_specs(owner)
            for arguments in specs:
                graph = unfold(called, *arguments)
                if graph is not None:
                    graphs.append({"arguments": CallSpecs.write(arguments), "graph": self._read(graph)})
        name = str(getattr(function, "__name__", type(function).__name__))
        return {"__function__": self._function_id(function), "name": name, "graphs": graphs}

    def _function_id(self, function: Any) -> str:
        for known, live in self.functions.items():
            if live is function:
                return known
        found = f"f{len(self.functions)}"
        self.functions[found] = function
        return found

    def _variable(self, variable: Any, values: bool = False) -> dict[str, Json]:
        if id(variable) not in self._variables or values:
            held = numbers(variable)
            if id(variable) not in self._variables:
                self._kept.append(variable)
                self._variables[id(variable)] = variable_entry(variable, f"w{len(self._variables)}", held)
            entry = self._variables[id(variable)]
            if "fill" not in entry and (values or travels(variable, held)):
                self.arrays[entry["hash"]] = held
        return self._variables[id(variable)]

    def _compiled(self, model: keras.Model) -> Json:
        if not model.compiled:
            return None
        with without_source():
            config = model.get_compile_config()
        live = {"loss": model.loss, "optimizer": model.optimizer}
        kept = {key: item for key, item in config.items() if "metrics" not in key}  # no check asks for them
        if self._metrics and are_names(config.get("metrics")):
            kept["metrics"] = config["metrics"]
        return {key: self._settings.write(item, live.get(key), model) for key, item in kept.items()}


def _weights(layer: Any) -> list[Any]:
    try:
        return list(layer.weights)
    except (ValueError, AttributeError):  # a model that was never built
        return []


def _own_class(model: keras.Model) -> dict[str, Json]:
    """Say which methods a derived class has of its own, for they do not travel."""
    if is_keras(type(model)):
        return {}
    own = [name for name in OVERRIDES if getattr(type(model), name) is not getattr(keras.Model, name)]
    return {"derived": True, "overrides": own}


def _scope(layer: Any) -> list[str]:
    """Return what stands before a layer's own name in its weights' paths: where it was built."""
    weights = _weights(layer)
    parts = weights[0].path.split("/") if weights else []
    return parts[: parts.index(layer.name)] if layer.name in parts else []


def _shown(setting: Any) -> Json:
    if isinstance(setting, dict) and setting.get("class_name") in ("__lambda__", "function"):
        return "<lambda>" if setting["class_name"] == "__lambda__" else str(setting.get("config"))
    return to_json(setting)
