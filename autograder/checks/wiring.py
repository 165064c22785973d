"""Checks of how a model is wired: the way from an input to an output, where inputs meet, how many parameters it has."""

from __future__ import annotations

from typing import Any

import networkx as nx

from autograder.checks import swapped, take
from autograder.checks.look import at, check, fail
from autograder.graphs.graph import ModelGraph

Kinds = str | tuple[str, ...]


@check("the number of parameters of your model", subjects=["model"])
def parameters(model: Any, expected: int) -> str:
    """Check how many parameters a model has, trainable or not.

    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    made = take.model(model)
    found = made.count_params()
    if found == expected:
        return f"parameters: {expected:,}"
    fail(
        expected=f"{expected:,}",
        found=f"{found:,}",
        cause="swapped-embedding" if swapped.explains(made, expected) else None,
        look_at="model.summary(): which layer's count differs from the one you work out by hand?",
    )


@check("the way from the input {start} to the output", subjects=["model"])
def branch(model: Any, start: str, *kinds: Kinds) -> str:
    """Check that a path leads from the input `start` through layers of these kinds, in this order, to an output.

    A kind is a class name, or a tuple of names of which any will do; other layers may stand between.
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    graph = take.graph(model)
    wanted = [kind if isinstance(kind, tuple) else (kind,) for kind in kinds]
    expected = " → ".join([start, *(" or ".join(names) for names in wanted), "output"])
    if start not in graph.inputs:
        fail(expected=expected, found=f"no input {start}", cause="missing-input")
    data = graph.without_masks()
    reached = _longest_match(graph, data, graph.inputs[start], wanted)
    if reached == len(wanted):
        return expected
    if not any(nx.has_path(data, graph.inputs[start], end) for end in graph.outputs.values()):
        fail(expected=expected, found=f"{start} leads to no output", cause="missing-branch")
    too_short = any(set(wanted[reached]) & set(names) for names in wanted[:reached])
    after = f" after {' or '.join(wanted[reached - 1])}" if reached else ""
    fail(
        expected=expected,
        found=f"no {' or '.join(wanted[reached])} on that way{after}",
        cause="layer-skipped" if too_short else None,
        look_at="plot_model: follow the arrows from this input",
    )


@check("where inputs meet", subjects=["model"])
def merge(model: Any, *names: str, by: Kinds | None = None) -> str:
    """Check that the inputs called `names` meet on their way to the output, and in which kind of layer they do.

    `by` is a class name or a tuple of accepted ones; a layer and an operator of one kind are equal (Add and +).
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    at(f"where {' and '.join(names)} meet")
    wanted = (by,) if isinstance(by, str) else by
    expected = f"they meet{' in a ' + ' or '.join(wanted) if wanted else ''}, and what comes of it leads to the output"
    graph = take.graph(model)
    missing = [name for name in names if name not in graph.inputs]
    if missing:
        fail(expected=expected, found=f"no input {missing[0]}", cause="missing-input")
    data = graph.without_masks()
    after = [{graph.inputs[name]} | nx.descendants(data, graph.inputs[name]) for name in names]
    for name, reached in zip(names, after, strict=True):
        if not reached & set(graph.outputs.values()):
            fail(expected=expected, found=f"{name} leads to no output", cause="missing-branch")
    common = set.intersection(*after)
    if not common:
        fail(expected=expected, found="they never meet", cause="missing-branch")
    meetings = [call for call in common if not common & set(data.predecessors(call))]
    found = sorted({graph.kind(call) for call in meetings})
    if wanted is None or set(found) & set(wanted):
        return f"{' and '.join(names)} meet in {' and '.join(found)}"
    fail(expected=expected, found=f"they meet in {' and '.join(found)}", cause="wrong-merge")


def _longest_match(graph: ModelGraph, data: nx.DiGraph, start: str, wanted: list[tuple[str, ...]]) -> int:
    """Return how many of the `wanted` kinds, in order, the best path from `start` to an output goes through."""
    matched = {start: 0}
    for call in nx.topological_sort(data):
        before = [matched[previous] for previous in data.predecessors(call) if previous in matched]
        if before:
            most = max(before)
            found = {graph.kind(call), graph.calls.nodes[call]["wrapper"]}
            matched[call] = most + (most < len(wanted) and bool(found & set(wanted[most])))
    return max((matched[end] for end in graph.outputs.values() if end in matched), default=0)
