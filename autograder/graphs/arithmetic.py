"""Calculations that are written out with several operations: each as the one layer or operation that does the same."""

from __future__ import annotations

import math

import networkx as nx

from autograder.graphs.box import Box
from autograder.graphs.equivalents import Shape, equivalent

SQUARE, MULTIPLY, SUBTRACT, ADD = Box("Square"), Box("Multiply"), Box("Subtract"), Box("Add")
OPPOSITE = Box("Multiply", constants=((1, -1),))
LENGTH = ("fro", 2)  # what a norm is of a vector, besides None
EVEN = ("Absolute", "Square")  # give the same for a - b and b - a
MERGE_OF = {"Sum": "Add", "Mean": "Average", "Max": "Maximum", "Min": "Minimum", "Prod": "Multiply"}


def join_calculations(plain: nx.MultiDiGraph, shapes: dict[str, Shape | None]) -> None:
    """Write each calculation that takes several operations as the one layer or operation that does the same.

    Squares are products, sums that are divided by their number averages, additions of the opposite differences, sums
    of products of vectors dot products, lengths of vectors roots of sums, what is stacked and summed is added.
    `shapes` are those of the tensors that calls are made on.
    """
    for call in list(plain):
        if plain.nodes[call]["kind"] == "Norm":
            _write_length_out(plain, call, shapes)
        elif plain.nodes[call]["kind"] == "Rescaling":
            _write_rescaling_out(plain, call)
    for call in list(plain):
        if call in plain and plain.nodes[call]["kind"] in EVEN:
            _forget_sign(plain, call)
    for call in list(plain):
        if call not in plain:
            continue
        box: Box = plain.nodes[call]["box"]
        if box == SQUARE:
            _multiply_by_itself(plain, call, 2)
        elif box.kind == "Power" and box.constants == ((1, 3),):
            _multiply_by_itself(plain, call, 3)
        elif box.kind == "Multiply" and box.constants and plain.in_degree(call) == 1:
            _join_average(plain, call, box, shapes)
        elif box.kind == "Add":
            _join_difference(plain, call, box)
        elif box.kind in MERGE_OF and plain.in_degree(call) == 1:
            _join_stack(plain, call, box, shapes)
        elif box.kind == "Dot" and box.get("normalize"):
            _write_normalised_out(plain, call, box)
    for call in list(plain):  # when squares are products
        if call in plain and plain.nodes[call]["kind"] == "Sum":
            _join_dot(plain, call, shapes)


def _multiply_by_itself(plain: nx.MultiDiGraph, call: str, times: int) -> None:
    """Write a power as the product of as many equal factors."""
    source, _, edge = next(iter(plain.in_edges(call, data=True)))
    for slot in range(1, times):
        plain.add_edge(source, call, slot=slot, part=edge["part"])
    plain.nodes[call].update(box=MULTIPLY, kind=MULTIPLY.kind)


def _write_length_out(plain: nx.MultiDiGraph, call: str, shapes: dict[str, Shape | None]) -> None:
    """Write the length of vectors as the root of a sum of squares."""
    box: Box = plain.nodes[call]["box"]
    if box.get("ord") not in (None, *LENGTH) or isinstance(box.get("axis", -1), tuple | None):
        return
    (source, _, given), *_ = plain.in_edges(call, data=True)
    squares, total = f"{call} squares", f"{call} sum"
    for node, made in ((squares, SQUARE), (total, Box("Sum", box.without("ord").settings))):
        plain.add_node(node, layer=node, label=plain.nodes[call]["label"], box=made, kind=made.kind)
        shapes[node] = shapes.get(call)
    plain.remove_edge(source, call)
    plain.add_edge(source, squares, slot=0, part=given["part"])
    plain.add_edge(squares, total, slot=0, part=0)
    plain.add_edge(total, call, slot=0, part=0)
    plain.nodes[call].update(box=Box("Sqrt"), kind="Sqrt")


def _write_rescaling_out(plain: nx.MultiDiGraph, call: str) -> None:
    """Write a rescaling that also moves as a product and a sum."""
    box: Box = plain.nodes[call]["box"]
    scale, offset = box.get("scale"), box.get("offset", 0)
    if not isinstance(scale, int | float) or not isinstance(offset, int | float):
        return
    (source, _, given), *_ = plain.in_edges(call, data=True)
    node, scaled = f"{call} scaled", Box("Multiply", constants=((1, scale),))
    plain.add_node(node, layer=node, label=plain.nodes[call]["label"], box=scaled, kind=scaled.kind)
    plain.remove_edge(source, call)
    plain.add_edge(source, node, slot=0, part=given["part"])
    plain.add_edge(node, call, slot=0, part=0)
    plain.nodes[call].update(box=Box("Add", constants=((1, offset),)), kind="Add")


def _forget_sign(plain: nx.MultiDiGraph, call: str) -> None:
    """Let the order of a difference not count of which only the size is read on."""
    for before in list(plain.predecessors(call)):
        readers = [plain.nodes[reader]["kind"] for reader in plain.successors(before)]
        if plain.nodes[before]["box"] == SUBTRACT and set(readers) <= set(EVEN):
            for *_, edge in plain.in_edges(before, data=True):
                edge["slot"] = 0


def _join_difference(plain: nx.MultiDiGraph, call: str, box: Box) -> None:
    """Make a difference of a sum with the opposite of something, if nothing else reads that."""
    read = list(plain.in_edges(call, data=True))
    negative = [source for source, _, _ in read if plain.nodes[source]["box"] == OPPOSITE]
    negative = [source for source in negative if plain.out_degree(source) == 1 and plain.in_degree(source) == 1]
    if len(negative) != 1 or len(read) + len(box.constants) != 2:
        return
    taken = negative[0]
    (source, _, given), *_ = plain.in_edges(taken, data=True)
    for other, _, edge in read:
        if other != taken:
            edge["slot"] = 0
    plain.add_edge(source, call, slot=1 - len(box.constants), part=given["part"])
    plain.remove_node(taken)
    made = Box("Subtract", constants=tuple((0, value) for _, value in box.constants))
    plain.nodes[call].update(box=made, kind=made.kind)


def _join_stack(plain: nx.MultiDiGraph, call: str, box: Box, shapes: dict[str, Shape | None]) -> None:
    """Make one merge of what is stacked along a new axis and summed, or the like, over that axis."""
    stack = next(iter(plain.predecessors(call)))
    before: Box = plain.nodes[stack]["box"]
    shape = shapes.get(call)
    if before.kind != "Stack" or plain.out_degree(stack) != 1 or box.get("keepdims") or shape is None:
        return
    axes = [
        axis % len(shape) if isinstance(axis, int) else axis for axis in (box.get("axis", -1), before.get("axis", -1))
    ]
    if axes[0] == axes[1]:
        _take_place(plain, call, stack, Box(MERGE_OF[box.kind]))


def _write_normalised_out(plain: nx.MultiDiGraph, call: str, box: Box) -> None:
    """Write a normalised dot product as the product of vectors that are normalised before."""
    axes = box.get("axes")
    if axes != 1:
        return
    for number, (source, target, key, edge) in enumerate(list(plain.in_edges(call, keys=True, data=True))):
        node, made = f"{call} normalised {number}", Box("Normalize", (("order", 2),))
        plain.add_node(node, layer=node, label=plain.nodes[call]["label"], box=made, kind=made.kind)
        plain.remove_edge(source, target, key)
        plain.add_edge(source, node, slot=0, part=edge["part"])
        plain.add_edge(node, call, slot=edge["slot"], part=0)
    plain.nodes[call]["box"] = box.without("normalize")


def _join_dot(plain: nx.MultiDiGraph, call: str, shapes: dict[str, Shape | None]) -> None:
    """Make a dot product of vectors of the sum over what two of them are multiplied to, if nothing else reads that."""
    before = list(plain.predecessors(call))
    shape = shapes.get(call)
    box: Box = plain.nodes[call]["box"]
    if len(before) != 1 or shape is None or len(shape) != 2 or box.get("axis", -1) not in (-1, 1):
        return
    product = before[0]
    if (
        plain.nodes[product]["box"] == MULTIPLY
        and plain.in_degree(product) == 2
        and plain.out_degree(product) == 1
        and box.get("keepdims")
    ):
        _take_place(plain, call, product, Box("Dot", (("axes", 1),)))


def _join_average(plain: nx.MultiDiGraph, call: str, box: Box, shapes: dict[str, Shape | None]) -> None:
    """Make one of a sum and the division by how many it is the sum of, if nothing else reads the sum."""
    (_, factor), *_ = box.constants
    total = next(iter(plain.predecessors(call)))
    before: Box = plain.nodes[total]["box"]
    if plain.out_degree(total) != 1 or not isinstance(factor, int | float):
        return
    if before == ADD and math.isclose(factor * len(_summands(plain, total)), 1):
        for nested in _nested(plain, total):
            for source, _, edge in list(plain.in_edges(nested, data=True)):
                plain.add_edge(source, total, **edge)
            plain.remove_node(nested)
        _take_place(plain, call, total, Box("Average"))
    elif before.kind == "Sum" and math.isclose(factor * (_summed(before, shapes.get(total)) or 0), 1):
        _take_place(plain, call, total, equivalent(Box("Mean", before.settings), shapes.get(total)))


def _summands(plain: nx.MultiDiGraph, total: str) -> list[str]:
    """Return the calls that a sum adds up, those of the sums in it instead of these."""
    sums = [total, *_nested(plain, total)]
    return [source for one in sums for source, _ in plain.in_edges(one) if source not in sums]


def _nested(plain: nx.MultiDiGraph, total: str) -> list[str]:
    """Return the sums that only this one reads, and those that only they read, outermost first."""
    found = [total]
    for one in found:
        inner = [source for source, _ in plain.in_edges(one)]
        found += [call for call in inner if plain.nodes[call]["box"] == ADD and plain.out_degree(call) == 1]
    return found[1:]


def _take_place(plain: nx.MultiDiGraph, call: str, total: str, box: Box) -> None:
    """Put a box in the place of a call and of the one before it."""
    plain.nodes[call].update(box=box, kind=box.kind)
    for source, _, edge in list(plain.in_edges(total, data=True)):
        plain.add_edge(source, call, **edge)
    plain.remove_node(total)


def _summed(box: Box, shape: Shape | None) -> int | None:
    """Return how many numbers a sum adds up for each that it gives; None when that is not known."""
    axes = box.get("axis", -1)
    if shape is None or axes is None:
        return None
    lengths = [shape[axis] for axis in (axes if isinstance(axes, tuple) else (axes,)) if isinstance(axis, int)]
    return None if None in lengths else math.prod(length or 0 for length in lengths)
