"""Keras behaviours that chapter 03_dag teaches as facts. An upgrade of Keras that changes one fails here."""

import keras
import numpy as np
import pytest
from keras import layers


def size_after(layer: keras.layers.Layer, size: int = 27) -> int:
    height: int = layer(keras.Input((size, size, 1))).shape[1]
    return height


@pytest.mark.parametrize(
    "layer, size",
    [
        (layers.Conv2D(1, 3), 25),
        (layers.Conv2D(1, 3, padding="same"), 27),
        (layers.Conv2D(1, 5, strides=2), 12),
        (layers.Conv2D(1, 5, strides=2, padding="same"), 14),
        (layers.Conv2D(1, 1, strides=2), 14),
        (layers.MaxPooling2D(2), 13),
        (layers.MaxPooling2D(2, padding="same"), 14),
        (layers.AveragePooling2D(3), 9),
        (layers.MaxPooling2D(3, strides=1, padding="same"), 27),
    ],
)
def test_sizes_under_stride_and_padding(layer: keras.layers.Layer, size: int) -> None:
    assert size_after(layer) == size


def four_branches(padding: str) -> keras.Model:
    """The Inception-like listing on pictures of 250 × 250."""

    def conv(width: int, **settings: object) -> layers.Conv2D:
        return layers.Conv2D(128, width, activation="relu", padding=padding, **settings)

    picture = keras.Input((250, 250, 1), name="picture")
    a = conv(1, strides=2)(picture)
    b = conv(3, strides=2)(conv(1)(picture))
    c = conv(3)(layers.AveragePooling2D(3, strides=2, padding=padding)(picture))
    d = conv(3, strides=2)(conv(3)(conv(1)(picture)))
    return keras.Model(picture, layers.Concatenate()([a, b, c, d]))


def test_the_listing_with_same_padding_fits() -> None:
    model = four_branches("same")
    assert model.output.shape == (None, 125, 125, 512)
    assert model.count_params() == 444_800


def test_the_listing_as_printed_does_not_fit() -> None:
    with pytest.raises(ValueError):
        four_branches("valid")


def test_inception_3a_has_163328_weights() -> None:
    features = keras.Input((28, 28, 192), name="features")

    def conv(filters: int, width: int) -> layers.Conv2D:
        return layers.Conv2D(filters, width, padding="same", use_bias=False)

    branches = [
        conv(64, 1)(features),
        conv(128, 3)(conv(96, 1)(features)),
        conv(32, 5)(conv(16, 1)(features)),
        conv(32, 1)(layers.MaxPooling2D(3, strides=1, padding="same")(features)),
    ]
    model = keras.Model(features, layers.Concatenate()(branches))
    assert (model.count_params(), model.output.shape[-1]) == (163_328, 256)


def test_adding_one_channel_to_many_is_silent() -> None:
    many, one = keras.Input((8, 8, 16)), keras.Input((8, 8, 1))
    assert layers.Add()([many, one]).shape == (None, 8, 8, 16)
    assert (many + one).shape == (None, 8, 8, 16)


@pytest.mark.parametrize("other", [(8, 8, 32), (4, 4, 16)])
def test_adding_other_shapes_is_an_error(other: tuple[int, ...]) -> None:
    with pytest.raises(ValueError):
        layers.Add()([keras.Input((8, 8, 16)), keras.Input(other)])


def test_counting_parameters_cannot_see_a_shortcut() -> None:
    value = keras.Input((8,), name="value")
    counts = set()
    for with_shortcut in (True, False):
        change = layers.Dense(8)(layers.Dense(8, activation="relu")(value))
        counts.add(keras.Model(value, value + change if with_shortcut else change).count_params())
    assert len(counts) == 1


def test_a_residual_block_with_weights_at_zero_hands_its_input_on() -> None:
    value = keras.Input((8,), name="value")
    model = keras.Model(value, value + layers.Dense(8, kernel_initializer="zeros")(value))
    given = np.random.default_rng(0).normal(size=(3, 8)).astype("float32")
    assert np.allclose(model(given), given)
