"""For each cause wrong answers that look like it and are not: none is told it, and its own wrong answer still is."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers, ops

from autograder import checks as check
from autograder.checks.look import CheckFailed, collected

RANDOM = np.random.default_rng(0)
ROWS = {"x": RANDOM.normal(size=(6, 4)).astype("float32")}
PICTURES = {"x": RANDOM.normal(size=(3, 8, 8, 4)).astype("float32")}
PAIRS = {"left": RANDOM.normal(size=(6, 3)).astype("float32"), "right": RANDOM.normal(size=(6, 3)).astype("float32")}


def told(call: Callable[..., None], *arguments: object, **settings: object) -> str | None:
    """Call a check; return the cause it names, "passed" where it holds."""
    try:
        with collected():
            call(*arguments, **settings)
    except CheckFailed as failed:
        return failed.cause
    return "passed"


def of_x(head: Callable[[Any], Any], shape: tuple[int | None, ...] = (4,)) -> keras.Model:
    x = keras.Input(shape, name="x")
    return keras.Model(x, head(x))


def of_pair(head: Callable[[Any, Any], Any]) -> keras.Model:
    left, right = keras.Input((3,), name="left"), keras.Input((3,), name="right")
    return keras.Model([left, right], head(left, right))


# ---- the ends of a model


@pytest.mark.parametrize(
    "head, cause",
    [
        (lambda x: layers.Dense(1, activation="softmax")(x), "softmax-on-one-unit"),
        (lambda x: layers.Softmax(axis=1)(layers.Dense(1)(layers.Reshape((4, 1))(x))), None),  # among the steps
    ],
)
def test_softmax_among_steps_is_no_softmax_on_one_unit(head, cause) -> None:
    assert told(check.outputs, of_x(head), (None, 2)) in ({cause} if cause else {"dense-keeps-axes", None})


@pytest.mark.parametrize(
    "model, cause",
    [
        (of_x(lambda x: ops.sum(layers.Dense(1)(x), axis=0)), "batch-mixed"),
        (keras.Model(x := keras.Input(batch_shape=(6, 4), name="x"), layers.Dense(1)(x)), None),
    ],
)
def test_a_batch_of_one_size_is_not_mixed(model, cause) -> None:
    assert told(check.outputs, model, (None, 1)) == cause


@pytest.mark.parametrize(
    "head, cause",
    [
        (lambda x: layers.Concatenate(axis=0)([x, x]), "batch-mixed"),
        (lambda x: ops.sum(x, axis=0), "batch-mixed"),
        (lambda x: ops.reshape(x, (-1, 2)), None),  # each example is cut in two
    ],
)
def test_an_example_that_is_cut_is_not_mixed_with_others(head, cause) -> None:
    assert told(check.moves, of_x(head), ROWS, x=True) == cause


@pytest.mark.parametrize(
    "head, shape, cause",
    [
        (lambda x: layers.Dense(5)(x), (None, 3), "dense-keeps-axes"),
        (lambda x: layers.Reshape((1, 5))(layers.Dense(5)(x)), (4,), None),
        (lambda x: layers.LSTM(5, return_sequences=True)(x), (None, 3), "sequence-not-summarised"),
        (lambda x: layers.Reshape((1, 5))(layers.LSTM(5)(x)), (None, 3), None),
    ],
)
def test_an_axis_that_was_put_there_is_no_sequence_and_not_kept_by_dense(head, shape, cause) -> None:
    assert told(check.outputs, of_x(head, shape), (None, 5)) == cause


# ---- what was learned


def of_unit(kernel: float, bias: float) -> keras.Model:
    x = keras.Input((1,), name="x")
    model = keras.Model(x, layers.Dense(1, name="age")(x))
    model.set_weights([np.array([[kernel]]), np.array([bias])])
    return model


STANDARD = np.linspace(-2, 2, 41)[:, None]
AGES = 45 + 18 * STANDARD[:, 0]


@pytest.mark.parametrize(
    "model, cause",
    [
        (of_unit(18.0, 45.0), "raw-units"),
        (of_unit(1.0, 45 / 18), "mean-not-subtracted"),
        (of_unit(-1.0, 0.01), "subtracted-backwards"),
        (of_unit(-0.02, 0.01), None),  # it has learned next to nothing
        (of_unit(0.0, 1.6), None),
    ],
)
def test_an_amount_that_is_not_learned_is_not_read_in_another_unit(model, cause) -> None:
    found = told(check.learns, model, {"x": STANDARD}, AGES, at_most=3.0, scales={"age": (45.0, 18.0)}, unit="years")
    assert found == cause


@pytest.mark.parametrize(
    "kernel, bias, cause",
    [(-9.0, 0.0, "labels-reversed"), (0.0, -3.0, None)],  # the second says no to all
)
def test_who_always_says_no_has_not_reversed_the_labels(kernel, bias, cause) -> None:
    x = keras.Input((1,), name="x")
    model = keras.Model(x, layers.Dense(1, activation="sigmoid")(x))
    model.set_weights([np.array([[kernel]]), np.array([bias])])
    rows = np.where(np.arange(100) < 95, 1.0, -1.0)[:, None]
    assert told(check.learns, model, {"x": rows}, (rows > 0).astype(int), 0.9) == cause


# ---- losses


def test_a_model_that_gives_nan_is_not_told_of_logits() -> None:
    model = of_x(lambda x: layers.Dense(1, activation="sigmoid")(x))
    model.compile(loss="binary_crossentropy")
    model.set_weights([weight * np.nan for weight in model.get_weights()])
    found = told(check.loss, model, ROWS, np.ones((6, 1)), like="binary_crossentropy")
    assert found not in ("logits-mismatch", "passed")


@pytest.mark.parametrize("loss, outcome", [("mean_squared_error", "passed"), ("mean_absolute_error", "other-loss")])
def test_what_weights_cost_is_no_other_loss(loss, outcome) -> None:
    model = of_x(lambda x: layers.Dense(1, kernel_regularizer="l2")(x))
    model.compile(loss=loss)
    assert told(check.loss, model, ROWS, np.ones((6, 1)), like="mean_squared_error") == outcome


def two_heads(own: Callable[[Any], Any]) -> keras.Model:
    x = keras.Input((4,), name="x")
    trunk = layers.Dense(4, name="trunk")(x)
    model = keras.Model(x, {"a": layers.Dense(1, name="a")(own(trunk)), "b": layers.Dense(1, name="b")(trunk)})
    model.compile("sgd", loss={"a": "mse", "b": "mse"}, loss_weights={"a": 0.0, "b": 1.0})
    return model


def test_statistics_that_move_are_no_loss_that_counts() -> None:
    targets = {"a": np.ones((6, 1)), "b": np.ones((6, 1))}
    assert told(check.untouched, two_heads(lambda trunk: trunk), ROWS, targets, "a") == "passed"
    model = two_heads(lambda trunk: layers.BatchNormalization()(trunk))
    assert told(check.untouched, model, ROWS, targets, "a") == "statistics-move"


# ---- sides that are compared


def code_of(units: int = 4) -> Callable[[Any], Any]:
    return layers.Dense(units)


@pytest.mark.parametrize("kind, cause", [("signed", "signed-difference"), ("left besides", "order-sensitive-head")])
def test_a_difference_without_its_sign_is_not_signed(kind, cause) -> None:
    code = code_of()

    def head(left, right):
        gap = code(left) - code(right)
        met = gap if kind == "signed" else layers.Concatenate()([ops.abs(gap), code(left)])
        return layers.Dense(1)(met)

    assert told(check.symmetric, of_pair(head), PAIRS, "left", "right") == cause


# ---- graphs


def gated(shortcut: bool, joined: bool = False) -> keras.Model:
    x = keras.Input((8, 8, 4), name="x")
    y = layers.Conv2D(4, 3, padding="same")(x)
    gate = layers.Dense(4, activation="sigmoid")(layers.GlobalAveragePooling2D(keepdims=True)(y))
    y = layers.Multiply()([y, gate])
    if joined:
        return keras.Model(x, layers.Concatenate()([x, y]))
    return keras.Model(x, layers.Add()([x, y]) if shortcut else y)


@pytest.mark.parametrize(
    "model, cause",
    [(gated(True), "passed"), (gated(False), "missing-shortcut"), (gated(False, joined=True), "wrong-merge")],
)
def test_a_gate_is_no_shortcut_that_is_joined_otherwise(model, cause) -> None:
    assert told(check.identity_when_zero, model, PICTURES) == cause


def test_an_input_that_is_left_out_is_no_missing_shortcut() -> None:
    wanted = of_pair(lambda left, right: layers.Dense(1)(layers.Concatenate()([left, right])))
    alone = of_pair(lambda left, right: layers.Dense(1)(left))
    assert told(check.same_graph, alone, wanted) == "missing-branch"
    residual = of_x(lambda x: x + layers.Dense(4)(x))
    assert told(check.same_graph, of_x(lambda x: layers.Dense(4)(x)), residual) == "missing-shortcut"


def thrice(calls: int, shared: bool = True) -> keras.Model:
    x = keras.Input((4,), name="x")
    one = layers.Dense(4)
    y = x
    for _ in range(calls):
        y = (one if shared else layers.Dense(4))(y)
    return keras.Model(x, y)


@pytest.mark.parametrize("model, cause", [(thrice(3, shared=False), "unshared-layer"), (thrice(2), "graph-differs")])
def test_a_layer_that_is_called_less_often_is_shared_all_the_same(model, cause) -> None:
    assert told(check.same_graph, model, thrice(3)) == cause


def projected(where: str) -> keras.Model:
    x = keras.Input((8, 8, 4), name="x")
    narrow = layers.Conv2D(4, 1)(x)
    y = layers.Conv2D(4, 3, padding="same")(narrow if where == "on the way" else x)
    return keras.Model(x, layers.Add()([narrow if where == "shortcut" else x, y]))


@pytest.mark.parametrize("where, cause", [("shortcut", "needless-projection"), ("on the way", "graph-differs")])
def test_a_convolution_on_the_way_is_no_projection(where, cause) -> None:
    assert told(check.same_graph, projected(where), projected("none")) == cause


# ---- models that are used again


def reader(seed: int) -> keras.Model:
    keras.utils.set_random_seed(seed)
    return of_x(lambda x: layers.Dense(12, activation="relu")(layers.Dense(12, activation="relu")(x)))


def with_head(eye: keras.Model) -> keras.Model:
    return of_x(lambda x: layers.Dense(1)(eye(x)))


@pytest.mark.parametrize("is_borrowed, cause", [(True, "not-frozen"), (False, None)])
def test_new_layers_of_the_same_shapes_are_not_borrowed_ones_that_moved(is_borrowed, cause) -> None:
    borrowed = reader(0)
    before = borrowed.get_weights()
    model = with_head(borrowed if is_borrowed else reader(1))
    model.compile("adam", "mse")
    model.fit(ROWS["x"], np.ones((6, 1)), epochs=20, verbose=0)
    assert told(check.frozen, model, before) == cause


@pytest.mark.parametrize("rate, cause", [(0.01, "head-still-trains"), (0.0, None)])
def test_steps_of_size_zero_are_no_silent_loss(rate, cause) -> None:
    targets = {"a": np.ones((6, 1)), "b": np.ones((6, 1))}
    model = two_heads(lambda trunk: trunk)
    model.compile(keras.optimizers.SGD(rate), loss={"a": "mse", "b": "mse"})
    assert told(check.untouched, model, ROWS, targets, "a") == cause


# ---- one layer or several


@pytest.mark.parametrize(
    "calls, cause", [("other", "unshared-layer"), ("copied", "copied-not-shared"), ("three", None), ("one", None)]
)
def test_a_layer_that_is_called_otherwise_often_is_not_unshared(calls, cause) -> None:
    code, other = layers.Dense(4), layers.Dense(4)

    def head(left, right):
        if calls == "one":
            return layers.Concatenate()([code(left), right])
        sides = [code(left), (code if calls == "three" else other)(right)]
        return layers.Concatenate()([*sides, *([code(left + right)] if calls == "three" else [])])

    model = of_pair(head)
    if calls == "copied":
        other.set_weights(code.get_weights())
    assert told(check.shared, model, "Dense") == cause


@pytest.mark.parametrize(
    "activation, cause", [("relu", "answer-clipped"), ("sigmoid", "answer-squeezed"), (None, "passed")]
)
def test_an_amount_is_clipped_or_squeezed_by_what_comes_last(activation, cause) -> None:
    x = keras.Input((4,), name="x")
    trunk = layers.Dense(4, activation="relu")(x)
    ends = {"a": layers.Dense(1, activation=activation, name="a")(trunk), "b": layers.Dense(1, name="b")(trunk)}
    assert told(check.heads, keras.Model(x, ends), ROWS, a="amount", b="amount") == cause
    behind = {**ends, "a": layers.Dense(1, name="c")(ends["a"])}  # what stands behind it may give any number
    assert told(check.heads, keras.Model(x, behind), ROWS, a="amount", b="amount") == "passed"
