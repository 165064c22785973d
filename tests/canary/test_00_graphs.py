"""What chapter 00 teaches about Keras as a fact. When an upgrade of Keras changes one, it is named here first."""

import keras
import numpy as np
import pytest
from keras import layers


def wine_input() -> keras.KerasTensor:
    return keras.Input((12,), name="measurements")


def two_models() -> tuple[keras.Model, keras.Model]:
    measurements = wine_input()
    profile = layers.Dense(4, activation="relu", name="profile")(measurements)
    return keras.Model(measurements, layers.Dense(3)(profile)), keras.Model(measurements, layers.Dense(1)(profile))


def after_a_step(trained: keras.Model, watched: keras.Model) -> tuple[np.ndarray, np.ndarray]:
    wines = np.random.default_rng(0).normal(size=(8, 12)).astype("float32")
    before = np.asarray(watched(wines))
    trained.compile(keras.optimizers.SGD(0.1), loss="mse")
    trained.train_on_batch(wines, np.ones((8, trained.output_shape[-1]), "float32"))
    return before, np.asarray(watched(wines))


def test_an_input_is_a_symbolic_tensor_with_the_batch_in_front() -> None:
    measurements = wine_input()
    assert isinstance(measurements, keras.KerasTensor)
    assert measurements.shape == (None, 12) and measurements.dtype == "float32"
    assert keras.Input((None, 10)).shape == (None, None, 10)


def test_a_layer_makes_its_weights_at_its_first_call() -> None:
    layer = layers.Dense(16)
    assert layer.weights == []
    assert layer(wine_input()).shape == (None, 16)
    assert [tuple(weight.shape) for weight in layer.weights] == [(12, 16), (16,)]


def test_a_dense_layer_has_a_weight_for_each_pair_and_a_bias_for_each_unit() -> None:
    measurements = wine_input()
    model = keras.Model(measurements, layers.Dense(16)(measurements))
    assert [layer.count_params() for layer in model.layers] == [0, 12 * 16 + 16]


def test_a_dense_layer_keeps_the_axes_before_the_last() -> None:
    picture = keras.Input((8, 8))
    assert layers.Dense(20)(picture).shape == (None, 8, 20)
    assert layers.Flatten()(picture).shape == (None, 64)


def test_a_list_and_a_graph_of_the_same_layers_give_the_same_answers() -> None:
    measurements = wine_input()
    graph = keras.Model(measurements, layers.Dense(3)(measurements))
    as_list = keras.Sequential([keras.Input((12,)), layers.Dense(3)])
    as_list.set_weights(graph.get_weights())
    wines = np.ones((2, 12), "float32")
    assert np.allclose(as_list(wines), graph(wines))


def test_a_batch_of_any_size_comes_in_and_goes_out() -> None:
    measurements = wine_input()
    model = keras.Model(measurements, layers.Dense(3)(measurements))
    assert [tuple(model(np.zeros((count, 12))).shape) for count in (1, 5)] == [(1, 3), (5, 3)]


def test_a_name_that_keras_gives_depends_on_what_was_made_before() -> None:
    assert layers.Dense(3).name != layers.Dense(3).name


def test_a_forgotten_input_stops_the_model_and_not_the_lines_before() -> None:
    measurements, region = wine_input(), keras.Input((4,), name="region")
    grape = layers.Dense(3)(layers.Concatenate()([measurements, region]))
    with pytest.raises(ValueError, match="not connected"):
        keras.Model(measurements, grape)


def test_brackets_alone_make_no_shape() -> None:
    with pytest.raises(ValueError, match="shape"):
        keras.Input(12)  # which is what (12) means


def test_a_layer_in_the_place_of_a_tensor_stops_the_call() -> None:
    with pytest.raises(ValueError):
        layers.Dense(3)(layers.Dense(16))


@pytest.mark.parametrize("name, words", [("measurements", "used 2 times"), (None, "not connected")])
def test_an_input_made_again_stops_the_model_and_not_the_lines_before(name: str | None, words: str) -> None:
    measurements = keras.Input((12,), name=name)
    profile = layers.Dense(16)(measurements)
    measurements = keras.Input((12,), name=name)
    grape = layers.Dense(3)(profile)
    with pytest.raises(ValueError, match=words):
        keras.Model(measurements, grape)


def test_an_unused_input_is_accepted_in_silence(recwarn) -> None:
    measurements, region = wine_input(), keras.Input((4,), name="region")
    keras.Model([measurements, region], layers.Dense(3)(measurements))
    assert not recwarn.list


def test_models_cut_from_one_graph_have_the_same_layer() -> None:
    grape, alcohol = two_models()
    assert grape.get_layer("profile") is alcohol.get_layer("profile")


def test_training_one_of_two_models_cut_from_one_graph_changes_the_other() -> None:
    grape, alcohol = two_models()
    before, after = after_a_step(grape, alcohol)
    assert not np.allclose(before, after)


def test_training_a_model_leaves_a_clone_as_it_was() -> None:
    grape, alcohol = two_models()
    clone = keras.models.clone_model(alcohol)
    assert not np.array_equal(clone.get_weights()[0], alcohol.get_weights()[0])  # new weights, until they are set
    clone.set_weights(alcohol.get_weights())
    before, after = after_a_step(grape, clone)
    assert np.array_equal(before, after)


def test_a_sequential_model_can_be_cut_by_its_inputs_and_a_layers_output() -> None:
    whole = keras.Sequential([wine_input(), layers.Dense(4, name="sketch"), layers.Dense(3)])
    part = keras.Model(whole.inputs, whole.get_layer("sketch").output)
    assert part.output_shape == (None, 4)
    assert part.weights[0] is whole.weights[0]


def test_a_graph_travels_as_text() -> None:
    measurements = wine_input()
    model = keras.Model(measurements, layers.Dense(3, name="grape")(measurements))
    assert keras.models.model_from_json(model.to_json()).to_json() == model.to_json()


def test_one_unit_for_three_classes_stops_the_sparse_crossentropy_and_not_the_squared_error() -> None:
    wines, grapes = np.ones((6, 12), "float32"), np.array([0, 1, 2, 0, 1, 2])
    measurements = wine_input()
    one_number = keras.Model(measurements, layers.Dense(1)(measurements))
    one_number.compile(loss="mean_squared_error")
    assert np.isfinite(one_number.train_on_batch(wines, grapes))
    one_number.compile(loss="sparse_categorical_crossentropy")
    with pytest.raises(Exception, match="outside the valid range"):
        one_number.train_on_batch(wines, grapes)
