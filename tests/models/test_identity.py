"""What is one layer stays one layer: within a model, across inner models, and across models."""

import random
from collections.abc import Callable

import keras
import numpy as np
import pytest
from keras import layers

from tests.models.conftest import Trip


def cut_from_one_graph() -> list[keras.Model]:
    x = keras.Input((4,))
    middle = layers.Dense(3)(x)
    return [keras.Model(x, layers.Dense(2)(middle)), keras.Model(x, middle)]


def one_layer_on_other_inputs() -> list[keras.Model]:
    dense = layers.Dense(3)
    a, b = keras.Input((4,)), keras.Input((4,))
    return [keras.Model(a, dense(a)), keras.Model(b, dense(b))]


def encoder_alone_and_inside() -> list[keras.Model]:
    x = keras.Input((4,))
    encoder = keras.Model(x, layers.Dense(3)(x))
    a, b = keras.Input((4,)), keras.Input((4,))
    return [encoder, keras.Model([a, b], layers.Subtract()([encoder(a), encoder(b)]))]


def equal_names_in_two_models() -> list[keras.Model]:
    a, b = keras.Input((4,)), keras.Input((4,))
    return [keras.Model(a, layers.Dense(3, name="same")(a)), keras.Model(b, layers.Dense(3, name="same")(b))]


def inside_and_outside_an_inner_model() -> list[keras.Model]:
    dense = layers.Dense(4)
    x = keras.Input((4,))
    inner = keras.Model(x, layers.Activation("relu")(dense(x)))
    a = keras.Input((4,))
    return [keras.Model(a, inner(dense(a)))]


def inside_a_wrapper_and_beside_it() -> list[keras.Model]:
    dense = layers.Dense(3)
    rows, row = keras.Input((5, 4)), keras.Input((4,))
    return [keras.Model([rows, row], [layers.TimeDistributed(dense)(rows), dense(row)])]


def cut_at_the_second_call() -> list[keras.Model]:
    dense = layers.Dense(4)
    x = keras.Input((4,))
    first = dense(x)
    second = dense(first)
    return [keras.Model(x, layers.Dense(1)(second)), keras.Model(x, second)]


def chained_to_itself() -> list[keras.Model]:
    dense = layers.Dense(4)
    x = keras.Input((4,))
    return [keras.Model(x, dense(dense(dense(x))))]


def sequential_and_functional() -> list[keras.Model]:
    dense = layers.Dense(4)
    x = keras.Input((4,))
    return [keras.Sequential([keras.Input((4,)), dense, layers.Dense(2)]), keras.Model(x, dense(x))]


def shared_by_two_inner_models() -> list[keras.Model]:
    dense = layers.Dense(4)
    a, b = keras.Input((4,)), keras.Input((4,))
    left, right = keras.Model(a, dense(a)), keras.Model(b, layers.Activation("relu")(dense(b)))
    x, y = keras.Input((4,)), keras.Input((4,))
    return [keras.Model([x, y], layers.Add()([left(x), right(y)]))]


SCENARIOS = [
    cut_from_one_graph,
    one_layer_on_other_inputs,
    encoder_alone_and_inside,
    equal_names_in_two_models,
    inside_and_outside_an_inner_model,
    inside_a_wrapper_and_beside_it,
    cut_at_the_second_call,
    chained_to_itself,
    sequential_and_functional,
    shared_by_two_inner_models,
]
every_scenario = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)


def pattern(models: list[keras.Model]) -> list[list[int]]:
    """Number the weights of all models in the order in which they are met first."""
    seen: dict[int, int] = {}
    return [[seen.setdefault(id(weight), len(seen)) for weight in model.weights] for model in models]


@every_scenario
def test_weights_are_the_same_objects_where_they_were(scenario: Callable[[], list[keras.Model]]) -> None:
    models = scenario()
    trip = Trip(*models)
    assert pattern(trip.models) == pattern(models)
    for built, again in zip(models, trip.models, strict=True):
        assert [layer.name for layer in again.layers] == [layer.name for layer in built.layers]
        assert [weight.path for weight in again.weights] == [weight.path for weight in built.weights]
        for one, other in zip(built.get_weights(), again.get_weights(), strict=True):
            np.testing.assert_array_equal(one, other)


@every_scenario
def test_without_numbers_weights_are_shared_as_they_were(scenario: Callable[[], list[keras.Model]]) -> None:
    models = scenario()
    assert pattern(Trip(*models, weights="hash").models) == pattern(models)


def test_the_same_id_gives_the_same_model() -> None:
    trip = Trip(*chained_to_itself())
    assert trip.rebuilder.model(trip.ids[0]) is trip.models[0]


def test_models_read_by_one_reader_at_other_times_share_layers() -> None:
    first, second = sequential_and_functional()
    trip = Trip(first)
    later = trip.reader.model(second, "values")
    assert trip.reader.layers[trip.ids[0]]["parts"][1] in [node["layer"] for node in trip.reader.layers[later]["nodes"]]


def test_weights_that_were_copied_are_equal_and_not_the_same() -> None:
    x = keras.Input((4,))
    one, other, unlike = layers.Dense(3), layers.Dense(3), layers.Dense(3)
    model = keras.Model(x, [one(x), other(x), unlike(x)])
    other.set_weights(one.get_weights())
    (again,) = Trip(model, weights="hash").models
    kernels = [layer.kernel for layer in again.layers[1:]]
    assert len({id(kernel) for kernel in kernels}) == 3
    np.testing.assert_array_equal(kernels[0], kernels[1])
    assert not np.array_equal(kernels[0], kernels[2])


def test_fresh_weights_are_the_same_each_time_and_leave_the_random_state_alone() -> None:
    model = cut_from_one_graph()[0]
    random.seed(3)
    expected = random.random()
    random.seed(3)
    first = Trip(model, weights="hash").models[0].get_weights()
    assert random.random() == expected
    second = Trip(model, weights="hash").models[0].get_weights()
    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one, other)
    assert not np.array_equal(first[0], model.get_weights()[0])
