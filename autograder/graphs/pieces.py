"""Which piece of a tensor is read: parts of a split, the last step of a sequence, what stands inside added zeros."""

from __future__ import annotations

import networkx as nx

from autograder.graphs.box import RECURRENT, Box, Value
from autograder.graphs.equivalents import Shape, equivalent

SLIDING = ("Conv1D", "Conv2D", "Conv3D", "DepthwiseConv1D", "DepthwiseConv2D", "SeparableConv1D", "SeparableConv2D")
SEQUENCE, STATE = 0, 1  # the parts of a recurrent layer that gives its sequence: the sequence itself, its last step


def name_pieces(plain: nx.MultiDiGraph, shapes: dict[str, Shape | None]) -> None:
    """Write parts of a split as slices, the last step of a recurrent layer as its output, zeros around as padding.

    `shapes` are those of the tensors that calls are made on.
    """
    for call in list(plain):
        match plain.nodes[call]["kind"]:
            case "Split" | "Unstack":
                _as_slices(plain, call, shapes.get(call))
            case "GetItem":
                _as_state(plain, call, shapes.get(call))
            case kind if kind in SLIDING:
                _as_padding(plain, call)
    for call in plain:
        _as_one_step(plain, call)


def _as_slices(plain: nx.MultiDiGraph, call: str, shape: Shape | None) -> None:
    """Put a slice in the place of each part of a split that is read, where the axis' length is known."""
    box: Box = plain.nodes[call]["box"]
    axis = box.get("axis", -1)
    if shape is None or not isinstance(axis, int):
        return
    axis %= len(shape)
    ends = _ends(box, shape[axis])
    read = sorted({edge["part"] for *_, edge in plain.out_edges(call, data=True)})
    if ends is None or axis == 0 or (len(read) > 0 and read[-1] >= len(ends) - 1):
        return
    source, _, given = next(iter(plain.in_edges(call, data=True)))
    for part in read:
        cut: Value = ends[part] if box.kind == "Unstack" else f"{ends[part]}:{ends[part + 1]}"
        after = equivalent(Box("GetItem", constants=((1, (*[":"] * axis, cut)),)), shape)
        node = f"{call} part {part}"
        plain.add_node(
            node, layer=node, label=f"{plain.nodes[call]['label']} · part {part}", box=after, kind=after.kind
        )
        plain.add_edge(source, node, slot=0, part=given["part"])
    for _, target, edge in list(plain.out_edges(call, data=True)):
        plain.add_edge(f"{call} part {edge['part']}", target, slot=edge["slot"], part=0)
    plain.remove_node(call)


def _ends(box: Box, length: int | None) -> list[int] | None:
    """Return where the parts begin that an axis of this length is cut into, and where the last one ends."""
    if length is None:
        return None
    if box.kind == "Unstack":
        return list(range(length + 1))
    cuts = box.get("indices_or_sections")
    if isinstance(cuts, tuple):
        return [0, *(cut for cut in cuts if isinstance(cut, int)), length]
    return list(range(0, length + 1, length // cuts)) if isinstance(cuts, int) and length % cuts == 0 else None


def _as_state(plain: nx.MultiDiGraph, call: str, shape: Shape | None) -> None:
    """Take out what cuts the last step from a recurrent layer's sequence: it is the layer's state."""
    (source, _, given), *more = plain.in_edges(call, data=True)
    before: Box = plain.nodes[source]["box"]
    constants = plain.nodes[call]["box"].constants
    steps = shape[1] if shape and len(shape) == 3 else None
    last = ((1, (":", steps - 1 if steps else -1)),)
    if more or not _gives_sequence(before) or given["part"] != SEQUENCE or constants != last:
        return
    for _, target, edge in list(plain.out_edges(call, data=True)):
        plain.add_edge(source, target, slot=edge["slot"], part=STATE)
    plain.remove_node(call)


def _as_one_step(plain: nx.MultiDiGraph, call: str) -> None:
    """Make a recurrent layer whose sequence nobody reads one that gives its last step."""
    box: Box = plain.nodes[call]["box"]
    read = [edge for _, _, edge in plain.out_edges(call, data=True)]
    if read and _gives_sequence(box) and all(edge["part"] != SEQUENCE for edge in read):
        plain.nodes[call]["box"] = box.without("return_sequences")
        for edge in read:
            edge["part"] = 0 if edge["part"] == STATE else edge["part"]


def _gives_sequence(box: Box) -> bool:
    return box.kind in RECURRENT and box.wrapper is None and bool(box.get("return_sequences"))


def _as_padding(plain: nx.MultiDiGraph, call: str) -> None:
    """Make one of zeros that are put around a picture and the window that then needs no padding of its own."""
    box: Box = plain.nodes[call]["box"]
    before = list(plain.predecessors(call))
    if len(before) != 1 or plain.out_degree(before[0]) != 1 or box.get("padding") or box.get("strides", 1) != 1:
        return
    around: Box = plain.nodes[before[0]]["box"]
    if not around.kind.startswith("ZeroPadding") or around.get("data_format"):
        return
    zeros, widths = around.get("padding"), box.get("kernel_size")
    gap = box.get("dilation_rate", 1)
    several = widths if isinstance(widths, tuple) else (widths,)
    if not isinstance(gap, int) or not all(isinstance(width, int) and width % 2 for width in several):
        return
    reach = [width // 2 * gap for width in several if isinstance(width, int)]
    sides = tuple((one, one) for one in reach)
    if zeros == (sides if len(sides) > 1 else sides[0]) or {zeros} == set(reach):
        plain.nodes[call]["box"] = box.having(padding="same")
        (source, _, given), *_ = plain.in_edges(before[0], data=True)
        plain.remove_node(before[0])
        plain.add_edge(source, call, slot=0, part=given["part"])
