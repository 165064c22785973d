"""Whether an Embedding was given its two sizes in the other order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import keras
import numpy as np

from autograder.checks import parts


def reads_beyond(model: keras.Model, example: Iterable[np.ndarray]) -> bool:
    """Tell whether ids in `example` do not fit into an Embedding, and would if its sizes changed places."""
    whole = [array for array in map(np.asarray, example) if array.dtype.kind in "iu" and array.size]
    largest = max((int(array.max()) for array in whole), default=-1)
    return any(layer.input_dim <= largest < layer.output_dim for layer in parts.embeddings(model))


def explains(model: keras.Model, parameters: int) -> bool:
    """Tell whether a model would have so many parameters if the sizes of some Embedding changed places."""
    if not any(layer.input_dim < layer.output_dim for layer in parts.embeddings(model)):
        return False
    try:
        return bool(keras.models.clone_model(model, clone_function=_exchanged).count_params() == parameters)
    except Exception:  # of a student's own layers, which Keras cannot make again: nothing is known then
        return False


def _exchanged(layer: Any) -> Any:
    config = layer.get_config()
    if isinstance(layer, keras.layers.Embedding) and layer.input_dim < layer.output_dim:
        config |= {"input_dim": layer.output_dim, "output_dim": layer.input_dim}
    return type(layer).from_config(config)
