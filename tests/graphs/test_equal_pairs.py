"""Models that compute the same, written otherwise: a comparison of graphs takes one for the other."""

import keras
import pytest
from keras import layers, ops

from autograder.graphs.matching import same
from tests.graphs.test_what_counts import PICTURE, TEXT, graph_of

TEXTS, TWO_TEXTS, PICTURES = [TEXT], [TEXT, TEXT], [PICTURE]
VECTORS, TWO_VECTORS = [(6,)], [(6,), (6,)]


def read_all(**settings):
    return layers.LSTM(3, return_sequences=True, **settings)


def states(a, kind=layers.LSTM):
    return kind(3, return_sequences=True, return_state=True)(a)


EQUAL = {
    "rnn lstmcell": (lambda a: layers.RNN(layers.LSTMCell(3))(a), lambda a: layers.LSTM(3)(a), TEXTS),
    "rnn grucell": (
        lambda a: layers.RNN(layers.GRUCell(3), return_sequences=True)(a),
        lambda a: layers.GRU(3, return_sequences=True)(a),
        TEXTS,
    ),
    "rnn simple": (lambda a: layers.RNN(layers.SimpleRNNCell(3))(a), lambda a: layers.SimpleRNN(3)(a), TEXTS),
    "rnn cell settings": (
        lambda a: layers.RNN(layers.LSTMCell(3, dropout=0.1, activation="relu"), go_backwards=True)(a),
        lambda a: layers.LSTM(3, dropout=0.1, activation="relu", go_backwards=True)(a),
        TEXTS,
    ),
    "rnn in a list": (lambda a: layers.RNN([layers.GRUCell(3)])(a), lambda a: layers.GRU(3)(a), TEXTS),
    "bi rnn": (
        lambda a: layers.Bidirectional(layers.RNN(layers.LSTMCell(3)))(a),
        lambda a: layers.Bidirectional(layers.LSTM(3))(a),
        TEXTS,
    ),
    "bi explicit backward": (
        lambda a: layers.Bidirectional(layers.LSTM(3), backward_layer=layers.LSTM(3, go_backwards=True))(a),
        lambda a: layers.Bidirectional(layers.LSTM(3))(a),
        TEXTS,
    ),
    "last step of sequences": (lambda a: read_all()(a)[:, -1], lambda a: layers.LSTM(3)(a), TEXTS),
    "h of sequences": (lambda a: states(a)[1], lambda a: layers.LSTM(3)(a), TEXTS),
    "gru state of sequences": (lambda a: states(a, layers.GRU)[1], lambda a: layers.GRU(3)(a), TEXTS),
    "c with sequences or not": (lambda a: states(a)[2], lambda a: layers.LSTM(3, return_state=True)(a)[2], TEXTS),
    "sequences with state": (lambda a: states(a)[0], lambda a: read_all()(a), TEXTS),
    "use_cudnn": (lambda a: layers.LSTM(3, use_cudnn=False)(a), lambda a: layers.LSTM(3)(a), TEXTS),
    "explicit defaults": (
        lambda a: layers.LSTM(3, activation="tanh", recurrent_activation="sigmoid", use_bias=True)(a),
        lambda a: layers.LSTM(3)(a),
        TEXTS,
    ),
    "implementation": (
        lambda a: layers.RNN(layers.LSTMCell(3), unroll=True)(a),
        lambda a: layers.LSTM(3, unroll=True)(a),
        TEXTS,
    ),
    "split as slices": (lambda a: ops.split(a, 2, axis=-1)[0], lambda a: a[..., :2], PICTURES),
    "split at": (lambda a: ops.split(a, [1, 3], axis=-1)[1], lambda a: a[..., 1:3], PICTURES),
    "unstack": (lambda a: ops.unstack(a, axis=1)[2], lambda a: a[:, 2], TEXTS),
    "difference written as sum": (lambda a, b: a - b, lambda a, b: a + (-b), TWO_TEXTS),
    "difference written as product": (
        lambda a, b: layers.Subtract()([a, b]),
        lambda a, b: layers.Add()([a, b * -1]),
        TWO_TEXTS,
    ),
    "abs difference either way": (lambda a, b: ops.abs(a - b), lambda a, b: ops.abs(b - a), TWO_TEXTS),
    "squared difference either way": (lambda a, b: ops.square(a - b), lambda a, b: (b - a) ** 2, TWO_TEXTS),
    "abs": (lambda a: abs(a), lambda a: ops.absolute(a), TEXTS),
    "abs in a lambda": (lambda a: layers.Lambda(ops.abs)(a), lambda a: ops.abs(a), TEXTS),
    "abs as activation": (lambda a: layers.Activation(ops.abs)(a), lambda a: ops.abs(a), TEXTS),
    "matmul": (
        lambda a, b: ops.matmul(a, ops.transpose(b, (0, 2, 1))),
        lambda a, b: a @ layers.Permute((2, 1))(b),
        TWO_TEXTS,
    ),
    "dot product": (
        lambda a, b: layers.Dot(-1)([a, b]),
        lambda a, b: ops.sum(a * b, axis=-1, keepdims=True),
        TWO_VECTORS,
    ),
    "cosine": (
        lambda a, b: layers.Dot(-1, normalize=True)([a, b]),
        lambda a, b: ops.sum(ops.normalize(a) * ops.normalize(b), axis=-1, keepdims=True),
        TWO_VECTORS,
    ),
    "norm": (lambda a: ops.norm(a, axis=-1), lambda a: ops.sqrt(ops.sum(ops.square(a), axis=-1)), TEXTS),
    "max_pool": (lambda a: ops.max_pool(a, 2), lambda a: layers.MaxPooling2D(2)(a), PICTURES),
    "average_pool": (
        lambda a: ops.average_pool(a, 2, strides=1, padding="same"),
        lambda a: layers.AveragePooling2D(2, strides=1, padding="same")(a),
        PICTURES,
    ),
    "mean of two stacked": (
        lambda a, b: ops.mean(ops.stack([a, b]), axis=0),
        lambda a, b: layers.Average()([a, b]),
        TWO_TEXTS,
    ),
    "max of two stacked": (
        lambda a, b: ops.max(ops.stack([a, b], axis=1), axis=1),
        lambda a, b: ops.maximum(a, b),
        TWO_TEXTS,
    ),
    "sum of two stacked": (lambda a, b: ops.sum(ops.stack([a, b]), axis=0), lambda a, b: a + b, TWO_TEXTS),
    "rescaled with offset": (lambda a: layers.Rescaling(2.0, offset=1.0)(a), lambda a: a * 2 + 1, TEXTS),
    "one minus": (lambda a: 1 - a, lambda a: ops.subtract(1, a), TEXTS),
    "one minus as sum": (lambda a: 1 - a, lambda a: -a + 1, TEXTS),
    "zeros around by hand": (
        lambda a: layers.Conv2D(3, 3)(layers.ZeroPadding2D(1)(a)),
        lambda a: layers.Conv2D(3, 3, padding="same")(a),
        PICTURES,
    ),
    "pad op": (lambda a: ops.pad(a, ((0, 0), (1, 1), (1, 1), (0, 0))), lambda a: layers.ZeroPadding2D(1)(a), PICTURES),
    "int and float inputs": (
        lambda a: layers.Embedding(9, 4, mask_zero=False)(a),
        lambda a: layers.Embedding(9, 4)(a),
        VECTORS,
    ),
    "initial values": (
        lambda a: layers.Dense(3, kernel_initializer="zeros", kernel_regularizer="l2")(a),
        lambda a: layers.Dense(3)(a),
        VECTORS,
    ),
    "softmax fn": (lambda a: keras.activations.softmax(a), lambda a: layers.Softmax()(a), VECTORS),
    "sigmoid op": (lambda a: layers.Dense(1, "sigmoid")(a), lambda a: ops.sigmoid(layers.Dense(1)(a)), VECTORS),
    "gelu": (lambda a: layers.Dense(1, "gelu")(a), lambda a: ops.gelu(layers.Dense(1)(a), approximate=False), VECTORS),
    "silu swish": (lambda a: layers.Dense(1, "swish")(a), lambda a: ops.silu(layers.Dense(1)(a)), VECTORS),
    "flip": (lambda a: ops.flip(a, axis=1), lambda a: a[:, ::-1], TEXTS),
    "hstack": (lambda a, b: ops.hstack([a, b]), lambda a, b: layers.Concatenate()([a, b]), TWO_VECTORS),
    "concat of one": (lambda a: layers.Dense(2)(ops.concatenate([a], axis=-1)), lambda a: layers.Dense(2)(a), VECTORS),
    "triple": (lambda a, b: layers.Add()([a, b, a]), lambda a, b: a + a + b, TWO_TEXTS),
    "normalisation defaults": (
        lambda a: layers.BatchNormalization(axis=3)(a),
        lambda a: layers.BatchNormalization()(a),
        PICTURES,
    ),
    "layernorm axis": (
        lambda a: layers.LayerNormalization(axis=[2])(a),
        lambda a: layers.LayerNormalization()(a),
        TEXTS,
    ),
    "flatten two": (lambda a: layers.Flatten()(layers.Reshape((8, 32))(a)), lambda a: layers.Flatten()(a), PICTURES),
    "reshapes": (
        lambda a: layers.Reshape((4, 64))(layers.Reshape((8, 32))(a)),
        lambda a: layers.Reshape((4, 64))(a),
        PICTURES,
    ),
    "time distributed act": (
        lambda a: layers.TimeDistributed(layers.Dense(2, "relu"))(a),
        lambda a: layers.Dense(2, "relu")(a),
        TEXTS,
    ),
    "negative slope": (lambda a: layers.ReLU(negative_slope=0.3)(a), lambda a: layers.LeakyReLU(0.3)(a), TEXTS),
    "conv1d as dense": (lambda a: layers.Conv1D(4, 1)(a), lambda a: layers.Dense(4)(a), TEXTS),
    "x cubed": (lambda a: a**3, lambda a: a * a * a, TEXTS),
    "softmax over time": (lambda a: layers.Softmax(axis=1)(a), lambda a: ops.softmax(a, axis=-2), TEXTS),
    "sum python of three": (lambda a, b: sum([a, b, a]), lambda a, b: layers.add([a, b, a]), TWO_TEXTS),
    "squeeze": (lambda a: ops.squeeze(layers.Dense(1)(a), -1), lambda a: layers.Dense(1)(a)[..., 0], TEXTS),
    "squeeze flatten": (
        lambda a: ops.squeeze(layers.Dense(1)(a), -1),
        lambda a: layers.Flatten()(layers.Dense(1)(a)),
        TEXTS,
    ),
    "ops.mean pooling 1x1": (
        lambda a: layers.Conv2D(3, 1)(ops.mean(a, (1, 2), keepdims=True)),
        lambda a: layers.Conv2D(3, 1)(layers.GlobalAveragePooling2D(keepdims=True)(a)),
        PICTURES,
    ),
    "softmax by hand": (lambda a: ops.exp(a) / ops.sum(ops.exp(a), -1, keepdims=True), lambda a: ops.softmax(a), TEXTS),
    "sigmoid by hand": (lambda a: 1 / (1 + ops.exp(-a)), lambda a: ops.sigmoid(a), TEXTS),
    "average of three by hand": (
        lambda a, b: (a + b + 2 * a) / 3,
        lambda a, b: layers.Average()([a, b, 2 * a]),
        TWO_TEXTS,
    ),
    "append": (lambda a, b: ops.append(a, b, axis=-1), lambda a, b: layers.concatenate([a, b]), TWO_TEXTS),
    "array_split": (lambda a: ops.array_split(a, 2, axis=1)[1], lambda a: a[:, 3:], VECTORS),
    "reciprocal": (lambda a: 1 / a, lambda a: a**-1, TEXTS),
    "two equal axes of a dot product": (
        lambda a, b: layers.Dot((1, 1))([a, b]),
        lambda a, b: layers.Dot(-1)([a, b]),
        TWO_VECTORS,
    ),
    "cropping1d": (lambda a: layers.Cropping1D((1, 2))(a), lambda a: a[:, 1:-2], TEXTS),
    "cropping2d": (lambda a: layers.Cropping2D(1)(a), lambda a: a[:, 1:-1, 1:-1], PICTURES),
    "einsum dense": (
        lambda a: layers.EinsumDense("abc,cd->abd", output_shape=(None, 4), bias_axes="d")(a),
        lambda a: layers.Dense(4)(a),
        TEXTS,
    ),
}


@pytest.mark.parametrize("name", EQUAL)
def test_models_that_compute_the_same_are_equal(name: str) -> None:
    first, second, shapes = EQUAL[name]
    assert same(graph_of(first, shapes), graph_of(second, shapes))
