"""Checks of a model's heads, on models that are right, right in another way, and wrong."""

import keras
import numpy as np
import pytest
from keras import layers, ops

from autograder import checks as check

EXAMPLE = {"novel": np.random.default_rng(0).normal(size=(8, 4)).astype("float32") * 3}
KINDS = {"genre": "classes", "date": "amount"}


def read(novel, units: int = 6):
    return layers.Dense(units, activation="relu")(novel)


def model_of(heads) -> keras.Model:
    novel = keras.Input((4,), name="novel")
    return keras.Model(novel, heads(novel))


def side_by_side(genre: str | None = "softmax", date: str | None = None, genres: int = 3):
    def heads(novel):
        trunk = read(novel)
        return [
            layers.Dense(genres, activation=genre, name="genre")(trunk),
            layers.Dense(1, activation=date, name="date")(trunk),
        ]

    return heads


def spelt_otherwise(novel):
    trunk = read(novel)
    return {
        "date": layers.Dense(1)(layers.Dense(4, activation="relu")(trunk)),
        "genre": ops.softmax(layers.Dense(3)(trunk)),
    }


def chained(novel):
    genre = layers.Dense(3, activation="softmax", name="genre")(read(novel))
    return [genre, layers.Dense(1, name="date")(genre)]


def apart(novel):
    return [layers.Dense(3, activation="softmax", name="genre")(read(novel)), layers.Dense(1, name="date")(read(novel))]


@pytest.mark.parametrize("heads", [side_by_side(), spelt_otherwise])
def test_heads_side_by_side_pass(heads) -> None:
    check.heads(model_of(heads), EXAMPLE, **KINDS)


@pytest.mark.parametrize(
    "heads, cause",
    [
        (chained, "head-on-head"),
        (apart, "separate-trunks"),
        (side_by_side(genre=None), "not-probabilities"),
        (side_by_side(genre="sigmoid"), "not-probabilities"),
        (side_by_side(genres=1), "softmax-on-one-unit"),
        (side_by_side(date="relu"), "answer-clipped"),
        (side_by_side(date="sigmoid"), "answer-squeezed"),
        (lambda novel: [layers.Dense(3, activation="softmax", name="genre")(novel)], "missing-output"),
    ],
)
def test_other_heads_are_told_why(heads, cause: str, cause_of) -> None:
    assert cause_of(check.heads, model_of(heads), EXAMPLE, **KINDS) == cause


@pytest.mark.parametrize("activation, right", [("sigmoid", True), (None, False), ("softmax", False), ("relu", False)])
def test_a_yes_or_no_head(activation: str | None, right: bool, cause_of) -> None:
    model = model_of(lambda novel: [layers.Dense(1, activation=activation, name="sold")(read(novel))])
    if right:
        check.heads(model, EXAMPLE, sold="yes-or-no")
    else:
        assert cause_of(check.heads, model, EXAMPLE, sold="yes-or-no") in ("not-probabilities", "softmax-on-one-unit")
