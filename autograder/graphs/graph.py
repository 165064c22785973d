"""A model's graph as data: one node for every call of a layer, read from the public ``get_config()``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import compress
from typing import Any

import keras
import networkx as nx

from autograder.configs import config_of
from autograder.graphs.cells import named_layer
from autograder.graphs.layers import (
    Function,
    Layers,
    first_paths,
    has_weights,
    layers_by_path,
    own_functions,
)
from autograder.graphs.references import (
    Place,
    Reference,
    Shape,
    arguments,
    constants,
    named_references,
    output_references,
    shapes,
)

End = tuple[str, int]  # a tensor: the call that makes it, and which of that call's outputs it is
Constants = tuple[tuple[Place, Any], ...]


@dataclass
class ModelGraph:
    """A model's calls and how they feed each other.

    `calls` has a node for every call: ``layer`` (which layer was called, by its path; a shared layer has several calls,
    and one path whichever models it stands in), ``weights`` (whether it has any), ``kind`` (its class name, the same
    for ``layers.Add`` and ``+``), ``config``, ``constants`` (place and value of what it was
    called with besides tensors, as in ``x * 0.5``), ``shape`` (of its first output, batch size first; None where the
    config does not tell). An edge's ``slot`` numbers the arguments of a call, its ``argument`` is "mask" for a mask
    that Keras passes along, its ``part`` tells which output of the source it hands on, its ``shape`` of what shape.
    `parts` tells the same of the model's outputs, `named` whether the model makes a dict of them; `functions` has those
    of one's own, by the layer and the setting they stand in. Models inside the model are taken apart.
    """

    calls: nx.MultiDiGraph = field(default_factory=nx.MultiDiGraph)
    inputs: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)
    named: bool = False
    functions: dict[str, dict[str, Function]] = field(default_factory=dict)

    def kind(self, call: str) -> str:
        """Return the class name of what was called; for Bidirectional and the like that of the layer inside."""
        found: str = self.calls.nodes[call]["kind"]
        return found

    def weighted(self, calls: Iterable[str]) -> set[str]:
        """Return those of the layers that these calls are of that have weights."""
        nodes = self.calls.nodes
        return {nodes[call]["layer"] for call in calls if nodes[call]["weights"]}

    def without_masks(self) -> nx.DiGraph:
        """Return the graph of data alone: no mask edges, and nothing that only makes masks."""
        data = nx.DiGraph()
        data.add_nodes_from(self.calls.nodes(data=True))
        data.add_edges_from((a, b) for a, b, edge in self.calls.edges(data=True) if edge["argument"] != "mask")
        useful = set(self.inputs.values()) | set(self.outputs.values())
        for output in self.outputs.values():
            useful |= nx.ancestors(data, output)
        return data.subgraph(useful).copy()


def read_graph(model: keras.Model) -> ModelGraph:
    """Read the graph of a functional or Sequential model.

    Raises ValueError when the model has none, as a subclass of keras.Model.
    """
    config = config_of(model)
    if "layers" not in config:
        raise ValueError("the model has no graph of layers")
    live = layers_by_path(model)
    graph = ModelGraph(functions=own_functions(live))
    reader = _Reader(graph, live)
    if "input_layers" not in config:
        ends = reader.add_chain(config["layers"], [], "")[:1]
        first = next(iter(graph.calls.nodes))
        graph.inputs = {first: first}
        names = [config["layers"][-1]["config"]["name"]]
    else:
        made = reader.add_layers(config["layers"], [], "")
        graph.inputs = {name: made.end(ref)[0] for name, ref in named_references(config["input_layers"])}
        ends = [made.end(ref) for ref in output_references(config)]
        names = output_names(model)
        graph.named = isinstance(model.output, dict)
    graph.outputs = {name: call for name, (call, _) in zip(names, ends, strict=True)}
    graph.parts = {name: part for name, (_, part) in zip(names, ends, strict=True)}
    return graph


def output_names(model: keras.Model) -> list[str]:
    """Return the name of each of a model's outputs, in the order of ``model.outputs``: its dict key, or its layer's.

    ``model.output_names`` has the layers' names even for a dict of outputs, whose losses go by the keys.
    """
    return sorted(model.output) if isinstance(model.output, dict) else _unique(model.output_names)


def _unique(names: Iterable[str]) -> list[str]:
    """Return the names with ``#1``, ``#2`` … behind repeated ones, as two outputs of one layer share its name."""
    seen: dict[str, int] = {}
    unique = []
    for name in names:
        seen[name] = seen.get(name, -1) + 1
        unique.append(name if seen[name] == 0 else f"{name}#{seen[name]}")
    return unique


class _Made:
    """Which call made a tensor. A call of a layer may give several tensors, a call of a model comes from several."""

    def __init__(self) -> None:
        self.ends: dict[tuple[str, int], str | list[End]] = {}

    def add(self, layer: str, call: int, made: str | list[End]) -> None:
        """Note what a call of a layer is in the graph: one call, or, of a model inside, the tensors it gives."""
        self.ends[layer, call] = made

    def end(self, reference: Reference) -> End:
        layer, call, output = reference
        made = self.ends[layer, call]
        return (made, output) if isinstance(made, str) else made[output]

    def __contains__(self, reference: Reference) -> bool:
        return reference[:2] in self.ends


class _Reader:
    """Adds the layers of a config, and of the models inside it, to a graph."""

    def __init__(self, graph: ModelGraph, live: Layers) -> None:
        self.graph, self.live, self.first = graph, live, first_paths(live)
        self.times_called: dict[str, int] = {}
        self.shapes: dict[End, Shape] = {}

    def _note_shapes(self, node: dict[str, Any], made: _Made) -> None:
        """Note of what shapes the tensors are that this call reads."""
        for reference, shape in shapes([node["args"], node["kwargs"]]):
            self._note_shape(made.end(reference), shape)

    def _note_shape(self, end: End, shape: Shape | None) -> None:
        if shape is not None:
            self.shapes.setdefault(end, shape)
            if end[1] == 0:
                self.graph.calls.nodes[end[0]]["shape"] = self.shapes[end]

    def add_layers(self, configs: list[dict[str, Any]], given: list[tuple[Reference, End]], prefix: str) -> _Made:
        """Add a functional model's layers; `given` are the tensors that its inputs stand for.

        Calls are added when all they need is there, whatever the order of the layers in the config.
        """
        made = _Made()
        for (layer, call, _), end in given:
            made.add(layer, call, [end])
        for config in configs:
            if config["class_name"] == "InputLayer" and (config["name"], 0, 0) not in made:
                made.add(config["name"], 0, self._add_call(config, prefix))
        waiting = [
            (config, number, node, arguments(node, config["class_name"]))
            for config in configs
            for number, node in enumerate(config["inbound_nodes"])
        ]
        while waiting:
            ready = [all(reference in made for _, reference in needed) for *_, needed in waiting]
            if not any(ready):
                raise ValueError("the model's config refers to tensors that nothing makes")
            for config, number, node, needed in compress(waiting, ready):
                ends = [(argument, made.end(reference)) for argument, reference in needed]
                self._note_shapes(node, made)
                made.add(config["name"], number, self._add(config, ends, prefix, constants(node)))
            waiting = [item for item, done in zip(waiting, ready, strict=True) if not done]
        return made

    def add_chain(self, configs: list[dict[str, Any]], ends: list[tuple[str, End]], prefix: str) -> list[End]:
        """Add a Sequential model's layers, one after the other; return the tensors that end it."""
        for config in configs:
            if config["class_name"] == "InputLayer":
                ends = ends or [("", (self._add_call(config, prefix), 0))]
                continue
            given = self.shapes.get(ends[0][1]) if len(ends) == 1 else None
            made = self._add(config, ends, prefix)
            ends = [("", end) for end in ([(made, 0)] if isinstance(made, str) else made)]
            if self.shapes.get(ends[0][1]) is None:
                self._note_shape(ends[0][1], self._shape_after(_path(config, prefix), given))
        return [end for _, end in ends]

    def _add(
        self, config: dict[str, Any], ends: list[tuple[str, End]], prefix: str, fixed: Constants = ()
    ) -> str | list[End]:
        """Add one call of a layer, and return it; or the whole of a model inside, and return the tensors it gives."""
        config = named_layer(config)
        inner = config["config"] if isinstance(config.get("config"), dict) else {}
        data = [end for end in ends if end[0] != "mask"]
        path = _path(config, prefix) + "/"
        if "layers" in inner and "input_layers" in inner:
            starts = [ref for _, ref in named_references(inner["input_layers"])]
            given = [(ref, end) for ref, (_, end) in zip(starts, data, strict=True)]
            made = self.add_layers(inner["layers"], given, path)
            return [made.end(ref) for ref in output_references(inner)]
        if "layers" in inner:
            return self.add_chain(inner["layers"], data, path)
        call = self._add_call(config, prefix, fixed)
        masks = [end for end in ends if end[0] == "mask"]
        for slot, (argument, end) in enumerate(data + masks):
            self.graph.calls.add_edge(
                end[0], call, slot=slot, argument=argument, part=end[1], shape=self.shapes.get(end)
            )
        return call

    def _add_call(self, config: dict[str, Any], prefix: str, fixed: Constants = ()) -> str:
        inner = config["config"] if isinstance(config.get("config"), dict) else {}
        path = _path(config, prefix)
        layer = self.first.get(path, path)
        count = self.times_called.get(layer, 0)
        self.times_called[layer] = count + 1
        call = layer if count == 0 else f"{layer}#{count}"
        wrapped = inner.get("layer")
        kind = wrapped["class_name"] if isinstance(wrapped, dict) and "class_name" in wrapped else config["class_name"]
        self.graph.calls.add_node(
            call,
            layer=layer,
            weights=has_weights(self.live.get(path)),
            kind=kind,
            wrapper=config["class_name"],
            config=inner,
            constants=fixed,
            shape=None,
        )
        self._note_shape((call, 0), tuple(inner["batch_shape"]) if inner.get("batch_shape") else None)
        return call

    def _shape_after(self, path: str, shape: Shape | None) -> Shape | None:
        """Return the shape that a layer of a Sequential model makes of `shape`; None where that cannot be told."""
        if shape is None or path not in self.live:
            return None
        try:
            return tuple(self.live[path].compute_output_shape(shape))
        except Exception:  # a layer that does not tell: the comparison does without
            return None


def _path(config: dict[str, Any], prefix: str) -> str:
    """Return the path of a layer from its config, in which Sequential and functional models name it differently."""
    inner = config["config"] if isinstance(config.get("config"), dict) else {}
    return prefix + str(config.get("name") or inner.get("name") or config["class_name"])
