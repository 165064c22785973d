"""How a box is written, ``Conv2D 8 · 3×3 · stride 2 · same``, and read back from the text of a drawing.

For display only: boxes are compared as values.
"""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import replace

import keras

from autograder.graphs.box import (
    COMMUTING,
    RECURRENT,
    Box,
    Value,
    activation_name,
    frozen,
    make_box,
    named_activation,
    parameters,
    snake_case,
)
from autograder.graphs.references import Place

SHOWN = 4  # so many numbers of an array are written
HEADS = {  # the setting that is written right behind the kind, without its name
    **dict.fromkeys(("Dense", *RECURRENT), "units"),
    **dict.fromkeys(("Dropout", "SpatialDropout1D", "SpatialDropout2D"), "rate"),
    "Reshape": "target_shape",
    "UpSampling2D": "size",
}
FIRST = ("strides", "dilation_rate", "groups", "padding", "return_sequences", "go_backwards", "use_bias", "activation")
NAMES = {"stride": "strides", "dilation": "dilation_rate"}
SETTINGS: dict[str, tuple[str, Value]] = {  # the settings that are written in words of their own
    "every step": ("return_sequences", True),
    "backwards": ("go_backwards", True),
    "no bias": ("use_bias", False),
    "mask": ("mask_zero", True),
    **{how: ("padding", how) for how in ("same", "valid", "causal")},
    **{how: ("interpolation", how) for how in ("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5")},
}
WORDS = {setting: words for words, setting in SETTINGS.items()}
HEAD = re.compile(r"(?:(?P<before>\S+) before )?(?P<kind>\w+)(?: (?P<rest>.+))?")


def written(box: Box) -> str:
    """Return a box in words, without its activation and without what are Keras' defaults."""
    if box.kind == "InputLayer":
        return f"input {box.get('name')} {size(box.get('shape')) or 'one number'}"
    if box.wrapper:
        merged = [f"merged by {value}" for name, value in box.wrapper.settings if name == "merge_mode"]
        return " · ".join([f"{box.wrapper.kind} {written(replace(box, wrapper=None))}", *merged])
    head, *parts = _parts(box)
    first = [f"{constant(value)} before" for place, value in box.constants if _stands_before(box, place)]
    after = [constant(value) for place, value in box.constants if _stands_behind(box, place)]
    named = [f"{place} {constant(value)}" for place, value in box.constants if isinstance(place, str)]
    return " · ".join([" ".join([*first, head, *after]), *parts, *named])


def read(text: str) -> Box:
    """Return the box that is written so.

    Raises ValueError when a part of the text is no setting.
    """
    head, *parts = text.split(" · ")
    outer, _, inner = head.partition(" ")
    if outer in ("Bidirectional", "TimeDistributed"):
        merged = [part.removeprefix("merged by ") for part in parts if part.startswith("merged by ")]
        box = read(" · ".join([inner, *(part for part in parts if not part.startswith("merged by "))]))
        return replace(box, wrapper=make_box(outer, {"merge_mode": merged[0]} if merged else {}))
    found = HEAD.fullmatch(head)
    if not found or found["kind"] == "again":
        raise ValueError(f"no box is written {text!r}")
    kind, behind = found["kind"], found["rest"]
    settings: dict[str, Value] = {}
    constants = [(0, _value(found["before"]))] if found["before"] else []
    if activation_name(kind) == kind:
        settings |= {"negative_slope": _value(behind)} if behind else {}
        return named_activation(kind, settings | dict(_setting(kind, part) for part in parts))
    if kind == "Embedding" and behind:
        settings |= zip(("input_dim", "output_dim"), map(_value, behind.split(" → ")), strict=True)
    elif behind and (name := _head_setting(kind)):
        settings[name] = _value(behind)
    elif behind:
        constants.append((len(constants) or 1, _value(behind)))
    settings |= dict(_setting(kind, part) for part in parts)
    return make_box(kind, settings, constants=constants)


def size(lengths: Value) -> str:
    """Return lengths as ``3×3``, and a single one as ``3``; None is a question mark."""
    several = lengths if isinstance(lengths, tuple) else (lengths,)
    return "×".join("?" if length is None else str(length) for length in several)


def lengths(text: str) -> tuple[int | None, ...]:
    """Return the lengths that are written ``3×3``; the empty tuple for ``one number``. Raises ValueError for others."""
    return () if text == "one number" else tuple(None if one == "?" else int(one) for one in text.split("×"))


def constant(value: Value) -> str:
    """Return a number, slice or array among the arguments of a call as it is written."""
    if isinstance(value, tuple):
        more = ", …" if len(value) > SHOWN else ""
        return f"[{', '.join(map(constant, value[:SHOWN]))}{more}]"
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


def _stands_before(box: Box, place: Place) -> bool:
    return place == 0 and box.kind not in COMMUTING


def _stands_behind(box: Box, place: Place) -> bool:
    return isinstance(place, int) and not _stands_before(box, place)


def _parts(box: Box) -> list[str]:
    """Return what is written of a layer or operation: what it is most known by, then the rest, part by part."""
    settings = dict(box.settings)
    head = box.kind
    if head == "Activation":
        head = str(settings.pop("name"))
        if "negative_slope" in settings:
            head += f" {constant(settings.pop('negative_slope'))}"
    elif head == "Embedding":
        head += f" {settings.pop('input_dim', '?')} → {settings.pop('output_dim', '?')}"
    elif (known := _head_setting(head)) in settings:
        value = settings.pop(known)
        head += f" {constant(value) if isinstance(value, float) else size(value)}"
    first = [size(settings.pop("kernel_size"))] if "kernel_size" in settings else []
    order = [*FIRST, *_parameters_of(box.kind)]
    rest = sorted(settings, key=lambda name: order.index(name) if name in order else len(order))
    return [head, *first, *(_part(name, settings[name]) for name in rest)]


def _part(name: str, value: Value) -> str:
    if (name, value) in WORDS:
        return WORDS[name, value]
    if name == "activation":
        return str(value)
    short = next((words for words, setting in NAMES.items() if setting == name), name)
    return f"{short} {written(value) if isinstance(value, Box) else size(value)}"


def _parameters_of(kind: str) -> list[str]:
    """Return the names of the settings of a layer or operation, in the order in which Keras takes them."""
    function = getattr(keras.ops, snake_case(kind), None)
    return list(parameters(kind) or (inspect.signature(function).parameters if function else ()))


def _setting(kind: str, part: str) -> tuple[str, Value]:
    """Return the setting that a part of a box's text stands for."""
    if part in SETTINGS:
        return SETTINGS[part]
    name, _, value = part.partition(" ")
    if value:
        return NAMES.get(name, name), _value(value)
    if "Conv" in kind and re.fullmatch(r"\d+(×\d+)*", part):
        return "kernel_size", _value(part)
    if kind in RECURRENT:
        return "activation", part
    raise ValueError(f"no setting is written {part!r}")


def _value(text: str) -> Value:
    if text.startswith("["):
        return tuple(_value(item) for item in text[1:-1].split(", "))
    if "×" in text:
        return tuple(map(_value, text.split("×")))
    try:
        return None if text == "?" else frozen(ast.literal_eval(text))
    except (ValueError, SyntaxError):
        return text


def _head_setting(kind: str) -> str:
    """Return the setting that is written right behind a kind; "" when none is."""
    if "Conv" in kind:
        return "filters"
    if "Pooling" in kind and not kind.startswith("Global"):
        return "pool_size"
    return HEADS.get(kind, "")
