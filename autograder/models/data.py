"""What a model looks like as data, and the two ways in which it can turn out to be more than that."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from typing import Any

import numpy as np

Json = Any
"""What ``json.dumps`` takes."""

MARKS = ("__tuple__", "__float__", "__pairs__", "__opaque__", "__function__", "__layer__")
"""A dictionary with one of these keys stands for what JSON has no word for."""

SAYS_A_CLASS = ("class_name", "module", "registered_name")
"""Keys of a dictionary that Keras makes an object of. What allows that looks at them where they stand as keys."""

DEPTH = 40


class Refused(Exception):
    """This data will not be made a model; the message is for the person who handed the model in."""


class Unjudged(BaseException):
    """A part of a model was run that only exists where the model was built.

    Not an Exception: a check that catches those, to say what is wrong with an answer, must not catch this.
    """


def to_json(value: Any, depth: int = 0) -> Json:
    """Return a plain value as JSON that keeps tuples, infinities and keys of any kind; other things by their type."""
    if depth > DEPTH:
        raise Refused(f"settings are nested more than {DEPTH} deep")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, np.generic):
        return to_json(value.item(), depth)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else {"__float__": repr(float(value))}
    if isinstance(value, tuple):
        return {"__tuple__": [to_json(item, depth + 1) for item in value]}
    if isinstance(value, list):
        return [to_json(item, depth + 1) for item in value]
    if isinstance(value, dict):
        pairs = [[to_json(key, depth + 1), to_json(item, depth + 1)] for key, item in value.items()]
        return dict(pairs) if all(isinstance(key, str) for key, _ in pairs) else {"__pairs__": pairs}
    return {"__opaque__": type(value).__name__}


def from_json(json: Json, special: Callable[[Json], Any] | None = None) -> Any:
    """Return what `to_json` was given. `special` makes what stands for a function or a layer.

    Raises Refused where the data is none that `to_json` makes.
    """
    if isinstance(json, list):
        return [from_json(item, special) for item in json]
    if not isinstance(json, dict):
        return json
    mark = next((mark for mark in MARKS if mark in json), None)
    if mark is None:
        return {key: from_json(item, special) for key, item in json.items()}
    held = json[mark]
    if mark == "__tuple__" and isinstance(held, list):
        return tuple(from_json(item, special) for item in held)
    if mark == "__float__" and held in ("nan", "inf", "-inf"):
        return float(held)
    if mark == "__pairs__" and isinstance(held, list) and all(isinstance(p, list) and len(p) == 2 for p in held):
        made = dict(_pair(key, item, special) for key, item in held)
        if any(isinstance(key, str) and key in SAYS_A_CLASS for key in made):
            raise Refused("settings name a class in a way in which it is not looked at")
        return made
    if mark in ("__function__", "__layer__") and special is not None and isinstance(held, str):
        return special(json)
    raise Refused(f"a setting is of a kind that cannot be carried: {str(held)[:80]}")


def are_names(part: Json) -> bool:
    """Tell whether JSON is a text, or lists and dictionaries of texts, two deep at most; None is nothing."""
    inside = list(part.values()) if isinstance(part, dict) else part
    return inside is None or isinstance(inside, str) or (isinstance(inside, list) and all(map(_is_texts, inside)))


def _is_texts(part: Json) -> bool:
    return isinstance(part, str) or (isinstance(part, list) and all(isinstance(one, str) for one in part))


def _pair(key: Json, item: Json, special: Callable[[Json], Any] | None) -> tuple[Any, Any]:
    made = from_json(key, special)
    if not isinstance(made, str | int | float | bool | tuple | None):
        raise Refused("a key in the settings is of a kind that cannot be one")
    return made, from_json(item, special)


def content_hash(values: np.ndarray) -> str:
    """Return a hash of dtype, shape and content: equal arrays have equal ones."""
    found = hashlib.blake2b(f"{values.dtype}{values.shape}".encode(), digest_size=16)
    found.update(np.ascontiguousarray(values).reshape(-1).view(np.uint8).data)
    return found.hexdigest()
