"""What checks have in common: taking the student's thing in hand, running a model, and saying shapes in words."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any

import keras
import numpy as np

from autograder.checks.messages import fail, not_attempted
from autograder.graphs.graph import ModelGraph, output_names, read_graph

Arrays = Mapping[str, np.ndarray]
Shape = tuple[int | None, ...]


def require_made(check: str, value: Any, looked_at: str) -> None:
    """Raise NotAttempted when the student's value is still the placeholder (None or ``...``)."""
    if value is None or value is Ellipsis:
        not_attempted(check, looked_at)


def require_model(check: str, model: Any, looked_at: str = "your model") -> keras.Model:
    """Return the student's model; raise CheckFailed when it is something else, NotAttempted when it is nothing."""
    require_made(check, model, looked_at)
    if isinstance(model, keras.Sequential) and model.built:
        return _as_functional(model)
    if isinstance(model, keras.Model) and hasattr(model, "inputs"):
        return model
    cause = None
    if isinstance(model, keras.Sequential):
        cause = "unbuilt-sequential"
    elif isinstance(model, keras.Model):
        cause = "no-graph"
    elif isinstance(model, keras.KerasTensor):
        cause = "tensor-not-model"
    elif isinstance(model, keras.layers.Layer):
        cause = "layer-not-model" if model.built else "layer-not-called"
    fail(
        check,
        looked_at,
        expected="a keras.Model made of inputs and outputs",
        found=f"a {type(model).__name__}",
        cause=cause,
        look_at="what your cell assigns to this name",
    )


def _as_functional(model: keras.Sequential) -> keras.Model:
    """Return the same layers as a functional model, which tells its inputs and outputs as any other does."""
    view = keras.Model(model.inputs[0], model.outputs[0], name=model.name)
    if model.compiled and (settings := model.get_compile_config()):
        view.compile_from_config(settings)
    return view


def require_graph(check: str, model: Any, looked_at: str) -> ModelGraph:
    """Return the graph of the student's model; raise CheckFailed when there is none to read."""
    try:
        return read_graph(require_model(check, model, looked_at))
    except (ValueError, NotImplementedError) as problem:
        fail(check, looked_at, expected="a graph of layers", found=str(problem), cause="no-graph")


def input_shapes(model: keras.Model) -> dict[str, Shape]:
    """Return the shape of each input by the name that data is fed under, batch size first."""
    if isinstance(model.input, dict):
        return {name: tuple(tensor.shape) for name, tensor in model.input.items()}
    return {tensor.name: tuple(tensor.shape) for tensor in model.inputs}


def output_shapes(model: keras.Model) -> dict[str, Shape]:
    """Return the shape of each output by its name (dict key or layer name), batch size first."""
    return {name: tuple(t.shape) for name, t in zip(output_names(model), model.outputs, strict=True)}


def in_words(shapes: Mapping[str, Shape]) -> str:
    """Return shapes as ``text (None, None), question (None, None)``."""
    return ", ".join(f"{name} {shape}" for name, shape in shapes.items()) or "none"


def predict(check: str, model: keras.Model, example: Arrays, looked_at: str) -> dict[str, np.ndarray]:
    """Run the model on example arrays fed by name (first axis: rows); return its outputs by name.

    Raises CheckFailed, quoting Keras, when the model cannot take them.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what they say of the model, such as softmax on one unit, a message tells
            found = model(fed(model, example), training=False)
    except Exception as problem:  # whatever Keras raises is a finding about the model
        said = str(problem).strip().split("\n")[0]
        fail(
            check,
            looked_at,
            expected=f"a model that takes {in_words({k: np.shape(v) for k, v in example.items()})}",
            found=f"{type(problem).__name__}: {said[:300]}",
            cause="swapped-embedding" if has_swapped_embedding(model) else None,
            look_at="the names and shapes of the inputs, and sizes that depend on the data",
        )
    flat = [found[name] for name in sorted(found)] if isinstance(found, dict) else found
    flat = flat if isinstance(flat, list | tuple) else [flat]
    names = output_names(model)
    predictions = {name: keras.ops.convert_to_numpy(value) for name, value in zip(names, flat, strict=True)}
    rows = len(next(iter(example.values())))
    for name, values in predictions.items():
        if values.ndim == 0 or len(values) != rows:
            expected, got = f"{rows} predictions for {rows} examples", f"{name} of shape {values.shape}"
            fail(check, looked_at, expected=expected, found=got, cause="batch-mixed")
    return predictions


def copy_of(model: keras.Model) -> keras.Model:
    """Return a copy of a model with weights of its own, equal to the model's."""
    try:
        copy = keras.models.clone_model(model)
    except ValueError:  # Keras refuses to rebuild a Lambda made of a Python lambda; that has no weights, so it is kept
        copy = keras.models.clone_model(model, clone_function=_made_again, recursive=True)
    copy.set_weights(model.get_weights())
    return copy


def _made_again(layer: keras.Layer) -> keras.Layer:
    return layer if isinstance(layer, keras.layers.Lambda) else type(layer).from_config(layer.get_config())


def fed(model: keras.Model, example: Arrays) -> Any:
    """Return the example in the structure the model was built with: a dict, a list, or one array."""
    if isinstance(model.input, dict):
        return {name: example[name] for name in model.input}
    if len(model.inputs) == 1:
        only = next(iter(example.values()))
        return [only] if isinstance(model.input, list) else only
    return [example[tensor.name] for tensor in model.inputs]


def last_activation(model: keras.Model, output: str | None = None) -> str | None:
    """Return the name of the activation that makes an output, such as "softmax"; None when it cannot be told."""
    graph = read_graph(model)
    call = graph.outputs[output] if output else next(iter(graph.outputs.values()))
    settings = graph.calls.nodes[call]
    if settings["kind"] in ("Softmax", "Sigmoid", "Relu", "ReLU", "Tanh"):
        return str(settings["kind"]).lower()
    activation = settings["config"].get("activation")
    if isinstance(activation, dict):
        activation = activation.get("config") if activation.get("class_name") == "function" else None
    return activation if isinstance(activation, str) else None


def has_swapped_embedding(model: keras.Model) -> bool:
    """Tell whether an Embedding has fewer words than numbers in a word's vector: no vocabulary is that small."""
    return any(
        isinstance(layer, keras.layers.Embedding) and layer.input_dim < layer.output_dim
        for part in _with_inner_models(model)
        for layer in part.layers
    )


def _with_inner_models(model: keras.Model) -> list[keras.Model]:
    inner = [part for layer in model.layers if isinstance(layer, keras.Model) for part in _with_inner_models(layer)]
    return [model, *inner]
