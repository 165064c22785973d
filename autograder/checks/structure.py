"""Checks of a model's shape: its inputs, outputs, parameters, branches and where they meet."""

from __future__ import annotations

from typing import Any

import keras
import networkx as nx

from autograder.checks.messages import fail, passed
from autograder.checks.subject import (
    Shape,
    has_swapped_embedding,
    in_words,
    input_shapes,
    last_activation,
    output_shapes,
    require_graph,
    require_model,
)
from autograder.graphs.graph import ModelGraph, read_graph

Kinds = str | tuple[str, ...]
READ_IN_ORDER = ("Embedding", "LSTM", "GRU", "SimpleRNN", "Conv1D")  # layers whose inputs are sequences


def functional(model: Any) -> None:
    """Check that a model was made by ``keras.Model(inputs, outputs)``; what it is made of does not count.

    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = "how your model is made"
    require_model("functional", model, looked_at)
    if not isinstance(model, keras.Sequential):
        return passed("functional", "your model was made from its inputs and outputs")
    fail(
        "functional",
        looked_at,
        expected="a model made from its inputs and outputs",
        found="a Sequential model",
        cause="still-sequential",
    )


def inputs(model: Any, **expected: Shape) -> None:
    """Check the names and shapes of a model's inputs, in any order.

    `expected` gives each input's shape with the batch size first, as Keras prints it: ``text=(None, None)``.
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = "the inputs of your model"
    found = input_shapes(require_model("inputs", model, looked_at))
    if found == expected:
        return passed("inputs", f"inputs: {in_words(expected)}")
    cause = None
    if set(found) < set(expected):
        cause = "missing-input"
    elif set(found) > set(expected):
        cause = "needless-input"
    elif sorted(map(str, found.values())) == sorted(map(str, expected.values())):
        cause = "shapes-exchanged" if set(found) == set(expected) else "misnamed-input"
    elif any(shape == (None, *expected.get(name, ())) for name, shape in found.items()):
        cause = "batch-axis-twice"
    elif any(name.endswith("CLONE") for name in found):  # how Keras names an input made of a tensor on the way
        cause = "input-rebound"
    fail(
        "inputs",
        looked_at,
        expected=in_words(expected),
        found=in_words(found),
        cause=cause,
        look_at="each keras.Input(shape, name=...), and the inputs=... of keras.Model",
    )


def outputs(model: Any, *shapes: Shape, **named: Shape) -> None:
    """Check a model's outputs: by name where the exercise names them, else by shape in order.

    Shapes have the batch size first: ``check.outputs(model, (None, 1))`` or ``check.outputs(model, answer=(None, 1))``.
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = "the outputs of your model"
    model = require_model("outputs", model, looked_at)
    found = output_shapes(model)
    right = list(found.values()) == list(shapes) if shapes else found == named
    expected = in_words(named) if named else ", ".join(map(str, shapes))
    one_unit = [
        name for name, shape in found.items() if shape[-1:] == (1,) and last_activation(model, name) == "softmax"
    ]
    if right and not one_unit:
        return passed("outputs", f"outputs: {in_words(found)}")
    cause = None
    if one_unit:
        cause = "softmax-on-one-unit"
    elif any(shape[:1] != (None,) for shape in found.values()):
        cause = "batch-mixed"
    elif any(len(shape) == 3 for shape in found.values()) and all(len(s) == 2 for s in [*shapes, *named.values()]):
        cause = "sequence-not-summarised" if _reads_sequences(model) else "dense-keeps-axes"
    elif len(found) == 1 and one_unit_for_many(next(iter(found.values())), *shapes, *named.values()):
        cause = "one-number-for-classes"
    elif set(found) < set(named):
        cause = "missing-output"
    elif named and sorted(map(str, found.values())) == sorted(map(str, named.values())):
        cause = "outputs-exchanged" if set(found) == set(named) else "misnamed-output"
    fail(
        "outputs",
        looked_at,
        expected=expected,
        found=in_words(found) + (" with softmax" if one_unit else ""),
        cause=cause,
        look_at="the last layer: its units, its name, and the outputs=... of keras.Model",
    )


def parameters(model: Any, expected: int) -> None:
    """Check how many parameters a model has, trainable or not.

    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = "the number of parameters of your model"
    model = require_model("parameters", model, looked_at)
    found = model.count_params()
    if found == expected:
        return passed("parameters", f"parameters: {expected:,}")
    fail(
        "parameters",
        looked_at,
        expected=f"{expected:,}",
        found=f"{found:,}",
        cause="swapped-embedding" if has_swapped_embedding(model) else None,
        look_at="model.summary(): which layer's count differs from the one you work out by hand?",
    )


def branch(model: Any, start: str, *kinds: Kinds) -> None:
    """Check that a path leads from the input `start` through layers of these kinds, in this order, to an output.

    A kind is a class name, or a tuple of names of which any will do; other layers may stand between.
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = f"the way from the input {start} to the output"
    graph = require_graph("branch", model, looked_at)
    wanted = [kind if isinstance(kind, tuple) else (kind,) for kind in kinds]
    expected = " → ".join([start, *(" or ".join(names) for names in wanted), "output"])
    if start not in graph.inputs:
        fail("branch", looked_at, expected=expected, found=f"no input {start}", cause="missing-input")
    data = graph.without_masks()
    reached = _longest_match(graph, data, graph.inputs[start], wanted)
    if reached == len(wanted):
        return passed("branch", expected)
    leads_out = any(nx.has_path(data, graph.inputs[start], end) for end in graph.outputs.values())
    too_short = any(set(wanted[reached]) & set(names) for names in wanted[:reached])
    fail(
        "branch",
        looked_at,
        expected=expected,
        found=f"no {' or '.join(wanted[reached])} on that way"
        + (f" after {' or '.join(wanted[reached - 1])}" if reached else "")
        if leads_out
        else f"{start} leads to no output",
        cause=("layer-skipped" if too_short else None) if leads_out else "missing-branch",
        look_at="plot_model: follow the arrows from this input",
    )


def merge(model: Any, *names: str, by: Kinds | None = None) -> None:
    """Check that the inputs called `names` meet on their way to the output, and in which kind of layer they do.

    `by` is a class name or a tuple of accepted ones; a layer and an operator of one kind are equal (Add and +).
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    wanted = (by,) if isinstance(by, str) else by
    looked_at = f"where {' and '.join(names)} meet"
    expected = f"they meet{' in a ' + ' or '.join(wanted) if wanted else ''}, and what comes of it leads to the output"
    graph = require_graph("merge", model, looked_at)
    missing = [name for name in names if name not in graph.inputs]
    if missing:
        fail("merge", looked_at, expected=expected, found=f"no input {missing[0]}", cause="missing-input")
    data = graph.without_masks()
    after = [{graph.inputs[name]} | nx.descendants(data, graph.inputs[name]) for name in names]
    for name, reached in zip(names, after, strict=True):
        if not reached & set(graph.outputs.values()):
            fail("merge", looked_at, expected=expected, found=f"{name} leads to no output", cause="missing-branch")
    common = set.intersection(*after)
    if not common:
        fail("merge", looked_at, expected=expected, found="they never meet", cause="missing-branch")
    meetings = [call for call in common if not common & set(data.predecessors(call))]
    found = sorted({graph.kind(call) for call in meetings})
    if wanted is None or set(found) & set(wanted):
        return passed("merge", f"{' and '.join(names)} meet in {' and '.join(found)}")
    fail("merge", looked_at, expected=expected, found=f"they meet in {' and '.join(found)}", cause="wrong-merge")


def one_unit_for_many(found: Shape, *expected: Shape) -> bool:
    """Tell whether the one output that was found has 1 unit, where the one that is expected has several."""
    return len(expected) == 1 and found == (*expected[0][:-1], 1) and (expected[0][-1] or 0) > 1


def _reads_sequences(model: keras.Model) -> bool:
    calls = read_graph(model).calls
    return any(kind in READ_IN_ORDER for _, kind in calls.nodes(data="kind"))


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
