"""The weights of a layer as data: who they are, what they look like and, where wanted, their numbers."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

from autograder.models.data import Json, content_hash, to_json

SMALL = 4096
"""State that is not trained, such as a Normalization's mean, always travels when it has no more numbers than this."""


def variable_entry(variable: Any, identity: str, values: np.ndarray) -> dict[str, Json]:
    """Return the entry of a variable; `fill` in it stands for an array of one number."""
    entry: dict[str, Json] = {
        "id": identity,
        "hash": content_hash(values),
        "shape": list(values.shape),
        "dtype": str(values.dtype),
        "trainable": bool(variable.trainable),
    }
    if values.size:
        first = values.reshape(-1)[0]
        if np.all(values == first) or (values.dtype.kind == "f" and np.all(np.isnan(values))):
            entry["fill"] = to_json(first)
    return entry


def numbers(variable: Any) -> np.ndarray:
    """Return what a variable holds."""
    return np.ascontiguousarray(keras.ops.convert_to_numpy(variable)).reshape(tuple(variable.shape))


def travels(variable: Any, values: np.ndarray) -> bool:
    """Tell whether a variable's numbers are needed even where only hashes of weights are wanted."""
    return values.size <= SMALL and (not variable.trainable or values.dtype.kind != "f")
