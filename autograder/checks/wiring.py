"""Checks of how a model is wired: the way from an input to an output, where inputs meet, how many parameters it has."""

from __future__ import annotations

from typing import Any

import networkx as nx

from autograder.checks import swapped, take
from autograder.checks.look import at, check, fail
from autograder.graphs.graph import ModelGraph
from autograder.graphs.kinds import kinds as kinds_of
from autograder.graphs.unfold import unfolded

Kinds = str | tuple[str, ...]


@check("the number of parameters of your model", subjects=["model"])
def parameters(model: Any, expected: int) -> str:
    """Check how many parameters a model has, trainable or not.

    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> words = keras.Input((None,), name="words")
    >>> read = layers.LSTM(4)(layers.Embedding(1000, 8)(words))
    >>> check.parameters(keras.Model(words, read), 8208)
    ✓ parameters: 8,208
    >>> read = layers.LSTM(4)(layers.Embedding(8, 1000)(words))
    >>> check.parameters(keras.Model(words, read), 8208)
    ✗ the number of parameters of your model
        expected  8,208
        found     24,080
        cause     swapped-embedding: an Embedding was given its two sizes in the other order: a tiny vocabulary of
                  very long vectors
        look at   the Embedding: its first argument is how many words there are, its second how long a word's vector
                  is
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

    A kind is a class name, or a tuple of names of which any will do; other layers may stand between. An operation is of
    the kind of the layer that does the same.
    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> image = keras.Input((8, 8, 1), name="image")
    >>> seen = layers.Conv2D(4, 3)(image)
    >>> model = keras.Model(image, layers.Dense(1)(layers.Flatten()(seen)))
    >>> check.branch(model, "image", "Conv2D", ("Flatten", "GlobalAveragePooling2D"), "Dense")
    ✓ image → Conv2D → Flatten or GlobalAveragePooling2D → Dense → output
    >>> check.branch(model, "image", "Conv2D", "Conv2D", "Dense")
    ✗ the way from the input image to the output
        expected  image → Conv2D → Conv2D → Dense → output
        found     no Conv2D on that way after Conv2D
        cause     layer-skipped: this way is a layer short: it was left out, or some layer reads an earlier tensor
                  and what was made in between leads nowhere
        look at   the tensor that each layer is called on, line by line; a layer that is missing in the summary is
                  not used
    """
    graph = unfolded(take.graph(model))
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

    `by` is a class name or a tuple of accepted ones; a layer and an operation that does the same are equal (Add and +).
    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> left, right = keras.Input((2,), name="left"), keras.Input((2,), name="right")
    >>> met = layers.Concatenate()([left, right])
    >>> check.merge(keras.Model([left, right], layers.Dense(1)(met)), "left", "right", by="Concatenate")
    ✓ left and right meet in Concatenate
    >>> met = layers.Add()([left, right])
    >>> check.merge(keras.Model([left, right], layers.Dense(1)(met)), "left", "right", by="Concatenate")
    ✗ where left and right meet
        expected  they meet in a Concatenate, and what comes of it leads to the output
        found     they meet in Add
        cause     wrong-merge: the branches are joined by another kind of layer than the specification names
        look at   the line where the branches meet
    """
    at(f"where {' and '.join(names)} meet")
    wanted = (by,) if isinstance(by, str) else by
    expected = f"they meet{' in a ' + ' or '.join(wanted) if wanted else ''}, and what comes of it leads to the output"
    graph = unfolded(take.graph(model))
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
    if wanted is None or set().union(*(kinds_of(graph, call) for call in meetings)) & set(wanted):
        return f"{' and '.join(names)} meet in {' and '.join(found)}"
    fail(expected=expected, found=f"they meet in {' and '.join(found)}", cause="wrong-merge")


def _longest_match(graph: ModelGraph, data: nx.DiGraph, start: str, wanted: list[tuple[str, ...]]) -> int:
    """Return how many of the `wanted` kinds, in order, the best path from `start` to an output goes through."""
    matched = {start: 0}
    for call in nx.topological_sort(data):
        before = [matched[previous] for previous in data.predecessors(call) if previous in matched]
        if before:
            most = max(before)
            found = most < len(wanted) and bool(kinds_of(graph, call) & set(wanted[most]))
            matched[call] = most + found
    return max((matched[end] for end in graph.outputs.values() if end in matched), default=0)
