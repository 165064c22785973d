"""Of what kind a call is, under every name that the same thing goes by."""

from __future__ import annotations

from autograder.graphs.box import box_of
from autograder.graphs.equivalents import equivalent
from autograder.graphs.graph import ModelGraph


def kinds(graph: ModelGraph, call: str) -> set[str]:
    """Return the class names that a call may be called by: its own, its wrapper's, that of an equivalent layer.

    So ``ops.max`` over all steps is a GlobalMaxPooling1D as well.
    """
    settings = graph.calls.nodes[call]
    edges = graph.calls.in_edges(call, data=True)
    shape = next((edge["shape"] for *_, edge in edges if edge["slot"] == 0 and edge["argument"] != "mask"), None)
    return {settings["kind"], settings["wrapper"], equivalent(box_of(settings), shape).kind}
