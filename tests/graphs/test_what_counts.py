"""What a comparison of graphs tells apart, and what it looks through, beyond layers and arrows."""

import numpy as np
import pytest
from keras import layers, ops

from autograder.graphs.canonical import canonical
from autograder.graphs.graph import read_graph
from autograder.graphs.matching import same
from tests.checks.test_comparison import model_of

TEXT = (5, 3)
PICTURE = (8, 8, 4)


def read(which):
    return lambda a: layers.LSTM(3, return_state=True)(a)[which]


def doubled(x):
    return x * 2


def relu(x):  # called as Keras' own, and another
    return x * 5


def gru(**settings):
    return lambda a: layers.GRU(3, **settings)(a)


def attention(a, b, **arguments):
    return layers.MultiHeadAttention(2, 3)(**{"query": a, "value": b}, **arguments)


DIFFERENT = {
    "states h and c": (read(1), read(2), [TEXT]),
    "parts of a split": (lambda a: ops.split(a, 2, axis=-1)[0], lambda a: ops.split(a, 2, axis=-1)[1], [PICTURE]),
    "slices": (lambda a: a[:, :2], lambda a: a[:, 2:], [PICTURE]),
    "sums of slices": (lambda a: a[:, :4] + a[:, 4:], lambda a: a[:, :4] + a[:, :4], [PICTURE]),
    "arrays": (lambda a: a * np.array([1.0, 2, 3, 4]), lambda a: a * np.array([1.0, 2, 3, 5]), [PICTURE]),
    "chosen by a condition": (
        lambda a: ops.where(a > 0, a, 0.1),
        lambda a: ops.where(a > 0, 0.1, a),
        [PICTURE],
    ),
    "base and exponent": (lambda a: a**2, lambda a: 2**a, [PICTURE]),
    "a number added twice": (lambda a: a + 0.5 + 0.5, lambda a: a + 0.5, [PICTURE]),
    "lambdas": (
        lambda a: layers.Lambda(lambda x: x * 2)(a),
        lambda a: layers.Lambda(lambda x: x * 3)(a),
        [PICTURE],
    ),
    "activations of one's own": (
        lambda a: layers.Dense(3, activation=doubled)(a),
        lambda a: layers.Dense(3, activation=lambda x: x * 3)(a),
        [PICTURE],
    ),
    "an activation under Keras' name": (
        lambda a: layers.Dense(3, activation=relu)(a),
        lambda a: layers.Dense(3, activation="relu")(a),
        [PICTURE],
    ),
    "a mask from another input": (
        lambda a, b: layers.Add()([layers.LSTM(3)(a, mask=ops.any(b > 0, axis=-1)), layers.LSTM(3)(b)]),
        lambda a, b: layers.Add()([layers.LSTM(3)(a), layers.LSTM(3)(b)]),
        [TEXT, TEXT],
    ),
    "exchanged query and value": (lambda a, b: attention(a, b), lambda a, b: attention(b, a), [TEXT, TEXT]),
    "a causal mask": (
        lambda a, b: attention(a, b),
        lambda a, b: attention(a, b, use_causal_mask=True),
        [TEXT, TEXT],
    ),
    "depth_multiplier": (
        lambda a: layers.DepthwiseConv2D(3)(a),
        lambda a: layers.DepthwiseConv2D(3, depth_multiplier=2)(a),
        [PICTURE],
    ),
    "reset_after": (gru(), gru(reset_after=False), [TEXT]),
    "dropout": (gru(), gru(dropout=0.2), [TEXT]),
    "recurrent_dropout": (gru(), gru(recurrent_dropout=0.2), [TEXT]),
    "data_format": (
        lambda a: layers.GlobalAveragePooling2D()(a),
        lambda a: layers.GlobalAveragePooling2D(data_format="channels_first")(a),
        [PICTURE],
    ),
    "alpha": (lambda a: layers.ELU()(a), lambda a: layers.ELU(0.5)(a), [PICTURE]),
}
EQUAL = {
    "the last state is the output": (read(1), lambda a: layers.LSTM(3)(a), [TEXT]),
    "spelled slices": (lambda a: a[:, :2], lambda a: a[:, 0:2, :], [PICTURE]),
    "an axis from either end": (lambda a: ops.sum(a, axis=-1), lambda a: ops.sum(a, axis=2), [TEXT]),
    "axes in any order": (lambda a: ops.sum(a, axis=(1, 2)), lambda a: ops.sum(a, axis=(-2, -3)), [PICTURE]),
    "the axis of a softmax": (lambda a: layers.Softmax()(a), lambda a: layers.Softmax(axis=3)(a), [PICTURE]),
    "Python's sum": (
        lambda a: sum([a, layers.Dense(4)(a)]),
        lambda a: layers.Add()([a, layers.Dense(4)(a)]),
        [PICTURE],
    ),
    "the maximum with 0": (lambda a: ops.maximum(0.0, a), lambda a: layers.ReLU()(a), [PICTURE]),
    "the mean of a picture": (
        lambda a: ops.mean(a, axis=(2, 1)),
        lambda a: layers.GlobalAveragePooling2D()(a),
        [(None, None, 3)],
    ),
    "the mean of a picture, in two steps": (
        lambda a: ops.mean(ops.mean(a, axis=1), axis=1),
        lambda a: layers.GlobalAveragePooling2D()(a),
        [PICTURE],
    ),
    "the mean of a text": (
        lambda a: ops.mean(a, axis=1),
        lambda a: layers.GlobalAveragePooling1D()(a),
        [TEXT],
    ),
    "a Lambda and what it calls": (
        lambda a: layers.Lambda(lambda x: ops.mean(x, (1, 2)))(a),
        lambda a: layers.GlobalAveragePooling2D()(a),
        [PICTURE],
    ),
    "a Lambda with arguments": (
        lambda a: layers.Lambda(lambda x, by: x * by, arguments={"by": 2})(a),
        lambda a: a * 2,
        [PICTURE],
    ),
    "a Lambda of two": (
        lambda a, b: layers.Lambda(lambda both: both[0] - both[1])([a, b]),
        lambda a, b: a - b,
        [TEXT, TEXT],
    ),
    "an activation and what it calls": (
        lambda a: layers.Dense(3, activation=doubled)(a),
        lambda a: layers.Dense(3)(a) * 2,
        [PICTURE],
    ),
    "keywords in any order": (
        lambda a, b: layers.MultiHeadAttention(2, 3)(a, b),
        lambda a, b: layers.MultiHeadAttention(2, 3)(value=b, query=a),
        [TEXT, TEXT],
    ),
}


def graph_of(build, shapes):
    return canonical(read_graph(model_of(build, *shapes)))


@pytest.mark.parametrize("name", DIFFERENT)
def test_what_differs_is_told_apart(name) -> None:
    first, second, shapes = DIFFERENT[name]
    assert not same(graph_of(first, shapes), graph_of(second, shapes))
    assert same(graph_of(first, shapes), graph_of(first, shapes))


@pytest.mark.parametrize("name", EQUAL)
def test_what_is_equal_is_looked_through(name) -> None:
    first, second, shapes = EQUAL[name]
    assert same(graph_of(first, shapes), graph_of(second, shapes))


def test_masks_that_keras_passes_along_are_no_part_of_the_graph() -> None:
    def embedded(by_hand):
        def build(a):
            embedding = layers.Embedding(9, 4, mask_zero=True)
            return layers.LSTM(3)(embedding(a), **({"mask": embedding.compute_mask(a)} if by_hand else {}))

        return build

    assert same(graph_of(embedded(False), [(5,)]), graph_of(embedded(True), [(5,)]))


def test_activations_from_tensorflow_are_keras_own() -> None:
    tensorflow = pytest.importorskip("tensorflow")
    for name in ("relu", "softmax", "tanh", "silu"):
        theirs = graph_of(lambda a, name=name: layers.Dense(3, activation=getattr(tensorflow.nn, name))(a), [TEXT])
        assert same(theirs, graph_of(lambda a, name=name: layers.Dense(3, activation=name)(a), [TEXT]))
