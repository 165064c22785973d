"""One answer of a model with several, as a model of its own."""

import keras
import numpy as np
import pytest
from keras import layers, ops

from autograder import checks as check

ROWS = {name: np.random.default_rng(seed).normal(size=(6, 3)) for seed, name in enumerate("abc")}


def three_inputs(as_dict: bool = True) -> keras.Model:
    a, b, c = (keras.Input((3,), name=name) for name in "abc")
    far = layers.Dense(1, activation="sigmoid", name="far")(ops.abs(a - b))
    cost = layers.Dense(1, name="cost")(layers.concatenate([b, c]))
    inputs = {"a": a, "b": b, "c": c} if as_dict else [a, b, c]
    return keras.Model(inputs, {"cost": cost, "far": far} if as_dict else [cost, far])


@pytest.mark.parametrize("as_dict", [True, False])
def test_other_checks_look_at_one_head(as_dict: bool) -> None:
    far = check.head(three_inputs(as_dict), "far")
    check.heads(far, ROWS, far="yes-or-no")
    check.moves(far, ROWS, a=True, b=True, c=False)
    check.symmetric(far, ROWS, "a", "b")
    check.compares(far, ROWS, "a", "b")  # c goes along


def test_a_head_keeps_the_models_own_weights() -> None:
    model = three_inputs()
    cost = check.head(model, "cost")
    assert {id(weight) for weight in cost.weights} <= {id(weight) for weight in model.weights}


def test_a_head_that_is_not_there_is_told() -> None:
    with pytest.raises(check.CheckFailed) as told:
        check.head(three_inputs(), "near")
    assert told.value.message.cause == "missing-output"


def test_no_model_yet_is_not_attempted() -> None:
    with pytest.raises(check.NotAttempted):
        check.head(None, "far")
