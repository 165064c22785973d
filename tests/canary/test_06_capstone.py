"""What chapter 06 teaches about Keras as a fact. When an upgrade of Keras changes one, the test of its name fails."""

from pathlib import Path

import keras
import numpy as np
import pytest
from keras import layers, ops


def two_and_two() -> keras.Model:
    a, b = keras.Input((3,), name="a"), keras.Input((3,), name="b")
    heads = {"sum": layers.Dense(1)(a + b), "gap": layers.Dense(1, activation="sigmoid")(ops.abs(a - b))}
    return keras.Model({"a": a, "b": b}, heads)


def rows() -> dict[str, np.ndarray]:
    a, b = np.random.default_rng(0).normal(size=(2, 8, 3)).astype("float32")
    return {"a": a, "b": b}


def test_a_model_of_dicts_answers_and_trains_by_their_keys() -> None:
    model = two_and_two()
    assert set(model(rows())) == {"sum", "gap"}
    model.compile("sgd", {"sum": "mse", "gap": "binary_crossentropy"})
    history = model.fit(rows(), {"sum": np.zeros((8, 1)), "gap": np.ones((8, 1))}, verbose=0).history
    assert {"loss", "sum_loss", "gap_loss"} <= set(history)


def test_the_total_loss_is_the_sum_of_the_heads_losses() -> None:
    model = two_and_two()
    model.compile("sgd", {"sum": "mse", "gap": "binary_crossentropy"})
    found = model.evaluate(rows(), {"sum": np.zeros((8, 1)), "gap": np.ones((8, 1))}, verbose=0, return_dict=True)
    assert np.isclose(found["loss"], found["sum_loss"] + found["gap_loss"], rtol=1e-4)


def test_rescaling_and_embedding_take_raw_numbers() -> None:
    assert np.allclose(layers.Rescaling(1 / 16)(np.full((1, 2), 16.0)), 1.0)
    words = layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(np.array([[0, 3, 11, 5, 2]])))
    assert words.shape == (1, 8)


def test_a_model_that_is_saved_and_opened_answers_the_same_with_weights_of_its_own(tmp_path: Path) -> None:
    model = two_and_two()
    model.save(tmp_path / "desk.keras")
    again = keras.models.load_model(tmp_path / "desk.keras")
    for name, said in model(rows()).items():
        assert np.allclose(said, again(rows())[name])
    assert not {id(weight) for weight in model.weights} & {id(weight) for weight in again.weights}


def test_a_lookup_keeps_its_first_number_for_unknown_words_unless_told_otherwise() -> None:
    words = ["near", "far", "abroad"]
    assert np.asarray(layers.StringLookup(vocabulary=words)([*words, "mars"])).tolist() == [1, 2, 3, 0]
    exactly = layers.StringLookup(vocabulary=words, num_oov_indices=0)
    assert np.asarray(exactly(words)).tolist() == [0, 1, 2]
    with pytest.raises(Exception, match="found OOV values"):
        exactly(["mars"])


def test_adapt_puts_the_most_frequent_word_first() -> None:
    learned = layers.StringLookup()
    learned.adapt(np.array(["far", "near", "abroad", "abroad", "near", "abroad"]))
    assert learned.get_vocabulary() == ["[UNK]", "abroad", "near", "far"]


def test_a_text_is_made_small_cut_at_blanks_and_filled_up() -> None:
    words = layers.TextVectorization(vocabulary=["express", "aunt", "my"], output_sequence_length=5)
    assert np.asarray(words(["Express please, my aunt!"])).tolist() == [[2, 1, 4, 3, 0]]


def test_normalization_takes_a_variance_and_goes_back_when_told_to() -> None:
    there, back = (layers.Normalization(mean=20.0, variance=16.0, invert=way) for way in (False, True))
    euros = np.array([[20.0], [24.0]])
    assert np.allclose(there(euros), [[0.0], [1.0]], atol=1e-6)
    assert np.allclose(back(there(euros)), euros)


def typed() -> keras.Model:
    zone = keras.Input((1,), dtype="string", name="zone")
    number = layers.StringLookup(vocabulary=["near", "far"], num_oov_indices=0)(zone)
    units = layers.Flatten()(layers.Embedding(2, 1)(number))
    return keras.Model({"zone": zone}, layers.Normalization(mean=20.0, variance=16.0, invert=True)(units))


def test_a_model_of_words_comes_back_from_its_file(tmp_path: Path) -> None:
    model, zones = typed(), {"zone": np.array([["near"], ["far"]])}
    model.save(tmp_path / "typed.keras")
    again = keras.models.load_model(tmp_path / "typed.keras")
    assert np.allclose(model(zones), again(zones)) and len(np.unique(model(zones))) == 2


def test_a_call_takes_an_array_of_texts_and_predict_a_tensor_only() -> None:
    model, zones = typed(), np.array([["near"], ["far"]])
    tensor = ops.convert_to_tensor(zones, dtype="string")
    assert np.allclose(model.predict({"zone": tensor}, verbose=0), model({"zone": zones}))
    with pytest.raises(ValueError, match="Invalid dtype"):
        model.predict({"zone": zones}, verbose=0)
