"""Are two canonical graphs the same up to renaming, and if not, which of their nodes have no counterpart?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import networkx as nx

NESTABLE = ("Add", "Multiply", "Maximum", "Minimum", "Concatenate")  # a + (b + c) is (a + b) + c
ORDER_FREE = (*NESTABLE, "Average", "Shared")

Colours = dict[str, int]
Odd = tuple[set[str], set[str]]


def same(first: nx.MultiDiGraph, second: nx.MultiDiGraph) -> bool:
    """Tell whether two canonical graphs are equal up to renaming.

    The order of what is added or concatenated does not count, nor in how many steps it is.
    """
    flat = _flattened(first), _flattened(second)
    *_, (mine, theirs) = _refined(*flat)
    if Counter(mine.values()) != Counter(theirs.values()):
        return False
    nx.set_node_attributes(flat[0], mine, "colour")
    nx.set_node_attributes(flat[1], theirs, "colour")
    return bool(
        nx.is_isomorphic(
            *flat, node_match=lambda a, b: a["colour"] == b["colour"], edge_match=lambda a, b: a["slots"] == b["slots"]
        )
    )


def differing(first: nx.MultiDiGraph, second: nx.MultiDiGraph) -> Odd:
    """Return the nodes of each canonical graph that have no counterpart in the other.

    First by what they are; when everything has its counterpart, by what stands before and after, nearest first.
    """
    as_drawn = _odd(_simple(first), _simple(second))
    flat = _odd(_flattened(first), _flattened(second))
    return min((odd for odd in (as_drawn, flat) if any(odd)), key=lambda odd: len(odd[0] | odd[1]), default=as_drawn)


def _odd(first: nx.DiGraph, second: nx.DiGraph) -> Odd:
    levels = list(_refined(first, second))
    for mine, theirs in levels:
        odd = _unmatched(mine, theirs, _alike(levels, 0)), _unmatched(theirs, mine, _alike(levels, 1))
        if any(odd):
            return odd
    return set(), set()


def _alike(levels: list[tuple[Colours, Colours]], side: int) -> Counter[str]:
    """Return through how many refinements each node of one graph has a counterpart in the other."""
    alike: Counter[str] = Counter()
    for both in levels:
        others = set(both[1 - side].values())
        alike.update(call for call, colour in both[side].items() if colour in others)
    return alike


def _unmatched(mine: Colours, theirs: Colours, alike: Counter[str]) -> set[str]:
    """Return the nodes whose colour the others lack, as many of each colour as they lack: the least alike ones."""
    left, odd = Counter(theirs.values()), set()
    for call, colour in sorted(mine.items(), key=lambda item: -alike[item[0]]):
        if left[colour]:
            left[colour] -= 1
        else:
            odd.add(call)
    return odd


def _refined(first: nx.DiGraph, second: nx.DiGraph) -> Iterator[tuple[Colours, Colours]]:
    """Yield colours for the nodes of both graphs: first by key, then ever more by what stands before and after."""
    table: dict[object, int] = {}
    mine, theirs = (
        {call: table.setdefault(key, len(table)) for call, key in graph.nodes(data="key")} for graph in (first, second)
    )
    yield mine, theirs
    for _ in range(max(len(first), len(second))):
        table = {}
        mine, theirs = _finer(first, mine, table), _finer(second, theirs, table)
        yield mine, theirs


def _finer(graph: nx.DiGraph, colours: Colours, table: dict[object, int]) -> Colours:
    """Return colours that also tell apart what stands before and after; `table` numbers them, for both graphs."""
    return {
        call: table.setdefault(
            (
                colours[call],
                tuple(sorted((colours[a], edge["slots"]) for a, _, edge in graph.in_edges(call, data=True))),
                tuple(sorted((colours[b], edge["slots"]) for _, b, edge in graph.out_edges(call, data=True))),
            ),
            len(table),
        )
        for call in graph
    }


def _simple(graph: nx.MultiDiGraph) -> nx.DiGraph:
    """Return the graph with one edge for parallel ones; its ``slots`` count them, or list them where order matters."""
    simple = nx.DiGraph()
    simple.add_nodes_from(graph.nodes(data=True))
    for source, target, edge in graph.edges(data=True):
        slot = 0 if graph.nodes[target]["kind"] in ORDER_FREE else edge["slot"]
        before = simple.edges[source, target]["slots"] if simple.has_edge(source, target) else ()
        simple.add_edge(source, target, slots=tuple(sorted((*before, slot))))
    return simple


def _flattened(graph: nx.MultiDiGraph) -> nx.DiGraph:
    """Return the simple graph in which sums of sums, and concatenations of concatenations, are one."""
    flat = _simple(graph)
    for call in list(nx.topological_sort(flat)):
        if flat.nodes[call]["kind"] not in NESTABLE:
            continue
        for inner in [a for a in flat.predecessors(call) if flat.nodes[a]["key"] == flat.nodes[call]["key"]]:
            times = flat.edges[inner, call]["slots"]
            for source, _, edge in list(flat.in_edges(inner, data=True)):
                before = flat.edges[source, call]["slots"] if flat.has_edge(source, call) else ()
                flat.add_edge(source, call, slots=before + edge["slots"] * len(times))
            flat.remove_edge(inner, call)
    unused = [call for call in flat if flat.nodes[call]["kind"] in NESTABLE and not flat.out_degree(call)]
    flat.remove_nodes_from(unused)
    return flat
