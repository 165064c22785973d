"""Checks of models that are used again: borrowed ones stay as they were, and files bring models back."""

import keras
import numpy as np
import pytest
from keras import layers, ops

from autograder import checks as check

ROWS = np.random.default_rng(0).normal(size=(8, 3)).astype("float32")
EXAMPLE = {"x": ROWS}


def eye(*inside: layers.Layer) -> keras.Model:
    x = keras.Input((3,), name="x")
    code = x
    for layer in inside or (layers.Dense(4, activation="relu"),):
        code = layer(code)
    return keras.Model(x, code, name="eye")


def judge(borrowed: keras.Model, units: int = 1, name: str = "judge") -> keras.Model:
    x = keras.Input((3,), name="x")
    return keras.Model(x, layers.Dense(units, name=f"{name}_head")(borrowed(x)), name=name)


def fit(model: keras.Model, rate: float = 0.1) -> None:
    if not model.compiled:
        model.compile(keras.optimizers.SGD(rate), "mse")
    model.fit(ROWS, ROWS[:, :1], verbose=0)


def test_what_is_frozen_before_it_is_trained_stays(cause_of) -> None:
    borrowed = eye()
    before = borrowed.get_weights()
    borrowed.trainable = False
    model = judge(borrowed)
    fit(model)
    check.frozen(model, before, "the eye")
    borrowed.trainable = True
    assert cause_of(check.frozen, model, before) == "not-frozen"
    assert cause_of(check.frozen, None, before) is None


@pytest.mark.parametrize("freeze, cause", [(False, "not-frozen"), (True, "frozen-too-late")])
def test_what_moved_is_told_by_what_may_move_now(cause_of, freeze: bool, cause: str) -> None:
    borrowed = eye()
    before = borrowed.get_weights()
    model = judge(borrowed)
    fit(model)
    borrowed.trainable = not freeze
    assert cause_of(check.frozen, model, before) == cause


def test_statistics_that_move_by_themselves_are_told(cause_of) -> None:
    borrowed = eye(layers.BatchNormalization(momentum=0.5, center=False, scale=False))
    before = borrowed.get_weights()
    model = judge(borrowed)
    fit(model, rate=0.0)
    assert cause_of(check.frozen, model, before) == "statistics-move"


def test_a_model_without_the_borrowed_one_is_told_no_cause(cause_of) -> None:
    assert cause_of(check.frozen, judge(eye(layers.Dense(9))), eye().get_weights()) is None


def nested(borrowed: keras.Model) -> keras.Model:
    x = keras.Input((3,), name="x")
    return keras.Model(x, {"a": judge(borrowed, 2, "a")(x), "b": judge(borrowed, 1, "b")(x)})


def test_a_layer_in_two_inner_models_cannot_be_loaded(cause_of) -> None:
    assert cause_of(check.loads, nested(eye()), EXAMPLE) == "cannot-be-loaded"
    check.loads(judge(eye()), EXAMPLE)
    assert cause_of(check.loads, None, EXAMPLE) is None


def test_a_class_that_keras_does_not_know_has_another_cause(cause_of) -> None:
    class Twice(layers.Layer):
        def call(self, x):
            return 2 * x

    assert cause_of(check.loads, eye(Twice()), EXAMPLE) is None


def test_other_answers_are_told_apart_from_other_layers(cause_of) -> None:
    borrowed, x = eye(), keras.Input((3,), name="x")
    head = layers.Dense(1, name="a")
    wanted = keras.Model(x, head(borrowed(x)))
    check.loads(keras.Model(x, head(borrowed(x))), EXAMPLE, like=wanted)
    assert cause_of(check.loads, keras.Model(x, layers.Dense(1, name="a")(borrowed(x))), EXAMPLE, like=wanted) == (
        "unshared-layer"
    )
    doubled = keras.Model(x, head(borrowed(2 * x)))  # every layer is the right one
    assert cause_of(check.loads, doubled, EXAMPLE, like=wanted) is None
    more = keras.Model(x, {"a": head(borrowed(x)), "b": ops.abs(x)})
    assert cause_of(check.loads, more, EXAMPLE, like=wanted) is None
