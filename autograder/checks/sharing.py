"""Checks of weight sharing: one layer used several times, models that have weights in common, symmetric answers."""

from __future__ import annotations

from typing import Any

import keras
import networkx as nx
import numpy as np

from autograder.checks.behaviour import SAME, largest_change, moved
from autograder.checks.messages import fail, passed
from autograder.checks.subject import Arrays, predict, require_graph, require_model
from autograder.graphs.graph import ModelGraph


def shared(model: Any, kind: str, calls: int = 2, layers: int = 1, units: tuple[int, ...] | None = None) -> None:
    """Check that `layers` layers of this kind (a class name) are called `calls` times each, any others once.

    The calls of a layer must read different things. `units` are the widths of the shared layers, the one nearest to the
    inputs first. Layers inside inner models count; an inner model called twice calls its layers twice.
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = f"how often each {kind} is used"
    expected = f"{_count(layers, kind + ' layer')}, called {_count(calls, 'time')}{' each' if layers > 1 else ''}"
    graph = require_graph("shared", model, looked_at)
    found = times_called(graph, kind)
    reused = [times for times in found.values() if times > 1]
    described = ", ".join(f"{name} called {_count(times, 'time')}" for name, times in found.items()) or f"no {kind}"
    twice = _called_twice_on_the_same(graph, kind)
    if reused == [calls] * layers and not twice:
        widths = _widths(graph, [name for name, times in found.items() if times > 1])
        if units in (None, widths):
            return passed("shared", expected + (f", of {' and '.join(map(str, widths))} units" if units else ""))
        fail("shared", f"the width of each shared {kind}", expected=str(units), found=str(widths), look_at="its units")
    fail(
        "shared",
        looked_at,
        expected=expected,
        found=described + (f", and twice on the same tensor: {twice}" if twice else ""),
        cause="same-side-twice" if twice else _why_unshared(model, graph, found, calls, layers),
        look_at="where each layer is made, and where it is called",
    )


def times_called(graph: ModelGraph, kind: str) -> dict[str, int]:
    """Return how often each layer of a kind is called, for calls that lead to an output."""
    counted: dict[str, int] = {}
    data = graph.without_masks()
    for call in data.nodes:
        if kind in (graph.kind(call), graph.calls.nodes[call]["wrapper"]):
            layer = graph.calls.nodes[call]["layer"]
            counted[layer] = counted.get(layer, 0) + 1
    return counted


def symmetric(model: Any, example: Arrays, left: str, right: str) -> None:
    """Check that exchanging two inputs changes no prediction by more than 1e-5, though each of them counts.

    `example` maps every input's name to an array; the rows of `left` and `right` must differ.
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = f"the predictions when {left} and {right} are exchanged"
    model = require_model("symmetric", model, looked_at)
    before = predict("symmetric", model, example, looked_at)
    for name in (left, right):
        if not moved(model, example, name, before, looked_at):
            found = f"changing {name} changes none"
            fail("symmetric", looked_at, expected="predictions that depend on both", found=found, cause="dead-input")
    exchanged = {**example, left: example[right], right: example[left]}
    change = largest_change(before, predict("symmetric", model, exchanged, looked_at))
    if change <= SAME:
        return passed("symmetric", f"exchanging {left} and {right} changes no prediction")
    fail(
        "symmetric",
        looked_at,
        expected="the same predictions",
        found=f"predictions that differ by up to {change:.2g}",
        cause=_why_asymmetric(require_graph("symmetric", model, looked_at), left, right),
    )


def share_weights(first: Any, second: Any) -> None:
    """Check that two models have weights in common, so that training one changes the other.

    Raises CheckFailed; NotAttempted when a model is missing.
    """
    looked_at = "the weights that the two models have in common"
    first = require_model("share_weights", first, looked_at)
    second = require_model("share_weights", second, looked_at)
    common = {id(weight) for weight in first.weights} & {id(weight) for weight in second.weights}
    if common:
        return passed("share_weights", f"the models have {_count(len(common), 'array')} of weights in common")
    fail(
        "share_weights",
        looked_at,
        expected="at least one layer that belongs to both",
        found="none: each model has layers of its own",
        cause="copied-not-shared" if _equal_weights(first, second) else "unshared-layer",
    )


def _equal_weights(first: keras.Model, second: keras.Model) -> bool:
    """Tell whether some array of weights in the second model equals one in the first, other than as new biases do."""
    return any(_equal([array], [other]) for array in first.get_weights() for other in second.get_weights())


def _widths(graph: ModelGraph, layers: list[str]) -> tuple[int, ...]:
    """Return the units of these layers, the one nearest to the inputs first."""
    data = graph.without_masks()
    units: dict[str, int] = {}
    for call in nx.topological_sort(data):
        config = graph.calls.nodes[call]["config"]
        wrapped = config.get("layer")
        units[graph.calls.nodes[call]["layer"]] = (wrapped["config"] if wrapped else config).get("units")
    return tuple(width for layer, width in units.items() if layer in layers)


def _why_unshared(model: keras.Model, graph: ModelGraph, found: dict[str, int], calls: int, layers: int) -> str | None:
    """Return the cause of too many layers of a kind that are called once each; None when it is something else."""
    reused = [name for name, times in found.items() if times > 1]
    if len(found) < calls * (layers - len(reused)) + len(reused) or len(reused) >= layers:
        return None
    once = [_weights(model, name) for name, times in found.items() if times == 1]
    if any(_equal(a, b) for number, a in enumerate(once) for b in once[number + 1 :]):
        return "copied-not-shared"
    every = {settings["kind"] for _, settings in graph.calls.nodes(data=True)}
    shared_ones = [name for kind in every for name, times in times_called(graph, kind).items() if times > 1]
    return "half-shared" if any(_weights(model, name) for name in shared_ones) else "unshared-layer"


def _weights(model: keras.Model, path: str) -> list[np.ndarray]:
    """Return the weights of the layer at a path such as ``encoder/dense``; nothing for an operation without any."""
    layer: Any = model
    for name in path.split("/"):
        layer = next((part for part in getattr(layer, "layers", []) if part.name == name), None)
    return [] if layer is None else [np.asarray(weight) for weight in layer.get_weights()]


def _equal(first: list[np.ndarray], second: list[np.ndarray]) -> bool:
    """Tell whether two layers' weights are the same numbers, and not all of them zeros and ones, as new biases are."""
    same = len(first) == len(second) and all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))
    return same and any(not np.isin(weight, (0.0, 1.0)).all() for weight in first)


def _called_twice_on_the_same(graph: ModelGraph, kind: str) -> str | None:
    """Return the name of a layer of this kind that is called twice on one and the same thing; None without any."""
    data = graph.without_masks()
    numbers: dict[str, int] = {}  # of what a call computes: equal for calls of one layer on equal things
    known: dict[Any, int] = {}
    for call in nx.topological_sort(data):
        edges = graph.calls.in_edges(call, data=True)
        reads = sorted((edge["slot"], numbers[source]) for source, _, edge in edges if source in numbers)
        computed = (graph.calls.nodes[call]["layer"], *reads) if reads else call
        if computed in known and kind in (graph.kind(call), graph.calls.nodes[call]["wrapper"]):
            return str(graph.calls.nodes[call]["layer"])
        numbers[call] = known.setdefault(computed, len(known))
    return None


def _why_asymmetric(graph: ModelGraph, left: str, right: str) -> str:
    """Two encoders of the same make are an unshared layer; else the head treats its two sides differently."""
    data = graph.without_masks()
    sides = []
    for name in (left, right):
        call, made = graph.inputs[name], []
        while len(after := list(data.successors(call))) == 1 and len(list(data.predecessors(after[0]))) == 1:
            call = after[0]
            made.append(graph.calls.nodes[call]["layer"])
        sides.append(made)
    if sides[0] != sides[1]:
        return "unshared-layer"
    both = nx.descendants(data, graph.inputs[left]) & nx.descendants(data, graph.inputs[right])
    meetings = {graph.kind(call) for call in both if not both & set(data.predecessors(call))}
    return "signed-difference" if meetings == {"Subtract"} else "order-sensitive-head"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
