"""Checks of what a model does: which input moves the output, what padding and exchanging change, what it computes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import keras
import networkx as nx
import numpy as np

from autograder.checks import near, parts, take
from autograder.checks.look import check, fail, known, slipped
from autograder.checks.near import Arrays
from autograder.graphs.graph import ModelGraph

Wanted: TypeAlias = "np.ndarray | list[float] | keras.Model"
PRODUCTS = {"Dot", "Multiply", "Matmul", "Einsum", "Vdot", "Inner", "Lambda"}
DIFFERENCES = {"Subtract", "Negative", "Lambda"}
WITHOUT_SIGN = {"Abs", "Absolute", "Square", "Power", "Norm"}  # what makes of a difference that has no sign
SATURATED = "the weights: with others this input counts. Are numbers so large that an activation always gives the same?"


@check("which inputs the predictions depend on", subjects=["model"])
def moves(model: Any, example: Arrays, /, **expected: bool) -> str:
    """Check which inputs move the output: each is exchanged among the rows of `example`, the others stay.

    `example` maps every input's name to an array of two rows or more that differ; ``question=True`` says that
    exchanging this input must change some prediction, False that it must change none.
    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> left, right = keras.Input((2,), name="left"), keras.Input((2,), name="right")
    >>> example = {"left": np.eye(2), "right": np.eye(2)}
    >>> answer = layers.Dense(1)(layers.Concatenate()([left, right]))
    >>> check.moves(keras.Model([left, right], answer), example, left=True, right=True)
    ✓ predictions depend on left and right
    >>> answer = layers.Dense(1)(layers.Concatenate()([left, left]))
    >>> check.moves(keras.Model([left, right], answer), example, left=True, right=True)
    ✗ which inputs the predictions depend on
        expected  changing right changes some prediction
        found     changing right changes none
        cause     dead-input: changing this input changes no prediction: the model carries the input and does not
                  use it
        look at   the line where the branches meet: is this input's branch really among what is merged?
    """
    made = take.model(model)
    before = take.numbers(made, example)
    for name, must_move in expected.items():
        if take.moved(made, example, name, before) == must_move:
            continue
        fail(
            expected=f"changing {name} changes {'some' if must_move else 'no'} prediction",
            found=f"changing {name} changes {'none' if must_move else 'some'}",
            cause=_why_unmoved(made, example, name, before) if must_move else None,
            look_at=SATURATED if must_move else f"plot_model: where do the arrows from {name} lead?",
        )
    moving = [name for name, must_move in expected.items() if must_move]
    still = [name for name, must_move in expected.items() if not must_move]
    return f"predictions depend on {' and '.join(moving)}" + (f", not on {' or '.join(still)}" if still else "")


@check("the predictions when {name} is padded with zeros", subjects=["model"])
def padding(model: Any, example: Arrays, name: str, pad: int = 3, side: str = "right") -> str:
    """Check that `pad` zeros added to the input `name` change no prediction by more than 1e-5.

    `example` maps every input's name to an array; zeros are added along the second axis, on the given side.
    Raises CheckFailed, also when the input is not used at all; NotAttempted when there is no model yet.

    >>> text = keras.Input((None,), name="text")
    >>> example = {"text": np.array([[1, 2], [2, 3]])}
    >>> words = layers.Embedding(4, 4, "identity", mask_zero=True)(text)
    >>> check.padding(keras.Model(text, layers.GlobalAveragePooling1D()(words)), example, "text")
    ✓ 3 padding zeros in text change no prediction
    >>> words = layers.Embedding(4, 4, "identity")(text)
    >>> check.padding(keras.Model(text, layers.GlobalAveragePooling1D()(words)), example, "text")
    ✗ the predictions when text is padded with zeros
        expected  the same predictions with 3 zeros more
        found     predictions that differ by up to 0.6
        cause     no-mask: padding zeros are read as if they were words
        look at   the Embedding: what tells it that 0 is no word?
    """
    made = take.model(model)
    before = take.numbers(made, example)
    if not take.moved(made, example, name, before):
        cause = _why_unmoved(made, example, name, before)
        found = "one that does not" if cause else "one whose predictions are the same for all that was fed"
        fail(expected=f"a model that reads {name}", found=found, cause=cause, look_at=SATURATED)
    zeros = np.zeros((len(example[name]), pad), dtype=example[name].dtype)
    rows = [example[name], zeros] if side == "right" else [zeros, example[name]]
    change = near.change(before, take.predictions(made, {**example, name: np.concatenate(rows, axis=1)}))
    if change <= near.SAME.absolute:
        return f"{pad} padding zeros in {name} change no prediction"
    fail(
        expected=f"the same predictions with {pad} zeros more",
        found=f"predictions that differ by up to {near.shorter(change)}",
        cause=_why_padding_counts(take.graph(made), name),
        look_at="the layers from this input on: what does each of them make of zeros?",
    )


@check("the predictions when {left} and {right} are exchanged", subjects=["model"])
def symmetric(model: Any, example: Arrays, left: str, right: str) -> str:
    """Check that exchanging two inputs changes no prediction by more than 1e-5, though each of them counts.

    `example` maps every input's name to an array; the rows of `left` and `right` must differ.
    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> left, right = keras.Input((2,), name="left"), keras.Input((2,), name="right")
    >>> example = {"left": np.eye(2), "right": 3 * np.eye(2)}
    >>> check.symmetric(keras.Model([left, right], layers.Add()([left, right])), example, "left", "right")
    ✓ exchanging left and right changes no prediction
    >>> check.symmetric(keras.Model([left, right], layers.Subtract()([left, right])), example, "left", "right")
    ✗ the predictions when left and right are exchanged
        expected  the same predictions
        found     predictions that differ by up to 4
        cause     signed-difference: a − b becomes b − a when the sides change places: the same size, the other sign
        look at   the difference: what would make its sign not count?
    """
    made = take.model(model)
    before = take.numbers(made, example)
    for name in (left, right):
        if not take.moved(made, example, name, before):
            found, cause = f"changing {name} changes none", _why_unmoved(made, example, name, before)
            fail(expected="predictions that depend on both", found=found, cause=cause, look_at=SATURATED)
    exchanged = {**example, left: example[right], right: example[left]}
    change = near.change(before, take.predictions(made, exchanged))
    if change <= near.SAME.absolute:
        return f"exchanging {left} and {right} changes no prediction"
    fail(
        expected="the same predictions",
        found=f"predictions that differ by up to {near.shorter(change)}",
        cause=_why_asymmetric(take.graph(made), left, right),
    )


@check("the answer when {left} and {right} are the same", subjects=["model"])
def alike(
    model: Any,
    example: Arrays,
    left: str,
    right: str,
    gives: float | None = None,
    within: float = 1e-3,
    at_least: float | None = None,
) -> str:
    """Check what a model answers when two of its inputs get the same, on every row of `example`.

    A distance `gives` 0 and a cosine similarity 1, to `within`; an answer with no such value has a bound, `at_least`.
    The array of `left` is fed to both. Raises CheckFailed; NotAttempted when there is no model yet; TypeError unless
    exactly one of `gives` and `at_least` is given.

    >>> left, right = keras.Input((2,), name="left"), keras.Input((2,), name="right")
    >>> example = {"left": 2 * np.eye(2), "right": np.eye(2)}
    >>> cosine = layers.Dot(1, normalize=True)([left, right])
    >>> check.alike(keras.Model([left, right], cosine), example, "left", "right", gives=1)
    ✓ the same for left and right gives 1
    >>> check.alike(keras.Model([left, right], layers.Dot(1)([left, right])), example, "left", "right", gives=1)
    ✗ the answer when left and right are the same
        expected  1 on every row
        found     4 on one of them
        cause     not-normalised: the product of two codes grows with their length, so it can be anything; a cosine
                  lies between −1 and 1
        look at   the dot product: what has to be done to both codes before it, or by it?
    """
    if (gives is None) == (at_least is None):
        raise TypeError("alike takes what the model gives, or the number that it gives at least")
    made = take.model(model)
    found = take.only_prediction(made, {**example, right: example[left]}).reshape(-1)
    bound = float(at_least or 0)
    off = np.abs(found - gives) if gives is not None else np.maximum(bound - found, 0)
    expected = f"{gives:g}" if gives is not None else f"at least {at_least:g}"
    furthest = float(found[off.argmax()])
    if off.max() <= within:
        return f"the same for {left} and {right} gives {expected}"
    cause = None
    kinds = set(dict(take.graph(made).calls.nodes(data="kind")).values())
    if gives == 1 and np.isfinite(furthest) and furthest > 1 and kinds & PRODUCTS:
        cause = "not-normalised"
    elif gives is None and np.all(found <= -bound + within) and kinds & DIFFERENCES:
        cause = "subtracted-backwards"
    fail(
        expected=f"{expected} on every row" + (f", to {within:g}" if within > 1e-3 else ""),
        found="not a number" if np.isnan(furthest) else f"{near.short(furthest)} on one of them",
        cause=cause,
        look_at="what joins the two codes, worked through by hand for two equal ones",
    )


@check("the numbers your model gives", subjects=["model"])
def computes(model: Any, example: Arrays, expected: Wanted, slips: Mapping[str, Wanted] | None = None) -> str:
    """Check the numbers that a model with one output gives for `example`, to 1e-3.

    `expected` are these numbers, one a row, or a model of the same design, which is given this model's weights.
    `slips` maps the names of causes to the numbers, or to the designs, that they lead to.
    Raises CheckFailed; NotAttempted when there is no model yet; ValueError for a cause that is none.

    >>> left, right = keras.Input((1,), name="left"), keras.Input((1,), name="right")
    >>> example = {"left": np.array([[5.0], [2.0]]), "right": np.array([[1.0], [4.0]])}
    >>> slips = {"subtracted-backwards": [-4.0, 2.0]}
    >>> check.computes(keras.Model([left, right], left - right), example, [4.0, -2.0], slips)
    ✓ all 2 answers are as they must be
    >>> check.computes(keras.Model([left, right], right - left), example, [4.0, -2.0], slips)
    ✗ the numbers your model gives
        expected  2 answers, beginning 4.000, -2.000
        found     2 answers, beginning -4.000, 2.000
        cause     subtracted-backwards: the two things are subtracted in the other order, so every answer has the
                  other sign
        look at   the subtraction: for which of the two should a large number make the answer large?
    """
    known(*(slips or {}))
    made = take.model(model)
    found = take.only_prediction(made, example).reshape(-1)
    wanted = _numbers(made, example, expected)
    if wanted is None:
        fail(
            expected="the weights of the specification",
            found=", ".join(map(str, parts.weight_shapes(made))) or "no weights",
            look_at="model.summary(): the layers with weights, and their order",
        )

    def is_found(wrong: Wanted) -> bool:
        numbers = _numbers(made, example, wrong)
        return numbers is not None and near.equal(found, numbers)

    if near.equal(found, wanted):
        return f"all {len(wanted)} answers are as they must be"
    beginnings = near.beginnings(wanted, found)
    fail(
        expected=f"{len(wanted)} answers, {beginnings[0]}",
        found=f"{len(found)} answers, {beginnings[1]}",
        cause=slipped(slips, is_found),
        look_at="the operations that join the inputs, one by one",
    )


def _numbers(model: keras.Model, example: Arrays, wanted: Wanted) -> np.ndarray | None:
    """Return the wanted numbers; None when the reference has other weights than the model."""
    if not isinstance(wanted, keras.Model):
        return np.asarray(wanted, dtype="float64").reshape(-1)
    if parts.weight_shapes(wanted) != parts.weight_shapes(model):
        return None
    with take.lent(take.model(wanted)) as reference:
        reference.set_weights(parts.weights(model))
        return take.only_prediction(reference, example).reshape(-1)


def _why_unmoved(model: keras.Model, example: Arrays, name: str, predictions: Arrays) -> str | None:
    """Return the cause of predictions that the input `name` does not move; None when other weights would let it."""
    softmax = parts.last_activation(model) in ("softmax", None)
    if softmax and all(values.shape[-1] == 1 and np.all(values == 1.0) for values in predictions.values()):
        return "softmax-on-one-unit"
    if all(np.all(values == 0.0) for values in predictions.values()) and parts.last_activation(model) == "relu":
        return "answer-clipped"
    return "dead-input" if take.is_dead(model, example, name) else None


def _why_padding_counts(graph: ModelGraph, name: str) -> str | None:
    """Return why zeros added to the input `name` count: its own Embedding makes no mask, or the mask is lost."""
    after = nx.descendants(graph.calls, graph.inputs[name]) if name in graph.inputs else set()
    read = [graph.calls.nodes[call] for call in after if graph.kind(call) in ("Embedding", "Masking")]
    if not read:
        return None
    masking = any(call["kind"] == "Masking" or call["config"].get("mask_zero") for call in read)
    return "mask-lost" if masking else "no-mask"


def _why_asymmetric(graph: ModelGraph, left: str, right: str) -> str:
    """Layers with weights that only one side goes through are unshared; else the head tells its two sides apart."""
    data = graph.without_masks()
    after = [nx.descendants(data, graph.inputs[name]) for name in (left, right)]
    if graph.weighted(after[0] - after[1]) != graph.weighted(after[1] - after[0]):
        return "unshared-layer"
    both = after[0] & after[1]
    meetings = [call for call in both if not both & set(data.predecessors(call))]
    behind = {graph.kind(call) for meeting in meetings for call in data.successors(meeting)} or {"output"}
    signed = {graph.kind(call) for call in meetings} == {"Subtract"} and bool(behind - WITHOUT_SIGN)
    return "signed-difference" if signed else "order-sensitive-head"
