"""What functions of one's own compute: the operations they call stand in the graph in their place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import keras

from autograder import symbolic
from autograder.graphs.box import RECURRENT, box_of, named_activation
from autograder.graphs.graph import End, ModelGraph, read_graph
from autograder.graphs.layers import Function
from autograder.graphs.references import Shape
from autograder.graphs.words import written

OWN = "own function"  # an activation of which no more is known


def unfolded(graph: ModelGraph) -> ModelGraph:
    """Return the graph with the operations that Lambda layers and activations of one's own call in their place.

    A function is called once, on symbolic tensors. One that cannot be called so, or that gives no tensor, stays: of it
    no more is known than that it is there. So does one inside a recurrent layer, by what it calls.
    """
    made = ModelGraph(graph.calls.copy(), graph.inputs, dict(graph.outputs), dict(graph.parts), graph.named)
    for call, settings in graph.calls.nodes(data=True):
        functions = graph.functions.get(settings["layer"], {})
        for name, function in functions.items():
            _unfold(made, call, name, function)
    return made


def _unfold(graph: ModelGraph, call: str, name: str, function: Function) -> None:
    """Put what a function calls in the place of it; `name` is the setting of the call's layer that it is given as."""
    settings = graph.calls.nodes[call]
    edges = [edge for edge in graph.calls.in_edges(call, data=True) if edge[2]["argument"] != "mask"]
    edges = sorted(edges, key=lambda edge: edge[2]["slot"])
    shapes = [edge["shape"] for _, _, edge in edges]
    if settings["kind"] in RECURRENT:
        _set(settings, name, _in_words(_operations(function, [(None, None)])))
    elif settings["kind"] in ("Lambda", "Activation"):
        if inner := _operations(function, shapes):
            _lead_through(graph, call, inner, [(source, edge["part"]) for source, _, edge in edges])
            graph.calls.remove_node(call)
        elif name == "activation":
            _set(settings, name, OWN)
    elif inner := _operations(function, [shape and (*shape[:-1], None) for shape in shapes[:1]]):
        _lead_through(graph, call, inner, [(call, 0)])
        _set(settings, name, "linear")
    else:
        _set(settings, name, OWN)


def _set(settings: dict[str, Any], name: str, value: str) -> None:
    """Set an activation in a call's config, or in that of the layer which it applies to every step."""
    config = settings["config"]
    if settings["wrapper"] == settings["kind"]:
        settings["config"] = config | {name: value}
    else:
        layer = config["layer"]
        settings["config"] = config | {"layer": layer | {"config": layer["config"] | {name: value}}}


def _in_words(inner: ModelGraph | None) -> str:
    """Return the operations that a function calls in words; the name alone where it is one of Keras' activations."""
    if inner is None:
        return OWN
    boxes = [box_of(settings) for _, settings in inner.calls.nodes(data=True) if settings["kind"] != "InputLayer"]
    if len(boxes) == 1 and boxes[0] == named_activation(name := str(boxes[0].get("name"))):
        return name  # as a layer's config has it, without the numbers that Keras assumes
    return " · ".join(written(box) for box in boxes)


def _operations(function: Function, shapes: Sequence[Shape | None]) -> ModelGraph | None:
    """Return the graph of what a function makes of tensors of these shapes; None when it cannot be told."""
    if not shapes or None in shapes:
        return None
    specs = [keras.KerasTensor(shape) for shape in shapes]
    for arguments in ([specs[0]], [specs]) if len(specs) == 1 else ([specs],):
        if (model := symbolic.unfold(function, *arguments)) is not None:
            return unfolded(read_graph(model))
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
