"""What chapter 04 teaches about Keras as a fact. When an upgrade of Keras changes one, the test of its name fails."""

import keras
import numpy as np
import pytest
from keras import layers, ops

PICTURES = np.random.default_rng(0).normal(size=(2, 6)).astype("float32")


def sides() -> tuple[keras.KerasTensor, keras.KerasTensor]:
    return keras.Input((6,), name="left"), keras.Input((6,), name="right")


def siamese(lstms: int = 1) -> keras.Model:
    left, right = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
    readers = [layers.LSTM(32) for _ in range(lstms)]
    both = layers.concatenate([readers[0](left), readers[-1](right)], axis=-1)
    return keras.Model([left, right], layers.Dense(1, activation="sigmoid")(both))


def test_the_siamese_lstm_has_20673_parameters_and_41281_with_two_lstms() -> None:
    assert siamese().count_params() == 20_673
    assert siamese(lstms=2).count_params() == 41_281


def test_a_layer_called_twice_is_listed_and_counted_once() -> None:
    left, right = sides()
    dense = layers.Dense(4)
    model = keras.Model([left, right], layers.concatenate([dense(left), dense(right)]))
    assert [layer for layer in model.layers if isinstance(layer, layers.Dense)] == [dense]
    assert model.count_params() == dense.count_params() == 28


def test_the_listing_is_not_symmetric() -> None:
    model = siamese()
    a, b = np.random.default_rng(0).normal(size=(2, 4, 5, 128)).astype("float32")
    change = ops.abs(model({"left": a, "right": b}) - model({"left": b, "right": a}))
    assert ops.max(change) > 1e-4


def test_a_model_takes_a_dict_by_input_names_though_it_was_built_with_a_list() -> None:
    left, right = sides()
    model = keras.Model([right, left], left - right)
    found = ops.convert_to_numpy(model({"left": PICTURES, "right": 0 * PICTURES}))
    assert np.array_equal(found, PICTURES)


def test_one_side_rebound_with_a_shared_encoder_is_an_error() -> None:
    left, right = sides()
    encoder = layers.Dense(4)
    code = encoder(left)
    right = encoder(right)
    with pytest.raises(ValueError, match="not connected"):
        keras.Model([left, right], code - right)


def test_both_sides_rebound_build_a_model_without_the_encoder() -> None:
    left, right = sides()
    encoder = layers.Dense(4)
    left, right = encoder(left), encoder(right)
    model = keras.Model([left, right], left - right)
    assert [tensor.shape for tensor in model.inputs] == [(None, 4), (None, 4)]
    assert model.count_params() == 0


def test_one_side_rebound_with_two_encoders_builds_a_model_that_lacks_one() -> None:
    left, right = sides()
    code = layers.Dense(4)(left)
    right = layers.Dense(4)(right)
    model = keras.Model([left, right], code - right)
    assert [tensor.shape for tensor in model.inputs] == [(None, 6), (None, 4)]
    assert model.count_params() == 28


def test_an_input_made_of_a_tensor_on_the_way_is_named_clone() -> None:
    """Not taught; check.inputs tells the cause "input-rebound" by it."""
    left, right = sides()
    code = layers.Dense(4)(right)
    model = keras.Model([left, code], layers.Dense(4)(left) - code)
    assert [tensor.name.endswith("CLONE") for tensor in model.inputs] == [False, True]


def weights_after_a_step_on_equal_pairs(root) -> np.ndarray:
    left, right = sides()
    encoder = layers.Dense(2)
    squares = ops.sum(ops.square(encoder(left) - encoder(right)), axis=-1, keepdims=True)
    model = keras.Model([left, right], root(squares))
    model.compile("sgd", "mean_absolute_error")
    model.fit({"left": PICTURES, "right": PICTURES}, np.ones((2, 1)), verbose=0)
    return encoder.get_weights()[0]


def test_a_square_root_of_zero_makes_every_weight_nan() -> None:
    assert np.isnan(weights_after_a_step_on_equal_pairs(ops.sqrt)).all()


def test_a_tiny_number_inside_the_root_keeps_weights_finite_and_outside_does_not() -> None:
    assert np.isfinite(weights_after_a_step_on_equal_pairs(lambda s: ops.sqrt(s + 1e-6))).all()
    assert np.isnan(weights_after_a_step_on_equal_pairs(lambda s: ops.sqrt(s) + 1e-6)).any()


def test_a_normalised_dot_is_the_cosine() -> None:
    left, right = sides()
    cosine = keras.Model([left, right], layers.Dot(axes=1, normalize=True)([left, right]))
    found = ops.convert_to_numpy(cosine({"left": PICTURES, "right": PICTURES[::-1]}))[0, 0]
    a, b = PICTURES
    assert found == pytest.approx(a @ b / np.linalg.norm(a) / np.linalg.norm(b), abs=1e-5)


def test_a_shared_encoder_is_still_shared_behind_a_file(tmp_path) -> None:
    left, right = keras.Input((4,), name="left"), keras.Input((4,), name="right")
    encoder = keras.Sequential([keras.Input((4,)), layers.Dense(3)])
    twin = keras.Model([left, right], ops.abs(encoder(left) - encoder(right)))
    twin.save(tmp_path / "twin.keras")
    loaded = keras.models.load_model(tmp_path / "twin.keras")
    assert loaded.count_params() == twin.count_params() == 15
    given = [np.ones((2, 4)), np.zeros((2, 4))]
    assert np.allclose(loaded(given), twin(given))
