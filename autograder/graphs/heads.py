"""What makes an output's numbers: the last activation on the way to it, whatever stands behind that."""

from __future__ import annotations

from autograder.graphs.box import RECURRENT, Box, box_of
from autograder.graphs.equivalents import LINEAR, equivalent
from autograder.graphs.graph import ModelGraph
from autograder.graphs.references import Shape
from autograder.graphs.unfold import OWN, unfolded

MOVING = (  # these only move numbers to other places
    *("Reshape", "Flatten", "Squeeze", "ExpandDims", "GetItem", "Transpose", "Permute", "Swapaxes", "Moveaxis"),
    *("RepeatVector", "Split", "Unstack", "Cropping1D", "Cropping2D", "Cast"),
    "Concatenate",  # of one tensor
)


def last_activation(graph: ModelGraph, output: str) -> str | None:
    """Return the name of the activation that makes an output, such as "softmax"; "linear" where a layer has none.

    What changes no number is looked through, as an Identity that only gives a head its name. None when something else
    made the numbers, such as a division, or a softmax along another axis than the last.
    """
    graph = unfolded(graph)
    call, is_moved = graph.outputs[output], False
    while True:
        settings = graph.calls.nodes[call]
        before = [edge for edge in graph.calls.in_edges(call, data=True) if edge[2]["argument"] != "mask"]
        shape = before[0][2]["shape"] if before else None
        box = box_of(settings)
        if box.kind in RECURRENT:
            return str(box.get("activation", "tanh"))
        if box.activation is not None:
            return _name(equivalent(box.activation, shape), shape, is_moved)
        same = equivalent(box, shape)
        if same.kind == "Activation" and same != LINEAR:
            return _name(same, shape, is_moved)
        if len(before) != 1 or not (same == LINEAR or box.kind in MOVING):
            return None
        call, is_moved = before[0][0], is_moved or box.kind in MOVING


def _name(activation: Box, shape: Shape | None, is_moved: bool) -> str | None:
    name, axis = activation.get("name"), activation.get("axis", -1)
    if shape and isinstance(axis, int) and axis % len(shape) != len(shape) - 1 and not is_moved:
        return None  # where its numbers went to another axis, they may well be along the last
    return None if name in (None, OWN) else str(name)
