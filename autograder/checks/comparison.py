"""Comparing a model's graph with a specification, and drawing both where they differ."""

from __future__ import annotations

import html
from typing import Any

import keras
import networkx as nx
import pydot
from IPython.display import Image, display

from autograder.checks.canonical import canonical, differing, same
from autograder.checks.graph import read_graph
from autograder.checks.messages import fail, passed
from autograder.checks.subject import require_graph

ODD = "#ffd8a8"  # the nodes that differ; their thick frame tells them apart in print


def same_graph(model: Any, specification: keras.Model) -> None:
    """Check that a model's graph equals the specification's, up to names and equivalent spellings.

    Layer or operator, ``activation=`` or a layer of its own, order of what is added or concatenated: all are equal.
    On failure both graphs are drawn with the differing nodes marked.
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = "the graph of your model"
    mine = canonical(require_graph("same_graph", model, looked_at))
    wanted = canonical(read_graph(specification))
    if same(mine, wanted):
        return passed("same_graph", "your graph equals the specification, up to names")
    odd_mine, odd_wanted = differing(mine, wanted)
    display(_picture(mine, wanted, odd_mine, odd_wanted))
    fail(
        "same_graph",
        looked_at,
        expected=_in_words(wanted, odd_wanted),
        found=_in_words(mine, odd_mine),
        cause="graph-differs",
    )


def _in_words(graph: nx.MultiDiGraph, odd: set[str]) -> str:
    """Say which nodes differ, and what leads into each."""
    if not odd:
        return f"a graph of {len(graph)} nodes, none without a counterpart"
    return "; ".join(
        sorted(
            f"{graph.nodes[call]['label']} after {' and '.join(_labels_before(graph, call)) or 'nothing'}"
            for call in odd
        )
    )


def _labels_before(graph: nx.MultiDiGraph, call: str) -> list[str]:
    return sorted(graph.nodes[source]["label"] for source, _ in graph.in_edges(call))


def _picture(mine: nx.MultiDiGraph, wanted: nx.MultiDiGraph, odd_mine: set[str], odd_wanted: set[str]) -> Image:
    """Draw both graphs side by side, as Graphviz does; differing nodes have a thick frame."""
    drawing = pydot.Dot("comparison", graph_type="digraph", bgcolor="white", fontname="Helvetica")
    for title, graph, odd in (("yours", mine, odd_mine), ("specification", wanted, odd_wanted)):
        side = pydot.Subgraph(f"cluster_{title}", label=title, fontname="Helvetica", color="gray")
        for call, settings in graph.nodes(data=True):
            label = html.escape(settings["label"]).replace(" ", "<br/>", 1)
            look: dict[str, Any] = {"label": f"<{label}>", "shape": "box", "fontname": "Helvetica", "fontsize": "11"}
            if call in odd:
                look |= {"style": "filled", "fillcolor": ODD, "penwidth": "3"}
            side.add_node(pydot.Node(f'"{title} {call}"', **look))
        for source, target, _ in graph.edges(data=True):
            side.add_edge(pydot.Edge(f'"{title} {source}"', f'"{title} {target}"'))
        drawing.add_subgraph(side)
    return Image(
        drawing.create(format="png"), alt="your graph beside the specification; nodes that differ have a thick frame"
    )
