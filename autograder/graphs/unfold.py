"""What functions of one's own compute: the operations they call stand in the graph in their place."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

import keras

from autograder.graphs.graph import End, ModelGraph, read_graph
from autograder.graphs.layers import Function
from autograder.graphs.references import Shape


def unfolded(graph: ModelGraph) -> ModelGraph:
    """Return the graph with the operations that Lambda layers and activations of one's own call in their place.

    A function is called once, on symbolic tensors. One that cannot be called so, or that gives no tensor, stays: of it
    no more is known than that it is there.
    """
    made = ModelGraph(graph.calls.copy(), graph.inputs, dict(graph.outputs), dict(graph.parts), graph.named)
    for call, settings in graph.calls.nodes(data=True):
        function = graph.functions.get(settings["layer"])
        if function is None:
            continue
        edges = [edge for edge in made.calls.in_edges(call, data=True) if edge[2]["argument"] != "mask"]
        given = [(source, edge["part"]) for source, _, edge in sorted(edges, key=lambda edge: edge[2]["slot"])]
        shapes = [edge["shape"] for _, _, edge in sorted(edges, key=lambda edge: edge[2]["slot"])]
        if settings["kind"] in ("Lambda", "Activation"):
            if inner := _operations(function, shapes):
                _lead_through(made, call, inner, given)
                made.calls.remove_node(call)
        elif inner := _operations(function, [shape and (*shape[:-1], None) for shape in shapes[:1]]):
            _lead_through(made, call, inner, [(call, 0)])
            made.calls.nodes[call]["config"] = settings["config"] | {"activation": "linear"}
    return made


def _operations(function: Function, shapes: Sequence[Shape | None]) -> ModelGraph | None:
    """Return the graph of what a function makes of tensors of these shapes; None when it cannot be told."""
    if not shapes or None in shapes:
        return None
    inputs = [keras.Input(batch_shape=shape) for shape in shapes]
    for given in (inputs[0], inputs) if len(inputs) == 1 else (inputs,):
        with contextlib.suppress(Exception):  # whatever a function raises: it is no function of such tensors
            return unfolded(read_graph(keras.Model(inputs, function(given))))
    return None


def _lead_through(graph: ModelGraph, call: str, inner: ModelGraph, given: Sequence[End]) -> None:
    """Put a graph of operations between tensors that are `given` to it and what reads those that a call makes."""
    read = list(graph.calls.out_edges(call, keys=True, data=True))
    starts = dict(zip(inner.inputs.values(), given, strict=True))

    def end(source: str, part: int) -> End:
        return starts.get(source, (f"{call}/{source}", part))

    for name, settings in inner.calls.nodes(data=True):
        if name not in starts:
            graph.calls.add_node(f"{call}/{name}", **settings | {"layer": f"{call}/{settings['layer']}"})
    for source, target, edge in inner.calls.edges(data=True):
        made, part = end(source, edge["part"])
        graph.calls.add_edge(made, f"{call}/{target}", **edge | {"part": part})
    ends = [end(made, inner.parts[name]) for name, made in inner.outputs.items()]
    for _, target, key, edge in read:
        made, part = ends[edge["part"]]
        graph.calls.remove_edge(call, target, key)
        graph.calls.add_edge(made, target, **edge | {"part": part})
    for name in [name for name, made in graph.outputs.items() if made == call]:
        graph.outputs[name], graph.parts[name] = ends[graph.parts[name]]
