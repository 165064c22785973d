"""Checks of models that are cut out of another one."""

import keras
import numpy as np
import pytest
from keras import layers

from autograder import checks as check

EXAMPLE = {"wine": np.random.default_rng(0).normal(size=(5, 4)).astype("float32")}


@pytest.fixture
def whole() -> keras.Model:
    wine = keras.Input((4,), name="wine")
    sketch = layers.Dense(3, activation="tanh", name="sketch")(layers.Dense(6, name="profile")(wine))
    return keras.Model(wine, layers.Dense(2, name="grower")(sketch))


def like(whole: keras.Model, layer: str) -> keras.Model:
    return keras.Model(whole.inputs, whole.get_layer(layer).output)


def test_a_part_passes_however_it_is_cut(whole) -> None:
    check.cut(like(whole, "sketch"), whole, "sketch", EXAMPLE)
    again = keras.Input((4,), name="bottle")
    check.cut(
        keras.Model(again, whole.get_layer("sketch")(whole.get_layer("profile")(again))), whole, "sketch", EXAMPLE
    )
    check.cut(keras.Sequential([again, whole.layers[1], whole.layers[2]]), whole, "sketch", EXAMPLE)


def test_the_whole_may_be_a_list_of_layers() -> None:
    whole = keras.Sequential([keras.Input((4,), name="wine"), layers.Dense(3, name="sketch"), layers.Dense(2)])
    check.cut(like(whole, "sketch"), whole, "sketch", EXAMPLE)


def test_other_parts_are_told_why(whole, cause_of) -> None:
    clone = keras.models.clone_model(whole)
    assert cause_of(check.cut, like(clone, "sketch"), whole, "sketch", EXAMPLE) == "unshared-layer"
    clone.set_weights(whole.get_weights())
    assert cause_of(check.cut, like(clone, "sketch"), whole, "sketch", EXAMPLE) == "copied-not-shared"
    for elsewhere in ("profile", "grower"):
        assert cause_of(check.cut, like(whole, elsewhere), whole, "sketch", EXAMPLE) == "cut-elsewhere"
    assert cause_of(check.cut, whole.get_layer("sketch"), whole, "sketch", EXAMPLE) == "layer-not-model"
    more = keras.Model(whole.inputs, layers.Rescaling(2.0)(whole.get_layer("sketch").output))
    assert cause_of(check.cut, more, whole, "sketch", EXAMPLE) is None
    with pytest.raises(check.NotAttempted):
        check.cut(None, whole, "sketch", EXAMPLE)


def test_a_part_has_one_output(whole, cause_of) -> None:
    both = keras.Model(whole.inputs, [whole.get_layer("sketch").output, whole.outputs[0]])
    assert cause_of(check.cut, both, whole, "sketch", EXAMPLE) is None
    before = keras.Model(whole.inputs, [whole.get_layer("profile").output, whole.get_layer("sketch").output])
    assert cause_of(check.cut, before, whole, "sketch", EXAMPLE) == "cut-elsewhere"
    check.cut(keras.Model(whole.inputs, {"sketch": whole.get_layer("sketch").output}), whole, "sketch", EXAMPLE)
    assert cause_of(check.computes, both, EXAMPLE, like(whole, "sketch")) is None
    assert cause_of(check.identity_when_zero, both, EXAMPLE) is None


def test_other_layers_of_the_whole_may_give_several_tensors(cause_of) -> None:
    text = keras.Input((3, 4), name="text")
    read, *_ = layers.LSTM(2, return_state=True, name="read")(text)
    whole = keras.Model(text, layers.Dense(2, name="answer")(layers.Dense(3, name="sketch")(read)))
    example = {"text": np.ones((5, 3, 4), dtype="float32")}
    assert cause_of(check.cut, like(whole, "answer"), whole, "sketch", example) == "cut-elsewhere"
