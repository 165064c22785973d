"""Residual blocks: what zero weights leave of them, and blocks written as functions."""

import keras
import numpy as np
import pytest
from keras import layers

from autograder import checks as check

EXAMPLE = {"x": np.random.default_rng(0).normal(size=(3, 6, 6, 4)).astype("float32")}


def block(add=lambda x, change: layers.Add()([x, change]), last="relu", bias=True, normalise=False):
    def build(x):
        change = layers.Conv2D(4, 3, padding="same", activation="relu", use_bias=bias)(x)
        change = layers.Conv2D(4, 3, padding="same", use_bias=bias)(change)
        if normalise:
            change = layers.BatchNormalization()(change)
        return layers.Activation(last)(add(x, change))

    return build


def made(**settings) -> keras.Model:
    x = keras.Input((6, 6, 4), name="x")
    return keras.Model(x, block(**settings)(x))


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"add": lambda x, change: x + change},
        {"add": lambda x, change: keras.ops.add(change, x)},
        {"normalise": True},
        {"bias": False},
    ],
)
def test_a_residual_block_hands_its_input_on(settings) -> None:
    check.identity_when_zero(made(**settings), EXAMPLE, relu=True)
    check.identity_when_zero(made(**settings), EXAMPLE)
    check.identity_when_zero(made(last="linear", **settings), EXAMPLE, relu=False)


@pytest.mark.parametrize(
    "settings, relu, cause",
    [
        ({"add": lambda x, change: change}, True, "missing-shortcut"),
        ({"add": lambda x, change: change + change}, True, "missing-shortcut"),
        ({"add": lambda x, change: layers.Add()([x, x, change])}, True, "shortcut-twice"),
        ({"last": "linear"}, True, "missing-activation"),
        ({"last": "relu"}, False, "activation-too-many"),
        ({"last": "tanh"}, True, None),
        ({"add": lambda x, change: layers.Concatenate()([x, change])}, True, "wrong-merge"),
    ],
)
def test_what_is_wrong_with_a_block_is_told(settings, relu, cause, cause_of) -> None:
    assert cause_of(check.identity_when_zero, made(**settings), EXAMPLE, relu=relu) == cause


def test_the_examined_model_keeps_its_weights() -> None:
    model = made()
    before = model.get_weights()
    check.identity_when_zero(model, EXAMPLE)
    assert all(np.array_equal(a, b) for a, b in zip(before, model.get_weights(), strict=True))


def test_a_block_gives_its_model() -> None:
    model = check.model_of(block(), (6, 6, 4))
    assert tuple(model.output.shape) == (None, 6, 6, 4)
    check.same_graph(model, made())


def wide(x, filters, stride=1):
    change = layers.Conv2D(filters, 3, strides=stride, padding="same")(x)
    return layers.Add()([x, change])


def test_refused_shapes_have_the_cause_that_the_check_gives_them(cause_of) -> None:
    assert check.model_of(wide, (6, 6, 4), 4).count_params() == 3 * 3 * 4 * 4 + 4
    assert (
        cause_of(check.model_of, wide, (6, 6, 4), 8, stride=2, refused="shortcut-not-projected")
        == "shortcut-not-projected"
    )
    assert cause_of(check.model_of, wide, (6, 6, 4), 8) is None


@pytest.mark.parametrize(
    "layer",
    [
        lambda: layers.Conv2D(8, 3, padding="sme"),
        lambda: layers.Conv2D(8, 3, activation="rel"),
        lambda: layers.Conv1D(8, 3),
    ],
)
def test_what_keras_refuses_for_another_reason_has_no_cause(cause_of, layer) -> None:
    def block(x, filters, stride):
        return layers.Add()([layer()(x), x])

    assert cause_of(check.model_of, block, (6, 6, 4), 8, stride=2, refused="shortcut-not-projected") is None


def forgets_to_return(x):
    layers.Dense(3)(x)


@pytest.mark.parametrize(
    "wrong, cause",
    [
        (forgets_to_return, "nothing-returned"),
        (lambda x: layers.Dense(3), None),
        (lambda: 1, None),
        (layers.Dense(3)(keras.Input((3,))), None),
    ],
)
def test_what_is_no_block_is_told(wrong, cause, cause_of) -> None:
    assert cause_of(check.model_of, wrong, (6, 6, 4)) == cause


def stub(x):
    raise NotImplementedError("Complete this exercise.")


@pytest.mark.parametrize("nothing", [None, stub])
def test_no_block_yet_is_not_attempted(nothing) -> None:
    with pytest.raises(check.NotAttempted):
        check.model_of(nothing, (6, 6, 4))
