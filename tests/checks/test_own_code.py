"""Models with functions and classes of the student's own, which Keras cannot copy: every check comes to a verdict."""

from typing import Any

import keras
import numpy as np
import pytest
from keras import layers, ops

from autograder import checks as check

ROWS = {"x": np.random.default_rng(0).normal(size=(6, 6)).astype("float32")}
ONES = np.ones((6, 1), dtype="float32")


def doubled(tensor: Any) -> Any:
    return tensor * 2


def squares(targets: Any, predictions: Any) -> Any:
    return ops.mean(ops.square(targets - predictions), axis=-1)


def accuracy(targets: Any, predictions: Any) -> Any:
    return ops.mean(targets == predictions)


class Halved(keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step: Any) -> Any:
        return 0.5

    def get_config(self) -> dict[str, Any]:
        return {}


class Mixed(layers.Layer):
    """A layer with weights that tells Keras nothing of how it is made."""

    def __init__(self, after: Any) -> None:
        super().__init__()
        self.after, self.inner = after, layers.Dense(4)

    def build(self, shape: Any) -> None:
        self.inner.build(shape)

    def call(self, tensor: Any) -> Any:
        return self.after(self.inner(tensor))


class Functional(keras.Model):
    def __init__(self, middle: Any = None) -> None:
        start = keras.Input((6,), name="x")
        code = layers.Dense(4)(start)
        super().__init__(start, layers.Dense(1, name="y")(middle(code) if middle else code))


class Chain(keras.Sequential):
    def __init__(self) -> None:
        super().__init__([keras.Input((6,), name="x"), layers.Dense(4), layers.Lambda(doubled), layers.Dense(1)])


def around(middle: Any) -> keras.Model:
    start = keras.Input((6,), name="x")
    return keras.Model(start, layers.Dense(1, name="y")(middle(layers.Dense(4)(start))))


MADE = {
    "a named function in a Lambda": lambda: around(layers.Lambda(doubled)),
    "a lambda in a Lambda": lambda: around(layers.Lambda(lambda tensor: tensor * 2)),
    "a named activation": lambda: around(layers.Dense(4, activation=doubled)),
    "a lambda as activation": lambda: around(layers.Activation(lambda tensor: tensor * 2)),
    "a starting value of one's own": lambda: around(
        layers.Dense(4, kernel_initializer=lambda shape, dtype=None: ops.ones(shape, dtype))
    ),
    "a layer of one's own": lambda: around(Mixed(doubled)),
    "a functional model written as a class": Functional,
    "such a model with such a layer": lambda: Functional(Mixed(doubled)),
    "such a model inside another": lambda: keras.Model(
        start := keras.Input((6,), name="x"), layers.Dense(1, name="y")(Functional()(start))
    ),
    "a Sequential written as a class": Chain,
}


@pytest.mark.parametrize("make", MADE.values(), ids=MADE.keys())
@pytest.mark.parametrize("loss", [squares, lambda targets, predictions: squares(targets, predictions)])
def test_every_check_comes_to_a_verdict(make: Any, loss: Any, cause_of) -> None:
    model = make()
    model.compile(keras.optimizers.SGD(Halved()), loss=loss, metrics=[accuracy])
    before = model.get_weights()
    name = model.layers[-1].name
    check.outputs(model, (None, 1))
    check.same_graph(model, make())
    check.computes(model, ROWS, model)
    check.finite(model, ROWS)
    check.loss(model, ROWS, ONES, like="mean_squared_error")
    check.learns(model, ROWS, ONES, at_most=1e9)
    assert cause_of(check.loss, model, ROWS, ONES, like="mean_absolute_error") == "other-loss"
    assert cause_of(check.untouched, model, ROWS, {name: ONES}, output=name) == "head-still-trains"
    assert cause_of(check.shared, model, "Dense") == "unshared-layer"
    block = keras.Model(model.inputs, layers.Dense(6)(model.outputs[0]))
    assert cause_of(check.identity_when_zero, block, ROWS) == "missing-shortcut"
    assert all(np.array_equal(a, b) for a, b in zip(before, model.get_weights(), strict=True))


@pytest.mark.parametrize(
    "one, other",
    [
        (lambda: around(Mixed(doubled)), lambda: around(layers.Dense(4))),
        (Functional, lambda: Functional(layers.Dense(4))),
    ],
)
def test_graphs_with_classes_of_ones_own_differ_where_they_do(one: Any, other: Any, cause_of) -> None:
    assert cause_of(check.same_graph, one(), other()) is not None


def test_a_class_that_computes_something_else_than_its_graph_has_none(cause_of) -> None:
    class Twice(Functional):
        def call(self, inputs: Any, training: Any = None, mask: Any = None) -> Any:
            return 2 * super().call(inputs, training, mask)

    assert cause_of(check.same_graph, Twice(), Functional()) == "no-graph"


def test_a_model_gets_its_weights_back_when_a_check_stops(cause_of) -> None:
    model = around(layers.BatchNormalization())
    before = model.get_weights()
    assert cause_of(check.finite, model, {"x": ROWS["x"] * np.nan}) is None
    model.compile("sgd", loss=squares, loss_weights=[1.0, 2.0])
    assert cause_of(check.untouched, model, ROWS, {"y": ONES}, output="y") is None
    assert all(np.array_equal(a, b) for a, b in zip(before, model.get_weights(), strict=True))


def siamese(join: Any, between: Any) -> keras.Model:
    left, right = keras.Input((6,), name="left"), keras.Input((6,), name="right")
    encode = keras.Sequential([layers.Dense(8), between, layers.Dense(4)])
    return keras.Model([left, right], layers.Dense(1, activation="sigmoid")(join(encode(left), encode(right))))


@pytest.mark.parametrize("between", [layers.BatchNormalization, layers.LayerNormalization])
def test_a_comparison_may_normalise(between: Any, cause_of) -> None:
    example = {"left": ROWS["x"], "right": ROWS["x"][::-1].copy()}
    model = siamese(lambda a, b: ops.abs(a - b), between())
    check.compares(model, example, "left", "right")
    added = siamese(lambda a, b: a + b, between())
    assert cause_of(check.compares, added, example, "left", "right") == "additive-head"
