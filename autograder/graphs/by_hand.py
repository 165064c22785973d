"""Activations that are written out with exponentials: each as the activation that it is."""

from __future__ import annotations

import networkx as nx

from autograder.graphs.box import Box, named_activation

EXPONENTIAL, SIGMOID, SOFTMAX = (named_activation(name) for name in ("exponential", "sigmoid", "softmax"))
OPPOSITE, ONE_MORE = Box("Multiply", constants=((1, -1),)), Box("Add", constants=((1, 1),))
ONE_DIVIDED, DIVIDE = Box("Divide", constants=((0, 1),)), Box("Divide")
TOTAL = Box("Sum", (("keepdims", True),))


def join_activations(plain: nx.MultiDiGraph) -> None:
    """Write ``1 / (1 + exp(-x))`` as a sigmoid of x, and ``exp(x) / sum(exp(x))`` as a softmax."""
    for call in list(plain):
        box = plain.nodes[call]["box"] if call in plain else None
        if box == ONE_DIVIDED:
            _join_sigmoid(plain, call)
        elif box == DIVIDE:
            _join_softmax(plain, call)


def _join_sigmoid(plain: nx.MultiDiGraph, call: str) -> None:
    way = [call]
    for wanted in (ONE_MORE, EXPONENTIAL, OPPOSITE):
        before = list(plain.predecessors(way[-1]))
        if len(before) != 1 or plain.nodes[before[0]]["box"] != wanted or plain.out_degree(before[0]) != 1:
            return
        way.append(before[0])
    _replace(plain, call, way[-1], SIGMOID, way[1:])


def _join_softmax(plain: nx.MultiDiGraph, call: str) -> None:
    read = sorted(plain.in_edges(call, data=True), key=lambda edge: edge[2]["slot"])
    if len(read) != 2:
        return
    powers, total = read[0][0], read[1][0]
    if plain.nodes[powers]["box"] != EXPONENTIAL or plain.nodes[total]["box"] != TOTAL:
        return
    if list(plain.predecessors(total)) == [powers] and plain.out_degree(total) == 1 and plain.out_degree(powers) == 2:
        _replace(plain, call, powers, SOFTMAX, [total, powers])


def _replace(plain: nx.MultiDiGraph, call: str, first: str, box: Box, others: list[str]) -> None:
    """Put an activation of what the call `first` reads in the place of a call and the `others` before it."""
    given = [(source, edge["part"]) for source, _, edge in plain.in_edges(first, data=True)]
    plain.remove_edges_from(list(plain.in_edges(call)))
    plain.remove_nodes_from(others)
    for source, part in given:
        plain.add_edge(source, call, slot=0, part=part)
    plain.nodes[call].update(box=box, kind=box.kind)
