"""Why two graphs differ: the misconception behind the nodes that have no counterpart."""

from __future__ import annotations

import re
from collections import Counter

import networkx as nx

MERGES = ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate")
SORTS = ("Activation", "InputLayer", "Output", "Shared")


def why(mine: nx.MultiDiGraph, wanted: nx.MultiDiGraph, odd_mine: set[str], odd_wanted: set[str]) -> str:
    """Return the cause of a difference between a model's canonical graph and the one wanted."""
    made, asked = _kinds(mine, odd_mine), _kinds(wanted, odd_wanted)
    if any(_added_to_itself(mine, call) for call in odd_mine):
        return "added-to-itself"
    if _kinds(mine, set(mine)) == _kinds(wanted, set(wanted)):
        return _why_settings_differ(mine, wanted, odd_mine, odd_wanted)
    if asked["Shared"] != made["Shared"]:
        return "unshared-layer" if asked["Shared"] > made["Shared"] else "graph-differs"
    merges_made, merges_asked = (sum(kinds[kind] for kind in MERGES) for kinds in (made, asked))
    if merges_made == merges_asked and any(made[kind] != asked[kind] for kind in MERGES):
        return "wrong-merge"
    if merges_asked > merges_made and not (asked - made).keys() - {*MERGES, "Activation"}:
        return "missing-shortcut"
    if set(asked - made) | set(made - asked) == {"Activation"}:
        return "missing-activation" if asked["Activation"] > made["Activation"] else "activation-too-many"
    if set(made - asked) == {"Conv2D"} and not asked - made and all("1×1" in key for key in _keys(mine, odd_mine)):
        return "needless-projection"
    return "graph-differs"


def _added_to_itself(graph: nx.MultiDiGraph, call: str) -> bool:
    """Tell whether a merge gets nothing but one tensor, more than once."""
    return graph.nodes[call]["kind"] in MERGES and graph.in_degree(call) > len(set(graph.predecessors(call))) == 1


def _keys(graph: nx.MultiDiGraph, calls: set[str]) -> set[str]:
    return {graph.nodes[call]["key"] for call in calls if graph.nodes[call]["kind"] == "Conv2D"}


def _why_settings_differ(
    mine: nx.MultiDiGraph, wanted: nx.MultiDiGraph, odd_mine: set[str], odd_wanted: set[str]
) -> str:
    """Return the cause when both graphs have the same kinds of node, as many of each."""
    keys = [{graph.nodes[call]["key"] for call in odd} for graph, odd in ((mine, odd_mine), (wanted, odd_wanted))]
    if keys[0] == keys[1] or not all(keys):
        return "crossed-arrows"
    only = Counter(_parts(keys[0] - keys[1])), Counter(_parts(keys[1] - keys[0]))
    changed = set(only[0] - only[1]) | set(only[1] - only[0])
    if changed == {"same"}:
        return "other-padding"
    changed -= {"same"}  # another window or stride may make padding matter, or no longer matter
    if changed and all(part.startswith("stride") for part in changed):
        return "other-stride"
    kinds = {mine.nodes[call]["kind"] for call in odd_mine}
    if kinds == {"Activation"}:
        return "other-activation"
    if any(part.startswith("axis") for part in changed):
        return "graph-differs"
    if changed and all(re.fullmatch(r"\w+ \d+", part) for part in changed):
        return "other-width"
    if changed and all(re.fullmatch(r"(\w+Pooling\dD )?\d+(×\d+)*", part) for part in changed):
        return "other-window"
    return "graph-differs"


def _parts(keys: set[str]) -> list[str]:
    return [part for key in keys for part in key.split(" · ")]


def _kinds(graph: nx.MultiDiGraph, calls: set[str]) -> Counter[str]:
    """Count what sort of node these are; equivalent spellings are of one sort."""
    nodes = [graph.nodes[call] for call in calls]
    return Counter(node["kind"] if node["kind"] in SORTS else node["key"].split(" ")[0] for node in nodes)
