"""Checks that examine a model's layers with other weights, or one step of training on; they get their own back."""

from __future__ import annotations

import warnings
from typing import Any

import keras
import networkx as nx
import numpy as np

from autograder.checks import near, parts, quoted, take
from autograder.checks.look import check, fail
from autograder.checks.near import Arrays
from autograder.graphs.box import MERGES
from autograder.graphs.canonical import canonical
from autograder.graphs.graph import read_graph

ROOTS = ("Sqrt", "Norm", "Normalize")


@check("whether {right} changes how {left} counts", subjects=["model"])
def compares(model: Any, example: Arrays, left: str, right: str) -> str:
    """Check that what `right` is changes how `left` counts, as it must where two things are compared.

    A model that adds a share of the left side to a share of the right side (before its last sigmoid) gives
    f(a, b) + f(c, d) = f(a, d) + f(c, b) for all a, b, c, d, so it can never tell equal pairs from others. It is
    examined with small random weights, so training does not matter; the model has one output of one unit.
    `example` maps both inputs' names to arrays whose rows differ.
    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> left, right = keras.Input((2,), name="left"), keras.Input((2,), name="right")
    >>> example = {"left": np.eye(2), "right": np.array([[3.0, 4.0], [5.0, 7.0]])}
    >>> check.compares(keras.Model([left, right], layers.Dot(1)([left, right])), example, "left", "right")
    ✓ what right is changes how left counts: the two are compared
    >>> answer = layers.Dense(1)(layers.Concatenate()([left, right]))
    >>> check.compares(keras.Model([left, right], answer), example, "left", "right")
    ✗ whether right changes how left counts
        expected  an answer that depends on both sides together
        found     one share from each side, added up
        cause     additive-head: each side adds its own share to the answer, and no sum of two shares can say
                  whether both are the same
        look at   where the sides meet: something there must look at both at once, number by number
    """
    made = take.model(model)
    take.numbers(made, example)
    sigmoid = parts.last_activation(made) == "sigmoid"
    rows = {name: np.roll(array, 1, axis=0) for name, array in example.items()}
    mixed = [{**example, left: a[left], right: b[right]} for a in (example, rows) for b in (example, rows)]
    with take.lent(made) as copy:
        copy.set_weights(parts.random_weights(copy))
        both, one, other, neither = (_answers(copy, pair, sigmoid) for pair in mixed)
    spread = max(np.ptp(np.concatenate([both, one, other, neither])), 1e-6)
    if np.abs(both + neither - one - other).max() > near.ADDITIVE * spread:
        return f"what {right} is changes how {left} counts: the two are compared"
    dead = [name for name in (left, right) if take.is_dead(made, example, name)]
    fail(
        expected="an answer that depends on both sides together",
        found=f"{dead[0]} does not count at all" if dead else "one share from each side, added up",
        cause="dead-input" if dead else "additive-head",
    )


@check("your block with all its weights at zero", subjects=["model"])
def identity_when_zero(model: Any, example: Arrays, relu: bool | None = None) -> str:
    """Check that a model with one input gives its input back when every weight is zero, as a residual block does.

    `relu` tells what follows the addition: True asks for relu(input), False for the input, None takes either.
    The model gets its weights back. Counting parameters cannot see a missing shortcut, this does.
    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> x = keras.Input((2,), name="x")
    >>> check.identity_when_zero(keras.Model(x, x + layers.Dense(2)(x)), {"x": np.eye(2)})
    ✓ with all weights at zero, the block hands its input on
    >>> check.identity_when_zero(keras.Model(x, layers.Dense(2)(x)), {"x": np.eye(2)})
    ✗ your block with all its weights at zero
        expected  the input itself (or relu of it)
        found     zeros everywhere
        cause     missing-shortcut: no path leads around the layers, so what goes in reaches the end only through
                  all of them
        look at   the place where tensors should be joined: is one of them the earlier one, as it was before the
                  layers?
    """
    made = take.model(model)
    take.predictions(made, example)
    with take.lent(made) as copy:
        copy.set_weights([np.zeros_like(weight) for weight in parts.weights(copy)])
        found = take.only_prediction(copy, example)
    given = next(iter(example.values()))
    accepted = {False: given, True: np.maximum(given, 0)}
    if relu is not None:
        accepted = {relu: accepted[relu]}
    if any(near.equal(found, wanted, near.SAME) for wanted in accepted.values()):
        return "with all weights at zero, the block hands its input on"
    cause = None
    if _joins_otherwise(made):
        cause = "wrong-merge"
    elif not np.any(found):
        cause = _why_zero(made)
    elif relu is False and near.equal(found, np.maximum(given, 0), near.SAME):
        cause = "activation-too-many"
    elif relu and near.equal(found, given, near.SAME):
        cause = "missing-activation"
    elif any(near.equal(found, twice, near.SAME) for twice in (2 * given, np.maximum(2 * given, 0))):
        cause = "shortcut-twice"
    what_follows = {False: "", True: ", after relu", None: " (or relu of it)"}[relu]
    fail(
        expected=f"the input itself{what_follows}",
        found="zeros everywhere" if not np.any(found) else "something else",
        cause=cause,
        look_at="the two tensors that are added, and what stands behind the addition",
    )


@check("the weights after one step of training", subjects=["model"])
def finite(model: Any, example: Arrays) -> str:
    """Check that one training step on `example` leaves every weight a finite number.

    It is trained with mean absolute error towards larger answers, so that every answer's own slope counts, and gets
    its weights back. A model without weights is put behind one shared Dense layer that changes nothing yet.
    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> left, right = keras.Input((2,), name="left"), keras.Input((2,), name="right")
    >>> example = {"left": np.eye(2), "right": np.eye(2)}
    >>> square = keras.ops.sum((left - right) ** 2, axis=1, keepdims=True)
    >>> check.finite(keras.Model([left, right], keras.ops.sqrt(keras.ops.maximum(square, 1e-7))), example)
    ✓ one step of training leaves every weight a number
    >>> check.finite(keras.Model([left, right], keras.ops.sqrt(square)), example)
    ✗ the weights after one step of training
        expected  numbers
        found     nan (not a number)
        cause     nan-gradient: the slope of a square root at 0 is infinite, and infinite times 0 is nan: one equal
                  pair spoils every weight
        look at   what goes into the square root when both codes are equal
    """
    made = take.model(model)
    answers = take.only_prediction(made, example)
    targets = np.nan_to_num(answers, nan=0.0, posinf=0.0, neginf=0.0) + 1.0
    with take.lent(made) as copy:
        trained = copy if copy.trainable_weights else _behind_a_layer(copy)
        trained.compile("sgd", "mean_absolute_error")
        trained.fit(parts.fed(trained, example), targets, batch_size=len(targets), verbose=0)
        numbers = all(np.isfinite(weight).all() for weight in parts.weights(trained))
    if numbers:
        return "one step of training leaves every weight a number"
    fail(
        expected="numbers",
        found="nan (not a number)",
        cause="nan-gradient" if np.isfinite(answers).all() and _has_a_root(made) else None,
        look_at="the answers themselves: are they numbers before training, and is each operation's slope one?",
    )


@check("the weights of the head {output} in training", subjects=["model"])
def untouched(model: Any, example: Arrays, targets: Arrays, output: str) -> str:
    """Check that one training step moves no weight that only leads to `output`, and moves others.

    The model is trained with its own compile settings, and gets its weights back.
    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> x = keras.Input((2,), name="x")
    >>> trunk = layers.Dense(2, name="trunk")(x)
    >>> model = keras.Model(x, [layers.Dense(1, name="age")(trunk), layers.Dense(1, name="income")(trunk)])
    >>> example, targets = {"x": np.eye(2)}, {"age": np.array([[3.0], [4.0]]), "income": np.array([[9.0], [8.0]])}
    >>> model.compile("sgd", loss={"age": None, "income": "mean_squared_error"})
    >>> check.untouched(model, example, targets, output="age")
    ✓ training moves other weights, not those of age
    >>> model.compile("sgd", loss={"age": "mean_squared_error", "income": "mean_squared_error"})
    >>> check.untouched(model, example, targets, output="age")
    ✗ the weights of the head age in training
        expected  age stay, the others move
        found     moved: age, income, trunk
        cause     head-still-trains: this head's own weights move in training, so its loss still counts
        look at   the loss_weights=... of compile: by what must a loss be multiplied to have no say?
    """
    made = take.model(model)
    predictions = take.predictions(made, example)
    if output not in predictions:
        found = f"outputs called {', '.join(predictions)}"
        fail(expected=f"an output called {output}", found=found, cause="missing-output")
    if not parts.is_compiled(made):
        fail(expected="a compiled model", found="one that is not", cause="not-compiled")
    own = _own_layers(made, output)
    with take.lent(made) as copy:
        take.compile_like(copy, made)
        before, learned = parts.weights_by_layer(copy), parts.trained_weights(copy, own)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of weights without a gradient: that is what is looked for
                copy.train_on_batch(parts.fed(copy, example), parts.like_outputs(copy, targets))
        except Exception as problem:  # that Keras refuses to train is a finding about what compile was given
            cause = "weights-incomplete" if parts.weights_incomplete(made) else None
            look_at = "the loss=... and loss_weights=... of compile"
            fail(expected="a model that trains", found=quoted.error(problem), cause=cause, look_at=look_at)
        after = parts.weights_by_layer(copy)
        still = not _differ(learned, parts.trained_weights(copy, own))
    moved = {name for name, old in before.items() if _differ(old, after[name])}
    if not moved & own and moved:
        return f"training moves other weights, not those of {output}"
    cause = None if parts.decays(made) else "head-still-trains"
    if not moved:
        cause = "nothing-trains" if parts.steps(made) else None
    elif still:
        cause = "statistics-move"
    fail(
        expected=f"{', '.join(sorted(own))} stay, the others move",
        found=f"moved: {', '.join(sorted(moved)) or 'nothing'}",
        cause=cause,
        look_at="the optimizer given to compile: the size of its steps, and its weight decay, which moves every weight",
    )


def _answers(model: keras.Model, pair: Arrays, sigmoid: bool) -> np.ndarray:
    """Return the answers before the last sigmoid, one number a row."""
    found = take.only_prediction(model, pair).astype("float64")
    said = np.clip(found.reshape(len(found), -1)[:, 0], 1e-6, 1 - 1e-6) if sigmoid else found[:, 0]
    return np.log(said / (1 - said)) if sigmoid else said


def _behind_a_layer(model: keras.Model) -> keras.Model:
    """Return a model that sends each input through one layer, shared by all of that width, and then into `model`."""
    starts = {name: keras.Input(shape[1:], name=name) for name, shape in parts.input_shapes(model).items()}
    widths = {start.shape[-1] for start in starts.values()}
    same = {width: keras.layers.Dense(width, kernel_initializer="identity") for width in widths}
    changed = {name: same[start.shape[-1]](start) for name, start in starts.items()}
    return keras.Model(starts, model(parts.fed(model, changed)))


def _has_a_root(model: keras.Model) -> bool:
    """Tell whether a model's graph has a square root, or a function of one's own of which no more is known."""
    boxes = [box for _, box in canonical(read_graph(model)).nodes(data="box")]
    return any(
        box.kind in ROOTS or (box.kind == "Power" and (1, 0.5) in box.constants) or box.kind == "Lambda"
        for box in boxes
    )


def _why_zero(model: keras.Model) -> str | None:
    """Return why a block whose weights are zero gives zeros: what its way around lacks; None where one is added."""
    graph = canonical(read_graph(model))
    ends = [call for call, kind in graph.nodes(data="kind") if kind in ("Output", "Add")]
    starts = [call for call, kind in graph.nodes(data="kind") if kind == "InputLayer"]
    free = {call for call in graph if not graph.nodes[call].get("weights")}
    fitting = free | {call for call, box in graph.nodes(data="box") if box.get("kernel_size") == (1, 1)}
    for way, cause in ((graph.subgraph(free), None), (graph.subgraph(fitting), "needless-projection")):
        if any(nx.has_path(way, start, end) for start in starts for end in ends):
            return cause
    return "missing-shortcut"


def _joins_otherwise(model: keras.Model) -> bool:
    """Tell whether a block joins what it computes with what goes around it, and adds nothing."""
    graph = canonical(read_graph(model))
    around = _ways_around(graph)
    joined = {
        call
        for call, kind in graph.nodes(data="kind")
        if kind in MERGES and len(given := {*graph.predecessors(call)}) > 1 and given & around
    }
    return bool(joined) and all(graph.nodes[call]["kind"] != "Add" for call in joined)


def _ways_around(graph: nx.MultiDiGraph) -> set[str]:
    """Return the calls that hand the input on without weights, but those that fit its shape."""
    starts = {call for call, kind in graph.nodes(data="kind") if kind == "InputLayer"}
    fitting = {call for call, box in graph.nodes(data="box") if box.get("kernel_size") == (1, 1)}
    way = graph.subgraph(call for call in graph if call in fitting or not graph.nodes[call].get("weights"))
    return starts.union(*(nx.descendants(way, start) for start in starts))


def _own_layers(model: keras.Model, output: str) -> set[str]:
    """Return the names of the layers with weights that lead to this output alone."""
    graph = read_graph(model)
    data = graph.without_masks()
    leading = {name: {end} | nx.ancestors(data, end) for name, end in graph.outputs.items()}
    others = set().union(*(calls for name, calls in leading.items() if name != output))
    return graph.weighted(leading[output]) - graph.weighted(others)


def _differ(before: list[np.ndarray], after: list[np.ndarray]) -> bool:
    return any(not np.array_equal(a, b) for a, b in zip(before, after, strict=True))
