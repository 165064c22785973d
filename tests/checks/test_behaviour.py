"""Checks of what a model does with its inputs."""

import keras
import numpy as np
from keras import layers, ops

from autograder import checks as check
from tests.checks.conftest import question_model


def test_moves_sees_which_inputs_count(sentences, cause_of) -> None:
    check.moves(question_model(), sentences, text=True, question=True)
    check.moves(question_model(dead=True), sentences, text=True, question=False)
    assert cause_of(check.moves, question_model(dead=True), sentences, text=True, question=True) == "dead-input"
    assert cause_of(check.moves, question_model(), sentences, text=True, question=False) is None


def test_an_input_multiplied_by_zero_is_dead(cause_of) -> None:
    left, right = keras.Input((3,), name="left"), keras.Input((3,), name="right")
    model = keras.Model([left, right], layers.Dense(1)(left + 0.0 * right))
    example = {"left": np.eye(3, dtype="float32"), "right": np.eye(3, dtype="float32")}
    assert cause_of(check.moves, model, example, left=True, right=True) == "dead-input"


def test_one_softmax_unit_never_moves(sentences, cause_of) -> None:
    assert cause_of(check.moves, question_model(units=1), sentences, text=True) == "softmax-on-one-unit"


def test_an_output_stuck_at_zero_is_recognised(cause_of) -> None:
    size = keras.Input((2,), name="size")
    negative = layers.Dense(
        1, activation="relu", kernel_initializer="zeros", bias_initializer=keras.initializers.Constant(-1)
    )
    example = {"size": np.array([[1.0, 2.0], [3.0, 4.0]], dtype="float32")}
    assert cause_of(check.moves, keras.Model(size, negative(size)), example, size=True) == "answer-clipped"


def test_a_model_that_cannot_take_the_example_is_told(sentences, cause_of) -> None:
    long = {**sentences, "picture": np.ones((4, 2, 2, 1))}
    text = keras.Input((9,), name="text")
    assert (
        cause_of(check.moves, keras.Model(text, layers.Dense(1)(text)), {"text": sentences["text"]}, text=True) is None
    )
    check.moves(question_model(), long, text=True)


def test_joining_along_the_batch_is_recognised(cause_of) -> None:
    left, right = keras.Input((3,), name="left"), keras.Input((3,), name="right")
    model = keras.Model([left, right], layers.Dense(1)(ops.concatenate([left, right], axis=0)))
    example = {"left": np.eye(3, dtype="float32"), "right": np.eye(3, dtype="float32")}
    assert cause_of(check.moves, model, example, left=True) == "batch-mixed"


def test_padding_needs_a_mask(sentences, cause_of) -> None:
    for side in ("left", "right"):
        check.padding(question_model(), sentences, "text", side=side)
    assert cause_of(check.padding, question_model(mask=False), sentences, "text") == "no-mask"


def test_a_mask_that_is_lost_on_the_way_is_told_from_none(sentences, cause_of) -> None:
    text, question = keras.Input((None,), name="text"), keras.Input((None,), name="question")
    embedded = layers.Embedding(20, 4, mask_zero=True)(text)
    told = layers.Concatenate()([layers.LSTM(4)(embedded * 2.0), layers.LSTM(4)(layers.Embedding(20, 4)(question))])
    model = keras.Model([text, question], layers.Dense(2)(told))
    assert cause_of(check.padding, model, sentences, "text") == "mask-lost"


def test_an_unread_input_does_not_pass_as_padding_proof(sentences, cause_of) -> None:
    assert cause_of(check.padding, question_model(dead=True), sentences, "question") == "dead-input"
