"""Wrong answers that look like another mistake than they are: none is told that other mistake's cause."""

from collections.abc import Callable

import keras
import numpy as np
import pytest
from keras import layers, ops

from autograder import checks as check

RANDOM = np.random.default_rng(0)
PAIRS = {"left": RANDOM.normal(size=(6, 3)).astype("float32"), "right": RANDOM.normal(size=(6, 3)).astype("float32")}
WORDS = {"text": RANDOM.integers(1, 9, (4, 5)), "question": RANDOM.integers(1, 9, (4, 5))}
PICTURES = {"x": RANDOM.normal(size=(3, 8, 8, 4)).astype("float32")}


def paired(head: Callable[..., object]) -> keras.Model:
    left, right = keras.Input((3,), name="left"), keras.Input((3,), name="right")
    return keras.Model([left, right], head(left, right))


@pytest.mark.parametrize(
    "head, cause",
    [
        (lambda a, b: ops.sum(a * b, -1, keepdims=True) * 90, "not-normalised"),
        (lambda a, b: ops.sum(ops.abs(a - b), -1, keepdims=True) + 5, None),
    ],
)
def test_only_a_product_is_not_normalised(head, cause, cause_of) -> None:
    assert cause_of(check.alike, paired(head), PAIRS, "left", "right", gives=1.0) == cause


@pytest.mark.parametrize(
    "head, cause",
    [
        (lambda a, b: ops.sum(ops.abs(a - b), -1, keepdims=True) - 5, "subtracted-backwards"),
        (lambda a, b: ops.minimum(ops.sum(a, -1, keepdims=True) * ops.sum(b, -1, keepdims=True), 0.0) + -9, None),
    ],
)
def test_only_a_difference_is_subtracted_backwards(head, cause, cause_of) -> None:
    assert cause_of(check.alike, paired(head), PAIRS, "left", "right", at_least=0.5) == cause


@pytest.mark.parametrize("used, cause", [("both", "additive-head"), ("left", "dead-input")])
def test_a_side_that_does_not_count_is_no_share(used, cause, cause_of) -> None:
    model = paired(lambda a, b: layers.Dense(1)(layers.concatenate([a, b]) if used == "both" else a))
    assert cause_of(check.compares, model, PAIRS, "left", "right") == cause


@pytest.mark.parametrize(
    "head, cause",
    [
        (lambda a, b: ops.sqrt(ops.sum(ops.square(a - b), -1, keepdims=True)), "nan-gradient"),
        (lambda a, b: ops.norm(a - b, axis=-1, keepdims=True), "nan-gradient"),
        (lambda a, b: ops.sum(ops.where(a == b, 0.0, (a - b) / (a - b)), -1, keepdims=True), None),
    ],
)
def test_only_a_root_has_the_slope_of_a_root(head, cause, cause_of) -> None:
    same = {"left": PAIRS["left"], "right": PAIRS["left"]}
    assert cause_of(check.finite, paired(head), same) == cause


def reading(masked: tuple[bool, bool], flat: bool = False) -> keras.Model:
    text, question = keras.Input((None,), name="text"), keras.Input((None,), name="question")
    read = []
    for start, mask in zip((text, question), masked, strict=True):
        words = layers.Embedding(9, 4, mask_zero=mask)(start)
        words = layers.Conv1D(4, 2, padding="same")(ops.relu(words)) if flat else words
        read.append(layers.LSTM(3)(words))
    return keras.Model([text, question], layers.Dense(1)(layers.concatenate(read)))


def test_another_inputs_mask_is_not_lost(cause_of) -> None:
    assert cause_of(check.padding, reading((False, True)), WORDS, "text") == "no-mask"
    assert cause_of(check.padding, reading((True, False), flat=True), WORDS, "text") == "mask-lost"


def test_numbers_that_are_no_words_have_no_mask_to_lose(cause_of) -> None:
    steps = keras.Input((None,), name="steps")
    model = keras.Model(steps, layers.Dense(1)(layers.LSTM(3)(ops.expand_dims(steps, -1))))
    rows = {"steps": RANDOM.normal(size=(4, 5)).astype("float32")}
    assert cause_of(check.padding, model, rows, "steps") is None


def block(behind: bool) -> keras.Model:
    x = keras.Input((8, 8, 4), name="x")
    change = layers.Conv2D(4, 3, padding="same")(layers.Conv2D(4, 3, padding="same", activation="relu")(x))
    y = layers.ReLU()(layers.Add()([x, change]) if behind else change)
    return keras.Model(x, layers.Conv2D(4, 3, padding="same")(y))


@pytest.mark.parametrize("behind, cause", [(False, "missing-shortcut"), (True, None)])
def test_a_layer_behind_the_addition_is_no_missing_shortcut(behind, cause, cause_of) -> None:
    assert cause_of(check.identity_when_zero, block(behind), PICTURES, relu=True) == cause


def test_a_side_that_is_read_again_besides_is_shared_all_the_same(cause_of) -> None:
    left, right = keras.Input((3,), name="left"), keras.Input((3,), name="right")
    reader = layers.Dense(4)
    gap = ops.abs(reader(left) - reader(right))
    model = keras.Model([left, right], layers.Dense(1)(layers.concatenate([gap, reader(left) * reader(right)])))
    check.shared(model, "Dense", calls=2)
    one_side = keras.Model([left, right], layers.Dense(1)(ops.abs(reader(left) - reader(left)) + right[:, :1]))
    assert cause_of(check.shared, one_side, "Dense", calls=2) == "same-side-twice"


def classifier(loss: object) -> keras.Model:
    x = keras.Input((3,), name="left")
    model = keras.Model(x, layers.Dense(4, activation="softmax", name="kind")(x))
    model.compile(loss=loss)
    return model


@pytest.mark.parametrize(
    "loss, cause",
    [
        ("categorical_crossentropy", "labels-mismatch"),
        (keras.losses.CategoricalCrossentropy(), "labels-mismatch"),
        ("binary_crossentropy", "other-loss"),
        (lambda wanted, said: wanted[:, 7], "other-loss"),
    ],
)
def test_only_the_other_way_to_write_labels_is_a_mismatch(loss, cause, cause_of) -> None:
    rows, labels = {"left": PAIRS["left"]}, np.array([0, 1, 2, 3, 0, 1])
    found = cause_of(check.loss, classifier(loss), rows, labels, like="sparse_categorical_crossentropy")
    assert found == cause


@pytest.mark.parametrize("score, cause", [(0.55, "no-better-than-baseline"), (0.2, None)])
def test_far_below_a_baseline_is_something_else_than_as_good(score, cause, cause_of) -> None:
    x = keras.Input((1,), name="x")
    model = keras.Model(x, layers.Dense(2, activation="softmax", bias_initializer=lambda *_, **__: np.ones(2) * 2)(x))
    kernel, bias = model.get_weights()
    model.set_weights([kernel * 0 + [[-9, 9]], bias])  # says 1 for what is above 0
    rows = np.where(np.arange(100) < 100 * score, 1.0, -1.0)[:, None]
    assert cause_of(check.learns, model, {"x": rows}, np.ones(100, int), 0.9, {"one input": 0.6}) == cause
