"""Models that compute something else: a comparison of graphs tells them apart, and each equals itself."""

import numpy as np
import pytest
from keras import layers, ops

from autograder.graphs.matching import same
from tests.graphs.test_equal_pairs import PICTURES, TEXTS, TWO_TEXTS, TWO_VECTORS, VECTORS, read_all, states
from tests.graphs.test_what_counts import graph_of

DIFFERENT = {
    "seq first or last": (lambda a: read_all()(a)[:, -1], lambda a: read_all()(a)[:, 0], TEXTS),
    "seq second last": (lambda a: read_all()(a)[:, -2], lambda a: layers.LSTM(3)(a), TEXTS),
    "backwards last": (lambda a: read_all(go_backwards=True)(a)[:, -1], lambda a: layers.LSTM(3)(a), TEXTS),
    "c or output": (lambda a: states(a)[2], lambda a: layers.LSTM(3)(a), TEXTS),
    "h or c seq": (lambda a: states(a)[1], lambda a: states(a)[2], TEXTS),
    "rnn of another cell": (lambda a: layers.RNN(layers.GRUCell(3))(a), lambda a: layers.LSTM(3)(a), TEXTS),
    "rnn cell wider": (lambda a: layers.RNN(layers.LSTMCell(4))(a), lambda a: layers.LSTM(3)(a), TEXTS),
    "rnn cell dropout": (lambda a: layers.RNN(layers.LSTMCell(3, dropout=0.2))(a), lambda a: layers.LSTM(3)(a), TEXTS),
    "rnn cell reset_after": (
        lambda a: layers.RNN(layers.GRUCell(3, reset_after=False))(a),
        lambda a: layers.GRU(3)(a),
        TEXTS,
    ),
    "bi merge": (
        lambda a: layers.Bidirectional(layers.LSTM(3), merge_mode="sum")(a),
        lambda a: layers.Bidirectional(layers.LSTM(3), merge_mode="ave")(a),
        TEXTS,
    ),
    "bi or not": (
        lambda a: layers.Bidirectional(layers.LSTM(3), merge_mode="sum")(a),
        lambda a: layers.LSTM(3)(a),
        TEXTS,
    ),
    "bi backward other": (
        lambda a: layers.Bidirectional(layers.LSTM(3), backward_layer=layers.GRU(3, go_backwards=True))(a),
        lambda a: layers.Bidirectional(layers.LSTM(3))(a),
        TEXTS,
    ),
    "bi same direction": (
        lambda a: layers.Bidirectional(layers.LSTM(3))(a),
        lambda a: layers.Concatenate()([layers.LSTM(3)(a), layers.LSTM(3)(a)]),
        TEXTS,
    ),
    "initial state exchanged": (
        lambda a, b: layers.LSTM(3)(a, initial_state=layers.LSTM(3, return_state=True)(b)[1:]),
        lambda a, b: layers.LSTM(3)(a, initial_state=layers.LSTM(3, return_state=True)(b)[:0:-1]),
        TWO_TEXTS,
    ),
    "initial state or none": (
        lambda a, b: layers.LSTM(3)(a, initial_state=layers.LSTM(3, return_state=True)(b)[1:]) + layers.LSTM(3)(b),
        lambda a, b: layers.LSTM(3)(a) + layers.LSTM(3)(b),
        TWO_TEXTS,
    ),
    "split exchanged": (
        lambda a: (lambda p: p[0] - p[1])(ops.split(a, 2, axis=-1)),
        lambda a: (lambda p: p[1] - p[0])(ops.split(a, 2, axis=-1)),
        PICTURES,
    ),
    "split three": (lambda a: ops.split(a, 2, axis=-1)[0], lambda a: ops.split(a, 4, axis=-1)[0], PICTURES),
    "unstack": (lambda a: ops.unstack(a, axis=1)[2], lambda a: ops.unstack(a, axis=1)[3], TEXTS),
    "unstack axis": (lambda a: ops.unstack(a, axis=1)[2], lambda a: ops.unstack(a, axis=2)[2], TEXTS),
    "top k": (lambda a: ops.top_k(a, 2)[0], lambda a: ops.top_k(a, 2)[1], TEXTS),
    "moments": (lambda a: ops.moments(a, axes=[1])[0], lambda a: ops.moments(a, axes=[1])[1], TEXTS),
    "lambda args": (
        lambda a: layers.Lambda(lambda x, by: x * by, arguments={"by": 2})(a),
        lambda a: layers.Lambda(lambda x, by: x * by, arguments={"by": 3})(a),
        TEXTS,
    ),
    "lambda slices": (
        lambda a: layers.Lambda(lambda x: x[:, 0])(a),
        lambda a: layers.Lambda(lambda x: x[:, 1])(a),
        TEXTS,
    ),
    "lambda axis": (
        lambda a: layers.Lambda(lambda x: ops.sum(x, 1))(a),
        lambda a: layers.Lambda(lambda x: ops.sum(x, 2))(a),
        [(3, 3)],
    ),
    "lambda two order": (
        lambda a, b: layers.Lambda(lambda p: p[0] - p[1])([a, b]),
        lambda a, b: layers.Lambda(lambda p: p[1] - p[0])([a, b]),
        TWO_TEXTS,
    ),
    "lambda or nothing": (lambda a: layers.Lambda(lambda x: x * 2)(a), lambda a: a, TEXTS),
    "mha heads": (
        lambda a: layers.MultiHeadAttention(2, 3)(a, a),
        lambda a: layers.MultiHeadAttention(3, 2)(a, a),
        TEXTS,
    ),
    "mha dropout": (
        lambda a: layers.MultiHeadAttention(2, 3, dropout=0.1)(a, a),
        lambda a: layers.MultiHeadAttention(2, 3)(a, a),
        TEXTS,
    ),
    "mha scores": (
        lambda a: layers.MultiHeadAttention(2, 3)(a, a, return_attention_scores=True)[0],
        lambda a: layers.MultiHeadAttention(2, 3)(a, a, return_attention_scores=True)[1],
        TEXTS,
    ),
    "mha mask": (
        lambda a, b: layers.MultiHeadAttention(2, 3)(a, b, attention_mask=ops.ones((5, 5))),
        lambda a, b: layers.MultiHeadAttention(2, 3)(a, b, attention_mask=ops.tril(ops.ones((5, 5)))),
        TWO_TEXTS,
    ),
    "attention scale": (
        lambda a, b: layers.Attention(use_scale=True)([a, b]),
        lambda a, b: layers.Attention()([a, b]),
        TWO_TEXTS,
    ),
    "attention order": (lambda a, b: layers.Attention()([a, b]), lambda a, b: layers.Attention()([b, a]), TWO_TEXTS),
    "attention or additive": (
        lambda a, b: layers.Attention()([a, b]),
        lambda a, b: layers.AdditiveAttention()([a, b]),
        TWO_TEXTS,
    ),
    "sep depth_multiplier": (
        lambda a: layers.SeparableConv2D(3, 3)(a),
        lambda a: layers.SeparableConv2D(3, 3, depth_multiplier=2)(a),
        PICTURES,
    ),
    "groups": (lambda a: layers.Conv2D(4, 3, groups=2)(a), lambda a: layers.Conv2D(4, 3)(a), PICTURES),
    "dilation": (lambda a: layers.Conv2D(4, 3, dilation_rate=2)(a), lambda a: layers.Conv2D(4, 3)(a), PICTURES),
    "causal": (
        lambda a: layers.Conv1D(4, 3, padding="causal")(a),
        lambda a: layers.Conv1D(4, 3, padding="same")(a),
        TEXTS,
    ),
    "transpose out pad": (
        lambda a: layers.Conv2DTranspose(4, 3, strides=2, output_padding=1)(a),
        lambda a: layers.Conv2DTranspose(4, 3, strides=2)(a),
        PICTURES,
    ),
    "conv or transposed": (
        lambda a: layers.Conv2DTranspose(4, 3, padding="same")(a),
        lambda a: layers.Conv2D(4, 3, padding="same")(a),
        PICTURES,
    ),
    "bn center": (
        lambda a: layers.BatchNormalization(center=False)(a),
        lambda a: layers.BatchNormalization()(a),
        PICTURES,
    ),
    "bn eps": (lambda a: layers.BatchNormalization(epsilon=0.1)(a), lambda a: layers.BatchNormalization()(a), PICTURES),
    "ln axis": (lambda a: layers.LayerNormalization(axis=1)(a), lambda a: layers.LayerNormalization()(a), TEXTS),
    "gn groups": (lambda a: layers.GroupNormalization(2)(a), lambda a: layers.GroupNormalization(4)(a), PICTURES),
    "bn or ln": (lambda a: layers.LayerNormalization()(a), lambda a: layers.BatchNormalization()(a), PICTURES),
    "dropout rate": (lambda a: layers.Dropout(0.1)(a), lambda a: layers.Dropout(0.2)(a), PICTURES),
    "dropout spatial": (lambda a: layers.SpatialDropout2D(0.1)(a), lambda a: layers.Dropout(0.1)(a), PICTURES),
    "dropout noise_shape": (
        lambda a: layers.Dropout(0.1, noise_shape=(None, 1, 3))(a),
        lambda a: layers.Dropout(0.1)(a),
        TEXTS,
    ),
    "noise": (lambda a: layers.GaussianNoise(0.1)(a), lambda a: layers.GaussianNoise(0.2)(a), PICTURES),
    "max or mean pool": (lambda a: layers.MaxPooling2D(2)(a), lambda a: layers.AveragePooling2D(2)(a), PICTURES),
    "pool strides": (lambda a: layers.MaxPooling2D(2, strides=1)(a), lambda a: layers.MaxPooling2D(2)(a), PICTURES),
    "upsampling": (
        lambda a: layers.UpSampling2D(2, interpolation="bilinear")(a),
        lambda a: layers.UpSampling2D(2)(a),
        PICTURES,
    ),
    "zeropad": (lambda a: layers.ZeroPadding2D(1)(a), lambda a: layers.ZeroPadding2D(((1, 0), (1, 1)))(a), PICTURES),
    "crop": (lambda a: layers.Cropping2D(1)(a), lambda a: layers.Cropping2D(((2, 0), (1, 1)))(a), PICTURES),
    "leaky slope": (lambda a: layers.LeakyReLU(0.1)(a), lambda a: layers.LeakyReLU(0.2)(a), PICTURES),
    "leaky slope ops": (lambda a: ops.leaky_relu(a, 0.1), lambda a: ops.leaky_relu(a), PICTURES),
    "gelu approx": (lambda a: ops.gelu(a, approximate=False), lambda a: ops.gelu(a, approximate=True), PICTURES),
    "relu threshold": (lambda a: layers.ReLU(threshold=1.0)(a), lambda a: layers.ReLU()(a), PICTURES),
    "prelu axes": (lambda a: layers.PReLU(shared_axes=[1, 2])(a), lambda a: layers.PReLU()(a), PICTURES),
    "softmax axis": (lambda a: layers.Softmax(axis=1)(a), lambda a: layers.Softmax()(a), TEXTS),
    "act order": (
        lambda a: layers.BatchNormalization()(ops.relu(layers.Conv2D(2, 3)(a))),
        lambda a: ops.relu(layers.BatchNormalization()(layers.Conv2D(2, 3)(a))),
        PICTURES,
    ),
    "sigmoid hard": (lambda a: layers.Dense(1, "sigmoid")(a), lambda a: layers.Dense(1, "hard_sigmoid")(a), VECTORS),
    "concat axis": (
        lambda a: layers.Concatenate(axis=1)([a, a]),
        lambda a: layers.Concatenate(axis=2)([a, a]),
        [(3, 3)],
    ),
    "sum or mean": (lambda a: ops.sum(a, 1), lambda a: ops.mean(a, 1), TEXTS),
    "max or argmax": (lambda a: ops.max(a, 1), lambda a: ops.argmax(a, 1), TEXTS),
    "keepdims": (lambda a: ops.sum(a, 1, keepdims=True), lambda a: ops.sum(a, 1), TEXTS),
    "cumsum axis": (lambda a: ops.cumsum(a, 1), lambda a: ops.cumsum(a, 2), TEXTS),
    "greater or less": (lambda a: ops.cast(a > 0, "float32"), lambda a: ops.cast(a < 0, "float32"), TEXTS),
    "greater or equal": (lambda a: ops.cast(a > 0, "float32"), lambda a: ops.cast(a >= 0, "float32"), TEXTS),
    "greater of exchanged": (
        lambda a, b: ops.cast(a > b, "float32"),
        lambda a, b: ops.cast(b > a, "float32"),
        TWO_TEXTS,
    ),
    "roll": (lambda a: ops.roll(a, 1, axis=1), lambda a: ops.roll(a, 2, axis=1), TEXTS),
    "flip": (lambda a: ops.flip(a, axis=1), lambda a: ops.flip(a, axis=2), TEXTS),
    "take": (lambda a: ops.take(a, [0, 1], axis=1), lambda a: ops.take(a, [1, 0], axis=1), TEXTS),
    "one hot": (
        lambda a: ops.one_hot(ops.cast(a, "int32"), 4),
        lambda a: ops.one_hot(ops.cast(a, "int32"), 5),
        VECTORS,
    ),
    "tile": (lambda a: ops.tile(a, (1, 2, 1)), lambda a: ops.tile(a, (1, 3, 1)), TEXTS),
    "pad op": (lambda a: ops.pad(a, ((0, 0), (1, 0), (0, 0))), lambda a: ops.pad(a, ((0, 0), (0, 1), (0, 0))), TEXTS),
    "constant concat": (lambda a: a + np.array([1.0, 2, 3]), lambda a: a + np.array([1.0, 2, 4]), TEXTS),
    "big constants": (
        lambda a: a + np.arange(600.0).reshape(20, 30)[:, :],
        lambda a: a + np.arange(600.0).reshape(20, 30) * np.where(np.arange(30) == 15, 2, 1),
        [(20, 30)],
    ),
    "embedding size": (lambda a: layers.Embedding(9, 4)(a), lambda a: layers.Embedding(10, 4)(a), VECTORS),
    "embedding mask": (
        lambda a: layers.LSTM(2)(layers.Embedding(9, 4, mask_zero=True)(a)),
        lambda a: layers.LSTM(2)(layers.Embedding(9, 4)(a)),
        VECTORS,
    ),
    "masking value": (
        lambda a: layers.LSTM(2)(layers.Masking(0.0)(a)),
        lambda a: layers.LSTM(2)(layers.Masking(1.0)(a)),
        TEXTS,
    ),
    "category": (
        lambda a: layers.CategoryEncoding(4, output_mode="count")(a),
        lambda a: layers.CategoryEncoding(4)(a),
        VECTORS,
    ),
    "discretization": (
        lambda a: layers.Discretization(bin_boundaries=[0.0, 1.0])(a),
        lambda a: layers.Discretization(bin_boundaries=[0.0, 2.0])(a),
        VECTORS,
    ),
    "matmul order": (lambda a, b: a @ b, lambda a, b: b @ a, [(3, 3), (3, 3)]),
    "einsum": (
        lambda a, b: ops.einsum("bij,bjk->bik", a, b),
        lambda a, b: ops.einsum("bij,bkj->bik", a, b),
        [(3, 3), (3, 3)],
    ),
    "dot normalize": (
        lambda a, b: layers.Dot(-1)([a, b]),
        lambda a, b: layers.Dot(-1, normalize=True)([a, b]),
        TWO_VECTORS,
    ),
    "subtract order": (lambda a, b: layers.Subtract()([a, b]), lambda a, b: layers.Subtract()([b, a]), TWO_VECTORS),
    "subtract order number": (lambda a: 1 - a, lambda a: a - 1, VECTORS),
    "divide order": (lambda a, b: a / b, lambda a, b: b / a, TWO_VECTORS),
    "max number": (lambda a: ops.maximum(a, 0), lambda a: ops.maximum(a, 1), VECTORS),
    "abs diff or diff": (lambda a, b: ops.abs(a - b), lambda a, b: a - b, TWO_VECTORS),
    "abs of sum": (lambda a, b: ops.abs(a - b), lambda a, b: ops.abs(a + b), TWO_VECTORS),
    "abs of each": (lambda a, b: ops.abs(a - b), lambda a, b: ops.abs(a) - ops.abs(b), TWO_VECTORS),
    "norm order": (lambda a: ops.norm(a, ord=1, axis=-1), lambda a: ops.norm(a, axis=-1), TEXTS),
    "dot or sum of products": (
        lambda a, b: layers.Dot(-1)([a, b]),
        lambda a, b: ops.sum(a * a, axis=-1, keepdims=True) + 0 * b[:, :1],
        TWO_VECTORS,
    ),
    "zeros around too many": (
        lambda a: layers.Conv2D(3, 3)(layers.ZeroPadding2D(2)(a)),
        lambda a: layers.Conv2D(3, 3, padding="same")(a),
        PICTURES,
    ),
    "zeros with stride": (
        lambda a: layers.Conv2D(3, 3, strides=2)(layers.ZeroPadding2D(1)(a)),
        lambda a: layers.Conv2D(3, 3, strides=2, padding="same")(a),
        PICTURES,
    ),
    "permute": (lambda a: layers.Permute((1, 3, 2))(a), lambda a: layers.Permute((2, 1, 3))(a), PICTURES),
    "repeat n": (lambda a: layers.RepeatVector(3)(a), lambda a: layers.RepeatVector(4)(a), VECTORS),
    "reshape": (lambda a: layers.Reshape((2, 3))(a), lambda a: layers.Reshape((3, 2))(a), VECTORS),
    "mask from other": (
        lambda a, b: layers.LSTM(3)(a, mask=ops.any(a > 0, axis=-1)) + layers.LSTM(3)(b),
        lambda a, b: layers.LSTM(3)(a, mask=ops.any(b > 0, axis=-1)) + layers.LSTM(3)(b),
        TWO_TEXTS,
    ),
    "twice or thrice": (lambda a: a + a, lambda a: a + a + a, TEXTS),
    "mean of wrong": (lambda a, b: a / 2 + b, lambda a, b: (a + b) / 2, TWO_TEXTS),
    "layer norm eps": (
        lambda a: layers.LayerNormalization(epsilon=0.1)(a),
        lambda a: layers.LayerNormalization()(a),
        TEXTS,
    ),
    "time distributed another": (
        lambda a: layers.TimeDistributed(layers.Dense(2, "relu"))(a),
        lambda a: layers.TimeDistributed(layers.Dense(2, "tanh"))(a),
        TEXTS,
    ),
    "elu alpha": (lambda a: ops.elu(a, alpha=0.5), lambda a: ops.elu(a), TEXTS),
    "simple rnn act": (lambda a: layers.SimpleRNN(3, activation="relu")(a), lambda a: layers.SimpleRNN(3)(a), TEXTS),
    "convlstm": (lambda a: layers.ConvLSTM1D(3, 2)(a), lambda a: layers.ConvLSTM1D(3, 2, dropout=0.1)(a), [(4, 5, 2)]),
    "identity matrix": (
        lambda a: ops.diag(ops.ones(6)) * 1.0 @ a[..., None],
        lambda a: ops.ones((6, 6)) @ a[..., None],
        VECTORS,
    ),
    "softmax of another one": (
        lambda a, b: ops.exp(a) / ops.sum(ops.exp(b), -1, keepdims=True),
        lambda a, b: ops.softmax(a) + 0 * b,
        TWO_TEXTS,
    ),
    "softmax along the steps": (
        lambda a: ops.exp(a) / ops.sum(ops.exp(a), 1, keepdims=True),
        lambda a: ops.softmax(a),
        TEXTS,
    ),
    "sigmoid with another sign": (lambda a: 1 / (1 + ops.exp(a)), lambda a: ops.sigmoid(a), TEXTS),
    "two more than exp": (lambda a: 1 / (2 + ops.exp(-a)), lambda a: ops.sigmoid(a), TEXTS),
    "half of three": (lambda a, b: (a + b + 2 * a) / 2, lambda a, b: layers.Average()([a, b, 2 * a]), TWO_TEXTS),
    "cropped at the other end": (lambda a: layers.Cropping1D((1, 2))(a), lambda a: a[:, 2:-1], TEXTS),
    "einsum along another axis": (
        lambda a: layers.EinsumDense("abc,bd->adc", output_shape=(4, None))(a),
        lambda a: layers.Dense(4, use_bias=False)(a),
        TEXTS,
    ),
    "einsum without a bias": (
        lambda a: layers.EinsumDense("ab,bc->ac", output_shape=4)(a),
        lambda a: layers.Dense(4)(a),
        VECTORS,
    ),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_models_that_compute_something_else_are_told_apart(name: str) -> None:
    first, second, shapes = DIFFERENT[name]
    assert not same(graph_of(first, shapes), graph_of(second, shapes))
    assert same(graph_of(first, shapes), graph_of(first, shapes))
