"""The tensors that a model's config mentions: which call made each, its shape, and what a call was given."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import keras

Reference = tuple[str, int, int]  # (layer name, call, output of that call), Keras' "keras_history"
Shape = tuple[int | None, ...]
Place = int | str  # where an argument of a call stands: its number among the positional ones, else its keyword


def named_references(structure: Any) -> list[tuple[str, Reference]]:
    """Flatten ``input_layers``/``output_layers`` into (name, reference): dict keys as names, in sorted order."""
    if _is_reference(structure):
        return [(structure[0], tuple(structure))]
    if isinstance(structure, dict):
        return [
            (key if _is_reference(structure[key]) else name, reference)
            for key in sorted(structure)
            for name, reference in named_references(structure[key])
        ]
    return [pair for item in structure for pair in named_references(item)]


def output_references(config: dict[str, Any]) -> list[Reference]:
    """Return where a functional model's outputs come from.

    In ``output_layers``, and only there, Keras counts the calls of a functional model inside from 1.
    """
    inner = {layer["name"] for layer in config["layers"] if "input_layers" in layer["config"]}
    references = [reference for _, reference in named_references(config["output_layers"])]
    return [(name, call - (name in inner), output) for name, call, output in references]


def _is_reference(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) == 3 and isinstance(value[0], str)


def arguments(node: dict[str, Any], kind: str) -> list[tuple[str, Reference]]:
    """Return the tensors a call was given, as (argument, reference): "" for positional ones, else the keyword.

    Keywords come in the order in which a layer of this kind takes them, however they were written.
    """
    layer: Any = getattr(keras.layers, kind, None)
    call = getattr(layer, "call", None)
    order = list(inspect.signature(call).parameters) if call else []
    names = sorted(node["kwargs"], key=lambda name: order.index(name) if name in order else len(order))
    positional = [("", ref) for ref in _references(node["args"])]
    return positional + [(name, ref) for name in names for ref in _references(node["kwargs"][name])]


def _references(value: Any) -> list[Reference]:
    if isinstance(value, dict):
        if value.get("class_name") == "__keras_tensor__":
            name, call, output = value["config"]["keras_history"]
            return [(name, call, output)]
        return [ref for key in sorted(value) for ref in _references(value[key])]
    if isinstance(value, list | tuple):
        return [ref for item in value for ref in _references(item)]
    return []


def shapes(value: Any) -> Iterator[tuple[Reference, Shape]]:
    """Yield every tensor that a call's arguments mention, with its shape."""
    if isinstance(value, dict) and value.get("class_name") == "__keras_tensor__":
        name, call, output = value["config"]["keras_history"]
        yield (name, call, output), tuple(value["config"]["shape"])
    elif isinstance(value, dict | list | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from shapes(item)


def constants(node: dict[str, Any]) -> tuple[tuple[Place, Any], ...]:
    """Return what a call was given that is no tensor, each after its place: numbers, slices (as text), arrays.

    Keywords that are None or False are left out, as what a call assumes without them; so is whether it is for training.
    """
    positional = [(place, leaf) for place, leaf in enumerate(_leaves(node["args"])) if not _is_tensor(leaf)]
    named = [
        (name, value)
        for name, value in sorted(node["kwargs"].items())
        if name not in ("training", "mask") and value is not None and value is not False and not _references(value)
    ]
    return tuple((place, _constant(value)) for place, value in (*positional, *named))


def _leaves(value: Any) -> Iterator[Any]:
    """Yield a call's arguments one by one, those in a list of tensors as well."""
    for item in value:
        if isinstance(item, list | tuple) and _references(item):
            yield from _leaves(item)
        else:
            yield item


def _is_tensor(value: Any) -> bool:
    return isinstance(value, dict) and bool(_references(value))


def _constant(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(_constant(item) for item in value)
    if not isinstance(value, dict):
        return "None" if value is None else value
    config = value.get("config") or {}
    if value.get("class_name") == "__slice__":
        ends = ["" if config[end] is None else str(config[end]) for end in ("start", "stop", "step")]
        return ":".join(ends[:2]) + (f":{ends[2]}" if ends[2] else "")
    if value.get("class_name") == "__ellipsis__":
        return "..."
    if isinstance(config, dict) and "value" in config:  # an array
        return _constant(config["value"])
    return str(value)
