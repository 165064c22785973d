"""Checks of a model as others use it: from a file, on words, in euros; and of an order that three models measure."""

from pathlib import Path

import keras
import numpy as np
import pytest
from keras import layers

from autograder import checks as check

ROWS = np.random.default_rng(0).normal(size=(8, 3)).astype("float32")
EXAMPLE = {"x": ROWS}
WORDS = ["near", "far", "abroad"]
TYPED = {"zone": np.array([["near"], ["abroad"], ["far"]])}
UNITS = np.array([[-1.0], [2.0], [0.5]])
EUROS = UNITS * 4 + 20


def small(seed: int = 0, name: str = "price") -> keras.Model:
    keras.utils.set_random_seed(seed)
    x = keras.Input((3,), name="x")
    return keras.Model({"x": x}, {name: layers.Dense(1, name=name)(layers.Dense(4, activation="relu")(x))})


def fit(model: keras.Model) -> keras.Model:
    model.compile(keras.optimizers.SGD(0.1), "mse")
    model.fit(EXAMPLE, {name: ROWS[:, :1] for name in model.output}, verbose=0)
    return model


def through_a_file(model: keras.Model, folder: Path) -> keras.Model:
    model.save(folder / "model.keras")
    return keras.models.load_model(folder / "model.keras")


def test_what_comes_from_a_file_is_another_model_that_answers_the_same(tmp_path, cause_of) -> None:
    model = fit(small())
    check.reopened(through_a_file(model, tmp_path), EXAMPLE, like=model)
    assert cause_of(check.reopened, model, EXAMPLE, like=model) == "not-from-a-file"
    assert cause_of(check.reopened, None, EXAMPLE, like=model) is None
    assert cause_of(check.reopened, model, EXAMPLE, like=None) is None


def test_a_file_of_before_the_training_is_told(tmp_path, cause_of) -> None:
    model = small()
    early = through_a_file(model, tmp_path)
    assert cause_of(check.reopened, early, EXAMPLE, like=fit(model)) == "never-trained"
    later = fit(fit(small()))
    assert cause_of(check.reopened, fit(early), EXAMPLE, like=later) is None
    assert cause_of(check.reopened, small(name="amount"), EXAMPLE, like=small()) is None


def desk(lookup: layers.Layer, inside: np.ndarray | None = None, euros: bool = True, dtype: str = "string"):
    """A model that knows an amount in units for each word: near -1, far 0.5, abroad 2."""
    zone = keras.Input((1,), dtype=dtype, name="zone")
    known = np.array([[-1.0], [0.5], [2.0]]) if inside is None else inside
    amounts = layers.Embedding(len(known), 1)
    said = layers.Flatten()(amounts(lookup(zone)))
    amounts.set_weights([known])
    return keras.Model({"zone": zone}, layers.Rescaling(4.0, 20.0)(said) if euros else said)


def place(**settings) -> layers.Layer:
    return layers.StringLookup(**{"vocabulary": WORDS, "num_oov_indices": 0} | settings)


def cause(cause_of, model: keras.Model | None) -> str | None:
    return cause_of(
        check.from_words, model, TYPED, EUROS, vocabularies={"zone": WORDS}, slips={"still-in-units": UNITS}
    )


RIGHT = {
    "places": lambda: desk(place()),
    "a number for unknown words": lambda: desk(place(num_oov_indices=1), np.array([[9.0], [-1.0], [0.5], [2.0]])),
    "another order, and the numbers in that order": lambda: desk(
        place(vocabulary=["abroad", "far", "near"]), np.array([[2.0], [0.5], [-1.0]])
    ),
    "a text": lambda: desk(
        layers.TextVectorization(vocabulary=WORDS, output_sequence_length=1),
        np.array([[9.0], [9.0], [-1.0], [0.5], [2.0]]),
    ),
}


@pytest.mark.parametrize("make", RIGHT.values(), ids=RIGHT)
def test_any_lookup_is_right_that_gives_the_right_answers(make) -> None:
    check.from_words(make(), TYPED, EUROS, vocabularies={"zone": WORDS})


def test_words_that_get_other_numbers_are_told(cause_of) -> None:
    assert cause(cause_of, desk(place(vocabulary=sorted(WORDS)))) == "vocabulary-in-another-order"
    assert cause(cause_of, desk(place(num_oov_indices=1))) == "lookup-shifted"  # Keras stops: there is no row 3
    longer = np.array([[-1.0], [0.5], [2.0], [0.0]])
    assert cause(cause_of, desk(place(num_oov_indices=1), longer)) == "lookup-shifted"
    assert cause(cause_of, desk(place(), euros=False)) == "still-in-units"
    assert cause(cause_of, desk(layers.Identity(), dtype="int32")) == "lookup-outside"
    assert cause(cause_of, desk(place(), np.zeros((3, 1)))) is None
    assert cause(cause_of, desk(place(vocabulary=["near", "far"]))) is None
    assert cause(cause_of, None) is None


def off_by(amount: float) -> keras.Model:
    x = keras.Input((3,), name="x")
    return keras.Model({"x": x}, {"price": layers.Rescaling(0.0, amount)(x[:, :1])})


def test_an_order_is_that_of_the_models_handed_in(cause_of) -> None:
    models = {"near": off_by(0.1), "far": off_by(3.0), "between": off_by(-1.0)}
    given = models, {**EXAMPLE, "more": ROWS}, np.zeros((8, 1)), "price"
    check.ranked(["far", "between", "near"], *given)
    check.ranked(np.array(["far", "between", "near"]), *given)
    check.ranked(("Far", "between", "near"), *given)
    assert cause_of(check.ranked, ["near", "between", "far"], *given) == "ranked-the-other-way"
    for wrong in (["far", "near", "between"], ["far"], "far", None, {"far": 1}):
        assert cause_of(check.ranked, wrong, *given) is None
    assert cause_of(check.ranked, ["a"], {"a": small(name="amount")}, *given[1:]) == "missing-output"
