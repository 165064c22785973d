"""A model's graph in a form that equivalent spellings share, so that graphs can be compared up to renaming."""

from __future__ import annotations

from typing import Any

import networkx as nx

from autograder.graphs.equivalents import RANDOM, keeps_all, key_of
from autograder.graphs.graph import ModelGraph
from autograder.graphs.labels import activation_name, activation_of, label, size

KEPT_SIZE = " · keepdims True"


def canonical(graph: ModelGraph) -> nx.MultiDiGraph:
    """Return a graph in which only what matters is left, with names gone except those of several inputs.

    Each node has a ``label`` to show, in the words of the spelling that was used, and a ``key`` to compare, equal for
    equivalent spellings. Activations stand as nodes of their own, operators are their layers, what changes nothing is
    left out. Sharing is kept: calls of one layer with weights hang on a common node of the kind Shared.
    """
    data = graph.without_masks()
    plain: nx.MultiDiGraph = nx.MultiDiGraph()
    for call, settings in data.nodes(data=True):
        weights = _has_weights(settings["config"])
        plain.add_node(call, kind=settings["kind"], layer=settings["layer"], weights=weights, label="", key="")
    for source, target, edge in graph.calls.edges(data=True):
        if source in data and target in data and edge["argument"] != "mask":
            plain.add_edge(source, target, slot=edge["slot"])
    for name, call in graph.outputs.items():
        plain.add_node(f"output {name}", kind="Output", layer=f"output {name}", label="output", key="output")
        plain.add_edge(call, f"output {name}", slot=0)
    for call, settings in data.nodes(data=True):
        _write(plain, call, settings, _shape_given(graph, plain, call))
    for call in [call for call in plain if plain.nodes[call]["label"] == "linear"]:
        _bypass(plain, call)
    _name_inputs(plain, graph)
    _join_flattened_pooling(plain)
    _join_duplicates(plain)
    mark_sharing(plain)
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
            plain.add_node(node, kind="Shared", layer=node, label="one layer, shared", key="shared")
            plain.add_edges_from((use, node, {"slot": 0}) for use in shared)


def input_key(shape: str, name: str, alone: bool) -> str:
    """Return how an input is compared: an only input by its shape, several also by their names."""
    return f"input {shape}" if alone else f"input {name} {shape}"


def _write(plain: nx.MultiDiGraph, call: str, settings: dict[str, Any], shape: tuple[int | None, ...] | None) -> None:
    """Write label and key into a call's node, and put the activation it has as an argument behind it."""
    kind, config = settings["kind"], settings["config"]
    activation = activation_of(kind, config)
    if kind == "Activation" or (activation and activation_name(kind)):
        plain.nodes[call].update(kind="Activation", label=activation, key=activation)
        return
    written = label(kind, settings["wrapper"], config, settings["numbers"])
    plain.nodes[call].update(label=written, key=key_of(settings, written, shape))
    if keeps_all(settings, shape):
        plain.nodes[call].update(label="linear", key="linear")
    elif activation and activation != "linear":
        node = f"{call} {activation}"
        plain.add_node(node, kind="Activation", layer=node, label=activation, key=activation)
        for _, target, number, edge in list(plain.out_edges(call, keys=True, data=True)):
            plain.add_edge(node, target, **edge)
            plain.remove_edge(call, target, number)
        plain.add_edge(call, node, slot=0)


def _shape_given(graph: ModelGraph, plain: nx.MultiDiGraph, call: str) -> tuple[int | None, ...] | None:
    sources = [source for source in graph.calls.predecessors(call) if source in plain]
    shape: tuple[int | None, ...] | None = graph.calls.nodes[sources[0]]["shape"] if sources else None
    return shape


def _name_inputs(plain: nx.MultiDiGraph, graph: ModelGraph) -> None:
    for name, call in graph.inputs.items():
        shape = size(graph.calls.nodes[call]["config"]["batch_shape"][1:])
        key = input_key(shape, name, alone=len(graph.inputs) == 1)
        plain.nodes[call].update(label=f"input {name} {shape}", key=key)


def _bypass(plain: nx.MultiDiGraph, call: str) -> None:
    for source in list(plain.predecessors(call)):
        for _, target, edge in list(plain.out_edges(call, data=True)):
            plain.add_edge(source, target, **edge)
    plain.remove_node(call)


def _join_flattened_pooling(plain: nx.MultiDiGraph) -> None:
    """Pooling to 1×1 and then flattening is what GlobalAveragePooling2D does in one step."""
    for call in list(plain):
        before = list(plain.predecessors(call))
        if plain.nodes[call]["key"] != "Flatten" or len(before) != 1 or plain.out_degree(before[0]) != 1:
            continue
        if plain.nodes[before[0]]["key"].endswith(KEPT_SIZE):
            plain.nodes[before[0]]["key"] = plain.nodes[before[0]]["key"].removesuffix(KEPT_SIZE)
            _bypass(plain, call)


def _join_duplicates(plain: nx.MultiDiGraph) -> None:
    """Make one node of calls that compute the same from the same, as a sum or activation written out twice."""
    seen: dict[Any, str] = {}
    for call in list(nx.topological_sort(plain)):
        settings = plain.nodes[call]
        if settings["kind"] in ("Output", "InputLayer", *RANDOM):
            continue
        own = settings["layer"] if settings.get("weights") else ""
        read = tuple(sorted((source, edge["slot"]) for source, _, edge in plain.in_edges(call, data=True)))
        first = seen.setdefault((settings["key"], own, read), call)
        if first != call:
            for _, target, edge in list(plain.out_edges(call, data=True)):
                plain.add_edge(first, target, **edge)
            plain.remove_node(call)


def _has_weights(config: dict[str, Any]) -> bool:
    """Tell whether a layer has weights: those that do say in their config how they begin."""
    inner = config["layer"]["config"] if isinstance(config.get("layer"), dict) else config
    return any(key.endswith("_initializer") for key in inner)
