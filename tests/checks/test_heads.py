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


def trunk_in_two_models(novel, shared: bool = True):
    reads = [layers.Dense(6, name="read")] * 2 if shared else [layers.Dense(6, name="read") for _ in range(2)]
    first, second = (keras.Sequential([keras.Input((4,)), one]) for one in reads)
    genre = layers.Dense(3, activation="softmax", name="genre")(first(novel))
    return [genre, layers.Dense(1, name="date")(second(novel))]


def all_in_one_inner_model(novel, shared: bool = True):
    start = keras.Input((4,))
    reads = [read(start)] * 2 if shared else [read(start), read(start)]
    inner = keras.Model(start, [layers.Dense(3, activation="softmax")(reads[0]), layers.Dense(1)(reads[1])])
    genre, date = inner(novel)
    return {"genre": genre, "date": date}


@pytest.mark.parametrize("heads", [trunk_in_two_models, all_in_one_inner_model])
def test_a_trunk_is_one_by_its_layers_whichever_models_they_stand_in(heads, cause_of) -> None:
    check.heads(model_of(heads), EXAMPLE, **KINDS)
    apart = model_of(lambda novel: heads(novel, shared=False))
    assert cause_of(check.heads, apart, EXAMPLE, **KINDS) == "separate-trunks"


@pytest.mark.parametrize("quiet", [True, False])
def test_a_head_inside_an_inner_model_may_stay_untouched(quiet: bool, cause_of) -> None:
    model = model_of(all_in_one_inner_model)
    losses = {"genre": "categorical_crossentropy", "date": "mse"}
    model.compile("sgd", loss=losses, loss_weights={"genre": 1.0, "date": 0.0 if quiet else 1.0})
    targets = {"genre": np.eye(3)[np.arange(8) % 3], "date": np.ones((8, 1))}
    if quiet:
        check.untouched(model, EXAMPLE, targets, output="date")
    else:
        assert cause_of(check.untouched, model, EXAMPLE, targets, output="date") == "head-still-trains"
