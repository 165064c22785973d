"""A model's graph as data: one node for every call of a layer, read from the public ``get_config()``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import keras
import networkx as nx

from autograder.graphs.references import (
    Number,
    Reference,
    Shape,
    arguments,
    named_references,
    numbers,
    output_references,
    shapes,
)


@dataclass
class ModelGraph:
    """A model's calls and how they feed each other.

    `calls` has a node for every call: ``layer`` (which layer was called; a shared layer has several calls), ``kind``
    (its class name, the same for ``layers.Add`` and ``+``), ``config``, ``numbers`` (place and value of those it was
    called with, as in ``x * 0.5``), ``shape`` (of what it makes, batch size first; None where the config does not
    tell). An edge's ``slot`` numbers the arguments of a call, its ``argument`` is "mask" for a mask that Keras passes
    along. Models inside the model are taken apart.
    """

    calls: nx.MultiDiGraph = field(default_factory=nx.MultiDiGraph)
    inputs: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)

    def kind(self, call: str) -> str:
        """Return the class name of what was called; for Bidirectional and the like that of the layer inside."""
        found: str = self.calls.nodes[call]["kind"]
        return found

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
    config = model.get_config()
    if "layers" not in config:
        raise ValueError("the model has no graph of layers")
    graph = ModelGraph()
    reader = _Reader(graph)
    if "input_layers" not in config:
        outputs = reader.add_chain(config["layers"], [], "")
        first = next(iter(graph.calls.nodes))
        graph.inputs = {first: first}
        graph.outputs = {config["layers"][-1]["config"]["name"]: outputs[0]}
        return graph
    made = reader.add_layers(config["layers"], [], "")
    graph.inputs = {name: made.source(ref) for name, ref in named_references(config["input_layers"])}
    ends = [made.source(ref) for ref in output_references(config)]
    graph.outputs = dict(zip(output_names(model), ends, strict=True))
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
        self.ends: dict[tuple[str, int], list[str]] = {}

    def add(self, layer: str, call: int, ends: list[str]) -> None:
        self.ends[layer, call] = ends

    def source(self, reference: Reference) -> str:
        layer, call, output = reference
        ends = self.ends[layer, call]
        return ends[output] if len(ends) > 1 else ends[0]

    def __contains__(self, reference: Reference) -> bool:
        return reference[:2] in self.ends


class _Reader:
    """Adds the layers of a config, and of the models inside it, to a graph."""

    def __init__(self, graph: ModelGraph) -> None:
        self.graph = graph
        self.times_called: dict[str, int] = {}

    def _note_shapes(self, node: dict[str, Any], made: _Made) -> None:
        """Note at each call that this one reads from the shape of the tensor that is read."""
        for reference, shape in shapes([node["args"], node["kwargs"]]):
            call = self.graph.calls.nodes[made.source(reference)]
            call["shape"] = call["shape"] or shape

    def add_layers(self, configs: list[dict[str, Any]], given: list[tuple[Reference, str]], prefix: str) -> _Made:
        """Add a functional model's layers; `given` are the tensors that its inputs stand for.

        Calls are added when all they need is there, whatever the order of the layers in the config.
        """
        made = _Made()
        for (layer, call, _), source in given:
            made.add(layer, call, [source])
        for config in configs:
            if config["class_name"] == "InputLayer" and (config["name"], 0, 0) not in made:
                made.add(config["name"], 0, [self._add_call(config, prefix)])
        waiting = [(config, n, node) for config in configs for n, node in enumerate(config["inbound_nodes"])]
        while waiting:
            ready = [item for item in waiting if all(ref in made for _, ref in arguments(item[2]))]
            if not ready:
                raise ValueError("the model's config refers to tensors that nothing makes")
            for config, n, node in ready:
                sources = [(argument, made.source(ref)) for argument, ref in arguments(node)]
                self._note_shapes(node, made)
                made.add(config["name"], n, self._add(config, sources, prefix, numbers(node["args"])))
            waiting = [item for item in waiting if item not in ready]
        return made

    def add_chain(self, configs: list[dict[str, Any]], sources: list[tuple[str, str]], prefix: str) -> list[str]:
        """Add a Sequential model's layers, one after the other; return the calls that end it."""
        for config in configs:
            if config["class_name"] == "InputLayer":
                sources = sources or [("", self._add_call(config, prefix))]
                continue
            given = self.graph.calls.nodes[sources[0][1]]["shape"] if len(sources) == 1 else None
            sources = [("", end) for end in self._add(config, sources, prefix)]
            last = self.graph.calls.nodes[sources[0][1]]
            last["shape"] = last["shape"] or _shape_after(config, given)
        return [end for _, end in sources]

    def _add(
        self,
        config: dict[str, Any],
        sources: list[tuple[str, str]],
        prefix: str,
        numbers: tuple[Number, ...] = (),
    ) -> list[str]:
        """Add one call of a layer, or the whole of a model inside; return the calls its outputs come from."""
        inner = config["config"] if isinstance(config.get("config"), dict) else {}
        data = [source for source in sources if source[0] != "mask"]
        path = f"{prefix}{config['name']}/" if "name" in config else f"{prefix}{inner.get('name')}/"
        if "layers" in inner and "input_layers" in inner:
            starts = [ref for _, ref in named_references(inner["input_layers"])]
            given = [(ref, source) for ref, (_, source) in zip(starts, data, strict=True)]
            made = self.add_layers(inner["layers"], given, path)
            return [made.source(ref) for ref in output_references(inner)]
        if "layers" in inner:
            return self.add_chain(inner["layers"], data, path)
        call = self._add_call(config, prefix, numbers)
        masks = [source for source in sources if source[0] == "mask"]
        for slot, (argument, source) in enumerate(data + masks):
            self.graph.calls.add_edge(source, call, slot=slot, argument=argument)
        return [call]

    def _add_call(self, config: dict[str, Any], prefix: str, numbers: tuple[Number, ...] = ()) -> str:
        inner = config["config"] if isinstance(config.get("config"), dict) else {}
        layer = prefix + (config.get("name") or inner.get("name") or config["class_name"])
        count = self.times_called.get(layer, 0)
        self.times_called[layer] = count + 1
        call = layer if count == 0 else f"{layer}#{count}"
        wrapped = inner.get("layer")
        kind = wrapped["class_name"] if isinstance(wrapped, dict) and "class_name" in wrapped else config["class_name"]
        shape = tuple(inner["batch_shape"]) if inner.get("batch_shape") else None
        self.graph.calls.add_node(
            call, layer=layer, kind=kind, wrapper=config["class_name"], config=inner, numbers=numbers, shape=shape
        )
        return call


def _shape_after(config: dict[str, Any], shape: Shape | None) -> Shape | None:
    """Return the shape that a layer of a Sequential model makes of `shape`; None where that cannot be told."""
    if shape is None:
        return None
    try:
        return tuple(keras.layers.deserialize(config).compute_output_shape(shape))
    except Exception:  # a layer that does not tell: the comparison does without
        return None
