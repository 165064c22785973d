"""What chapter 06 teaches about Keras as a fact. When an upgrade of Keras changes one, the test of its name fails."""

from pathlib import Path

import keras
import numpy as np
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
