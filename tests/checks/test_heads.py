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


SIGMOID = {
    "an Identity behind": lambda sums: layers.Identity(name="sold")(ops.sigmoid(sums)),
    "a Lambda behind": lambda sums: layers.Lambda(lambda told: told, name="sold")(ops.sigmoid(sums)),
    "a linear activation behind": lambda sums: layers.Activation("linear", name="sold")(ops.sigmoid(sums)),
    "a Reshape behind": lambda sums: layers.Reshape((1,), name="sold")(ops.sigmoid(sums)),
    "a Dropout of nothing behind": lambda sums: layers.Dropout(0.0, name="sold")(ops.sigmoid(sums)),
    "times one": lambda sums: ops.sigmoid(sums) * 1.0,
    "in a Lambda": lambda sums: layers.Lambda(lambda told: ops.sigmoid(told), name="sold")(sums),
    "in a function of one's own": lambda sums: layers.Activation(lambda told: ops.sigmoid(told), name="sold")(sums),
    "by hand": lambda sums: 1 / (1 + ops.exp(-sums)),
    "exp of a distance": lambda sums: ops.exp(-ops.abs(sums)),
    "joined alone": lambda sums: layers.Concatenate(name="sold")([ops.sigmoid(sums)]),
}
NO_SIGMOID = {
    "nothing": lambda sums: layers.Identity(name="sold")(sums),
    "relu": lambda sums: layers.Identity(name="sold")(ops.relu(sums)),
    "a maximum": lambda sums: ops.maximum(sums, 0.0),
    "moved": lambda sums: ops.sigmoid(sums) + 1.0,
    "an absolute value": lambda sums: ops.abs(sums) / 100,
    "tanh": lambda sums: layers.Activation("tanh", name="sold")(sums),
}


def sold(end) -> keras.Model:
    return model_of(lambda novel: {"sold": end(layers.Dense(1, use_bias=False)(read(novel)))})


@pytest.mark.parametrize("name", SIGMOID)
def test_what_changes_no_number_stands_behind_a_head(name: str, cause_of) -> None:
    model = sold(SIGMOID[name])
    check.heads(model, EXAMPLE, sold="yes-or-no")
    model.compile("sgd", loss="binary_crossentropy")
    yes = (np.arange(8) % 2).reshape(-1, 1)
    check.loss(model, EXAMPLE, yes, like="binary_crossentropy")
    answers = model.predict(EXAMPLE["novel"], verbose=0)["sold"]
    check.learns(model, EXAMPLE, answers > 0.5, at_least=1.0)
    if not name.startswith("exp"):
        logits = keras.losses.BinaryCrossentropy(from_logits=True)
        model.compile("sgd", loss=logits)
        assert cause_of(check.loss, model, EXAMPLE, yes, like="binary_crossentropy") == "logits-mismatch"


@pytest.mark.parametrize("name", NO_SIGMOID)
def test_a_head_that_gives_no_probability_is_told_whatever_stands_behind_it(name: str, cause_of) -> None:
    assert cause_of(check.heads, sold(NO_SIGMOID[name]), EXAMPLE, sold="yes-or-no") == "not-probabilities"


@pytest.mark.parametrize("behind", [layers.Identity, lambda name: layers.Lambda(lambda told: told, name=name)])
@pytest.mark.parametrize(
    "activation, cause", [("relu", "answer-clipped"), ("tanh", "answer-squeezed"), ("softmax", "softmax-on-one-unit")]
)
def test_an_amount_is_squeezed_whatever_stands_behind(behind, activation: str, cause: str, cause_of) -> None:
    model = model_of(lambda novel: [behind(name="date")(layers.Dense(1, activation=activation)(read(novel)))])
    assert cause_of(check.heads, model, EXAMPLE, date="amount") == cause


def test_logits_stay_logits_behind_an_identity() -> None:
    model = sold(lambda sums: layers.Identity(name="sold")(sums))
    model.compile("sgd", loss=keras.losses.BinaryCrossentropy(from_logits=True))
    answers = model.predict(EXAMPLE["novel"], verbose=0)["sold"]
    check.loss(model, EXAMPLE, answers > 0, like="binary_crossentropy")
    check.learns(model, EXAMPLE, answers > 0, at_least=1.0)
