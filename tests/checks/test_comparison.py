"""Comparing graphs: every equivalent spelling is accepted, everything else refused with its cause."""

import keras
import pytest
from keras import layers, ops

from autograder import checks as check
from autograder.graphs.canonical import canonical
from autograder.graphs.graph import read_graph
from autograder.graphs.matching import differing, same

SIZE = (8, 8, 4)


def model_of(build, *shapes):
    """A model of inputs called a, b, … and what `build` makes of them."""
    inputs = [keras.Input(shape, name=name) for name, shape in zip("abc", shapes or [SIZE], strict=False)]
    return keras.Model(inputs, build(*inputs))


def conv(filters=4, width=3, **settings):
    return layers.Conv2D(filters, width, **{"padding": "same", **settings})


def shared_twice(make):
    def build(a, b):
        layer = make()
        return layers.Add()([layer(a), layer(b)])

    return build


EQUIVALENT = {
    "activation as a layer": (
        lambda a: conv(activation="relu")(a),
        lambda a: layers.Activation("relu")(conv()(a)),
        lambda a: layers.ReLU()(conv()(a)),
        lambda a: ops.relu(conv()(a)),
        lambda a: keras.activations.relu(conv()(a)),
        lambda a: conv(activation=keras.activations.relu)(a),
        lambda a: conv(activation=layers.ReLU())(a),
        lambda a: conv(activation=ops.relu)(a),
    ),
    "softmax": (
        lambda a: layers.Dense(3, activation="softmax")(layers.Flatten()(a)),
        lambda a: layers.Softmax()(layers.Dense(3)(layers.Flatten()(a))),
        lambda a: ops.softmax(layers.Dense(3)(layers.Reshape((256,))(a))),
        lambda a: ops.softmax(layers.Dense(3)(ops.reshape(a, (-1, 256)))),
    ),
    "leaky": (
        lambda a: conv(activation="leaky_relu")(a),
        lambda a: layers.LeakyReLU(negative_slope=0.2)(conv()(a)),
        lambda a: ops.leaky_relu(conv()(a)),
    ),
    "sums": (
        lambda a: layers.Add()([a, conv()(a), conv(width=5)(a)]),
        lambda a: conv(width=5)(a) + (a + conv()(a)),
        lambda a: layers.add([layers.add([conv(width=5)(a), conv()(a)]), a]),
        lambda a: ops.add(ops.add(a, conv(width=5)(a)), conv()(a)),
    ),
    "concatenations": (
        lambda a: layers.Concatenate()([a, conv()(a), conv(width=5)(a)]),
        lambda a: layers.concatenate([layers.Concatenate(axis=3)([conv(width=5)(a), a]), conv()(a)]),
        lambda a: ops.concatenate([conv(width=5)(a), conv()(a), a], axis=-1),
    ),
    "models inside": (
        lambda a: layers.Flatten()(layers.MaxPooling2D(2)(conv(activation="relu")(a))),
        lambda a: keras.Sequential([conv(activation="relu"), layers.MaxPooling2D(2), layers.Flatten()])(a),
        lambda a: layers.Flatten()(
            keras.Sequential([conv(), keras.Sequential([layers.ReLU(), layers.MaxPool2D()])])(a)
        ),
        lambda a: layers.Flatten()(layers.MaxPool2D()(model_of(lambda x: conv(activation="relu")(x))(a))),
    ),
    "what changes nothing": (
        lambda a: layers.Flatten()(conv()(a)),
        lambda a: layers.Flatten()(layers.Identity()(layers.Activation("linear")(conv()(a)))),
        lambda a: layers.Flatten()(layers.Flatten()(layers.Dropout(0.0)(conv(activation="linear")(a)))),
        lambda a: layers.Flatten()(layers.Reshape((8, 8, 4))(conv()(a))),
    ),
    "global pooling": (
        lambda a: layers.GlobalAveragePooling2D()(a),
        lambda a: ops.mean(a, axis=(1, 2)),
        lambda a: layers.Flatten()(layers.AveragePooling2D(8)(a)),
        lambda a: layers.Flatten()(layers.GlobalAveragePooling2D(keepdims=True)(a)),
        lambda a: layers.Reshape((4,))(ops.mean(a, axis=[-3, -2], keepdims=True)),
    ),
    "global maximum": (
        lambda a: layers.GlobalMaxPooling2D()(a),
        lambda a: ops.max(a, axis=(1, 2)),
        lambda a: layers.GlobalMaxPool2D()(a),
        lambda a: layers.Flatten()(layers.MaxPooling2D(8, padding="same")(a)),
    ),
    "1×1": (
        lambda a: conv(width=1)(a),
        lambda a: conv(width=1, padding="valid")(a),
        lambda a: layers.Dense(4)(a),
    ),
    "padding that adds nothing": (
        lambda a: layers.MaxPooling2D(2)(a),
        lambda a: layers.MaxPooling2D((2, 2), strides=2, padding="same")(a),
        lambda a: keras.Sequential([layers.Identity(), layers.MaxPooling2D(2, padding="same")])(a),
    ),
    "strided 1×1": (
        lambda a: conv(width=1, strides=2)(a),
        lambda a: conv(width=1, strides=(2, 2), padding="valid")(a),
    ),
    "a sum written out twice": (
        lambda a: (lambda x: layers.Add()([x, conv()(x)]))(layers.ReLU()(a)),
        lambda a: layers.Add()([layers.ReLU()(a), conv()(ops.relu(a))]),
    ),
    "everything before, joined step by step or anew": (
        lambda a: (lambda first: layers.Concatenate()([first, conv()(first)]))(layers.Concatenate()([a, conv(2)(a)])),
        lambda a: (lambda grown: layers.Concatenate()([a, grown, conv()(layers.Concatenate()([grown, a]))]))(
            conv(2)(a)
        ),
    ),
    "constants": (lambda a: conv()(a) * 0.5, lambda a: 0.5 * conv()(a)),
    "a layer without weights, used twice": (
        lambda a: (lambda pool: layers.Concatenate()([pool(conv()(a)), pool(conv(5)(a))]))(layers.MaxPooling2D(2)),
        lambda a: layers.Concatenate()([layers.MaxPooling2D(2)(conv()(a)), layers.MaxPooling2D(2)(conv(5)(a))]),
    ),
}
PAIRS = [
    pytest.param(builds[0], other, id=f"{name}-{number}")
    for name, builds in EQUIVALENT.items()
    for number, other in enumerate(builds)
]


@pytest.mark.parametrize("build, other", PAIRS)
def test_equivalent_spellings_are_equal(build, other) -> None:
    check.same_graph(model_of(other), model_of(build))
    check.same_graph(model_of(build), model_of(other))


def test_a_sequential_model_is_its_layers() -> None:
    listed = keras.Sequential([keras.Input(SIZE), conv(activation="relu"), layers.Flatten(), layers.Dense(3)])
    check.same_graph(listed, model_of(lambda a: layers.Dense(3)(layers.Flatten()(conv(activation="relu")(a)))))


DIFFERENT = {
    "missing-activation": (lambda a: conv(activation="relu")(a), lambda a: conv()(a)),
    "activation-too-many": (lambda a: conv()(a), lambda a: conv(activation="relu")(a)),
    "other-activation": (lambda a: conv(activation="relu")(a), lambda a: conv(activation="tanh")(a)),
    "other-padding": (lambda a: conv()(a), lambda a: conv(padding="valid")(a)),
    "other-stride": (lambda a: layers.MaxPooling2D(3, strides=1)(a), lambda a: layers.MaxPooling2D(3)(a)),
    "other-window": (lambda a: conv(width=3)(a), lambda a: conv(width=5)(a)),
    "other-width": (lambda a: conv(8)(a), lambda a: conv(4)(a)),
    "wrong-merge": (lambda a: a + conv()(a), lambda a: layers.Concatenate()([a, conv()(a)])),
    "missing-shortcut": (lambda a: conv()(a + conv()(a)), lambda a: conv()(conv()(a))),
    "crossed-arrows": (
        lambda a: (lambda x: x + conv()(conv()(x)))(conv(activation="relu")(a)),
        lambda a: (lambda x: x + conv()(conv(activation="relu")(x)))(conv()(a)),
    ),
    "graph-differs": (lambda a: layers.MaxPooling2D(2)(a), lambda a: layers.AveragePooling2D(2)(a)),
}
FURTHER = {
    "shortcut from elsewhere": (
        lambda a: (lambda x: x + conv()(conv()(x)))(conv()(a)),
        lambda a: (lambda x: (lambda y: y + conv()(y))(conv()(x)))(conv()(a)),
    ),
    "a shortcut twice": (lambda a: a + conv()(a), lambda a: layers.Add()([a, a, conv()(a)])),
    "average is no sum": (lambda a: a + conv()(a), lambda a: layers.Average()([a, conv()(a)])),
    "nested averages": (
        lambda a: layers.Average()([a, conv()(a), conv(width=5)(a)]),
        lambda a: layers.Average()([a, layers.Average()([conv()(a), conv(width=5)(a)])]),
    ),
    "order of a difference": (lambda a: a - conv()(a), lambda a: conv()(a) - a),
    "side of a constant": (lambda a: 1 - conv()(a), lambda a: conv()(a) - 1),
    "another constant": (lambda a: a * 0.5, lambda a: a * 0.25),
    "joined along another axis": (
        lambda a: layers.Concatenate()([a, conv()(a)]),
        lambda a: layers.Concatenate(axis=1)([a, conv()(a)]),
    ),
    "no bias": (lambda a: conv()(a), lambda a: conv(use_bias=False)(a)),
    "dilated": (lambda a: conv()(a), lambda a: conv(dilation_rate=2)(a)),
    "grouped": (lambda a: conv()(a), lambda a: conv(groups=2)(a)),
    "capped relu": (lambda a: layers.ReLU()(a), lambda a: layers.ReLU(max_value=6)(a)),
    "steeper leak": (lambda a: layers.LeakyReLU(0.2)(a), lambda a: layers.LeakyReLU(0.3)(a)),
    "softmax over positions": (lambda a: layers.Softmax()(a), lambda a: layers.Softmax(axis=1)(a)),
    "mean over channels too": (lambda a: ops.mean(a, axis=(1, 2)), lambda a: ops.mean(a, axis=(1, 2, 3))),
    "padding that adds something": (
        lambda a: layers.MaxPooling2D(3)(a),
        lambda a: layers.MaxPooling2D(3, padding="same")(a),
    ),
    "reshaped": (lambda a: layers.Reshape((64, 4))(a), lambda a: layers.Reshape((4, 64))(a)),
    "dropout": (lambda a: layers.Dropout(0.5)(a), lambda a: layers.Dropout(0.2)(a)),
    "normalised": (lambda a: conv()(a), lambda a: layers.BatchNormalization()(conv()(a))),
    "normalised over another axis": (
        lambda a: layers.LayerNormalization()(a),
        lambda a: layers.LayerNormalization(axis=1)(a),
    ),
    "bigger": (lambda a: layers.UpSampling2D(2)(a), lambda a: layers.UpSampling2D(4)(a)),
    "smoothly bigger": (
        lambda a: layers.UpSampling2D(2)(a),
        lambda a: layers.UpSampling2D(2, interpolation="bilinear")(a),
    ),
}
APART = [pytest.param(*pair, id=name) for name, pair in {**DIFFERENT, **FURTHER}.items()]


@pytest.mark.parametrize("build, other", APART)
def test_different_graphs_differ(build, other) -> None:
    first, second = canonical(read_graph(model_of(build))), canonical(read_graph(model_of(other)))
    assert not same(first, second) and not same(second, first)
    assert any(differing(first, second)), "nothing to mark in the picture"


@pytest.mark.parametrize("cause", DIFFERENT)
def test_a_difference_has_its_cause(cause, cause_of) -> None:
    asked, made = DIFFERENT[cause]
    assert cause_of(check.same_graph, model_of(made), model_of(asked)) == cause


@pytest.mark.parametrize("make", [lambda: conv(), lambda: layers.Dense(3), lambda: layers.BatchNormalization()])
def test_sharing_counts_for_layers_with_weights(make, cause_of) -> None:
    shared = model_of(shared_twice(make), SIZE, SIZE)
    unshared = model_of(lambda a, b: layers.Add()([make()(a), make()(b)]), SIZE, SIZE)
    check.same_graph(shared, model_of(lambda a, b: (lambda x: x(b) + x(a))(make()), SIZE, SIZE))
    assert cause_of(check.same_graph, unshared, shared) == "unshared-layer"


def test_several_inputs_are_told_apart_by_name_and_a_single_one_is_not() -> None:
    def build(a, b):
        return conv()(a) + b

    first = model_of(build, SIZE, SIZE)
    swapped = model_of(lambda a, b: build(b, a), SIZE, SIZE)
    assert not same(canonical(read_graph(first)), canonical(read_graph(swapped)))
    renamed = keras.Input(SIZE, name="picture")
    check.same_graph(keras.Model(renamed, conv()(renamed)), model_of(conv()))


def test_outputs_of_a_dict_that_are_exchanged_are_told(cause_of) -> None:
    def heads(first, second):
        return model_of(lambda a: {first: layers.Dense(3)(a), second: layers.Dense(2)(a)}, (5,))

    check.same_graph(heads("mood", "topic"), heads("mood", "topic"))
    check.same_graph(heads("mood", "topic"), heads("other", "names"))
    assert cause_of(check.same_graph, heads("topic", "mood"), heads("mood", "topic")) == "outputs-exchanged"


def test_inputs_are_compared_by_shape(cause_of) -> None:
    assert cause_of(check.same_graph, model_of(conv(), (9, 9, 4)), model_of(conv())) is not None


def test_the_state_a_reader_starts_with_is_not_its_text() -> None:
    def reader(start, order):
        return lambda a, b: layers.GRU(4)(a, initial_state=layers.Dense(4)(b)) if order else layers.GRU(4)(a)

    with_state, without = (model_of(reader(True, order), (5, 3), (6,)) for order in (True, False))
    check.same_graph(with_state, model_of(reader(True, True), (5, 3), (6,)))
    assert not same(canonical(read_graph(with_state)), canonical(read_graph(without)))


def test_deep_chains_of_shortcuts_are_compared_in_time() -> None:
    def stack(a):
        x = layers.Dense(8)(layers.Flatten()(a))
        for _ in range(15):
            x = x + layers.Dense(8)(layers.Dense(8, activation="relu")(x))
        return x

    def lacking_one(a):
        x = layers.Dense(8)(layers.Flatten()(a))
        for number in range(15):
            change = layers.Dense(8)(layers.Dense(8, activation="relu")(x))
            x = change if number == 7 else x + change
        return x

    check.same_graph(model_of(stack), model_of(stack))
    with pytest.raises(check.CheckFailed):
        check.same_graph(model_of(lacking_one), model_of(stack))


def test_a_failure_draws_both_graphs_and_names_few_boxes_in_short_words() -> None:
    with pytest.raises(check.CheckFailed) as caught:
        check.same_graph(
            model_of(lambda a: layers.Flatten()(conv(8, strides=2, activation="relu")(a))),
            model_of(lambda a: layers.Flatten()(conv(8, strides=2, padding="valid", activation="relu")(a))),
        )
    picture = caught.value.message.picture
    assert picture.png.startswith(b"\x89PNG") and "Only in yours: Conv2D 8 · 3×3 · stride 2 · same" in picture.alt
    said = str(caught.value)
    assert "found     Conv2D 8 · 3×3 · stride 2 · same after input a 8×8×4" in said
    assert "expected  Conv2D 8 · 3×3 · stride 2 after input a 8×8×4" in said


def test_nothing_made_yet_is_not_attempted() -> None:
    with pytest.raises(check.NotAttempted):
        check.same_graph(None, model_of(conv()))
