"""Functions and classes of the student's own leave as what they compute, where that can be told."""

from typing import Any

import keras
import numpy as np
import pytest
from keras import layers, ops

from autograder import checks as check
from autograder.checks.look import CheckFailed
from autograder.models.configs import _is_named
from autograder.models.data import Unjudged
from tests.checks.test_own_code import MADE, ONES, ROWS, accuracy, around, doubled, squares
from tests.models.conftest import Trip


class Squares(keras.losses.Loss):
    def call(self, targets: Any, predictions: Any) -> Any:
        return squares(targets, predictions)


def outcome(checking: Any) -> str | None:
    try:
        checking()
    except CheckFailed as failed:
        return f"failed: {failed.cause}"
    return "passed"


@pytest.mark.parametrize("name", [name for name in MADE if "such a layer" not in name and "layer of" not in name])
def test_a_rebuilt_model_is_judged_as_the_live_one(name: str) -> None:
    make = MADE[name]
    live = make()
    live.compile("sgd", loss=Squares(), metrics=[accuracy])
    trip = Trip(live)
    rebuilt = trip.models[0]
    block = around(lambda code: layers.Dense(4)(code))
    for checking in (
        lambda model: check.outputs(model, (None, 1)),
        lambda model: check.same_graph(model, make()),
        lambda model: check.same_graph(model, block),
        lambda model: check.computes(model, ROWS, live),
        lambda model: check.finite(model, ROWS),
        lambda model: check.shared(model, "Dense"),
        lambda model: check.loss(model, ROWS, ONES, like="mean_squared_error"),
        lambda model: check.loss(model, ROWS, ONES, like="mean_absolute_error"),
    ):
        assert outcome(lambda checking=checking: checking(rebuilt)) == outcome(lambda checking=checking: checking(live))
    assert not trip.rebuilder.unjudged


def test_of_a_layer_of_ones_own_the_place_in_the_graph_is_known_and_no_more() -> None:
    live = MADE["a layer of one's own"]()
    trip = Trip(live)
    check.same_graph(trip.models[0], live)
    check.outputs(trip.models[0], (None, 1))
    assert not trip.rebuilder.unjudged
    with pytest.raises(Unjudged):
        check.finite(trip.models[0], ROWS)


def test_tensorflows_activations_leave_as_keras_own() -> None:
    tensorflow = pytest.importorskip("tensorflow")
    for name in ("relu", "softmax", "silu", "leaky_relu", "gelu"):
        live = around(layers.Dense(3, activation=getattr(tensorflow.nn, name)))
        trip = Trip(live)
        check.same_graph(trip.models[0], around(layers.Dense(3, activation=name)))
        check.computes(trip.models[0], ROWS, live.predict(ROWS["x"], verbose=0))
        assert not trip.rebuilder.unjudged


def test_lambdas_in_a_sequential_inside_another_model_differ_where_they_do() -> None:
    def encoder(function: Any) -> keras.Model:
        return around(keras.Sequential([keras.Input((4,)), layers.Lambda(function), layers.Dense(3)]))

    trip = Trip(encoder(doubled))
    check.same_graph(trip.models[0], encoder(lambda code: code * 2))
    assert outcome(lambda: check.same_graph(trip.models[0], encoder(lambda code: code * 3))) != "passed"
    assert outcome(lambda: check.same_graph(trip.models[0], encoder(ops.relu))) != "passed"
    assert np.isfinite(trip.models[0].predict(ROWS["x"], verbose=0)).all()
    assert not trip.rebuilder.unjudged


@pytest.mark.parametrize("operation", [ops.abs, ops.relu, ops.square])
def test_an_operation_given_as_an_activation_travels(operation: Any) -> None:
    x = keras.Input((3,), name="x")
    live = keras.Model(x, layers.Activation(operation)(layers.Dense(4, activation=operation)(x)))
    (rebuilt,) = Trip(live).models
    check.same_graph(rebuilt, live)
    rows = np.array([[1.0, -2.0, 3.0]], "float32")
    assert np.allclose(rebuilt(rows), live(rows))


def relu(code: Any) -> Any:
    """A function of a student's that is called like one of Keras' activations, and is none of them."""
    return ops.leaky_relu(code, 0.5)


WAYS = {
    "an argument": lambda activation: around(layers.Dense(3, activation=activation)),
    "a layer": lambda activation: around(keras.Sequential([layers.Dense(3), layers.Activation(activation)])),
    "a layer as an argument": lambda activation: around(layers.Dense(3, activation=layers.Activation(activation))),
    "inside a recurrent layer": lambda activation: around(
        keras.Sequential([layers.Reshape((1, 4)), layers.SimpleRNN(3, activation=activation)])
    ),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "activation, called_alike",
    [(ops.gelu, "gelu"), (relu, "relu"), (lambda code: ops.gelu(code, approximate=True), "gelu")],
)
def test_what_is_called_like_an_activation_and_computes_another_thing_is_another(
    way: str, activation: Any, called_alike: str
) -> None:
    live, named = WAYS[way](activation), WAYS[way](called_alike)
    trip = Trip(live)
    for model in (live, trip.models[0]):
        assert outcome(lambda model=model: check.same_graph(model, live)) == "passed"
        assert outcome(lambda model=model: check.same_graph(model, named)) != "passed"
    check.computes(trip.models[0], ROWS, live.predict(ROWS["x"], verbose=0))
    assert not trip.rebuilder.unjudged


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "name", ["relu", "silu", "swish", "leaky_relu", "elu", "softmax", "tanh", "hard_swish", "relu6"]
)
def test_an_operation_that_is_the_activation_of_its_name_is_no_other(way: str, name: str) -> None:
    live, named = WAYS[way](getattr(ops, name)), WAYS[way](name)
    (rebuilt,) = Trip(live).models
    for model in (live, rebuilt):
        check.same_graph(model, named)
    check.computes(rebuilt, ROWS, live.predict(ROWS["x"], verbose=0))


def test_every_operation_that_assumes_other_settings_than_its_activation_is_known() -> None:
    """Keras' own defaults are compared, so that an operation of a later version is not taken for its activation."""
    rows = np.linspace(-3.0, 3.0, 8, dtype="float32").reshape(2, 4)
    for name, activation in vars(keras.activations).items():
        if name in ("get", "serialize", "deserialize") or not hasattr(ops, name):
            continue
        try:
            alike = np.allclose(activation(rows), getattr(ops, name)(rows), atol=1e-6)
        except (TypeError, ValueError):  # it needs more than a tensor, so it is no activation by its name
            continue
        assert _is_named(getattr(ops, name), activation.__name__) == alike, name
