"""Checks of weight sharing: one layer used several times, models that have weights in common, symmetric answers."""

from __future__ import annotations

from typing import Any

from autograder.checks.behaviour import SAME, largest_change
from autograder.checks.graph import ModelGraph
from autograder.checks.messages import fail, passed
from autograder.checks.subject import Arrays, predict, require_graph, require_model


def shared(model: Any, kind: str, calls: int = 2, layers: int = 1) -> None:
    """Check that `layers` layers of this kind (a class name) are called `calls` times each, any others once.

    Layers inside inner models count; an inner model called twice calls its layers twice.
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = f"how often each {kind} is used"
    expected = f"{_count(layers, kind + ' layer')}, called {_count(calls, 'time')}{' each' if layers > 1 else ''}"
    graph = require_graph("shared", model, looked_at)
    found = times_called(graph, kind)
    reused = [times for times in found.values() if times > 1]
    if reused == [calls] * layers:
        return passed("shared", expected)
    described = ", ".join(f"{name} called {_count(times, 'time')}" for name, times in found.items())
    unshared = len(found) >= layers * calls and not reused
    fail(
        "shared",
        looked_at,
        expected=expected,
        found=described or f"no {kind}",
        cause="unshared-layer" if unshared else None,
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
    """Check that exchanging two inputs changes no prediction by more than 1e-5.

    `example` maps every input's name to an array; the rows of `left` and `right` must differ.
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = f"the predictions when {left} and {right} are exchanged"
    model = require_model("symmetric", model, looked_at)
    before = predict("symmetric", model, example, looked_at)
    exchanged = {**example, left: example[right], right: example[left]}
    change = largest_change(before, predict("symmetric", model, exchanged, looked_at))
    if change <= SAME:
        return passed("symmetric", f"exchanging {left} and {right} changes no prediction")
    same = {**example, right: example[left]}
    swapped_rows = predict("symmetric", model, same, looked_at)
    one_sided = largest_change(before, swapped_rows) == 0
    graph = require_graph("symmetric", model, looked_at)
    fail(
        "symmetric",
        looked_at,
        expected="the same predictions",
        found=f"predictions that differ by up to {change:.2g}",
        cause="dead-input" if one_sided else _why_asymmetric(graph, left, right),
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
        cause="unshared-layer",
    )


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
    return "order-sensitive-head" if sides[0] == sides[1] else "unshared-layer"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
