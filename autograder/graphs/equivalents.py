"""Layers that compute the same although they are written differently: what a comparison of graphs looks through."""

from __future__ import annotations

import math
from dataclasses import replace

from autograder.graphs.box import COMMUTING, Box, Value, named_activation
from autograder.graphs.ranks import REDUCTIONS
from autograder.graphs.spellings import respelled

Shape = tuple[int | None, ...]

LINEAR = named_activation("linear")  # stands for whatever hands on what it is given
RANDOM = ("Dropout", "SpatialDropout1D", "SpatialDropout2D", "GaussianNoise", "GaussianDropout", "AlphaDropout")
GLOBAL = {"Mean": "Average", "Max": "Max"}
WINDOWS = {f"{kind}Pooling{axes}D": kind for kind in ("Average", "Max") for axes in (1, 2, 3)}
NEUTRAL = {"Add": 0, "Subtract": 0, "Multiply": 1, "Divide": 1, "Power": 1}  # numbers that change nothing
GROWING = ("Stack", "ExpandDims")  # an axis is counted in what they make, which has one more


def equivalent(box: Box, shape: Shape | None) -> Box:
    """Return what a call is compared by: its box without activation, but one and the same for equivalent spellings.

    `shape` is that of the tensor it is called on, None if unknown.
    """
    box = respelled(_with_axis_counted(box, len(shape)) if shape else box, shape)
    if box.kind in COMMUTING:
        box = replace(box, constants=tuple((1, value) for _, value in box.constants))
    if _keeps_all(box, shape):
        return LINEAR
    if box.wrapper:
        if box.kind != "Dense" or box.wrapper.kind != "TimeDistributed":
            return box
        box = replace(box, wrapper=None)
    if box.kind == "Maximum" and box.constants == ((1, 0),):
        return named_activation("relu")
    if box.kind in ("Flatten", "Reshape"):
        target = _target(box, shape)
        return Box("Flatten") if len(target) == 1 else Box("Reshape", (("target_shape", target),))
    if box.kind in ("Mean", "Max") and shape and _over_all_positions(box.get("axis", -1), len(shape)):
        return replace(box.without("axis"), kind=f"Global{GLOBAL[box.kind]}Pooling{len(shape) - 2}D")
    return _convolution(box, shape)


def _convolution(box: Box, shape: Shape | None) -> Box:
    """Return the box of a layer that slides a window, or of a Dense, which looks at one place."""
    if box.kind == "Dense" and shape and len(shape) == 4:
        made = Box("Conv2D", (("filters", box.get("units")), ("kernel_size", (1, 1))))
        return made if box.get("use_bias", True) else made.having(use_bias=False)
    if box.kind == "Conv1D" and box.get("kernel_size") == box.get("strides", 1) == box.get("groups", 1) == 1:
        made = Box("Dense", (("units", box.get("filters")),))
        return made if box.get("use_bias", True) else made.having(use_bias=False)
    if box.get("padding") == "same" and _pads_nothing(box, shape):
        box = box.without("padding")
    whole = box.kind in WINDOWS and shape and _lengths(box.get("pool_size"), len(shape) - 2) == shape[1:-1]
    if whole and shape and not box.get("padding"):
        return Box(f"Global{WINDOWS[box.kind]}Pooling{len(shape) - 2}D", (("keepdims", True),))
    return box


def _with_axis_counted(box: Box, rank: int) -> Box:
    """Return the box with its axis counted from the front, as Keras' default for the last one, in one order."""
    axis = box.get("axis")
    rank += box.kind in GROWING
    axes = axis if isinstance(axis, tuple) else (axis,)
    counted = [one % rank for one in axes if isinstance(one, int)]
    if not counted:
        return box
    if box.kind in REDUCTIONS and sorted(counted) == list(range(rank)):
        return box.having(axis=None)
    if counted == [rank - 1]:
        return box.without("axis")
    return box.having(axis=counted[0] if len(counted) == 1 else tuple(sorted(counted)))


def _keeps_all(box: Box, shape: Shape | None) -> bool:
    """Tell whether a call hands on what it is given, unchanged."""
    if box.kind in RANDOM:
        return not (box.get("rate") or box.get("stddev"))
    if box.kind in ("Flatten", "Reshape"):
        return shape is not None and None not in shape[1:] and _target(box, shape) == shape[1:]
    if box.kind in NEUTRAL and box.constants:
        return box.constants == ((1, NEUTRAL[box.kind]),)
    return box.kind in ("Identity", "ActivityRegularization")


def _target(box: Box, shape: Shape | None) -> Shape:
    """Return the shape, without the batch, that a Flatten or Reshape makes; a -1 is worked out where it can be."""
    target = (-1,) if box.kind == "Flatten" else _lengths(box.get("target_shape"))
    if shape is None or None in shape[1:] or -1 not in target:
        return target
    rest = math.prod(length for length in target if length is not None and length != -1)
    whole = math.prod(length for length in shape[1:] if length is not None)
    return tuple(whole // rest if length == -1 else length for length in target)


def _over_all_positions(axis: Value, rank: int) -> bool:
    return rank > 2 and sorted(length or 0 for length in _lengths(axis)) == list(range(1, rank - 1))


def _pads_nothing(box: Box, shape: Shape | None) -> bool:
    """Tell whether padding="same" adds no zeros: the windows are one wide, or they fit the size exactly."""
    widths = _lengths(box.get("kernel_size", box.get("pool_size")))
    strides = _lengths(box.get("strides", 1 if box.get("kernel_size") else widths), len(widths))
    gaps = _lengths(box.get("dilation_rate", 1), len(widths))
    lengths = shape[1:-1] if shape else (None,) * len(widths)
    for length, width, stride, gap in zip(lengths, widths, strides, gaps, strict=False):
        reach = ((width or 1) - 1) * (gap or 1) + 1
        if reach > 1 and (length is None or (math.ceil(length / (stride or 1)) - 1) * (stride or 1) + reach > length):
            return False
    return True


def _lengths(value: Value, several: int = 1) -> Shape:
    """Return a setting that is a length or several as a tuple; one length stands for `several` equal ones."""
    given = value if isinstance(value, tuple) else (value,) * several
    return tuple(length if isinstance(length, int) else None for length in given)
