"""Checks of models that compare two inputs, of the numbers a model gives, and of training that leaves numbers."""

import keras
import numpy as np
import pytest
from keras import layers, ops

from autograder import checks as check

CODES = {
    "left": np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 0.0]], "float32"),
    "right": np.array([[3.0, 4.0], [1.0, 1.0], [2.0, -1.0]], "float32"),
}
DISTANCES = [5.0, 0.0, 1.0]


def joined(head, width: int = 2, last: str | None = None) -> keras.Model:
    left, right = keras.Input((width,), name="left"), keras.Input((width,), name="right")
    both = head(left, right)
    return keras.Model([left, right], layers.Dense(1, activation=last)(both) if last else both)


def squares(a, b):
    return ops.sum(ops.square(a - b), axis=-1, keepdims=True)


def concatenated(a, b):
    return layers.concatenate([a, b])


def hidden(a, b):
    return layers.Dense(8, activation="relu")(concatenated(a, b))


def cosine(a, b):
    return layers.Dot(axes=1, normalize=True)([a, b])


@pytest.mark.parametrize("head", [lambda a, b: ops.abs(a - b), lambda a, b: a * b, hidden, cosine])
@pytest.mark.parametrize("last", ["sigmoid", "linear"])
def test_heads_that_compare_pass(head, last) -> None:
    check.compares(joined(head, last=last), CODES, "left", "right")


@pytest.mark.parametrize("head", [concatenated, lambda a, b: a + b, lambda a, b: a - b])
def test_a_sum_of_two_shares_compares_nothing(head, cause_of) -> None:
    for last in ("sigmoid", "linear"):
        assert cause_of(check.compares, joined(head, last=last), CODES, "left", "right") == "additive-head"


def test_what_training_did_makes_no_difference(cause_of) -> None:
    for head, expected in ((concatenated, "additive-head"), (lambda a, b: a * b, "passes")):
        model = joined(head, last="sigmoid")
        model.set_weights([weight * 0 + 40 for weight in model.get_weights()])
        if expected == "passes":
            check.compares(model, CODES, "left", "right")
        else:
            assert cause_of(check.compares, model, CODES, "left", "right") == expected


def test_the_same_on_both_sides(cause_of) -> None:
    check.alike(joined(lambda a, b: ops.sqrt(squares(a, b))), CODES, "left", "right", gives=0.0)
    rows = {"left": CODES["right"], "right": CODES["left"]}
    check.alike(joined(cosine), rows, "left", "right", gives=1.0)
    product = joined(lambda a, b: ops.sum(a * b, axis=-1))
    assert cause_of(check.alike, product, rows, "left", "right", gives=1.0) == "not-normalised"


def test_a_bound_on_the_answer_to_the_same(cause_of) -> None:
    check.alike(joined(lambda a, b: 1 - squares(a, b)), CODES, "left", "right", at_least=0.5)
    assert cause_of(check.alike, joined(squares), CODES, "left", "right", at_least=0.5) is None
    backwards = joined(lambda a, b: squares(a, b) - 1)
    assert cause_of(check.alike, backwards, CODES, "left", "right", at_least=0.5) == "subtracted-backwards"
    not_a_number = joined(lambda a, b: squares(a, b) / squares(a, b))
    assert cause_of(check.alike, not_a_number, CODES, "left", "right", at_least=0.5) is None
    assert cause_of(check.alike, not_a_number, CODES, "left", "right", gives=0.0) is None


def test_a_slack_inside_the_root_is_within_bounds(cause_of) -> None:
    model = joined(lambda a, b: ops.sqrt(squares(a, b) + 1e-6))
    check.alike(model, CODES, "left", "right", gives=0.0, within=0.01)
    assert cause_of(check.alike, model, CODES, "left", "right", gives=0.0, within=1e-5) is None


def test_numbers_worked_out_by_hand(cause_of) -> None:
    slips = {"root-missing": [25.0, 0.0, 1.0]}
    check.computes(joined(lambda a, b: ops.sqrt(squares(a, b))), CODES, DISTANCES)
    assert cause_of(check.computes, joined(squares), CODES, DISTANCES, slips) == "root-missing"
    assert cause_of(check.computes, joined(lambda a, b: ops.abs(a - b)), CODES, DISTANCES, slips) is None
    assert cause_of(check.computes, None, CODES, DISTANCES) is None


def test_numbers_of_a_reference_with_the_same_weights(cause_of) -> None:
    def lead(sign: int, units: int = 3) -> keras.Model:
        left, right = keras.Input((2,), name="left"), keras.Input((2,), name="right")
        dense = layers.Dense(units)
        return keras.Model([left, right], sign * (ops.max(dense(left), -1) - ops.max(dense(right), -1)))

    slips = {"subtracted-backwards": lead(-1)}
    check.computes(lead(1), CODES, lead(1), slips)
    assert cause_of(check.computes, lead(-1), CODES, lead(1), slips) == "subtracted-backwards"
    assert cause_of(check.computes, lead(1, units=4), CODES, lead(1), slips) is None


@pytest.mark.parametrize("root", [ops.sqrt, lambda s: s**0.5, lambda s: ops.sqrt(s) + 1e-6])
def test_a_root_of_zero_spoils_the_weights(root, cause_of) -> None:
    assert cause_of(check.finite, joined(lambda a, b: root(squares(a, b))), CODES) == "nan-gradient"


def test_a_root_of_a_little_more_than_zero_trains() -> None:
    check.finite(joined(lambda a, b: ops.sqrt(squares(a, b) + 1e-6)), CODES)
    check.finite(joined(lambda a, b: ops.sqrt(ops.maximum(squares(a, b), 1e-6))), CODES)
    check.finite(joined(concatenated, last="sigmoid"), CODES)


def test_the_students_model_stays_as_it_is() -> None:
    model = joined(hidden, last="sigmoid")
    before = model.get_weights()
    check.finite(model, CODES)
    check.compares(model, CODES, "left", "right")
    assert all(np.array_equal(a, b) for a, b in zip(before, model.get_weights(), strict=True))
    assert not model.compiled
