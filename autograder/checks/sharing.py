"""Checks of weight sharing: one layer used several times, models with weights in common, a model cut out of another."""

from __future__ import annotations

from typing import Any

import keras
import networkx as nx
import numpy as np

from autograder.checks import near, parts, take
from autograder.checks.look import at, check, fail
from autograder.checks.near import Arrays, counted
from autograder.graphs.graph import ModelGraph


@check("how often each {kind} is used", subjects=["model"])
def shared(model: Any, kind: str, calls: int = 2, layers: int = 1, units: tuple[int, ...] | None = None) -> str:
    """Check that `layers` layers of this kind (a class name) are called `calls` times each, any others once.

    Calls of a layer that read the same give the same, and count once. `units` are the widths of the shared layers,
    the one nearest to the inputs first. Layers inside inner models count; an inner model called twice calls its layers
    twice. A Bidirectional is no layer of the kind inside it, which it has twice.
    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> left, right = keras.Input((2,), name="left"), keras.Input((2,), name="right")
    >>> code = layers.Dense(8, name="code")
    >>> check.shared(keras.Model([left, right], layers.Dot(1)([code(left), code(right)])), "Dense")
    ✓ 1 Dense layer, called 2 times
    >>> other = layers.Dense(8, name="other")
    >>> check.shared(keras.Model([left, right], layers.Dot(1)([code(left), other(right)])), "Dense")
    ✗ how often each Dense is used
        expected  1 Dense layer, called 2 times
        found     code called 1 time, other called 1 time
        cause     unshared-layer: there are as many layers as uses, each with weights of its own; sharing means to
                  make one and call it again
        look at   the place where the layer is made: does it run once, or once for every use?
    """
    expected = f"{counted(layers, kind + ' layer')}, called {counted(calls, 'time')}{' each' if layers > 1 else ''}"
    made = take.model(model)
    graph = take.graph(made)
    found = _times_called(graph, kind)
    reused = [times for times in found.values() if times > 1]
    described = ", ".join(f"{name} called {counted(times, 'time')}" for name, times in found.items()) or f"no {kind}"
    if reused == [calls] * layers:
        widths = _widths(graph, [name for name, times in found.items() if times > 1])
        if units in (None, widths):
            return expected + (f", of {' and '.join(map(str, widths))} units" if units else "")
        at(f"the width of each shared {kind}")
        fail(expected=str(units), found=str(widths), look_at="its units")
    twice = _called_twice_on_the_same(graph, kind, [name for name, times in found.items() if times < calls])
    fail(
        expected=expected,
        found=described + (f", and twice on the same tensor: {twice}" if twice else ""),
        cause="same-side-twice" if twice else _why_unshared(made, graph, found, calls, layers),
        look_at="where each layer is made, and where it is called",
    )


@check("the weights that the two models have in common", subjects=["first", "second"])
def share_weights(first: Any, second: Any) -> str:
    """Check that two models have weights in common, so that training one changes the other.

    Raises CheckFailed; NotAttempted when a model is missing.

    >>> x = keras.Input((2,), name="x")
    >>> code = layers.Dense(8)
    >>> check.share_weights(keras.Model(x, code(x)), keras.Model(x, layers.Dense(1)(code(x))))
    ✓ the models have 2 arrays of weights in common
    >>> check.share_weights(keras.Model(x, code(x)), keras.Model(x, layers.Dense(1)(layers.Dense(8)(x))))
    ✗ the weights that the two models have in common
        expected  at least one layer that belongs to both
        found     none: each model has layers of its own
        cause     unshared-layer: there are as many layers as uses, each with weights of its own; sharing means to
                  make one and call it again
        look at   the place where the layer is made: does it run once, or once for every use?
    """
    one, other = take.model(first), take.model(second)
    common, _ = parts.weights_in_common(one, other)
    if common:
        return f"the models have {counted(common, 'array')} of weights in common"
    fail(
        expected="at least one layer that belongs to both",
        found="none: each model has layers of its own",
        cause="copied-not-shared" if _some_equal_weights(one, other) else "unshared-layer",
    )


@check("the weights that two calls of {name} have in common", subjects=["first", "second"])
def apart(first: Any, second: Any, name: str = "your function") -> str:
    """Check that two models, each made by a call of the function `name`, have no weights in common.

    Raises CheckFailed; NotAttempted when a model is missing.

    >>> x = keras.Input((2,), name="x")
    >>> def block(x):
    ...     return layers.Dense(8)(x)
    ...
    >>> check.apart(keras.Model(x, block(x)), keras.Model(x, block(x)), name="block")
    ✓ each call of block makes layers of its own
    >>> kept = layers.Dense(8)
    >>> check.apart(keras.Model(x, kept(x)), keras.Model(x, kept(x)), name="block")
    ✗ the weights that two calls of block have in common
        expected  none
        found     2 arrays
        cause     layers-kept: the function uses layers that an earlier call made too, so all that it builds has the
                  same weights
        look at   where each layer is made: does every call of the function make new ones?
    """
    common, _ = parts.weights_in_common(take.model(first), take.model(second))
    if not common:
        return f"each call of {name} makes layers of its own"
    fail(expected="none", found=counted(common, "array"), cause="layers-kept")


@check("the model cut at {layer}", subjects=["part", "whole"], weights="values")
def cut(part: Any, whole: keras.Model, layer: str, example: Arrays) -> str:
    """Check that a model gives what the layer called `layer` of another model gives, with that model's own weights.

    `example` maps the inputs' names to arrays. Of a layer that is called several times its first call counts.
    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> x = keras.Input((2,), name="x")
    >>> whole = keras.Model(x, layers.Dense(1)(layers.Dense(8, name="code")(x)))
    >>> part = keras.Model(x, whole.get_layer("code").output)
    >>> check.cut(part, whole, "code", {"x": np.eye(2)})
    ✓ your model gives what code gives, with its weights
    >>> check.cut(keras.Model(x, layers.Dense(8)(x)), whole, "code", {"x": np.eye(2)})
    ✗ the model cut at code
        expected  what code gives, made by the trained layers themselves
        found     new weights: dense_1/kernel, dense_1/bias
        cause     unshared-layer: there are as many layers as uses, each with weights of its own; sharing means to
                  make one and call it again
        look at   the place where the layer is made: does it run once, or once for every use?
    """
    made, trained = take.model(part), take.model(whole)
    expected = f"what {layer} gives, made by the trained layers themselves"
    found, *more = take.numbers(made, example).values()
    _, foreign = parts.weights_in_common(made, trained)
    right = near.equal(found, _given_by(trained, layer, example), near.SAME)
    if right and more and not foreign:
        look_at = "the outputs=... of keras.Model"
        fail(expected=f"what {layer} gives, and nothing else", found=f"{1 + len(more)} outputs", look_at=look_at)
    if right and not foreign:
        return f"your model gives what {layer} gives, with its weights"
    cause = None
    if foreign:
        cause = "copied-not-shared" if right else "unshared-layer"
    elif other := _made_by(found, trained, example):
        fail(expected=expected, found=f"what {other} gives, of shape {found.shape}", cause="cut-elsewhere")
    fail(
        expected=expected,
        found=f"new weights: {', '.join(foreign)}" if foreign else f"other numbers, of shape {found.shape}",
        cause=cause,
        look_at="where the model begins, and the tensor where it ends",
    )


def _made_by(found: np.ndarray, whole: keras.Model, example: Arrays) -> str | None:
    """Return the name of the layer that gives what was found; None when there is no such layer."""
    for name in parts.layer_names(whole):
        if near.equal(found, _given_by(whole, name, example), near.SAME):
            return name
    return None


def _given_by(model: keras.Model, layer: str, example: Arrays) -> np.ndarray:
    """Return what a layer of a model gives at its first call; of several outputs the first."""
    return next(iter(take.predictions(parts.until(model, layer), example).values()))


def _times_called(graph: ModelGraph, kind: str) -> dict[str, int]:
    """Return how often each layer of a kind is called on different things, for calls that lead to an output."""
    computed: dict[str, set[int]] = {}
    for call, number in _computed(graph).items():
        if _is(graph, call, kind):
            computed.setdefault(graph.calls.nodes[call]["layer"], set()).add(number)
    return {layer: len(numbers) for layer, numbers in computed.items()}


def _is(graph: ModelGraph, call: str, kind: str) -> bool:
    """Tell whether a call is of a layer of this kind; one that is applied to every step counts, one in two ways not."""
    wrapper = graph.calls.nodes[call]["wrapper"]
    return kind == wrapper or (wrapper == "TimeDistributed" and kind == graph.kind(call))


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
    weights = parts.weights_by_layer(model)
    once = [weights.get(name, []) for name, times in found.items() if times == 1]
    if any(_equal_weights(a, b) for number, a in enumerate(once) for b in once[number + 1 :]):
        return "copied-not-shared"
    every = {settings["kind"] for _, settings in graph.calls.nodes(data=True)}
    shared_ones = {name for kind in every for name, times in _times_called(graph, kind).items() if times > 1}
    return "half-shared" if weights.keys() & shared_ones else "unshared-layer"


def _some_equal_weights(first: keras.Model, second: keras.Model) -> bool:
    """Tell whether some array of weights in the second model equals one in the first, other than as new biases do."""
    return any(_equal_weights([one], [other]) for one in parts.weights(first) for other in parts.weights(second))


def _equal_weights(first: list[np.ndarray], second: list[np.ndarray]) -> bool:
    """Tell whether two layers' weights are the same numbers, and not all of them zeros and ones, as new biases are."""
    same = len(first) == len(second) and all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))
    return same and any(not np.isin(weight, (0.0, 1.0)).all() for weight in first)


def _called_twice_on_the_same(graph: ModelGraph, kind: str, layers: list[str]) -> str | None:
    """Return the one of these layers of a kind that is called twice on one and the same thing; None without any."""
    seen: set[tuple[str, int]] = set()
    for call, number in _computed(graph).items():
        layer = str(graph.calls.nodes[call]["layer"])
        if layer in layers and _is(graph, call, kind):
            if (layer, number) in seen:
                return layer
            seen.add((layer, number))
    return None


def _computed(graph: ModelGraph) -> dict[str, int]:
    """Return a number for what each call computes: one and the same for calls of one layer on equal things."""
    data = graph.without_masks()
    numbers: dict[str, int] = {}
    known: dict[Any, int] = {}
    for call in nx.topological_sort(data):
        edges = graph.calls.in_edges(call, data=True)
        reads = sorted((edge["slot"], edge["part"], numbers[source]) for source, _, edge in edges if source in numbers)
        computed = (graph.calls.nodes[call]["layer"], *reads) if reads else call
        numbers[call] = known.setdefault(computed, len(known))
    return numbers
