"""Answers that a check must not take for right, and such as it must say something of instead of stopping."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers, ops

from autograder import checks as check
from autograder.checks.look import FOUND, CheckFailed

ROWS = np.linspace(-1, 1, 20).reshape(-1, 1)
TARGETS = ROWS[:, 0]
MATRIX = np.random.default_rng(0).normal(size=(30, 20)).astype("float32")


def one(layer: Callable[[Any], Any], name: str = "x", size: int = 1) -> keras.Model:
    x = keras.Input((size,), name=name)
    return keras.Model(x, layer(x))


def scaled(factor: float, name: str = "x") -> keras.Model:
    return one(layers.Rescaling(factor, name="y"), name)


def said(call: Callable[[], object]) -> str:
    with pytest.raises(CheckFailed) as caught:
        call()
    return str(caught.value.message)


# ---- an order that nothing measured


def ranked(ranking: Any, **models: keras.Model) -> None:
    check.ranked(ranking, models, {"x": ROWS}, TARGETS, output="y")


@pytest.mark.parametrize("ranking", [["near", "far"], ["far", "near"]])
def test_errors_that_are_no_numbers_are_no_order(ranking: list[str]) -> None:
    assert "y gives nan" in said(lambda: ranked(ranking, near=scaled(float("nan")), far=scaled(3.0)))
    assert "whose error is inf" in said(lambda: ranked(ranking, near=scaled(1.1), far=scaled(float("inf"))))


@pytest.mark.parametrize("ranking", [["near", "far"], ["far", "near"]])
def test_one_model_under_two_names_is_no_order(ranking: list[str]) -> None:
    model = scaled(2.0)
    assert "the same error" in said(lambda: ranked(ranking, near=model, far=model))
    assert "the same error" in said(lambda: ranked(ranking, near=model, far=scaled(2.0)))
    ranked(["far", "near"], near=model, far=scaled(3.0))


def test_what_cannot_be_measured_is_told() -> None:
    far = scaled(3.0)
    assert "y of the shape (20, 2)" in said(lambda: ranked(["far", "two"], far=far, two=one(layers.Dense(2, name="y"))))
    assert "an input called z" in said(lambda: ranked(["far", "other"], far=far, other=scaled(1.1, name="z")))
    assert "outputs called rescaling" in said(lambda: ranked(["far"], far=one(layers.Rescaling(2.0, name="rescaling"))))


# ---- a model that was never read from a file


def test_a_model_without_weights_is_not_its_own_copy(cause_of) -> None:
    model = scaled(2.0)
    assert cause_of(check.reopened, model, {"x": ROWS}, like=model) == "not-from-a-file"
    around = keras.Model(model.input, model.output)
    assert cause_of(check.reopened, around, {"x": ROWS}, like=model) == "not-from-a-file"
    check.reopened(keras.models.clone_model(model), {"x": ROWS}, like=model)


# ---- numbers that no count of parameters sees


class Constant(layers.Layer):
    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.matrix = self.add_weight(shape=MATRIX.shape, initializer=keras.initializers.Constant(0.5))

    def call(self, x: Any) -> Any:
        return ops.matmul(x, self.matrix)


HELD = {
    "in a call": lambda x: ops.matmul(x, MATRIX),
    "in a tensor": lambda x: ops.matmul(x, ops.convert_to_tensor(MATRIX)),
    "in a Lambda": lambda x: layers.Lambda(lambda t: ops.matmul(t, MATRIX))(x),
    "in a model inside": lambda x: one(lambda t: ops.matmul(t, MATRIX), size=30)(x),
    "in settings": lambda x: layers.Rescaling(MATRIX.T.tolist())(layers.Reshape((1, 30))(x)),
    "in a layer's own weight": lambda x: Constant()(x),
}


@pytest.mark.parametrize("layer", HELD.values(), ids=HELD)
def test_numbers_count_wherever_they_stand(layer: Callable[[Any], Any], cause_of) -> None:
    assert cause_of(check.budget, one(layer, size=30), at_most=599) == "over-budget"
    check.budget(one(layer, size=30), at_most=600)


def test_sizes_axes_and_first_values_are_no_numbers_of_a_model() -> None:
    picture = keras.Input((8, 8, 1), name="picture")
    begun = layers.Dense(2, kernel_initializer=keras.initializers.Constant(0.5))
    shown = layers.Normalization(axis=-1)(picture / 255.0)
    found = begun(layers.Flatten()(layers.MaxPooling2D((2, 2))(layers.Conv2D(2, (3, 3), strides=(1, 1))(shown))))
    model = keras.Model(picture, layers.Dropout(0.5)(found))
    check.budget(model, at_most=model.count_params())


# ---- numbers that are others


@pytest.mark.parametrize("given", [[1 + 1j, 2.0], np.array([1 + 0j, 2 + 5j]), [2**4000, 1], 2**4000])
def test_numbers_that_are_no_real_ones_are_told(given: Any) -> None:
    assert "numbers" in said(lambda: check.predictions(given, np.array([1.0, 2.0])))
    assert "number" in said(lambda: check.gives(lambda: given, expected=np.array([1.0, 2.0])))


def test_one_complex_number_is_not_its_real_part() -> None:
    assert "number" in said(lambda: check.gives(lambda: 2 + 5j, expected=2.0))


def test_text_as_an_answer_is_told() -> None:
    x = keras.Input((1,), dtype="string", name="word")
    model = keras.Model(x, layers.Reshape((1, 1), name="same")(x))
    words = {"word": np.array([["a"], ["b"]])}
    assert "same, which is text" in said(lambda: check.loads(model, words))
    assert "same, which is text" in said(lambda: check.from_words(model, words, [0, 1], vocabularies={"word": "ab"}))


@pytest.mark.parametrize("given", [list(range(100_000)), "x" * 100_000, {"x" * 100_000: 1}])
def test_of_an_endless_answer_the_beginning_is_shown(given: Any) -> None:
    told = said(lambda: check.answer(given, 44))
    assert "letters more" in told and len(told) < FOUND + 500
    assert "letters more" not in said(lambda: check.answer(str(given)[:100], 44))


# ---- several answers to a row


@pytest.mark.parametrize(
    "layer", [layers.Dense(2), lambda x: ops.reshape(layers.Dense(4)(x), (-1, 2, 2))], ids=["two", "a table"]
)
def test_several_answers_to_a_row_are_told(layer: Callable[[Any], Any]) -> None:
    assert "of shape (20, 2" in said(lambda: check.learns(one(layer), {"x": ROWS}, TARGETS, at_most=0.1))


def test_a_class_for_each_step_is_told() -> None:
    model = one(lambda x: ops.reshape(layers.Dense(4)(x), (-1, 2, 2)))
    assert "of shape (20, 2, 2)" in said(lambda: check.learns(model, {"x": ROWS}, TARGETS > 0, at_least=0.1))


@pytest.mark.parametrize("shape", [(1,), (1, 1)])
def test_one_answer_a_row_may_have_axes_of_one(shape: tuple[int, ...]) -> None:
    model = one(lambda x: layers.Reshape(shape)(x))
    check.learns(model, {"x": ROWS}, TARGETS, at_most=0.1)
    check.learns(model, {"x": ROWS}, (TARGETS > 0).astype(int), at_least=0.9)


# ---- what is told of a hidden check is its headline


def test_the_headline_does_not_say_what_a_block_was_called_with() -> None:
    def block(x: Any, units: int, step: int = 1) -> Any:
        return x + layers.Dense(units * step)(x)

    with pytest.raises(CheckFailed) as caught:
        check.model_of(block, (41,), 42, step=43)
    assert caught.value.message.looked_at == "your block"
    assert caught.value.message.expected == "a tensor of x of shape (41,), 42, step=43"
