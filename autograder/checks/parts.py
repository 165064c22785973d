"""What a model is made of: its ends, its layers and weights, and what it was compiled with.

Checks ask here and in take.py for what they need of a model, and touch none of its attributes themselves: two modules
know Keras' ways with dict and list, Sequential and Functional, and compile settings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import keras
import numpy as np

from autograder.checks.near import Arrays
from autograder.configs import without_source
from autograder.graphs import heads
from autograder.graphs.graph import output_names, read_graph
from autograder.graphs.layers import first_paths, layers_by_path

Shape = tuple[int | None, ...]


def in_words(shapes: Mapping[str, Shape]) -> str:
    """Return shapes as ``text (None, None), question (None, None)``."""
    return ", ".join(f"{name} {shape}" for name, shape in shapes.items()) or "none"


# ---- the ends of a model


def inputs(model: keras.Model) -> dict[str, keras.KerasTensor]:
    """Return each input's tensor by the name that data is fed under."""
    return dict(model.input) if isinstance(model.input, dict) else {tensor.name: tensor for tensor in model.inputs}


def input_shapes(model: keras.Model) -> dict[str, Shape]:
    """Return the shape of each input by the name that data is fed under, batch size first."""
    return {name: tuple(tensor.shape) for name, tensor in inputs(model).items()}


def output_shapes(model: keras.Model) -> dict[str, Shape]:
    """Return the shape of each output by its name (dict key or layer name), batch size first."""
    return {name: tuple(tensor.shape) for name, tensor in zip(output_names(model), model.outputs, strict=True)}


def output_keys(model: keras.Model) -> list[str] | None:
    """Return the keys of a model whose outputs are a dict, in their order; None for any other."""
    return list(model.output) if isinstance(model.output, dict) else None


def fed(model: keras.Model, example: Mapping[str, Any]) -> Any:
    """Return the example in the structure the model was built with: a dict, a list, or one array."""
    if len(model.inputs) == 1:  # whatever it is called, where the example does not know the name
        name = next(iter(inputs(model)))
        only = example.get(name, next(iter(example.values())))
        return {name: only} if isinstance(model.input, dict) else [only] if isinstance(model.input, list) else only
    if isinstance(model.input, dict):
        return {name: example[name] for name in model.input}
    return [example[tensor.name] for tensor in model.inputs]


def like_outputs(model: keras.Model, targets: Arrays) -> Any:
    """Return targets, given by output name, in the structure of the model's outputs."""
    keys = output_keys(model)
    if keys is not None:
        return {name: targets[name] for name in keys}
    ordered = [targets[name] for name in output_names(model)]
    return ordered if len(ordered) > 1 else ordered[0]


def last_activation(model: keras.Model, output: str | None = None) -> str | None:
    """Return the name of the activation that makes an output (the first one), such as "softmax"; None for none known.

    What stands behind it and changes no number, as an Identity that gives a head its name, does not count.
    """
    read = read_graph(model)
    return heads.last_activation(read, output or next(iter(read.outputs)))


def gives_logits(model: keras.Model, output: str, values: np.ndarray) -> bool:
    """Tell whether an output's `values` are no probabilities: by its activation, else by how far they reach."""
    activation = last_activation(model, output)
    return activation == "linear" or (activation is None and not within_probabilities(values))


def within_probabilities(values: np.ndarray) -> bool:
    """Tell whether all of these numbers may be probabilities."""
    return bool(np.all((values >= 0) & (values <= 1)))


# ---- its layers and weights


def embeddings(model: keras.Model) -> Iterator[keras.layers.Embedding]:
    """Yield the Embedding layers of a model and of the models inside it."""
    yield from (layer for layer in layers_by_path(model).values() if isinstance(layer, keras.layers.Embedding))


def weights_by_layer(model: keras.Model) -> dict[str, list[np.ndarray]]:
    """Return the weights of each layer that has any, in models inside as well, by the layer's path in the graph."""
    return {path: layer.get_weights() for path, layer in _own_weights(model).items()}


def trained_weights(model: keras.Model, layers: Collection[str]) -> list[np.ndarray]:
    """Return those weights of the layers with these paths that a gradient may change."""
    own = [layer for path, layer in _own_weights(model).items() if path in layers]
    return [keras.ops.convert_to_numpy(weight) for layer in own for weight in layer.trainable_weights]


def _own_weights(model: keras.Model) -> dict[str, keras.layers.Layer]:
    """Return the layers that have weights, each under its first path."""
    live = layers_by_path(model)
    first = first_paths(live)
    return {path: layer for path, layer in live.items() if layer.weights and first[path] == path}


def weights(model: keras.Model) -> list[np.ndarray]:
    """Return all arrays of a model's weights, each shared one once."""
    return [np.asarray(weight) for weight in model.get_weights()]


def weight_shapes(model: keras.Model) -> list[tuple[int, ...]]:
    """Return the shapes of a model's arrays of weights."""
    return [weight.shape for weight in weights(model)]


def is_as_new(model: keras.Model) -> bool:
    """Tell whether every bias of a model is what new ones are, zeros and ones; False for a model without any."""
    biases = [np.asarray(weight) for weight in model.trainable_weights if weight.name == "bias"]
    return bool(biases) and all(np.isin(bias, (0.0, 1.0)).all() for bias in biases)


def random_weights(model: keras.Model, spread: float = 1.0) -> list[np.ndarray]:
    """Return weights for a model, always the same; a variance stays above zero.

    With a `spread` of 1 the answers lie far from the flat ends of a sigmoid.
    """
    random = np.random.default_rng(0)
    made = []
    for weight in model.weights:
        shape = tuple(weight.shape)
        values = random.normal(0, spread / np.sqrt(max(shape[:1] or (1,))), shape)
        made.append(np.abs(values) if "variance" in weight.name else values)
    return made


def weights_in_common(first: keras.Model, second: keras.Model) -> tuple[int, list[str]]:
    """Return how many arrays of weights belong to both models, and the paths of those of the first that do not."""
    known = {id(weight) for weight in second.weights}
    common = {id(weight) for weight in first.weights} & known
    return len(common), [weight.path for weight in first.weights if id(weight) not in known]


def layer_names(model: keras.Model) -> list[str]:
    """Return the names of a model's own layers, without its inputs."""
    return [layer.name for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)]


def until(model: keras.Model, layer: str) -> keras.Model:
    """Return the model that gives what a layer of this one gives, at its first call."""
    return keras.Model(model.inputs, model.get_layer(layer).output)


# ---- what it is trained on


def is_compiled(model: keras.Model) -> bool:
    """Tell whether a model was compiled."""
    return bool(model.compiled)


def loss_given(model: keras.Model) -> Any:
    """Return what compile was given as loss: a string, a function, an object, or a list or dict of these."""
    return getattr(model, "loss", None)


def loss_weights(model: keras.Model) -> Any:
    """Return what compile was given as loss weights: None, a list or a dict."""
    with without_source():  # of a lambda among the losses, which stand in the same config
        given = (model.get_compile_config() or {}).get("loss_weights")
    return keras.saving.deserialize_keras_object(given)


def decays(model: keras.Model) -> bool:
    """Tell whether a compiled model's optimizer pulls every weight towards zero, whatever its loss."""
    return bool(getattr(model.optimizer, "weight_decay", None))


def steps(model: keras.Model) -> bool:
    """Tell whether a compiled model's optimizer makes steps at all: whether its learning rate is above zero."""
    return bool(keras.ops.convert_to_numpy(model.optimizer.learning_rate) > 0)


def weights_incomplete(model: keras.Model) -> bool:
    """Tell whether compile was given loss weights for some outputs and none for others, which Keras refuses."""
    weights = loss_weights(model)
    return isinstance(weights, dict | list | tuple) and len(weights) < len(model.outputs)
