"""Why two graphs differ: the misconception behind the nodes that have no counterpart."""

from __future__ import annotations

from collections import Counter

import networkx as nx

from autograder.graphs.box import MERGES, Box
from autograder.graphs.matching import same

Setting = tuple[str, str, object]  # kind of box, name of the setting, its value

WIDTHS = {"filters", "units"}
BORDERS = ("ZeroPadding1D", "ZeroPadding2D", "ZeroPadding3D")  # their padding is no setting of a window
WINDOWS = {"kernel_size", "pool_size"}


def why(mine: nx.MultiDiGraph, wanted: nx.MultiDiGraph, odd_mine: set[str], odd_wanted: set[str]) -> str:
    """Return the cause of a difference between a model's canonical graph and the one wanted."""
    made, asked = _kinds(mine, odd_mine), _kinds(wanted, odd_wanted)
    if any(box.get("name") for box in _boxes(mine, odd_mine) if box.kind == "Output"):  # named when all else is equal
        return "outputs-exchanged"
    if any(_added_to_itself(mine, call) for call in odd_mine):
        return "added-to-itself"
    if _kinds(mine, set(mine)) == _kinds(wanted, set(wanted)):
        if same(_without_activations(mine), _without_activations(wanted)):
            return "other-activation"
        return _why_settings_differ(_boxes(mine, odd_mine), _boxes(wanted, odd_wanted))
    if asked["Shared"] != made["Shared"]:
        return "unshared-layer" if asked["Shared"] > made["Shared"] else "graph-differs"
    merges_made, merges_asked = (sum(kinds[kind] for kind in MERGES) for kinds in (made, asked))
    if merges_made == merges_asked and any(made[kind] != asked[kind] for kind in MERGES):
        return "wrong-merge"
    if merges_asked > merges_made and not (asked - made).keys() - {*MERGES, "Activation"}:
        if any(_leads_around(wanted, call) for call in odd_wanted):
            return "missing-shortcut"
        return "missing-branch" if _has_dead_input(mine) else "graph-differs"
    if set(asked - made) | set(made - asked) == {"Activation"}:
        return "missing-activation" if asked["Activation"] > made["Activation"] else "activation-too-many"
    if set(made - asked) == {"Conv2D"} and not asked - made and _only_projections(mine, odd_mine):
        return "needless-projection"
    return "graph-differs"


def _without_activations(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return a graph in which one activation is as good as another."""
    plain = graph.copy()
    for settings in (settings for _, settings in plain.nodes(data=True) if settings["kind"] == "Activation"):
        settings["box"] = Box("Activation")
    return plain


def _added_to_itself(graph: nx.MultiDiGraph, call: str) -> bool:
    """Tell whether a merge gets nothing but one tensor, more than once."""
    given = [(source, edge["part"]) for source, _, edge in graph.in_edges(call, data=True)]
    return graph.nodes[call]["kind"] in MERGES and len(given) > len(set(given)) == 1


def _leads_around(graph: nx.MultiDiGraph, call: str) -> bool:
    """Tell whether a merge joins what was made of one tensor on several ways."""
    ways = [{source} | nx.ancestors(graph, source) for source in set(graph.predecessors(call))]
    return graph.nodes[call]["kind"] in MERGES and len(ways) > 1 and bool(set.intersection(*ways))


def _has_dead_input(graph: nx.MultiDiGraph) -> bool:
    """Tell whether some input leads to no output."""
    ends = {call for call, kind in graph.nodes(data="kind") if kind == "Output"}
    starts = [call for call, kind in graph.nodes(data="kind") if kind == "InputLayer"]
    return any(not nx.descendants(graph, start) & ends for start in starts)


def _only_projections(graph: nx.MultiDiGraph, calls: set[str]) -> bool:
    """Tell whether all convolutions among these calls look at one place, and lead to where ways are joined."""
    found = [call for call in calls if graph.nodes[call]["kind"] == "Conv2D"]
    joins = [{graph.nodes[after]["kind"] for after in graph.successors(call)} & set(MERGES) for call in found]
    return all(joins) and all(graph.nodes[call]["box"].get("kernel_size") == (1, 1) for call in found)


def _why_settings_differ(mine: set[Box], wanted: set[Box]) -> str:
    """Return the cause when both graphs have the same kinds of node, as many of each."""
    if mine == wanted or not mine or not wanted:
        return "crossed-arrows"
    made, asked = _settings(mine - wanted), _settings(wanted - mine)
    changed = {name for kind, name, _ in (made - asked) | (asked - made) if kind not in BORDERS}
    if changed == {"padding"}:
        return "other-padding"
    changed -= {"padding"}  # another window or stride may make padding matter, or no longer matter
    if changed == {"strides"}:
        return "other-stride"
    if {"Activation"} == {box.kind for box in mine}:
        return "other-activation"
    if changed & WIDTHS and changed <= WIDTHS | {"strides", "groups", "dilation_rate"}:
        return "other-width"
    if changed and changed <= WINDOWS:
        return "other-window"
    return "graph-differs"


def _settings(boxes: set[Box]) -> Counter[Setting]:
    return Counter((box.kind, name, value) for box in boxes for name, value in box.settings)


def _boxes(graph: nx.MultiDiGraph, calls: set[str]) -> set[Box]:
    return {graph.nodes[call]["box"] for call in calls}


def _kinds(graph: nx.MultiDiGraph, calls: set[str]) -> Counter[str]:
    """Count what sort of node these are; equivalent spellings are of one sort."""
    boxes = [graph.nodes[call]["box"] for call in calls]
    return Counter(box.wrapper.kind if box.wrapper else box.kind for box in boxes)
