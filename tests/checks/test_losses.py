"""Checks of a compiled model's loss: the number decides, and each way to get it wrong has its name."""

from collections.abc import Callable

import keras
import numpy as np
import pytest
from keras import layers

from autograder import checks as check

LIKE = {"age": "mse", "income": "categorical_crossentropy", "gender": "binary_crossentropy"}
WEIGHTS = {"age": 0.25, "income": 1.0, "gender": 10.0}
Made = Callable[[], keras.Model]  # called by the test: what is collected is not yet built
RNG = np.random.default_rng(0)
EXAMPLE = {"posts": RNG.normal(size=(6, 4)).astype("float32")}
TARGETS = {
    "age": RNG.uniform(18, 68, (6, 1)).astype("float32"),
    "income": np.eye(5, dtype="float32")[RNG.integers(0, 5, 6)],
    "gender": RNG.integers(0, 2, (6, 1)).astype("float32"),
}


def people_model(*, as_dict: bool = False, income: str | None = "softmax", gender: str = "sigmoid") -> keras.Model:
    posts = keras.Input((4,), name="posts")
    trunk = layers.Dense(8, activation="relu")(posts)
    outputs = {
        "age": layers.Dense(1, name="age")(trunk),
        "income": layers.Dense(5, activation=income, name="income")(trunk),
        "gender": layers.Dense(1, activation=gender, name="gender")(trunk),
    }
    return keras.Model(posts, outputs if as_dict else list(outputs.values()))


def compiled(loss, loss_weights=None, **shape) -> keras.Model:
    model = people_model(**shape)
    model.compile(loss=loss, loss_weights=loss_weights)
    return model


@pytest.mark.parametrize(
    "made",
    [
        lambda: compiled(dict(LIKE), dict(WEIGHTS)),
        lambda: compiled(list(LIKE.values()), list(WEIGHTS.values())),
        lambda: compiled(dict(LIKE), list(WEIGHTS.values())),
        lambda: compiled(dict(LIKE), dict(WEIGHTS), as_dict=True),
        lambda: compiled(
            {**LIKE, "income": keras.losses.CategoricalCrossentropy(from_logits=True)}, dict(WEIGHTS), income=None
        ),
    ],
)
def test_every_right_spelling_passes(made: Made) -> None:
    check.loss(made(), EXAMPLE, TARGETS, like=LIKE, weights=WEIGHTS)


@pytest.mark.parametrize(
    "made, cause",
    [
        (lambda: people_model(), "not-compiled"),
        (lambda: compiled(list(LIKE.values()), dict(WEIGHTS)), "weights-paired-alphabetically"),
        (lambda: compiled(dict(LIKE), list(WEIGHTS.values()), as_dict=True), "weights-paired-alphabetically"),
        (lambda: compiled(dict(LIKE)), "loss-weights-missing"),
        (lambda: compiled(list(LIKE.values())[:2], list(WEIGHTS.values())[:2]), "head-without-loss"),
        (lambda: compiled({"age": "mse", "income": LIKE["income"]}, as_dict=True), "head-without-loss"),
        (lambda: compiled({"age": "mse", "income": LIKE["income"]}), "head-without-loss"),
        (lambda: compiled({**LIKE, "incomes": LIKE["income"]}), "misnamed-loss"),
        (lambda: compiled("mse"), "one-loss-for-all"),
        (lambda: compiled("mse", dict(WEIGHTS)), "one-loss-for-all"),
        (lambda: compiled({**LIKE, "age": "mae"}, dict(WEIGHTS)), "other-loss"),
        (lambda: compiled(dict(LIKE), {**WEIGHTS, "age": 0.5}), "other-weights"),
        (lambda: compiled(list(LIKE.values()), [0.5, 1.0, 10.0]), "other-weights"),
        (lambda: compiled(dict(LIKE), dict(WEIGHTS), gender="softmax"), "softmax-on-one-unit"),
        (lambda: compiled(dict(LIKE), dict(WEIGHTS), income=None), "logits-mismatch"),
    ],
)
def test_every_wrong_one_is_told_why(made: Made, cause: str, cause_of) -> None:
    assert cause_of(check.loss, made(), EXAMPLE, TARGETS, like=LIKE, weights=WEIGHTS) == cause


@pytest.mark.parametrize("weights", [None, list(WEIGHTS.values()), dict(WEIGHTS)])
def test_losses_paired_alphabetically_by_number(weights, cause_of) -> None:
    """A list of losses beside a dict of outputs: Keras computes something, and it is not what was meant."""
    model = compiled(list(LIKE.values()), weights, as_dict=True)
    expected = WEIGHTS if weights else None
    assert cause_of(check.loss, model, EXAMPLE, TARGETS, like=LIKE, weights=expected) == "losses-paired-alphabetically"


def test_losses_paired_alphabetically_when_keras_refuses(cause_of) -> None:
    """With class numbers the same mistake does not fit, and Keras raises."""
    targets = {**TARGETS, "income": TARGETS["income"].argmax(-1)}
    like = {**LIKE, "income": "sparse_categorical_crossentropy"}
    model = compiled(list(like.values()), as_dict=True)
    assert cause_of(check.loss, model, EXAMPLE, targets, like=like) == "losses-paired-alphabetically"


def test_a_list_in_the_order_that_keras_reads_is_right() -> None:
    """For dict outputs that is the alphabetical order: whoever knows it and writes it so is right."""
    names = sorted(LIKE)
    model = compiled([LIKE[name] for name in names], [WEIGHTS[name] for name in names], as_dict=True)
    check.loss(model, EXAMPLE, TARGETS, like=LIKE, weights=WEIGHTS)


def test_one_output_and_its_labels(cause_of) -> None:
    posts = keras.Input((4,), name="posts")
    model = keras.Model(posts, layers.Dense(5, activation="softmax", name="income")(posts))
    numbers = TARGETS["income"].argmax(-1)
    model.compile(loss="sparse_categorical_crossentropy")
    check.loss(model, EXAMPLE, numbers, like="sparse_categorical_crossentropy")
    model.compile(loss="categorical_crossentropy")
    assert cause_of(check.loss, model, EXAMPLE, numbers, like="sparse_categorical_crossentropy") == "labels-mismatch"


def test_outputs_under_other_names_are_told(cause_of) -> None:
    model = compiled(dict(LIKE))
    assert cause_of(check.loss, model, EXAMPLE, TARGETS, like={"age": "mse", "wage": "mse"}) == "misnamed-output"
    assert cause_of(check.loss, model, EXAMPLE, TARGETS, like={**LIKE, "town": "mse"}) == "missing-output"
