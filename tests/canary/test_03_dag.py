"""What chapter 03 teaches about Keras as a fact. When an upgrade of Keras changes one, it is named here first."""

import math

import keras
import numpy as np
import pytest
from keras import layers


def height(layer, size: int) -> int:
    return layer(keras.Input((size, size, 4))).shape[1]


@pytest.mark.parametrize("size", [27, 28])
@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("width", [1, 3, 5])
def test_sizes_follow_the_two_rules(size, stride, width) -> None:
    same = layers.Conv2D(2, width, strides=stride, padding="same")
    valid = layers.Conv2D(2, width, strides=stride)
    assert height(same, size) == math.ceil(size / stride)
    assert height(valid, size) == (size - width) // stride + 1


def test_pooling_moves_by_its_own_size_unless_told_otherwise() -> None:
    assert height(layers.AveragePooling2D(3), 27) == 9
    assert height(layers.MaxPooling2D(3, strides=1, padding="same"), 27) == 27


def test_a_strided_1x1_convolution_and_pooling_part_company_on_odd_sizes() -> None:
    assert height(layers.Conv2D(2, 1, strides=2), 28) == height(layers.MaxPooling2D(2), 28) == 14
    assert height(layers.Conv2D(2, 1, strides=2), 27) == 14
    assert height(layers.MaxPooling2D(2), 27) == 13


def test_half_of_an_odd_size_doubled_is_another_size() -> None:
    assert height(layers.UpSampling2D(2), height(layers.MaxPooling2D(2), 27)) == 26
    assert height(layers.UpSampling2D(2), height(layers.MaxPooling2D(2, padding="same"), 27)) == 28


def four_branches(padding: str) -> list[keras.KerasTensor]:
    usual = {"padding": padding, "activation": "relu"}
    x = keras.Input((250, 250, 1))
    a = layers.Conv2D(128, 1, strides=2, **usual)(x)
    b = layers.Conv2D(128, 3, strides=2, **usual)(layers.Conv2D(128, 1, **usual)(x))
    c = layers.Conv2D(128, 3, **usual)(layers.AveragePooling2D(3, strides=2, padding=padding)(x))
    d = layers.Conv2D(128, 3, **usual)(layers.Conv2D(128, 1, **usual)(x))
    return [x, a, b, c, layers.Conv2D(128, 3, strides=2, **usual)(d)]


def test_the_printed_branches_do_not_fit_and_with_padding_they_do() -> None:
    _, *printed = four_branches("valid")
    assert [branch.shape[1] for branch in printed] == [125, 124, 122, 123]
    with pytest.raises(ValueError):
        layers.concatenate(printed)
    x, *fitting = four_branches("same")
    model = keras.Model(x, layers.concatenate(fitting))
    assert model.output_shape == (None, 125, 125, 512) and model.count_params() == 444_800


def test_joining_puts_channels_side_by_side_in_their_order() -> None:
    a, b = np.ones((1, 2, 2, 3), "float32"), np.zeros((1, 2, 2, 1), "float32")
    joined = np.asarray(layers.Concatenate()([a, b]))
    assert joined.shape == (1, 2, 2, 4) and joined[..., :3].all() and not joined[..., 3].any()


def test_pooling_has_no_weights_and_keeps_channels() -> None:
    model = keras.Sequential([keras.Input((8, 8, 5)), layers.MaxPooling2D(3, strides=1, padding="same")])
    assert model.output_shape == (None, 8, 8, 5) and model.count_params() == 0


def test_a_1x1_convolution_is_a_dense_layer_at_every_place() -> None:
    convolution, dense = layers.Conv2D(6, 1), layers.Dense(6)
    points = np.random.default_rng(0).normal(size=(2, 5, 5, 3)).astype("float32")
    convolution.build(points.shape)
    dense.build(points.shape)
    kernel, bias = convolution.get_weights()
    dense.set_weights([kernel[0, 0], bias])
    assert np.allclose(convolution(points), dense(points), atol=1e-5)


def test_a_bottleneck_makes_the_5x5_of_inception_3a_cheap() -> None:
    features = keras.Input((28, 28, 192))
    direct = layers.Conv2D(32, 5, padding="same")
    narrow, after = layers.Conv2D(16, 1), layers.Conv2D(32, 5, padding="same")
    direct(features)
    after(narrow(features))
    assert 784 * math.prod(direct.kernel.shape) == 120_422_400
    assert 784 * (math.prod(narrow.kernel.shape) + math.prod(after.kernel.shape)) == 12_443_648


@pytest.mark.parametrize("shapes", [[(8, 8, 16), (8, 8, 32)], [(8, 8, 16), (4, 4, 16)]])
def test_different_shapes_are_not_added(shapes) -> None:
    with pytest.raises(ValueError):
        layers.Add()([keras.Input(shape) for shape in shapes])
    with pytest.raises(ValueError):
        keras.Input(shapes[0]) + keras.Input(shapes[1])


def test_a_size_of_one_is_stretched_in_silence() -> None:
    wide, single = keras.Input((8, 8, 16)), keras.Input((8, 8, 1))
    assert layers.Add()([wide, single]).shape == (None, 8, 8, 16)
    assert (wide + single).shape == (None, 8, 8, 16)


def test_an_addition_has_no_weights_so_counting_cannot_see_it() -> None:
    def network(shortcut: bool) -> keras.Model:
        x = keras.Input((64,))
        change = layers.Dense(64)(layers.Dense(64, activation="relu")(x))
        return keras.Model(x, layers.Add()([x, change]) if shortcut else change)

    assert network(True).count_params() == network(False).count_params()


def test_a_block_may_ask_a_symbolic_tensor_for_its_channels() -> None:
    assert keras.Input((8, 8, 16)).shape[-1] == 16


def test_an_initializer_gives_the_same_numbers_at_every_call_and_another_one_others() -> None:
    begin, other = keras.initializers.GlorotUniform(), keras.initializers.GlorotUniform()
    assert np.array_equal(begin((4, 4)), begin((4, 4)))
    assert not np.array_equal(begin((4, 4)), other((4, 4)))


def test_a_crossentropy_uses_the_natural_logarithm() -> None:
    even = np.full((1, 10), 0.1, "float32")
    found = float(keras.losses.sparse_categorical_crossentropy(np.array([3]), even)[0])
    assert found == pytest.approx(math.log(10), abs=1e-5)


def test_numbers_fade_in_a_deep_plain_network_and_not_with_shortcuts() -> None:
    def spread(shortcut: bool, seed: int) -> float:
        keras.utils.set_random_seed(seed)
        x = start = keras.Input((32,))
        for _ in range(15):
            change = layers.Dense(32)(layers.Dense(32, activation="relu")(x))
            x = layers.ReLU()(layers.Add()([x, change]) if shortcut else change)
        numbers = np.random.default_rng(seed).random((50, 32)).astype("float32")
        return float(np.asarray(keras.Model(start, x)(numbers)).std(axis=0).mean())

    for seed in (1, 2, 3):
        assert spread(False, seed) < 1e-3 < 0.05 < spread(True, seed)


def test_dropout_leaves_numbers_out_while_training_only() -> None:
    x = keras.Input((50,))
    model = keras.Model(x, layers.Dropout(0.5)(x))
    ones = np.ones((4, 50))
    assert np.array_equal(model(ones), model(ones, training=False))
    assert np.array_equal(model.predict(ones, verbose=0), ones)
    assert not np.array_equal(model(ones, training=True), model(ones, training=True))


def test_a_normalisation_counts_numbers_that_no_gradient_moves() -> None:
    x = keras.Input((8, 8, 16))
    model = keras.Model(x, layers.BatchNormalization()(x))
    assert (model.count_params(), len(model.trainable_weights), len(model.non_trainable_weights)) == (64, 2, 2)
