"""A model's graph in a form that equivalent spellings share, so that graphs can be compared up to renaming."""

from __future__ import annotations

from typing import Any

import networkx as nx

from autograder.graphs.arithmetic import join_calculations
from autograder.graphs.box import RECURRENT, Box, box_of, input_box
from autograder.graphs.by_hand import join_activations
from autograder.graphs.equivalents import LINEAR, RANDOM, Shape, equivalent
from autograder.graphs.graph import ModelGraph
from autograder.graphs.masks import own_masks
from autograder.graphs.pieces import name_pieces
from autograder.graphs.unfold import unfolded
from autograder.graphs.words import written

OUTPUT, SHARED = Box("Output"), Box("Shared")
NESTABLE = ("Add", "Multiply", "Maximum", "Minimum", "Concatenate")  # a + (b + c) is (a + b) + c
ORDER_FREE = (*NESTABLE, "Average", "Shared")
STEPWISE = {  # pooling the second of two axes: what pools the first one, what pools both
    Box("GlobalAveragePooling1D"): (Box("Mean"), Box("GlobalAveragePooling2D")),
    Box("GlobalMaxPooling1D"): (Box("Max"), Box("GlobalMaxPooling2D")),
}
MASK = -1  # the slot of a mask, which stands among no other arguments


def canonical(graph: ModelGraph) -> nx.MultiDiGraph:
    """Return a graph in which only what matters is left, with names gone except those of several inputs.

    Each node has a ``label`` to show, in the words of the spelling that was used, and a ``box`` to compare, equal for
    equivalent spellings; ``kind`` is the box's. An edge has the ``slot`` it leads to and the ``part`` of the source's
    outputs it hands on. Activations stand as nodes of their own, operators are their layers, functions of one's own
    are what they call, what changes nothing is left out. Sharing is kept: calls of one layer with weights hang on a
    common node of the kind Shared.
    """
    graph = unfolded(graph)
    data = set(graph.without_masks())
    masks = own_masks(graph, data)
    for mask, _, _ in masks:
        data |= {mask} | nx.ancestors(graph.calls, mask)
    plain: nx.MultiDiGraph = nx.MultiDiGraph()
    for call, settings in graph.calls.nodes(data=True):
        if call in data:
            plain.add_node(call, layer=settings["layer"], weights=settings["weights"])
    shapes: dict[str, Shape | None] = {}
    for source, target, edge in graph.calls.edges(data=True):
        if source in data and target in data and edge["argument"] != "mask":
            plain.add_edge(source, target, slot=edge["slot"], part=_part(graph, source, edge["part"]))
            if edge["slot"] == 0:
                shapes[target] = edge["shape"]
    for source, target, part in masks:
        plain.add_edge(source, target, slot=MASK, part=part)
    for name, call in graph.outputs.items():
        plain.add_node(f"output {name}", name=name, layer="", box=OUTPUT, kind=OUTPUT.kind, label="output")
        plain.add_edge(call, f"output {name}", slot=0, part=_part(graph, call, graph.parts[name]))
    for call in [call for call in plain if call in graph.calls]:
        _write(plain, call, box_of(graph.calls.nodes[call]), shapes.get(call))
    for call in [call for call in plain if plain.nodes[call]["box"] == LINEAR or _merges_nothing(plain, call)]:
        _bypass(plain, call)
    _name_inputs(plain, graph)
    _join_reshapes(plain)
    name_pieces(plain, shapes)
    join_calculations(plain, shapes)
    _join_flattened_pooling(plain)
    _join_stepwise_pooling(plain)
    _join_duplicates(plain)
    join_activations(plain)
    mark_sharing(plain)
    plain.graph["named"] = graph.named
    return plain


def mark_sharing(plain: nx.MultiDiGraph) -> None:
    """Hang the calls of one layer with weights on a common node, so that sharing is compared as well."""
    uses: dict[str, list[str]] = {}
    for call, settings in plain.nodes(data=True):
        if settings.get("weights"):
            uses.setdefault(settings["layer"], []).append(call)
    for layer, shared in uses.items():
        if len(shared) > 1:
            node = f"shared {layer}"
            plain.add_node(node, kind=SHARED.kind, layer=node, label="one layer, shared", box=SHARED)
            plain.add_edges_from((use, node, {"slot": 0, "part": 0}) for use in shared)


def with_named_outputs(*graphs: nx.MultiDiGraph) -> list[nx.MultiDiGraph]:
    """Return canonical graphs with their outputs told apart by name, if they all have dicts with the same names."""
    names = [{settings.get("name") for _, settings in graph.nodes(data=True)} for graph in graphs]
    if not all(graph.graph.get("named") for graph in graphs) or any(other != names[0] for other in names):
        return list(graphs)
    named = [graph.copy() for graph in graphs]
    for settings in (settings for graph in named for _, settings in graph.nodes(data=True)):
        if settings["box"] == OUTPUT:
            settings.update(box=OUTPUT.having(name=settings["name"]), label=f"output {settings['name']}")
    return named


def compared_input(box: Box, alone: bool) -> Box:
    """Return how an input is compared: an only input by its shape, several also by their names."""
    return box.without("name") if alone else box


def _part(graph: ModelGraph, call: str, part: int) -> int:
    """Return which output of a call a tensor is; the last state of a recurrent layer is its output as well."""
    settings = graph.calls.nodes[call]
    last_only = settings["wrapper"] in RECURRENT and not settings["config"].get("return_sequences")
    return 0 if part == 1 and last_only else part


def _write(plain: nx.MultiDiGraph, call: str, box: Box, shape: Shape | None) -> None:
    """Write label and box into a call's node, and put the activation it has as an argument behind it."""
    same = equivalent(box.plain(), shape)
    plain.nodes[call].update(label=written(box), box=same, kind=same.kind)
    if box.activation is None or (after := equivalent(box.activation, shape)) == LINEAR:
        return
    node = f"{call} {written(box.activation)}"
    for _, target, number, edge in list(plain.out_edges(call, keys=True, data=True)):
        plain.add_edge(node, target, **edge)
        plain.remove_edge(call, target, number)
    plain.add_node(node, kind=after.kind, layer=node, label=written(box.activation), box=after)
    plain.add_edge(call, node, slot=0, part=0)


def _name_inputs(plain: nx.MultiDiGraph, graph: ModelGraph) -> None:
    for name, call in graph.inputs.items():
        box = input_box(name, graph.calls.nodes[call]["config"]["batch_shape"][1:])
        plain.nodes[call].update(label=written(box), box=compared_input(box, alone=len(graph.inputs) == 1))


def _bypass(plain: nx.MultiDiGraph, call: str) -> None:
    """Take a call out: what it reads is read by those that read it."""
    for source, _, given in list(plain.in_edges(call, data=True)):
        for _, target, edge in list(plain.out_edges(call, data=True)):
            plain.add_edge(source, target, slot=edge["slot"], part=given["part"])
    plain.remove_node(call)


def _merges_nothing(plain: nx.MultiDiGraph, call: str) -> bool:
    """Tell whether a merge gets one tensor only."""
    box: Box = plain.nodes[call]["box"]
    return box.kind in ORDER_FREE and not box.constants and plain.in_degree(call) == 1


def _join_reshapes(plain: nx.MultiDiGraph) -> None:
    """Of shapes that a tensor is given one after the other, the last one counts."""
    for call in list(plain):
        before = list(plain.predecessors(call)) if plain.nodes[call]["kind"] in ("Flatten", "Reshape") else []
        for earlier in before:
            if plain.nodes[earlier]["kind"] in ("Flatten", "Reshape") and plain.out_degree(earlier) == 1:
                _bypass(plain, earlier)


def _join_flattened_pooling(plain: nx.MultiDiGraph) -> None:
    """Pooling to 1×1 and then flattening is what GlobalAveragePooling2D does in one step."""
    for call in list(plain):
        before = list(plain.predecessors(call))
        if plain.nodes[call]["kind"] != "Flatten" or len(before) != 1 or plain.out_degree(before[0]) != 1:
            continue
        box: Box = plain.nodes[before[0]]["box"]
        if box.get("keepdims"):
            plain.nodes[before[0]]["box"] = box.without("keepdims")
            _bypass(plain, call)


def _join_stepwise_pooling(plain: nx.MultiDiGraph) -> None:
    """The mean over the rows and then over the columns is the mean over all positions; likewise the maximum."""
    for call in list(plain):
        before = list(plain.predecessors(call))
        if plain.nodes[call]["box"] not in STEPWISE or len(before) != 1 or plain.out_degree(before[0]) != 1:
            continue
        first, whole = STEPWISE[plain.nodes[call]["box"]]
        if plain.nodes[before[0]]["box"] in (first.having(axis=1), first.having(axis=2)):
            plain.nodes[call].update(box=whole, kind=whole.kind)
            _bypass(plain, before[0])


def _join_duplicates(plain: nx.MultiDiGraph) -> None:
    """Make one node of calls that compute the same from the same, as a sum or activation written out twice."""
    seen: dict[Any, str] = {}
    for call in list(nx.topological_sort(plain)):
        settings = plain.nodes[call]
        if settings["kind"] in ("Output", "InputLayer", *RANDOM):
            continue
        own = settings["layer"] if settings.get("weights") else ""
        ordered = settings["kind"] not in ORDER_FREE
        read = sorted(
            (source, edge["slot"] if ordered else 0, edge["part"])
            for source, _, edge in plain.in_edges(call, data=True)
        )
        first = seen.setdefault((settings["box"], own, tuple(read)), call)
        if first != call:
            for _, target, edge in list(plain.out_edges(call, data=True)):
                plain.add_edge(first, target, **edge)
            plain.remove_node(call)
