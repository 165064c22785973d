"""A model's graph in a form that equivalent spellings share, so that graphs can be compared up to renaming."""

from __future__ import annotations

from typing import Any

import networkx as nx

from autograder.checks.graph import ModelGraph

COMMUTATIVE = ("Add", "Multiply", "Average", "Maximum", "Minimum")
NESTABLE = ("Add", "Multiply", "Maximum", "Minimum", "Concatenate")
RENAMED = {"ReLU": "Activation", "Relu": "Activation", "Softmax": "Activation", "Sigmoid": "Activation"}
TRANSPARENT = ("Identity",)
WORTH_COMPARING = {
    "Dense": ("units",),
    "Embedding": ("input_dim", "output_dim"),
    "LSTM": ("units", "return_sequences", "go_backwards"),
    "GRU": ("units", "return_sequences", "go_backwards"),
    "SimpleRNN": ("units", "return_sequences", "go_backwards"),
    "Conv1D": ("filters", "kernel_size", "strides", "padding", "dilation_rate"),
    "Conv2D": ("filters", "kernel_size", "strides", "padding", "dilation_rate"),
    "Conv2DTranspose": ("filters", "kernel_size", "strides", "padding"),
    "MaxPooling1D": ("pool_size", "strides", "padding"),
    "MaxPooling2D": ("pool_size", "strides", "padding"),
    "AveragePooling2D": ("pool_size", "strides", "padding"),
    "UpSampling2D": ("size",),
    "ZeroPadding2D": ("padding",),
    "Reshape": ("target_shape",),
    "Dropout": ("rate",),
}


def canonical(graph: ModelGraph) -> nx.MultiDiGraph:
    """Return a graph in which only what matters is left, each node with a ``label`` such as ``Conv2D filters=8 …``.

    Activations stand as nodes of their own; nested sums and concatenations are one; operators are their layers.
    Sharing is kept: calls of one layer hang on a common node. Names are gone, except those of inputs and outputs.
    """
    data = graph.without_masks()
    plain: nx.MultiDiGraph = nx.MultiDiGraph()
    for call, settings in data.nodes(data=True):
        plain.add_node(call, kind=_kind(settings), label=_label(settings), layer=settings["layer"])
    for source, target, edge in graph.calls.edges(data=True):
        if source in data and target in data and edge["argument"] != "mask":
            plain.add_edge(source, target, slot=edge["slot"])
    for name, call in graph.inputs.items():
        plain.nodes[call]["label"] = f"input {name}"
    for name, call in graph.outputs.items():
        plain.add_node(f"output {name}", kind="Output", label="output", layer=f"output {name}")
        plain.add_edge(call, f"output {name}", slot=0)
    for call, settings in data.nodes(data=True):
        _split_activation(plain, call, settings)
    for call in list(plain):
        if plain.nodes[call]["label"] in ("Activation linear", *TRANSPARENT):
            _bypass(plain, call)
    for call in list(plain):
        _merge_nested(plain, call)
    _mark_sharing(plain)
    return plain


def same(first: nx.MultiDiGraph, second: nx.MultiDiGraph) -> bool:
    """Tell whether two canonical graphs are equal up to renaming; the order of merged tensors does not count."""
    return bool(
        nx.is_isomorphic(
            _simple(first), _simple(second), node_match=lambda a, b: a["label"] == b["label"], edge_match=_same_edge
        )
    )


def differing(first: nx.MultiDiGraph, second: nx.MultiDiGraph) -> tuple[set[str], set[str]]:
    """Return the nodes of each canonical graph that have no counterpart in the other.

    First by label; when every label has its counterpart, by what stands before and after a node.
    """
    by_label = _unmatched(first, second, lambda graph: nx.get_node_attributes(graph, "label"))
    return by_label if any(by_label) else _unmatched(first, second, _surroundings)


def _kind(settings: dict[str, Any]) -> str:
    return RENAMED.get(settings["kind"], settings["kind"])


def _label(settings: dict[str, Any]) -> str:
    kind, config = settings["kind"], settings["config"]
    wrapper = settings["wrapper"]
    inner = config["layer"]["config"] if wrapper != kind else config
    if kind in RENAMED:
        return f"Activation {'relu' if 'elu' in kind else kind.lower()}"
    if kind == "Activation":
        return f"Activation {config.get('activation')}"
    worth = [f"{key}={_value(key, inner)}" for key in WORTH_COMPARING.get(kind, ())]
    if kind == "Flatten" or (kind == "Reshape" and len(config.get("target_shape") or ()) == 1):
        return "Reshape target_shape=(-1,)"
    return " ".join([*([wrapper] if wrapper != kind else []), kind, *worth])


def _value(key: str, config: dict[str, Any]) -> Any:
    value = config.get(key)
    if key == "strides" and value is None:
        value = config.get("pool_size")
    return tuple(value) if isinstance(value, list) else value


def _split_activation(plain: nx.MultiDiGraph, call: str, settings: dict[str, Any]) -> None:
    """Put the activation that a layer has as an argument behind it, as a node of its own."""
    activation = settings["config"].get("activation")
    if settings["kind"] in ("LSTM", "GRU", "SimpleRNN", "Activation") or settings["kind"] in RENAMED:
        return
    if isinstance(activation, str) and activation != "linear":
        node = f"{call} {activation}"
        plain.add_node(node, kind="Activation", label=f"Activation {activation}", layer=node)
        for _, target, key, edge in list(plain.out_edges(call, keys=True, data=True)):
            plain.add_edge(node, target, **edge)
            plain.remove_edge(call, target, key)
        plain.add_edge(call, node, slot=0)


def _bypass(plain: nx.MultiDiGraph, call: str) -> None:
    for source in list(plain.predecessors(call)):
        for _, target, edge in list(plain.out_edges(call, data=True)):
            plain.add_edge(source, target, **edge)
    plain.remove_node(call)


def _merge_nested(plain: nx.MultiDiGraph, call: str) -> None:
    """Make ``a + (b + c)`` one sum, and ``concatenate([a, concatenate([b, c])])`` one concatenation."""
    if call not in plain or plain.nodes[call]["kind"] not in NESTABLE:
        return
    after = list(plain.out_edges(call))
    if len(after) == 1 and plain.nodes[after[0][1]]["label"] == plain.nodes[call]["label"]:
        _bypass(plain, call)


def _mark_sharing(plain: nx.MultiDiGraph) -> None:
    """Hang the calls of one layer on a common node, so that sharing takes part in the comparison."""
    calls: dict[str, list[str]] = {}
    for call, layer in nx.get_node_attributes(plain, "layer").items():
        calls.setdefault(layer, []).append(call)
    for layer, uses in calls.items():
        if len(uses) > 1:
            node = f"shared {layer}"
            plain.add_node(node, kind="Shared", label="shared layer", layer=node)
            plain.add_edges_from((use, node, {"slot": -1}) for use in uses)


def _simple(graph: nx.MultiDiGraph) -> nx.DiGraph:
    """Return the graph with parallel edges counted, and the slots of an order-sensitive target listed."""
    simple = nx.DiGraph()
    simple.add_nodes_from(graph.nodes(data=True))
    for source, target, edge in graph.edges(data=True):
        ordered = graph.nodes[target]["kind"] in ("Subtract", "Divide")
        slots = [edge["slot"]] if ordered else []
        if simple.has_edge(source, target):
            simple.edges[source, target]["times"] += 1
            simple.edges[source, target]["slots"] += slots
        else:
            simple.add_edge(source, target, times=1, slots=slots)
    return simple


def _same_edge(first: dict[str, Any], second: dict[str, Any]) -> bool:
    return first["times"] == second["times"] and sorted(first["slots"]) == sorted(second["slots"])


def _surroundings(graph: nx.MultiDiGraph) -> dict[str, Any]:
    """Return for every node a name made of its label and of the labels before and after it."""
    label = nx.get_node_attributes(graph, "label")
    return {
        call: (
            label[call],
            tuple(sorted(label[source] for source, _ in graph.in_edges(call))),
            tuple(sorted(label[target] for _, target in graph.out_edges(call))),
        )
        for call in graph
    }


def _unmatched(first: nx.MultiDiGraph, second: nx.MultiDiGraph, naming: Any) -> tuple[set[str], set[str]]:
    names = naming(first), naming(second)
    odd: tuple[set[str], set[str]] = (set(), set())
    for mine, theirs, found in ((names[0], names[1], odd[0]), (names[1], names[0], odd[1])):
        left = list(theirs.values())
        for call, name in mine.items():
            if name in left:
                left.remove(name)
            else:
                found.add(call)
    return odd
