"""What a rebuilt layer holds besides its settings: flags and weights."""

from __future__ import annotations

import contextlib
import random
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

import keras
import numpy as np

from autograder.models.data import Json, Refused, from_json


@contextlib.contextmanager
def building(entry: dict[str, Json]) -> Iterator[None]:
    """Build within: under the names the layer was built under, and with initial weights that its entry decides."""
    kept = random.getstate()
    seed = [weight.get("hash") for weight in entry.get("weights") or []] or entry["name"]
    random.seed(str(seed))  # Keras draws the seeds of its initializers from here
    try:
        with contextlib.ExitStack() as stack, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for part in entry.get("scope") or []:
                stack.enter_context(keras.name_scope(str(part)))
            yield
    finally:
        random.setstate(kept)


def set_flags(made: Any, entry: dict[str, Json]) -> None:
    """Set whether a layer is trained, as a whole; for single weights it follows with them."""
    if "trainable" in entry and made.trainable != entry["trainable"]:
        made.trainable = bool(entry["trainable"])


def set_weights(
    made: Any,
    entry: dict[str, Json],
    arrays: Mapping[str, np.ndarray],
    fresh: dict[str, np.ndarray],
    variables: dict[str, Any],
) -> None:
    """Give a layer the numbers that travelled; weights that were equal before are equal again.

    `fresh` has the initial values that stand for weights whose numbers did not travel, by their hash, and `variables`
    those seen, by their identity; both grow. Raises Refused where data and layer do not fit.
    """
    described = entry.get("weights") or []
    if not described:
        return
    found = made.weights
    if len(found) != len(described):
        raise Refused(f"`{entry['name']}` has {len(found)} weights, and {len(described)} were handed in for it")
    for variable, weight in zip(found, described, strict=True):
        if tuple(variable.shape) != tuple(weight["shape"]):
            raise Refused(f"a weight of `{entry['name']}` has another shape than the layer's")
        if variables.setdefault(weight["id"], variable) is not variable:
            raise Refused(f"`{entry['name']}` shares a weight with another layer in a way that cannot be carried")
        values = _values(variable, weight, arrays, fresh)
        if values is not None:
            variable.assign(values)
        if variable.trainable != weight["trainable"] and entry.get("trainable"):
            variable.trainable = bool(weight["trainable"])
    if hasattr(made, "finalize_state"):
        made.finalize_state()  # Normalization keeps numbers beside its weights


def _values(
    variable: Any, weight: dict[str, Json], arrays: Mapping[str, np.ndarray], fresh: dict[str, np.ndarray]
) -> np.ndarray | None:
    shape = tuple(variable.shape)
    if "fill" in weight:
        return np.full(shape, from_json(weight["fill"]))
    held = arrays.get(weight["hash"])
    if held is None:
        known = fresh.get(weight["hash"])
        if known is None:
            fresh[weight["hash"]] = keras.ops.convert_to_numpy(variable)
            return None
        held = known
    if held.shape != shape:
        raise Refused("a weight that was handed in has another shape than the layer's")
    return held
