"""The nodes in which two graphs differ, in words that differ as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import networkx as nx

TOLD = 4  # so many differing nodes are told in words; the picture shows all
DEEPEST = 3  # so many arrows back what leads into a node is told


def in_words_of_each_other(
    wanted: nx.MultiDiGraph, odd_wanted: set[str], mine: nx.MultiDiGraph, odd_mine: set[str]
) -> tuple[str, str]:
    """Say which nodes of two graphs differ, and what leads into each.

    Nodes that look alike on both sides up to there are left out; where all do, what leads into them is told as well.
    """
    sides = (wanted, odd_wanted), (mine, odd_mine)
    for depth in range(1, DEEPEST + 1):
        looks = [_looks(graph, depth) for graph, _ in sides]
        each = [Counter(look[call] for call in odd) for look, (_, odd) in zip(looks, sides, strict=True)]
        only = [each[0] - each[1], each[1] - each[0]]
        if any(only):
            break
    told = [
        _with_looks(graph, odd, look, left, depth) for (graph, odd), look, left in zip(sides, looks, only, strict=True)
    ]
    return told[0], told[1]


def in_words(graph: nx.MultiDiGraph, odd: set[str]) -> str:
    """Say which nodes differ, and what leads into each."""
    return _listed(graph, (_words(graph, call, 1) for call in odd))


def _with_looks(graph: nx.MultiDiGraph, odd: set[str], looks: dict[str, int], left: Counter[int], depth: int) -> str:
    """Say what the nodes are that look as those that are `left`; what all are where none is left."""
    if not left:
        return in_words(graph, odd)
    told, still = [], Counter(left)
    for call in sorted(odd):
        if still[looks[call]]:
            still[looks[call]] -= 1
            told.append(_words(graph, call, depth))
    return _listed(graph, told)


def _looks(graph: nx.MultiDiGraph, depth: int) -> dict[str, int]:
    """Return for each node a number for what it is and what leads into it, up to so many arrows back."""
    own = {call: hash(repr(box)) for call, box in graph.nodes(data="box")}
    looks = own
    for _ in range(depth):
        looks = {c: hash((own[c], *sorted(looks[source] for source, _ in graph.in_edges(c)))) for c in graph}
    return looks


def _words(graph: nx.MultiDiGraph, call: str, depth: int) -> str:
    """Say what a node is, and what leads into it; more than one arrow back along the way, if it is a single one."""
    said, at = [graph.nodes[call]["label"]], call
    for _ in range(depth):
        before = [source for source, _ in graph.in_edges(at)]
        said.append(" and ".join(sorted(graph.nodes[source]["label"] for source in before)) or "nothing")
        if len(before) != 1:
            break
        at = before[0]
    return " after ".join(said)


def _listed(graph: nx.MultiDiGraph, told: Iterable[str]) -> str:
    """List what was told, each once; how large the graph is where that is nothing."""
    times = Counter(told)
    if not times:
        return f"a graph of {len(graph)} boxes, each with its counterpart"
    each = [f"{words} ({number} times)" if number > 1 else words for words, number in sorted(times.items())]
    more = sum(list(times[words] for words in sorted(times))[TOLD:])
    return "; ".join([*each[:TOLD], *([f"{more} more"] if more else [])])
