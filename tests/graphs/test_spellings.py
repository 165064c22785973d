"""One calculation written in several ways is one graph, and another calculation is another graph."""

import pytest
from keras import layers, ops

from autograder.graphs.matching import same
from tests.graphs.test_what_counts import PICTURE, TEXT, graph_of


def added(a):
    return a + layers.Dense(a.shape[-1])(a)


ONE = {
    "the last step": (lambda a: a[:, -1], lambda a: a[:, 4], lambda a: ops.take(a, 4, axis=1)),
    "the last two steps": (lambda a: a[:, -2:], lambda a: a[:, 3:], lambda a: a[:, 3:5], lambda a: a[..., -2:, :]),
    "all steps": (lambda a: a, lambda a: a[:, :5], lambda a: a[:, ::1]),
    "all but the last": (lambda a: a[:, :-1], lambda a: a[:, :4], lambda a: a[:, 0:4:1]),
    "halves": (lambda a: a / 2, lambda a: a * 0.5, lambda a: layers.Rescaling(0.5)(a), lambda a: 0.5 * a),
    "one less": (lambda a: a - 1, lambda a: a + -1.0, lambda a: ops.subtract(a, 1)),
    "the opposite": (lambda a: -a, lambda a: a * -1, lambda a: ops.negative(a)),
    "squares": (lambda a: ops.square(a), lambda a: a * a, lambda a: a**2, lambda a: layers.Multiply()([a, a])),
    "roots": (lambda a: ops.sqrt(a), lambda a: a**0.5, lambda a: ops.power(a, 0.5)),
    "the mean of two": (
        lambda a: layers.Average()([a, layers.Dense(3)(a)]),
        lambda a: added(a) / 2,
        lambda a: 0.5 * added(a),
    ),
    "the mean of the steps": (
        lambda a: layers.GlobalAveragePooling1D()(a),
        lambda a: ops.sum(a, axis=1) / 5,
        lambda a: ops.average(a, axis=1),
        lambda a: layers.Flatten()(layers.AveragePooling1D(5)(a)),
    ),
    "the largest step": (lambda a: ops.max(a, axis=1), lambda a: ops.amax(a, axis=-2)),
    "steps and features exchanged": (
        lambda a: layers.Permute((2, 1))(a),
        lambda a: ops.transpose(a, (0, 2, 1)),
        lambda a: ops.swapaxes(a, 1, -1),
        lambda a: ops.moveaxis(a, 1, 2),
    ),
    "one more axis": (
        lambda a: ops.expand_dims(a, 1),
        lambda a: a[:, None],
        lambda a: layers.Reshape((1, 5, 3))(a),
        lambda a: ops.expand_dims(a, -3),
    ),
    "length one": (lambda a: layers.UnitNormalization()(a), lambda a: ops.normalize(a, axis=2)),
    "relu": (lambda a: ops.relu(a), lambda a: ops.clip(a, 0, float("inf")), lambda a: ops.maximum(a, 0)),
    "relu up to 6": (lambda a: layers.ReLU(6)(a), lambda a: ops.relu6(a), lambda a: ops.clip(a, 0, 6)),
    "products of steps": (lambda a: layers.Dot(axes=1)([a, a]), lambda a: layers.Dot(axes=-2)([a, a])),
    "a function inside a recurrent layer": (
        lambda a: layers.LSTM(2, activation="relu")(a),
        lambda a: layers.LSTM(2, activation=lambda x: ops.relu(x))(a),
    ),
    "a function at every step": (
        lambda a: layers.Dense(2)(a) * 3,
        lambda a: layers.TimeDistributed(layers.Dense(2, activation=lambda x: x * 3))(a),
    ),
}
OTHER = {
    "another step": (lambda a: a[:, -1], lambda a: a[:, -2]),
    "every other step": (lambda a: a[:, ::2], lambda a: a),
    "a step or a list of one": (lambda a: a[:, -1], lambda a: a[:, -1:]),
    "backwards": (lambda a: a[:, ::-1], lambda a: a),
    "divided from": (lambda a: a / 2, lambda a: 2 / a),
    "taken from": (lambda a: a - 1, lambda a: 1 - a),
    "scaled and moved": (lambda a: layers.Rescaling(0.5, offset=1.0)(a), lambda a: a / 2),
    "a square and a double": (lambda a: a * a, lambda a: a + a),
    "third powers": (lambda a: a**3, lambda a: a**2),
    "a sum divided by another number": (lambda a: added(a) / 3, lambda a: layers.Average()([a, layers.Dense(3)(a)])),
    "a sum that is read twice": (
        lambda a: layers.Concatenate()([added(a) / 2, layers.Dense(3)(a)]),
        lambda a: layers.Concatenate()([layers.Average()([a, layers.Dense(3)(a)]), layers.Dense(4)(a)]),
    ),
    "a sum of steps divided by another number": (lambda a: ops.sum(a, 1) / 3, lambda a: ops.mean(a, 1)),
    "largest and smallest": (lambda a: ops.amax(a, 1), lambda a: ops.amin(a, 1)),
    "exchanged or cut anew": (lambda a: layers.Permute((2, 1))(a), lambda a: layers.Reshape((3, 5))(a)),
    "an axis elsewhere": (lambda a: ops.expand_dims(a, 1), lambda a: ops.expand_dims(a, 2)),
    "another length one": (lambda a: layers.UnitNormalization(axis=1)(a), lambda a: ops.normalize(a)),
    "cut off at 1": (lambda a: ops.clip(a, 0, 1), lambda a: ops.relu(a)),
    "relu up to 5": (lambda a: layers.ReLU(5)(a), lambda a: layers.ReLU(6)(a)),
    "rounded down or not": (lambda a: ops.cast(a, "int32"), lambda a: ops.cast(a, "float32")),
    "products of features": (lambda a: layers.Dot(axes=2)([a, a]), lambda a: layers.Dot(axes=1)([a, a])),
    "functions inside a recurrent layer": (
        lambda a: layers.LSTM(2, activation=lambda x: x * 2)(a),
        lambda a: layers.LSTM(2, activation=lambda x: x * 3)(a),
    ),
    "gates of another function": (
        lambda a: layers.GRU(2, recurrent_activation=lambda x: ops.tanh(x))(a),
        lambda a: layers.GRU(2)(a),
    ),
    "functions at every step": (
        lambda a: layers.TimeDistributed(layers.Dense(2, activation=lambda x: x * 2))(a),
        lambda a: layers.TimeDistributed(layers.Dense(2, activation=lambda x: x * 3))(a),
    ),
}


@pytest.mark.parametrize("name", ONE)
def test_one_calculation_is_one_graph(name: str) -> None:
    first, *others = ONE[name]
    for other in others:
        assert same(graph_of(first, [TEXT]), graph_of(other, [TEXT]))


@pytest.mark.parametrize("name", OTHER)
def test_another_calculation_is_another_graph(name: str) -> None:
    first, other = OTHER[name]
    assert not same(graph_of(first, [TEXT]), graph_of(other, [TEXT]))


def test_lengths_that_are_not_known_are_not_guessed() -> None:
    assert not same(graph_of(lambda a: a[:, -1], [(None, 3)]), graph_of(lambda a: a[:, 4], [(None, 3)]))
    assert not same(graph_of(lambda a: ops.sum(a, 1) / 5, [(None, 3)]), graph_of(lambda a: ops.mean(a, 1), [(None, 3)]))
    assert same(graph_of(lambda a: a[:, :, 0], [(None, 3)]), graph_of(lambda a: a[:, :, -3], [(None, 3)]))


def test_an_activation_that_cannot_be_called_on_symbols_is_no_activation_of_keras_with_its_name() -> None:
    tensorflow = pytest.importorskip("tensorflow")

    def relu(x):
        return tensorflow.nn.relu(x) * 5

    own = graph_of(lambda a: layers.Dense(3, activation=relu)(a), [PICTURE])
    assert not same(own, graph_of(lambda a: layers.Dense(3, activation="relu")(a), [PICTURE]))


def test_what_a_function_prints_is_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    def double(tensor: object) -> object:
        print("called")
        return tensor * 2

    inside = graph_of(lambda x: layers.Lambda(double)(x), [TEXT])
    capsys.readouterr()
    assert same(inside, graph_of(lambda x: x * 2, [TEXT]))
    assert capsys.readouterr().out == ""
