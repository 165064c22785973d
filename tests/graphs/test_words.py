"""A box is written, and what is written is read back as the same box."""

import keras
import pytest
from keras import layers

from autograder import checks as check
from autograder.graphs.box import box_of
from autograder.graphs.graph import read_graph
from autograder.graphs.words import read, written

WRITTEN = {
    "Conv2D 8 · 3×5 · stride 2×1 · groups 2 · same · no bias": layers.Conv2D(
        8, (3, 5), strides=(2, 1), groups=2, padding="same", use_bias=False
    ),
    "DepthwiseConv2D · 3×3 · depth_multiplier 2": layers.DepthwiseConv2D(3, depth_multiplier=2),
    "MaxPooling2D 2×2": layers.MaxPooling2D(),
    "MaxPooling2D 3×3 · stride 1": layers.MaxPooling2D(3, strides=1),
    "UpSampling2D 2×2 · bilinear": layers.UpSampling2D(2, interpolation="bilinear"),
    "Dropout 0.5": layers.Dropout(0.5),
    "Reshape 64×4": layers.Reshape((64, 4)),
    "leaky_relu 0.3": layers.LeakyReLU(0.3),
    "softmax · axis 1": layers.Softmax(axis=1),
    "ZeroPadding2D · padding (1, 1)×(2, 2)": layers.ZeroPadding2D((1, 2)),
    "BatchNormalization · axis 1 · momentum 0.9 · center False": layers.BatchNormalization(1, 0.9, center=False),
}


@pytest.mark.parametrize("text", WRITTEN)
def test_a_box_is_read_as_it_is_written(text) -> None:
    image = keras.Input((8, 8, 4))
    calls = read_graph(keras.Model(image, WRITTEN[text](image))).calls
    box = next(box_of(settings) for _, settings in calls.nodes(data=True) if settings["kind"] != "InputLayer").plain()
    assert written(box) == text
    assert read(text) == box


@pytest.mark.parametrize(
    "text", ["GRU 3 · every step · backwards · dropout 0.2", "Bidirectional LSTM 3 · merged by sum"]
)
def test_recurrent_boxes_too(text) -> None:
    assert written(read(text)) == text


def test_a_drawing_may_use_another_spelling() -> None:
    image = keras.Input((8, 8, 4))
    drawing = check.Drawing("""
        image = input 8×8×4
        mixed = Dense 3              ← image
        code  = Mean · axis 1×2      ← mixed
        all   = Sum · axis 1         ← code
        output                       ← all
    """)
    code = layers.GlobalAveragePooling2D()(layers.Conv2D(3, 1)(image))
    check.same_graph(keras.Model(image, keras.ops.sum(code, axis=-1)), drawing)


def test_a_drawing_refuses_a_part_that_is_no_setting() -> None:
    with pytest.raises(ValueError, match="no setting is written"):
        check.Drawing("image = input 8\nwide = Dense 3 · strange ← image")
