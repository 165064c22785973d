"""Operations that are written in several ways: each as the one that stands for all of them."""

from __future__ import annotations

import math
import re

from autograder.graphs.box import Box, Value, make_box, named_activation

Shape = tuple[int | None, ...]

SLICE = re.compile(r"(-?\d*):(-?\d*)(?::(-?\d*))?")
ALONG_THE_LAST = re.compile(r"(?P<front>\.\.\.|[a-z]+)(?P<last>[a-z]),(?P=last)(?P<out>[a-z])->(?P=front)(?P=out)")
ROOTS = {2: "Square", 0.5: "Sqrt", 1: "Identity"}


def respelled(box: Box, shape: Shape | None) -> Box:
    """Return the box of a call, written as the operation that stands for all of the same meaning.

    `shape` is that of the tensor it is called on, None if unknown.
    """
    number = box.constants[0][1] if len(box.constants) == 1 and box.constants[0][0] == 1 else None
    number = number if isinstance(number, int | float) and not isinstance(number, bool) else None
    match box.kind:
        case "Divide" if number:
            return Box("Multiply", constants=((1, 1 / number),))
        case "Subtract" if number is not None:
            return Box("Add", constants=((1, -number),))
        case "Negative":
            return Box("Multiply", constants=((1, -1),))
        case "Rescaling" if not box.get("offset", 0):
            return Box("Multiply", constants=((1, box.get("scale")),))
        case "Power" if number == -1:
            return Box("Divide", constants=((0, 1),))
        case "Power" if number in ROOTS:
            return Box(ROOTS[number])
        case "UnitNormalization":
            return Box("Normalize", box.having(order=2).settings)
        case "Clip" if box.get("x_min") == 0 and box.get("x_max") in (6, math.inf):
            return named_activation("relu6" if box.get("x_max") == 6 else "relu")
        case "ReLU" if box.settings == (("max_value", 6),):
            return named_activation("relu6")
        case "ReLU" if [name for name, _ in box.settings] == ["negative_slope"]:
            return named_activation("leaky_relu", dict(box.settings))
        case "MaxPool" | "AveragePool" if shape:
            return _pooling(box, len(shape) - 2)
        case "Pad" if not box.get("mode") or box.get("mode") == "constant":
            return _zeros(box)
        case "Hstack" if shape:
            return Box("Concatenate") if len(shape) == 2 else Box("Concatenate", (("axis", 1),))
        case "Dot" if shape:
            axes = _counted(box.get("axes"), len(shape))
            return box.having(axes=axes[0] if isinstance(axes, tuple) and len(set(axes)) == 1 else axes)
        case "Append" if box.get("axis") is not None or not dict(box.settings):
            return Box("Concatenate", box.settings)
        case "ArraySplit" if shape and _cuts_evenly(box, shape):
            return Box("Split", box.settings)
        case "Reciprocal":
            return Box("Divide", constants=((0, 1),))
        case "Cropping1D" | "Cropping2D" | "Cropping3D" if not box.get("data_format"):
            return _cropped(box, shape)
        case "EinsumDense":
            return _dense(box, shape)
        case "Flip" if shape and isinstance(axis := box.get("axis", -1), int):
            return Box("GetItem", constants=((1, (*[":"] * (axis % len(shape)), "::-1")),))
        case "GetItem" | "Take":
            return _slice(box, shape)
        case "Transpose" | "Permute" | "Swapaxes" | "Moveaxis":
            return _transpose(box, shape)
        case "Squeeze" | "ExpandDims":
            return _reshape(box, shape)
    return box


def _cuts_evenly(box: Box, shape: Shape) -> bool:
    """Tell whether an axis is cut into parts of one length."""
    parts, axis = box.get("indices_or_sections"), box.get("axis", -1)
    length = shape[axis] if isinstance(axis, int) else None
    return isinstance(parts, int) and length is not None and length % parts == 0


def _cropped(box: Box, shape: Shape | None) -> Box:
    """Return the slice that is left where something is cut off at both ends of axes."""
    given = box.get("cropping", 1 if box.kind == "Cropping1D" else 0)
    axes = int(box.kind[-2])
    each = given if isinstance(given, tuple) and (axes > 1) else (given,) * axes
    sides = [one if isinstance(one, tuple) else (one, one) for one in each]
    if len(sides) != axes or not all(isinstance(end, int) for side in sides for end in side):
        return box
    cuts = (f"{first or ''}:{f'-{last}' if last else ''}" for first, last in sides)
    return _slice(Box("GetItem", constants=((1, (":", *cuts)),)), shape)


def _dense(box: Box, shape: Shape | None) -> Box:
    """Return the Dense layer that an EinsumDense is, if it is one."""
    found = ALONG_THE_LAST.fullmatch(str(box.get("equation")))
    units, bias = box.get("output_shape"), box.get("bias_axes")
    units = units[-1] if isinstance(units, tuple) else units
    if (
        not found
        or bias not in (None, found["out"])
        or (shape and found["front"] != "..." and len(shape) != len(found["front"]) + 1)
    ):
        return box
    made = Box("Dense", (("units", units),))
    return made if bias else made.having(use_bias=False)


def _pooling(box: Box, axes: int) -> Box:
    """Return the layer that pools as an operation does over so many axes."""
    settings = dict(box.settings)
    size = settings["pool_size"]
    settings["pool_size"] = size if isinstance(size, tuple) else (size,) * axes
    return make_box(f"{box.kind}ing{axes}D", settings)


def _zeros(box: Box) -> Box:
    """Return the layer that puts zeros around as an operation does, if neither batch nor channels get any."""
    widths = box.get("pad_width")
    if not isinstance(widths, tuple) or len(widths) < 3 or {widths[0], widths[-1]} != {(0, 0)}:
        return box
    return make_box(f"ZeroPadding{len(widths) - 2}D", {"padding": widths[1:-1]}) if not box.constants else box


def _counted(axes: Value, rank: int) -> Value:
    """Return axes counted from the front."""
    if isinstance(axes, tuple):
        return tuple(_counted(axis, rank) for axis in axes)
    return axes % rank if isinstance(axes, int) else axes


def _slice(box: Box, shape: Shape | None) -> Box:
    """Return the box of a slice with an index for every axis up to the last that is cut, counted from the front."""
    index = [part for _, value in box.constants for part in (value if isinstance(value, tuple) else (value,))]
    if box.kind == "Take":
        axis = _counted(box.get("axis", -1), len(shape or ())) if shape else box.get("axis", -1)
        if len(index) != 1 or not isinstance(index[0], int) or not isinstance(axis, int) or axis < 0:
            return box
        index = [*[":"] * axis, index[0]]
    if "..." in index:
        if not shape:
            return box
        place = index.index("...")
        index[place : place + 1] = [":"] * (len(shape) - len([part for part in index if part not in ("...", "None")]))
    lengths = iter(shape or ())
    cut = [part if part == "None" else _cut(part, next(lengths, None)) for part in index]
    ones = [axis for axis, part in enumerate(cut) if isinstance(part, int) and shape and shape[axis] == 1]
    if ones and len(cut) == len(ones) + cut.count(":"):  # only axes of length 1 are taken away
        return _reshape(Box("Squeeze", (("axis", tuple(ones)),)), shape)
    if cut.count("None") == 1 and set(cut) == {"None", ":"}:
        return _reshape(Box("ExpandDims", (("axis", cut.index("None")),)), shape)
    while cut and cut[-1] == ":":
        cut.pop()
    return Box("GetItem", constants=((1, tuple(cut)),)) if cut else Box("Identity")


def _cut(part: Value, length: int | None) -> Value:
    """Return an index or slice of an axis without what is understood, counted from the front where it can be."""
    if isinstance(part, int):
        return part % length if length else part
    found = SLICE.fullmatch(str(part))
    if not found:
        return part
    start, stop, step = (int(end) if end else None for end in found.groups())
    if step not in (None, 1):
        return part
    if length:
        start, stop = (end if end is None or end >= 0 else max(end + length, 0) for end in (start, stop))
        stop = None if stop is not None and stop >= length else stop
    return f"{start or ''}:{'' if stop is None else stop}"


def _transpose(box: Box, shape: Shape | None) -> Box:
    """Return the box of a call that exchanges axes as a Transpose with all of them in their new order."""
    rank = len(shape or ())
    if box.kind == "Permute":
        dims = box.get("dims")
        return Box("Transpose", (("axes", (0, *(dims if isinstance(dims, tuple) else (dims,)))),))
    if not rank:
        return box
    axes = list(range(rank))
    if box.kind == "Transpose":
        given = _counted(box.get("axes"), rank)
        return box if given is None else Box("Transpose", (("axes", given),))
    names = ("axis1", "axis2") if box.kind == "Swapaxes" else ("source", "destination")
    first, second = (_counted(box.get(name, -1), rank) for name in names)
    if not isinstance(first, int) or not isinstance(second, int):
        return box
    if box.kind == "Swapaxes":
        axes[first], axes[second] = axes[second], axes[first]
    else:
        axes.insert(second, axes.pop(first))
    return Box("Transpose", (("axes", tuple(axes)),))


def _reshape(box: Box, shape: Shape | None) -> Box:
    """Return the box of a call that adds or takes away axes of length 1 as a Reshape, where all lengths are known."""
    if shape is None or None in shape[1:]:
        return box
    axes = box.get("axis", -1)
    given = [axis for axis in (axes if isinstance(axes, tuple) else (axes,)) if isinstance(axis, int)]
    rank = len(shape) + (len(given) if box.kind == "ExpandDims" else 0)
    counted = sorted(axis % rank for axis in given)
    if not counted or counted[0] == 0:
        return box
    lengths = list(shape)
    for axis in counted if box.kind == "ExpandDims" else reversed(counted):
        if box.kind == "ExpandDims":
            lengths.insert(axis, 1)
        else:
            lengths.pop(axis)
    return Box("Reshape", (("target_shape", tuple(lengths[1:])),))
