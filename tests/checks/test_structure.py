"""Checks of a model's structure, on models that are right, right in another way, and wrong."""

import keras
import numpy as np
import pytest
from keras import layers, ops

from autograder import checks as check
from tests.checks.conftest import question_model

INPUTS = {"text": (None, None), "question": (None, None)}


def two_inputs(join) -> keras.Model:
    left, right = keras.Input((4,), name="left"), keras.Input((4,), name="right")
    return keras.Model({"right": right, "left": left}, layers.Dense(1)(join(left, right)))


def test_inputs_are_compared_by_name_not_by_order() -> None:
    model = question_model()
    check.inputs(model, **INPUTS)
    check.inputs(model, **dict(reversed(INPUTS.items())))
    check.inputs(two_inputs(lambda a, b: a + b), left=(None, 4), right=(None, 4))


@pytest.mark.parametrize(
    "expected, cause",
    [
        ({"texts": (None, None), "question": (None, None)}, "misnamed-input"),
        ({**INPUTS, "picture": (None, 8, 8, 1)}, "missing-input"),
        ({"text": (None, 7), "question": (None, None)}, None),
        ({"text": (None,), "question": (None,)}, "batch-axis-twice"),
        ({"text": (None, None)}, "needless-input"),
    ],
)
def test_wrong_inputs_are_told_why(expected: dict, cause: str | None, cause_of) -> None:
    assert cause_of(check.inputs, question_model(), **expected) == cause


def test_exchanged_shapes_are_recognised(cause_of) -> None:
    model = keras.Model(
        [a := keras.Input((2,), name="a"), b := keras.Input((3,), name="b")], layers.Concatenate()([a, b])
    )
    assert cause_of(check.inputs, model, a=(None, 3), b=(None, 2)) == "shapes-exchanged"


def test_outputs_by_name_or_by_shape(cause_of) -> None:
    model = question_model()
    check.outputs(model, (None, 5))
    check.outputs(model, answer=(None, 5))
    assert cause_of(check.outputs, model, answer=(None, 6)) is None
    assert cause_of(check.outputs, model, reply=(None, 5)) == "misnamed-output"
    assert cause_of(check.outputs, question_model(units=1), (None, 1)) == "softmax-on-one-unit"


def test_a_sequence_that_goes_to_the_end_is_recognised(cause_of) -> None:
    steps = keras.Input((None, 3), name="steps")
    model = keras.Model(steps, layers.Dense(2)(layers.LSTM(4, return_sequences=True)(steps)))
    assert cause_of(check.outputs, model, (None, 2)) == "sequence-not-summarised"


def test_axes_that_dense_layers_keep_are_recognised(cause_of) -> None:
    picture = keras.Input((8, 8), name="picture")
    model = keras.Model(picture, layers.Dense(10)(picture))
    assert cause_of(check.outputs, model, (None, 10)) == "dense-keeps-axes"


def test_one_number_where_there_are_classes(cause_of) -> None:
    one = keras.Model(x := keras.Input((4,)), layers.Dense(1, name="grower")(x))
    assert cause_of(check.outputs, one, (None, 3)) == "one-number-for-classes"
    assert cause_of(check.outputs, one, grower=(None, 3)) == "one-number-for-classes"
    three = keras.Model(x, layers.Dense(3)(x))
    assert cause_of(check.outputs, three, (None, 1)) is None
    assert cause_of(check.outputs, three, (None, 2)) is None


def test_functional_takes_any_model_but_a_list(cause_of) -> None:
    parts = keras.Sequential([keras.Input((4,), name="x"), layers.Dense(3), layers.Dense(1)])
    x = keras.Input((4,))
    check.functional(keras.Model(x, parts(x)))
    check.functional(keras.Model(parts.inputs, parts.outputs))
    assert cause_of(check.functional, parts) == "still-sequential"
    assert cause_of(check.functional, x) == "tensor-not-model"


def test_parameters_and_the_swapped_embedding(cause_of) -> None:
    right = question_model()
    check.parameters(right, right.count_params())
    assert cause_of(check.parameters, question_model(swapped=True), right.count_params()) == "swapped-embedding"
    assert cause_of(check.parameters, question_model(units=7), right.count_params()) is None


def test_long_vectors_of_few_words_are_not_swapped(cause_of) -> None:
    def reader(words: int, length: int, units: int = 3) -> keras.Model:
        text = keras.Input((None,), dtype="int32", name="text")
        average = layers.GlobalAveragePooling1D()(layers.Embedding(words, length)(text))
        return keras.Model(text, layers.Dense(units)(average))

    some = {"text": np.array([[1, 14], [15, 2]])}
    assert cause_of(check.parameters, reader(16, 32, units=4), reader(16, 32).count_params()) is None
    assert cause_of(check.parameters, reader(8, 16), reader(16, 8).count_params()) == "swapped-embedding"
    assert cause_of(check.moves, reader(8, 16), some, text=True) == "swapped-embedding"
    assert cause_of(check.moves, reader(8, 12), some, text=True) is None  # too small either way


def test_branch_follows_the_way_of_an_input(cause_of) -> None:
    model = question_model()
    check.branch(model, "text", "Embedding", "LSTM", "Concatenate", "Dense")
    check.branch(model, "text", "Embedding", ("GRU", "LSTM"))
    assert cause_of(check.branch, model, "text", "LSTM", "Embedding") is None
    assert cause_of(check.branch, model, "text", "Embedding", "LSTM", "LSTM") == "layer-skipped"
    assert cause_of(check.branch, model, "text", "Embedding", "GRU") is None
    assert cause_of(check.branch, question_model(dead=True), "question", "Embedding") == "missing-branch"
    assert cause_of(check.branch, model, "picture", "Conv2D") == "missing-input"


def test_branch_looks_inside_inner_models_and_wrappers() -> None:
    words = keras.Input((None,), name="words")
    reader = keras.Sequential([layers.Embedding(9, 4), layers.Bidirectional(layers.LSTM(3))])
    check.branch(keras.Model(words, layers.Dense(1)(reader(words))), "words", "Embedding", "LSTM", "Dense")


def test_an_inner_functional_model_may_be_called_twice_and_give_several_tensors() -> None:
    steps = keras.Input((4,))
    hidden = layers.Dense(3, name="hidden")(steps)
    inner = keras.Model(steps, [layers.Dense(2)(hidden), layers.Activation("tanh")(hidden)])
    left, right = keras.Input((4,), name="left"), keras.Input((4,), name="right")
    model = keras.Model([left, right], layers.Subtract()([inner(left)[1], inner(right)[1]]))
    check.branch(model, "left", "Dense", "Activation", "Subtract")
    check.merge(model, "left", "right", by="Subtract")
    check.shared(model, "Activation", calls=2)
    ends = keras.Model([left, right], [inner(left)[1], inner(right)[0]])  # outputs are made by the inner model
    check.branch(ends, "left", "Dense", "Activation")
    check.outputs(ends, (None, 3), (None, 2))


@pytest.mark.parametrize(
    "join", [lambda a, b: a + b, lambda a, b: layers.Add()([a, b]), lambda a, b: layers.add([b, a])]
)
def test_merge_takes_operators_and_layers_alike(join, cause_of) -> None:
    check.merge(two_inputs(join), "left", "right", by="Add")
    assert cause_of(check.merge, two_inputs(join), "left", "right", by="Concatenate") == "wrong-merge"


def test_merge_takes_any_spelling_of_concatenate() -> None:
    for join in (
        lambda a, b: layers.Concatenate()([a, b]),
        lambda a, b: layers.concatenate([b, a]),
        lambda a, b: ops.concatenate([a, b], axis=-1),
    ):
        check.merge(two_inputs(join), "left", "right", by="Concatenate")


def test_inputs_that_never_meet_are_a_missing_branch(cause_of) -> None:
    assert cause_of(check.merge, question_model(dead=True), "text", "question") == "missing-branch"


def test_what_is_not_a_model_is_named(cause_of) -> None:
    assert cause_of(check.inputs, question_model().output, **INPUTS) == "tensor-not-model"
    assert cause_of(check.inputs, layers.Dense(1), **INPUTS) == "layer-not-called"
    for placeholder in (None, ...):
        with pytest.raises(check.NotAttempted):
            check.inputs(placeholder, **INPUTS)


def test_a_subclassed_model_has_no_graph(cause_of) -> None:
    class Subclassed(keras.Model):
        def call(self, x):
            return x

    assert cause_of(check.merge, Subclassed(), "left", "right") == "no-graph"
    assert cause_of(check.inputs, Subclassed(), left=(None, 4)) == "no-graph"


def test_a_sequential_model_is_judged_as_the_graph_that_it_is(cause_of) -> None:
    model = keras.Sequential(
        [keras.Input((4,), name="left"), layers.Dense(3, name="hidden"), layers.Dense(1, name="answer")]
    )
    model.compile(loss="mse")
    check.inputs(model, left=(None, 4))
    check.outputs(model, answer=(None, 1))
    check.branch(model, "left", "Dense", "Dense")
    check.parameters(model, 4 * 3 + 3 + 3 + 1)
    check.same_graph(model, model)
    example = {"left": np.eye(4, dtype="float32")}
    check.loss(model, example, np.ones((4, 1)), like="mse")
    check.moves(model, example, left=True)
    check.share_weights(model, keras.Model(model.inputs, model.layers[0].output))
    assert cause_of(check.inputs, keras.Sequential([layers.Dense(1)]), left=(None, 4)) == "unbuilt-sequential"


def test_a_layer_that_was_called_is_no_model(cause_of) -> None:
    layer = layers.Dense(1)
    layer(keras.Input((4,)))
    assert cause_of(check.inputs, layer, left=(None, 4)) == "layer-not-model"
