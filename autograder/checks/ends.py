"""Checks of a model's ends: how it was made, its inputs and outputs, and what kind of answer each head gives."""

from __future__ import annotations

from typing import Any, Literal

import keras
import networkx as nx
import numpy as np

from autograder.checks import near, parts, take
from autograder.checks.look import check, fail
from autograder.checks.near import Arrays
from autograder.checks.parts import Shape, in_words, last_activation, within_probabilities
from autograder.graphs.graph import ModelGraph, read_graph

READ_IN_ORDER = ("Embedding", "LSTM", "GRU", "SimpleRNN", "Conv1D")  # layers whose inputs are sequences
PUT_AXES = {"Reshape", "ExpandDims", "RepeatVector", "Stack"}
PROBABILITIES = ("sigmoid", "softmax", "hard_sigmoid")
SQUEEZING = (*PROBABILITIES, "tanh", "softsign")
CLIPPING = ("relu", "relu6", "softplus")
BY_HAND = (None, "exponential")  # may be kept between 0 and 1 by operations, as exp(-distance) is
WILD = 1000.0  # weights so large leave nothing between 0 and 1 that is not kept there
Kind = Literal["classes", "yes-or-no", "amount"]
GIVES: dict[Kind, str] = {
    "classes": "probabilities that sum to 1",
    "yes-or-no": "a probability between 0 and 1",
    "amount": "any number",
}


@check("how your model is made", subjects=["model"])
def functional(model: Any) -> str:
    """Check that a model was made by ``keras.Model(inputs, outputs)``; what it is made of does not count.

    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> x = keras.Input((3,), name="x")
    >>> check.functional(keras.Model(x, layers.Dense(1)(x)))
    ✓ your model was made from its inputs and outputs
    >>> check.functional(keras.Sequential([x, layers.Dense(1)]))
    ✗ how your model is made
        expected  a model made from its inputs and outputs
        found     a Sequential model
        cause     still-sequential: this is a Sequential model, a list of layers; the exercise asks for the graph,
                  drawn call by call
        look at   where the graph begins (keras.Input), how a layer is used on a tensor, and what closes it
                  (keras.Model)
    """
    take.model(model)
    if not isinstance(model, keras.Sequential):
        return "your model was made from its inputs and outputs"
    expected = "a model made from its inputs and outputs"
    fail(expected=expected, found="a Sequential model", cause="still-sequential")


@check("the inputs of your model", subjects=["model"])
def inputs(model: Any, /, **expected: Shape) -> str:
    """Check the names and shapes of a model's inputs, in any order.

    `expected` gives each input's shape with the batch size first, as Keras prints it: ``text=(None, None)``.
    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> text, tags = keras.Input((4,), name="text"), keras.Input((3,), name="tags")
    >>> both = layers.Concatenate()([text, tags])
    >>> check.inputs(keras.Model([text, tags], both), text=(None, 4), tags=(None, 3))
    ✓ inputs: text (None, 4), tags (None, 3)
    >>> check.inputs(keras.Model(text, layers.Dense(1)(text)), text=(None, 4), tags=(None, 3))
    ✗ the inputs of your model
        expected  text (None, 4), tags (None, 3)
        found     text (None, 4)
        cause     missing-input: an input that the exercise asks for is not among the model's inputs
        look at   the inputs=... of keras.Model: is every keras.Input in it?
    """
    found = parts.input_shapes(take.model(model))
    if found == expected:
        return f"inputs: {in_words(expected)}"
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
        expected=in_words(expected),
        found=in_words(found),
        cause=cause,
        look_at="each keras.Input(shape, name=...), and the inputs=... of keras.Model",
    )


@check("the outputs of your model", subjects=["model"])
def outputs(model: Any, /, *shapes: Shape, **named: Shape) -> str:
    """Check a model's outputs: by name where the exercise names them, else by shape in order.

    Shapes have the batch size first: ``check.outputs(model, (None, 1))`` or ``check.outputs(model, answer=(None, 1))``.
    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> x = keras.Input((4,), name="x")
    >>> check.outputs(keras.Model(x, layers.Dense(3, name="genre")(x)), genre=(None, 3))
    ✓ outputs: genre (None, 3)
    >>> check.outputs(keras.Model(x, layers.Dense(1, name="genre")(x)), genre=(None, 3))
    ✗ the outputs of your model
        expected  genre (None, 3)
        found     genre (None, 1)
        cause     one-number-for-classes: one number is given where the answer needs one for each class
        look at   the units of the last layer
    """
    made = take.model(model)
    found = parts.output_shapes(made)
    right = list(found.values()) == list(shapes) if shapes else found == named
    expected = in_words(named) if named else ", ".join(map(str, shapes))
    one_unit = [
        name for name, shape in found.items() if shape[-1:] == (1,) and last_activation(made, name) == "softmax"
    ]
    if right and not one_unit:
        return f"outputs: {in_words(found)}"
    cause = None
    if one_unit:
        cause = "softmax-on-one-unit"
    elif {shape[:1] for shape in found.values()} - {shape[:1] for shape in parts.input_shapes(made).values()}:
        cause = "batch-mixed"
    elif any(len(shape) == 3 for shape in found.values()) and all(len(s) == 2 for s in [*shapes, *named.values()]):
        cause = _why_an_axis_more(made)
    elif len(found) == 1 and _one_unit_for_many(next(iter(found.values())), *shapes, *named.values()):
        cause = "one-number-for-classes"
    elif set(found) < set(named):
        cause = "missing-output"
    elif named and sorted(map(str, found.values())) == sorted(map(str, named.values())):
        cause = "outputs-exchanged" if set(found) == set(named) else "misnamed-output"
    fail(
        expected=expected,
        found=in_words(found) + (" with softmax" if one_unit else ""),
        cause=cause,
        look_at="the last layer: its units, its name, and the outputs=... of keras.Model",
    )


@check("the heads of your model", subjects=["model"])
def heads(model: Any, example: Arrays, /, **kinds: Kind) -> str:
    """Check the heads of a model with several outputs, by output name: ``genre="classes", date="amount"``.

    "classes" are probabilities that sum to 1, "yes-or-no" one between 0 and 1, an "amount" may be any number. All must
    share a layer with weights (the trunk), and none may read another one's answer.
    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> x = keras.Input((4,), name="x")
    >>> trunk = layers.Dense(8, activation="relu")(x)
    >>> genre = layers.Dense(3, activation="softmax", name="genre")(trunk)
    >>> date = layers.Dense(1, name="date")(trunk)
    >>> check.heads(keras.Model(x, [genre, date]), {"x": np.eye(4)}, genre="classes", date="amount")
    ✓ genre and date stand on one trunk, each with its own kind of answer
    >>> date = layers.Dense(1, name="date")(genre)
    >>> check.heads(keras.Model(x, [genre, date]), {"x": np.eye(4)}, genre="classes", date="amount")
    ✗ the heads of your model
        expected  heads side by side
        found     the answer genre goes into the head date
        cause     head-on-head: one head reads the answer of another head, so it sees nothing but that answer
        look at   the tensor that each head is called on
    """
    made = take.model(model)
    predicted = take.numbers(made, example)
    missing = [name for name in kinds if name not in predicted]
    if missing:
        found = f"outputs called {', '.join(predicted)}"
        fail(expected=f"an output called {missing[0]}", found=found, cause="missing-output")
    for name, kind in kinds.items():
        cause = _why_other_kind(made, example, name, kind, predicted[name])
        if cause is not None:
            found = f"{name} gives {_numbers_in_words(predicted[name])}"
            fail(expected=f"{name} gives {GIVES[kind]}", found=found, cause=cause)
    graph = take.graph(made)
    data = graph.without_masks()
    ends = {name: graph.outputs[name] for name in kinds}
    for first, end in ends.items():
        for second, other in ends.items():
            if end in nx.ancestors(data, other):
                found = f"the answer {first} goes into the head {second}"
                fail(expected="heads side by side", found=found, cause="head-on-head")
    if not _trunk(graph, data, list(ends.values())):
        found = "no layer with weights that leads to all of them"
        fail(expected="one trunk under all heads", found=found, cause="separate-trunks")
    if len(kinds) == 1:
        name, kind = next(iter(kinds.items()))
        return f"{name} gives {GIVES[kind]}"
    return f"{' and '.join(kinds)} stand on one trunk, each with its own kind of answer"


def _one_unit_for_many(found: Shape, *expected: Shape) -> bool:
    """Tell whether the one output that was found has 1 unit, where the one that is expected has several."""
    return len(expected) == 1 and found == (*expected[0][:-1], 1) and (expected[0][-1] or 0) > 1


def _why_an_axis_more(model: keras.Model) -> str | None:
    """Return why an answer has one axis more than it must; None where a layer at its end puts one there."""
    graph = read_graph(model)
    if {graph.kind(end) for end in graph.outputs.values()} & PUT_AXES:
        return None
    kinds = {kind for _, kind in graph.calls.nodes(data="kind")}
    return "sequence-not-summarised" if kinds & set(READ_IN_ORDER) else "dense-keeps-axes"


def _why_other_kind(model: keras.Model, example: Arrays, name: str, kind: Kind, values: np.ndarray) -> str | None:
    """Return the cause of an output that gives another kind of answer; None when it gives the right kind."""
    activation = last_activation(model, name)
    if values.shape[-1] == 1 and activation == "softmax":
        return "softmax-on-one-unit"
    if kind == "amount":
        if activation in CLIPPING:
            return "answer-clipped"
        return "answer-squeezed" if activation in SQUEEZING else None
    if not within_probabilities(values):
        return "not-probabilities"
    if kind == "yes-or-no":
        by_hand = activation in BY_HAND and _gives_probabilities_always(model, example, name)
        return None if activation in PROBABILITIES or by_hand else "not-probabilities"
    sums = values.sum(axis=-1)
    return None if near.equal(sums, np.ones_like(sums), near.SUMMED) else "not-probabilities"


def _gives_probabilities_always(model: keras.Model, example: Arrays, name: str) -> bool:
    """Tell whether an output stays between 0 and 1 whatever the weights, as one that is squeezed by hand does."""
    with take.lent(model) as other:
        other.set_weights(parts.random_weights(other, spread=WILD))
        values = take.predictions(other, example)[name]
    return within_probabilities(values[np.isfinite(values)])  # so large numbers may divide inf by inf


def _trunk(graph: ModelGraph, data: nx.DiGraph, ends: list[str]) -> set[str]:
    """Return the layers with weights that lead to every one of these outputs, through whichever of their calls."""
    return set.intersection(*(graph.weighted({end} | nx.ancestors(data, end)) for end in ends))


def _numbers_in_words(values: np.ndarray) -> str:
    low, high = float(values.min()), float(values.max())
    if low == high:
        return f"{low:g}, whatever is read"
    if values.shape[-1] > 1:
        sums = values.sum(axis=-1)
        return f"rows that sum to {near.shorter(sums.min())} … {near.shorter(sums.max())}"
    return f"numbers from {near.shorter(low)} to {near.shorter(high)}"
