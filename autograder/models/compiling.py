"""How a model was compiled, brought back."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import keras

from autograder.models.allow import check_config
from autograder.models.data import Json, Refused, are_names, from_json
from autograder.models.settings import revive
from autograder.models.stand_in import stand_in_optimizer

KEYS = {"optimizer", "loss", "loss_weights", "run_eagerly", "steps_per_execution", "metrics"}


def compile_model(
    model: keras.Model,
    compiled: dict[str, Json],
    layer: Callable[[str], Any],
    function: Callable[[dict[str, Json]], Any],
    unjudged: list[str],
) -> None:
    """Compile `model` as its data says.

    Raises Refused where the data is not that of a compiled model.
    """
    if not isinstance(compiled, dict):
        raise Refused("how a model was compiled is not written as Keras writes it")
    metrics = compiled.get("metrics")
    if not are_names(metrics) or not all(map(_is_metric, keras.tree.flatten(metrics))):
        raise Refused("of metrics only Keras' own travel, by their names")

    def whole(part: Json) -> Any:
        if isinstance(part, dict) and "class_name" in part:
            return revive(part, layer, function)
        if isinstance(part, dict) and not any(key.startswith("__") for key in part):
            return {key: whole(item) for key, item in part.items()}
        if isinstance(part, list):
            return [whole(item) for item in part]
        if isinstance(part, dict) and isinstance(part.get("__tuple__"), list):
            return tuple(whole(item) for item in part["__tuple__"])
        return from_json(part, function)

    known = {key: compiled.get(key) for key in KEYS}
    check_config(known)
    if _is_own(known["optimizer"]):
        name = str((known["optimizer"] or {}).get("name", "own"))
        optimizer: Any = stand_in_optimizer(name, unjudged)
    else:
        optimizer = whole(known["optimizer"])
    rest = {key: whole(known[key]) for key in KEYS - {"optimizer"}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.compile(optimizer=optimizer, **{key: item for key, item in rest.items() if item is not None})


def _is_own(part: Json) -> bool:
    return isinstance(part, dict) and ("__function__" in part or "__opaque__" in part)


def _is_metric(name: str | None) -> bool:
    """Tell whether Keras makes a metric of this name, without further settings; None is none at all."""
    if name is None or name.lower() in ("accuracy", "acc", "crossentropy", "ce"):  # Keras looks at the answers for it
        return True
    try:
        return keras.metrics.get(name) is not None
    except Exception:  # of whatever kind: it is none that can be computed here
        return False
