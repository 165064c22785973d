"""Layers that compute the same although they are written differently: what a comparison of graphs looks through."""

from __future__ import annotations

import math
from typing import Any

from autograder.graphs.labels import list_of, size

Shape = tuple[int | None, ...]

RANDOM = ("Dropout", "SpatialDropout1D", "SpatialDropout2D", "GaussianNoise", "GaussianDropout", "AlphaDropout")
GLOBAL = {"Mean": "Average", "Max": "Max", "AveragePooling2D": "Average", "MaxPooling2D": "Max"}


def key_of(settings: dict[str, Any], label: str, shape: Shape | None) -> str:
    """Return what a call is compared by: its label, but one and the same for all equivalent spellings.

    `settings` are those of the call in a ModelGraph, `shape` that of the tensor it is called on, None if unknown.
    """
    kind, config = settings["kind"], settings["config"]
    if settings["wrapper"] == "TimeDistributed" and kind == "Dense":
        return label.removeprefix("TimeDistributed ")
    if settings["wrapper"] != kind:
        return label
    bias = "" if config.get("use_bias", True) else " · no bias"
    if kind == "Dense" and shape and len(shape) == 4:
        return f"Conv2D {config['units']} · 1×1{bias}"
    if kind == "Conv1D" and _looks_at_one(config):
        return f"Dense {config['filters']}{bias}"
    if kind in ("Flatten", "Reshape"):
        return _reshape(settings, shape)
    if kind == "Concatenate" and shape and list_of(config["axis"])[0] in (-1, len(shape) - 1):
        return "Concatenate"
    if kind in ("Mean", "Max") and shape and _over_all_positions(config["axis"], len(shape)):
        return f"Global{GLOBAL[kind]}Pooling{len(shape) - 2}D" + (" · keepdims True" if config["keepdims"] else "")
    if config.get("padding") == "same" and _pads_nothing(config, shape):
        label = label.replace(" · same", "")
    if "pool_size" in config and kind in GLOBAL and _pools_all(config, shape) and "same" not in label:
        return f"Global{GLOBAL[kind]}Pooling2D · keepdims True"
    return label


def keeps_all(settings: dict[str, Any], shape: Shape | None) -> bool:
    """Tell whether a call hands on what it is given, unchanged."""
    kind, config = settings["kind"], settings["config"]
    if kind in RANDOM:
        return not (config.get("rate") or config.get("stddev"))
    if kind in ("Flatten", "Reshape"):
        return shape is not None and None not in shape[1:] and _target(settings, shape) == shape[1:]
    return kind in ("Identity", "ActivityRegularization")


def _looks_at_one(config: dict[str, Any]) -> bool:
    once = all(set(list_of(config[key])) == {1} for key in ("kernel_size", "strides"))
    return once and config.get("groups", 1) == 1


def _reshape(settings: dict[str, Any], shape: Shape | None) -> str:
    target = _target(settings, shape)
    return "Flatten" if len(target) == 1 else f"Reshape {size(target)}"


def _target(settings: dict[str, Any], shape: Shape | None) -> Shape:
    """Return the shape, without the batch, that a Flatten or Reshape makes; a -1 is worked out where it can be."""
    config = settings["config"]
    target = (-1,) if settings["kind"] == "Flatten" else config.get("target_shape") or config["newshape"][1:]
    if shape is None or None in shape[1:] or -1 not in target:
        return tuple(target)
    rest = math.prod(length for length in target if length != -1)
    whole = math.prod(length for length in shape[1:] if length is not None)
    return tuple(whole // rest if length == -1 else length for length in target)


def _over_all_positions(axis: Any, rank: int) -> bool:
    return axis is not None and sorted(one % rank for one in list_of(axis)) == list(range(1, rank - 1))


def _pools_all(config: dict[str, Any], shape: Shape | None) -> bool:
    return shape is not None and tuple(list_of(config["pool_size"])) == shape[1:-1]


def _pads_nothing(config: dict[str, Any], shape: Shape | None) -> bool:
    """Tell whether padding="same" adds no zeros: the windows are one wide, or they fit the size exactly."""
    widths = list_of(config.get("kernel_size", config.get("pool_size")))
    strides = list_of(config["strides"] if config.get("strides") is not None else widths) * len(widths)
    gaps = list_of(config.get("dilation_rate", 1)) * len(widths)
    lengths = shape[1:-1] if shape else (None,) * len(widths)
    for length, width, stride, gap in zip(lengths, widths, strides, gaps, strict=False):
        reach = (width - 1) * gap + 1
        if reach > 1 and (length is None or (math.ceil(length / stride) - 1) * stride + reach > length):
            return False
    return True
