"""What a failed check says: it names what is misspelt, gives nothing away, and tells no false cause."""

import keras
import numpy as np
import pytest
from keras import layers

from autograder import checks as check
from autograder.checks.look import CheckFailed, collected


def said(call, *arguments: object, **settings: object):
    """Call a check that must fail; return its message."""
    with collected(), pytest.raises(CheckFailed) as caught:
        call(*arguments, **settings)
    return caught.value.message


def test_a_misspelt_key_is_named() -> None:
    message = said(check.answer, {"lft": 1, "right": 2}, {"left": 1, "right": 2})
    assert message.outcome == "failed"
    assert "left" in message.expected and "lft" in message.found


def test_an_answer_that_is_left_out_is_not_attempted() -> None:
    assert said(check.answer, {"left": 1}, {"left": 1, "right": 2}).outcome == "not attempted"


def test_what_is_not_attempted_tells_of_compile() -> None:
    assert "compile(...)" in str(said(check.inputs, None, a=(None, 1)))


@pytest.mark.parametrize("given", ["stays", "Change?"])
def test_the_words_that_answers_are_chosen_from_are_told(given: str) -> None:
    right = {"one": "change", "two": "stay"}
    assert "one of the words change, stay" in said(check.answer, {"one": given, "two": "stay"}, right).expected
    assert "one of" not in said(check.answer, {"one": "stay", "two": "stay"}, right).expected


def test_one_word_alone_is_not_told() -> None:
    assert "add" not in said(check.answer, "sum", "add").expected
    assert "error" not in said(check.answer, {"a": "eror"}, {"a": "error"}).expected


@pytest.mark.parametrize("given", ["Yes.", " yes ", "YES"])
def test_a_word_counts_however_it_is_written(given: str) -> None:
    check.answer(given, "yes")
    check.answer({"a": "Line5"}, {"a": "line 5"})


def test_no_cell_is_promised_that_shows_the_answer() -> None:
    assert "cells around" not in str(said(check.answer, 4, 3))


def test_predictions_are_not_given_away() -> None:
    right = np.array([7.0, 9.0, 4.0])
    message = said(check.predictions, np.array([7.0, 9.0, 5.0]), right)
    assert "4.0" not in str(message) and "9.0" not in str(message)
    assert "number 3" in message.found


def test_what_was_expected_and_found_is_never_the_same_text() -> None:
    right = np.arange(9.0)
    for wrong in (right + np.eye(9)[8], np.append(right, 0.0)):
        message = said(check.predictions, wrong, right)
        assert message.expected != message.found
    message = said(check.gives, lambda: 1.00201, expected=1.0, name="it")
    assert message.expected != message.found


def saturated(dead: bool) -> keras.Model:
    """A model whose answer is 1.0 on every row: its weights are so large; or its second input leads nowhere."""
    a, b = keras.Input((2,), name="a"), keras.Input((2,), name="b")
    model = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(layers.Concatenate()([a, a if dead else b])))
    if not dead:
        model.set_weights([np.full_like(weight, 1000) for weight in model.get_weights()])
    return model


@pytest.mark.parametrize("dead, cause", [(True, "dead-input"), (False, None)])
def test_a_saturated_model_has_no_dead_input(dead: bool, cause: str | None) -> None:
    rows = np.random.default_rng(0).uniform(1, 2, (4, 2))
    example = {"a": rows, "b": rows[::-1] * 2}
    assert said(check.moves, saturated(dead), example, b=True).cause == cause
    assert said(check.symmetric, saturated(dead), example, "b", "a").cause == cause


def trained(epochs: int, labels: np.ndarray) -> tuple[keras.Model, dict[str, np.ndarray]]:
    keras.utils.set_random_seed(0)
    x = keras.Input((2,), name="x")
    model = keras.Model(x, layers.Dense(1, activation="sigmoid")(layers.Dense(4, activation="tanh")(x)))
    model.compile("adam", "binary_crossentropy")
    rows = np.random.default_rng(0).normal(size=(200, 2))
    if epochs:
        model.fit(rows, labels, epochs=epochs, verbose=0)
    return model, {"x": rows}


@pytest.mark.parametrize("epochs, cause", [(0, "never-trained"), (1, "no-better-than-baseline")])
def test_a_model_that_was_never_trained_is_told_so(epochs: int, cause: str) -> None:
    labels = np.random.default_rng(1).integers(0, 2, 200)
    model, example = trained(epochs, labels)
    assert said(check.learns, model, example, labels, 0.99, {"guessing": 0.6}).cause == cause


def posts(optimizer: object, weight: float) -> keras.Model:
    x = keras.Input((3,), name="x")
    trunk = layers.Dense(4, name="trunk")(x)
    model = keras.Model(x, {name: layers.Dense(1, name=name)(trunk) for name in ("a", "b")})
    model.compile(optimizer, loss={"a": "mse", "b": "mse"}, loss_weights={"a": weight, "b": 1.0})
    return model


@pytest.mark.parametrize(
    "optimizer, weight, cause", [("sgd", 1.0, "head-still-trains"), (keras.optimizers.AdamW(0.01, 0.1), 0.0, None)]
)
def test_weight_decay_is_no_loss_that_counts(optimizer, weight: float, cause: str | None) -> None:
    rows = np.random.default_rng(0).normal(size=(8, 3))
    targets = {"a": np.ones((8, 1)), "b": np.ones((8, 1))}
    assert said(check.untouched, posts(optimizer, weight), {"x": rows}, targets, "a").cause == cause


def block(kind: str) -> keras.Model:
    x = keras.Input((8, 8, 4), name="x")
    change = layers.Conv2D(4, 3, padding="same", activation="relu")(x)
    change = layers.Conv2D(4, 3, padding="same")(change)
    if kind == "none":
        return keras.Model(x, layers.ReLU()(change))
    shortcut = layers.Conv2D(4, 1)(x) if kind == "projected" else x
    if kind == "after-the-first":
        shortcut = layers.Conv2D(4, 3, padding="same")(x)
    join = {"joined": layers.Concatenate(), "averaged": layers.Average()}.get(kind, layers.Add())
    return keras.Model(x, layers.ReLU()(join([shortcut, change])))


@pytest.mark.parametrize(
    "kind, cause",
    [
        ("none", "missing-shortcut"),
        ("after-the-first", "missing-shortcut"),
        ("projected", "needless-projection"),
        ("joined", "wrong-merge"),
        ("averaged", "wrong-merge"),
    ],
)
def test_a_block_is_told_what_its_shortcut_lacks(kind: str, cause: str) -> None:
    example = {"x": np.random.default_rng(0).normal(size=(3, 8, 8, 4)).astype("float32")}
    assert said(check.identity_when_zero, block(kind), example, relu=True).cause == cause


def two_layers(first: str, second: str, **more: object) -> keras.Model:
    x = keras.Input((8, 8, 1), name="x")
    y = layers.Conv2D(8, 3, activation=first, **more)(x)
    z = layers.Conv2D(8, 3, activation=second)(x)
    return keras.Model(x, layers.Concatenate()([layers.Flatten()(y), layers.Dense(3)(layers.Flatten()(z))]))


def test_exchanged_activations_are_no_crossed_arrows() -> None:
    message = said(check.same_graph, two_layers("tanh", "relu"), two_layers("relu", "tanh"))
    assert message.cause == "other-activation"


def test_a_dilated_window_is_no_other_width() -> None:
    message = said(check.same_graph, two_layers("relu", "tanh", dilation_rate=2), two_layers("relu", "tanh"))
    assert message.cause not in ("other-width", "crossed-arrows")


def test_a_number_that_is_none_is_told_nothing_of_models() -> None:
    number = said(check.answer, None, 3)
    assert number.outcome == "not attempted" and "None" in str(number) and "fit" not in str(number)
