"""Are two canonical graphs the same up to renaming, and if not, which of their nodes have no counterpart?"""

from __future__ import annotations

import math
from collections import Counter

import networkx as nx

from autograder.graphs.box import Box
from autograder.graphs.canonical import NESTABLE, ORDER_FREE
from autograder.graphs.refinement import Colouring, Node, Work, isomorphic

LIMIT = 500_000  # steps of a comparison before colours decide, about a second
GROWTH = 10, 1000  # merges of merges are made one while the arrows are no more than this: times those there were, plus

ONCE = (((0, 0), 1),)  # the slots of an edge that hands on one tensor

Odd = tuple[set[str], set[str]]
Slots = tuple[tuple[tuple[int, int], int], ...]  # how often an edge leads to each slot, from each part of its source


def same(first: nx.MultiDiGraph, second: nx.MultiDiGraph, work: Work | None = None) -> bool:
    """Tell whether two canonical graphs are equal up to renaming; `work` counts what that took.

    The order of what is added or concatenated does not count, nor in how many steps it is.
    """
    work = work or Work()
    graphs = _simple(first), _simple(second)
    for graph in graphs:
        _join_merges_used_once(graph)
    if isomorphic(*graphs, work, LIMIT):
        return True
    nested = any(_joins(graph, *edge) for graph in graphs for edge in graph.edges())
    if not nested or _without_merges(graphs[0]) != _without_merges(graphs[1]):
        return False
    flat = _flattened(*graphs, work)
    return flat is not None and isomorphic(*flat, work, LIMIT)


def differing(first: nx.MultiDiGraph, second: nx.MultiDiGraph, work: Work | None = None) -> Odd:
    """Return the nodes of each canonical graph that have no counterpart in the other.

    First by what they are; when everything has its counterpart, by what stands before and after, nearest first.
    """
    work = work or Work()
    graphs = _simple(first), _simple(second)
    as_drawn = _odd(*graphs, work)
    flat = _flattened(*graphs, work)
    found = (as_drawn, _odd(*flat, work)) if flat else (as_drawn,)
    return min((odd for odd in found if any(odd)), key=lambda odd: len(odd[0] | odd[1]), default=as_drawn)


def _odd(first: nx.DiGraph, second: nx.DiGraph, work: Work) -> Odd:
    colouring = Colouring(first, second, work)
    colours: dict[Node, int] | None = None
    alone: dict[Node, int] = {}
    number = 0
    while True:
        if colours is None and not colouring.balanced():
            colours = dict(colouring.colours)
        for node in colouring.one_sided():
            alone.setdefault(node, number)
        if not colouring.refine():
            break
        number += 1
    return (set(), set()) if colours is None else (_unmatched(colours, alone, 0), _unmatched(colours, alone, 1))


def _unmatched(colours: dict[Node, int], alone: dict[Node, int], side: int) -> set[str]:
    """Return the nodes whose colour the others lack, as many of each colour as they lack: the least alike ones.

    `alone` has the round from which on a node has nothing like it in the other graph.
    """
    left, odd = Counter(colour for (of, _), colour in colours.items() if of != side), set()
    mine = [node for node in colours if node[0] == side]
    for node in sorted(mine, key=lambda node: -alone.get(node, math.inf)):
        if left[colours[node]]:
            left[colours[node]] -= 1
        else:
            odd.add(node[1])
    return odd


def _simple(graph: nx.MultiDiGraph) -> nx.DiGraph:
    """Return the graph with one edge for parallel ones; its ``slots`` count them, or each slot where order matters."""
    simple = nx.DiGraph()
    simple.add_nodes_from(graph.nodes(data=True))
    for source, target, edge in graph.edges(data=True):
        slot = 0 if graph.nodes[target]["kind"] in ORDER_FREE else edge["slot"]
        _add(simple, source, target, (((slot, edge["part"]), 1),))
    return simple


def _add(graph: nx.DiGraph, source: str, target: str, slots: Slots) -> None:
    """Add an edge, to those that there are from this source to this target."""
    found = Counter(dict(graph.edges[source, target]["slots"])) if graph.has_edge(source, target) else Counter()
    graph.add_edge(source, target, slots=tuple(sorted((found + Counter(dict(slots))).items())))


def _joins(graph: nx.DiGraph, inner: str, outer: str) -> bool:
    """Tell whether a merge only hands on to another one of its kind, as the first sum of ``(a + b) + c``."""
    box = graph.nodes[outer]["box"]
    return box.kind in NESTABLE and not box.constants and graph.nodes[inner]["box"] == box


def _join_merges_used_once(graph: nx.DiGraph) -> None:
    """Make one of merges in merges that nothing else reads; no arrow is added."""
    for outer in reversed(list(nx.topological_sort(graph))):
        if outer not in graph:
            continue
        waiting = [inner for inner in graph.predecessors(outer) if _joins(graph, inner, outer)]
        while waiting:
            inner = waiting.pop()
            if graph.out_degree(inner) > 1 or graph.edges[inner, outer]["slots"] != ONCE:
                continue
            for source, _, edge in list(graph.in_edges(inner, data=True)):
                _add(graph, source, outer, edge["slots"])
                waiting += [source] if _joins(graph, source, outer) else []
            graph.remove_node(inner)


def _flattened(first: nx.DiGraph, second: nx.DiGraph, work: Work) -> tuple[nx.DiGraph, nx.DiGraph] | None:
    """Return the graphs with sums of sums, and concatenations of concatenations, made one; None if that is too much."""
    times, more = GROWTH
    limit = times * max(first.number_of_edges(), second.number_of_edges()) + more
    flat = _flat(first, limit, work), _flat(second, limit, work)
    return None if flat[0] is None or flat[1] is None else (flat[0], flat[1])


def _flat(graph: nx.DiGraph, limit: int, work: Work) -> nx.DiGraph | None:
    flat = graph.copy()
    for outer in list(nx.topological_sort(flat)):
        for inner in [inner for inner in flat.predecessors(outer) if _joins(flat, inner, outer)]:
            (_, times), *_ = flat.edges[inner, outer]["slots"]
            for source, _, edge in list(flat.in_edges(inner, data=True)):
                _add(flat, source, outer, tuple((slot, count * times) for slot, count in edge["slots"]))
                work.steps += 1
            flat.remove_edge(inner, outer)
            if flat.number_of_edges() > limit:
                return None
    flat.remove_nodes_from(
        [call for call in flat if flat.nodes[call]["kind"] in NESTABLE and not flat.out_degree(call)]
    )
    return flat


def _without_merges(graph: nx.DiGraph) -> Counter[Box]:
    return Counter(settings["box"] for _, settings in graph.nodes(data=True) if settings["kind"] not in NESTABLE)
