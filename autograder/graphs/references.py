"""The tensors that a model's config mentions: which call made each, its shape, and what a call was given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Reference = tuple[str, int, int]  # (layer name, call, output of that call), Keras' "keras_history"
Shape = tuple[int | None, ...]
Number = tuple[int, float]  # a number among a call's arguments, after the place it stands at


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


def arguments(node: dict[str, Any]) -> list[tuple[str, Reference]]:
    """Return the tensors a call was given, as (argument, reference): "" for positional ones, else the keyword."""
    positional = [("", ref) for ref in _references(node["args"])]
    return positional + [(name, ref) for name, value in node["kwargs"].items() for ref in _references(value)]


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


def numbers(given: Any) -> tuple[Number, ...]:
    """Return the numbers among a call's positional arguments, each with its place among them."""
    return tuple(
        (place, number)
        for place, number in enumerate(given)
        if isinstance(number, int | float) and not isinstance(number, bool)
    )
