"""Small models that the tests of checks share."""

from collections.abc import Callable

import keras
import numpy as np
import pytest
from keras import layers

from autograder.checks.look import CheckFailed


@pytest.fixture
def cause_of() -> Callable[..., str | None]:
    """Call a check that must fail; return the cause it names."""

    def call(check: Callable[..., None], *arguments: object, **settings: object) -> str | None:
        with pytest.raises(CheckFailed) as caught:
            check(*arguments, **settings)
        return caught.value.cause

    return call


def question_model(
    *, merge: str = "Concatenate", mask: bool = True, dead: bool = False, units: int = 5, swapped: bool = False
) -> keras.Model:
    """A small question-answering model, with one thing wrong where asked."""
    text = keras.Input((None,), dtype="int32", name="text")
    question = keras.Input((None,), dtype="int32", name="question")
    sizes = (4, 20) if swapped else (20, 4)
    read_text = layers.LSTM(6)(layers.Embedding(*sizes, mask_zero=mask)(text))
    read_question = layers.LSTM(6)(layers.Embedding(20, 4, mask_zero=mask)(question))
    met = getattr(layers, merge)()([read_text, read_text if dead else read_question])
    answer = layers.Dense(units, activation="softmax", name="answer")(met)
    return keras.Model([text, question], answer)


@pytest.fixture
def sentences() -> dict[str, np.ndarray]:
    """Four different rows of word numbers, 1 to 3, for each input of the question model."""
    words = np.random.default_rng(0).integers(1, 4, (4, 5))
    return {"text": words, "question": words[::-1, :3].copy()}
