"""Calculations that are written out with several operations: each as the one layer or operation that does the same."""

from __future__ import annotations

import math

import networkx as nx

from autograder.graphs.box import Box
from autograder.graphs.equivalents import Shape, equivalent

SQUARE, MULTIPLY = Box("Square"), Box("Multiply")


def join_calculations(plain: nx.MultiDiGraph, shapes: dict[str, Shape | None]) -> None:
    """Write squares as products, and sums that are divided by their number as averages.

    `shapes` are those of the tensors that calls are made on.
    """
    for call in list(plain):
        box: Box = plain.nodes[call]["box"]
        if box == SQUARE:
            source, _, edge = next(iter(plain.in_edges(call, data=True)))
            plain.add_edge(source, call, slot=1, part=edge["part"])
            plain.nodes[call].update(box=MULTIPLY, kind=MULTIPLY.kind)
        elif box.kind == "Multiply" and box.constants and plain.in_degree(call) == 1:
            _join_average(plain, call, box, shapes)


def _join_average(plain: nx.MultiDiGraph, call: str, box: Box, shapes: dict[str, Shape | None]) -> None:
    """Make one of a sum and the division by how many it is the sum of, if nothing else reads the sum."""
    (_, factor), *_ = box.constants
    total = next(iter(plain.predecessors(call)))
    before: Box = plain.nodes[total]["box"]
    if plain.out_degree(total) != 1 or not isinstance(factor, int | float):
        return
    if before.kind == "Add" and not before.constants and math.isclose(factor * plain.in_degree(total), 1):
        _take_place(plain, call, total, Box("Average"))
    elif before.kind == "Sum" and math.isclose(factor * (_summed(before, shapes.get(total)) or 0), 1):
        _take_place(plain, call, total, equivalent(Box("Mean", before.settings), shapes.get(total)))


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
