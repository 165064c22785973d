"""What a message says is true of this answer, and says something: nothing is compared with nan, no rows are equal."""

import keras
import numpy as np
import pytest
from keras import layers, ops

from autograder import checks as check
from autograder.checks.look import CheckFailed, collected
from autograder.graphs.canonical import canonical
from autograder.graphs.graph import read_graph
from autograder.graphs.matching import differing
from autograder.graphs.telling import in_words_of_each_other

ROWS = {"x": np.random.default_rng(0).normal(size=(6, 4)).astype("float32")}


def said(call, *arguments, **settings):
    """Call a check that must fail; return its message."""
    with collected(), pytest.raises(CheckFailed) as caught:
        call(*arguments, **settings)
    return caught.value.message


def of_x(head, shape=(4,)):
    x = keras.Input(shape, name="x")
    return keras.Model(x, head(x))


# ---- answers that are no numbers, or do not fit


NAN = {
    "moves": lambda model: said(check.moves, model, ROWS, x=True),
    "heads": lambda model: said(check.heads, model, ROWS, head="classes"),
    "loss": lambda model: said(check.loss, model, ROWS, np.zeros(6), like="sparse_categorical_crossentropy"),
    "learns": lambda model: said(check.learns, model, ROWS, np.zeros(6), at_least=0.9),
}


@pytest.mark.parametrize("name", NAN)
def test_of_nan_nothing_is_said_but_that_it_is_no_number(name: str) -> None:
    model = of_x(lambda x: layers.Dense(3, activation="softmax", name="head")(ops.log(-ops.abs(x))))
    model.compile(loss="sparse_categorical_crossentropy")
    message = NAN[name](model)
    assert message.cause is None and "nan, which is no number" in message.found


@pytest.mark.parametrize(
    "units, like, targets, cause",
    [
        (1, "sparse_categorical_crossentropy", np.array([0, 1, 2, 0, 1, 2]), "one-number-for-classes"),
        (2, "sparse_categorical_crossentropy", np.array([0, 1, 2, 0, 1, 2]), None),
        (2, "binary_crossentropy", np.ones((6, 1)), None),
        (5, "categorical_crossentropy", np.eye(6), None),
    ],
)
def test_units_that_do_not_fit_the_answers_are_no_other_loss(units, like, targets, cause) -> None:
    model = of_x(lambda x: layers.Dense(units, activation="sigmoid")(x))
    model.compile(loss=like)
    message = said(check.loss, model, ROWS, targets, like=like)
    assert message.cause == cause and f"gives {units} number" in message.found


@pytest.mark.parametrize("loss, cause", [("meen_squared_error", None), ("binary_crossentropy", "other-loss")])
def test_a_name_of_no_loss_measures_nothing_else(loss, cause) -> None:
    model = of_x(lambda x: layers.Dense(1, activation="sigmoid")(x))
    model.compile(loss=loss)
    assert said(check.loss, model, ROWS, np.ones((6, 1)) / 2, like="mean_squared_error").cause == cause


def two_answers(**settings):
    x = keras.Input((4,), name="x")
    model = keras.Model(x, {name: layers.Dense(1, name=name)(x) for name in ("a", "b", "c")})
    model.compile(**settings)
    return model


@pytest.mark.parametrize(
    "settings, cause, found",
    [
        (
            {"loss": dict.fromkeys("abc", "mse"), "loss_weights": {"a": 2.0, "b": 1.0, "d": 5.0}},
            None,
            "for d, which is",
        ),
        ({"loss": {"a": "mse"}}, "head-without-loss", ""),  # two of them have none
        ({"loss": {"a": "mse", "b": "mse"}}, "head-without-loss", ""),
    ],
)
def test_a_loss_weight_of_no_output_is_no_pairing(settings, cause, found) -> None:
    targets = {name: np.arange(6.0).reshape(6, 1) * number for number, name in enumerate("abc", 1)}
    message = said(
        check.loss, two_answers(**settings), ROWS, targets, like=dict.fromkeys("abc", "mse"), weights={"a": 2.0}
    )
    assert message.cause == (cause if message.cause != "other-weights" else None) and found in message.found


def test_inputs_of_other_names_are_named() -> None:
    left, right = keras.Input((4,), name="a"), keras.Input((4,), name="b")
    message = said(check.moves, keras.Model([left, right], left - right), {"left": ROWS["x"], "right": ROWS["x"]})
    assert "KeyError" not in message.found and "called a, b" in message.found


def test_an_only_input_is_fed_whatever_it_is_called() -> None:
    x = keras.Input((4,), name="vector")
    with collected():
        check.moves(keras.Model({"vector": x}, layers.Dense(1)(x)), ROWS)


def test_an_error_of_keras_is_quoted_where_it_says_something() -> None:
    model = of_x(lambda x: layers.Embedding(3, 2)(x))
    message = said(check.moves, model, {"x": np.full((2, 4), 5)}, x=True)
    assert message.found == "InvalidArgumentError: in Embedding.call(): indices[0,0] = 5 is not in [0, 3)"


@pytest.mark.parametrize("padding, cause", [("same", "shortcut-not-projected"), ("valid", None)])
def test_a_shortcut_that_is_projected_is_not_told_that_it_is_not(padding, cause) -> None:
    def block(x):
        y = layers.Conv2D(8, 3, 2, padding=padding)(layers.Conv2D(8, 3, padding=padding)(x))
        return layers.Add()([y, layers.Conv2D(8, 1, 2)(x) if padding == "valid" else x])

    assert said(check.model_of, block, (9, 9, 8), refused="shortcut-not-projected").cause == cause


# ---- rows that differ


def with_bias(bias):
    model = of_x(lambda x: layers.Dense(1)(x))
    model.set_weights([np.zeros((4, 1)), np.array([bias])])
    return model


def test_numbers_that_look_alike_are_written_until_they_differ() -> None:
    model = with_bias(1.0)
    model.compile(loss="mean_squared_error")
    message = said(check.loss, model, ROWS, np.full((6, 1), 101.002), like="mean_absolute_error")
    assert message.expected.split()[-4] != message.found
    model.compile(loss=lambda wanted, found: 1.00002 * keras.losses.mean_absolute_error(wanted, found))
    message = said(check.loss, model, ROWS, np.full((6, 1), 101.0), like="mean_absolute_error")
    assert "100 on this example" in message.expected and message.found == "100.002"

    message = said(check.computes, model, ROWS, [1.0] * 5 + [1.5])
    assert message.expected == "6 answers, of which number 6 is 1.5" and message.found.endswith("number 6 is 1")


def test_an_accuracy_beside_its_bound_is_written_with_more_digits() -> None:
    model = of_x(lambda x: layers.Dense(1, activation="sigmoid")(x))
    model.set_weights([np.eye(4)[:, :1] * 100, np.zeros(1)])
    rows = np.where(np.arange(1000) < 798, 1.0, -1.0)[:, None] * np.ones((1, 4))
    assert said(check.learns, model, {"x": rows}, np.ones(1000), at_least=0.8).found == "accuracy 0.7980"


def test_nodes_that_look_alike_on_both_sides_are_left_out() -> None:
    def way(*steps):
        def build(x):
            for step in steps:
                x = layers.Conv2D(4, 3, step, padding="same", activation="relu")(x)
            return x

        return canonical(read_graph(of_x(build, (8, 8, 4))))

    wanted, mine = way(1, 2, 1), way(2, 1, 1)
    odd_mine, odd_wanted = differing(mine, wanted)
    expected, found = in_words_of_each_other(wanted, odd_wanted, mine, odd_mine)
    assert expected != found and not set(expected.split("; ")) & set(found.split("; "))


# ---- operations for layers


def test_a_way_goes_through_operations_as_through_layers() -> None:
    seen = of_x(lambda x: ops.mean(layers.Conv2D(4, 3)(x), axis=(1, 2)), (8, 8, 1))
    with collected():
        check.branch(seen, "x", "Conv2D", "GlobalAveragePooling2D")
    assert "GlobalMaxPooling2D" in said(check.branch, seen, "x", "Conv2D", "GlobalMaxPooling2D").found


def test_inputs_meet_in_a_function_as_in_a_layer() -> None:
    left, right = keras.Input((4,), name="left"), keras.Input((4,), name="right")
    join = layers.Lambda(lambda tensors: ops.concatenate(tensors, axis=1))
    with collected():
        check.merge(keras.Model([left, right], join([left, right])), "left", "right", by="Concatenate")
    summed = layers.Lambda(lambda tensors: tensors[0] + tensors[1])([left, right])
    assert (
        said(check.merge, keras.Model([left, right], summed), "left", "right", by="Concatenate").cause == "wrong-merge"
    )


# ---- what was foretold


SLIPS = {"A": {"up": "flat-on-both"}, "B": {"down": "flat-on-both"}, "best": {"B": "flat-on-both", "C": "flat-on-both"}}
RIGHT = {"A": "down", "B": "level", "C": "up", "best": "A"}


@pytest.mark.parametrize(
    "name, answer, expected",
    [
        ("B", "Flat", "one of the words down, level, up"),
        ("best", "none", "one of the words a, b, c"),
        ("best", "B", "a word"),
    ],
)
def test_words_that_answers_are_chosen_from_are_told(name, answer, expected) -> None:
    slips = {**SLIPS, "C": {"level": "flat-on-both"}}
    message = said(check.answer, {**RIGHT, name: answer}, RIGHT, slips)
    assert (message.expected, message.found) == (expected, answer)


def test_what_is_no_data_is_not_called_a_text() -> None:
    assert said(check.answer, keras.Input((3,)), 5).found == "a KerasTensor of shape (None, 3)"
    assert said(check.answer, "(None, 3)", 5).found == "the text '(None, 3)'"


@pytest.mark.parametrize("given", [np.array([[1.0]]), np.float32(1), ops.ones((1,)), [1.0]])
def test_an_array_with_one_number_is_a_number(given) -> None:
    with collected():
        check.answer(given, 1)
        check.answer({"a": given}, {"a": 1})


def test_a_text_is_no_truth_value() -> None:
    assert said(check.gives, lambda: "True", expected=True).found == "the text 'True'"
    assert said(check.gives, lambda: {0.5: "left"}, expected={"left": 0.5}).expected == "a dict of numbers"
