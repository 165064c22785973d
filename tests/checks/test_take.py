"""What checks take in hand: right answers with functions of the student's own, and inputs of any name."""

from typing import Any

import keras
import numpy as np
import pytest
from keras import layers, ops

from autograder import checks as check
from autograder.chapter.plan import WITH_VALUES
from autograder.checks.look import CHECKS
from tests.checks.test_losses import EXAMPLE, LIKE, TARGETS, people_model

ROWS = {"x": np.arange(6.0, dtype="float32").reshape(3, 2)}
ANSWERS = np.ones((3, 1), dtype="float32")


def my_loss(targets: Any, predictions: Any) -> Any:
    return ops.mean(ops.square(targets - predictions), axis=-1)


def my_metric(targets: Any, predictions: Any) -> Any:
    return ops.mean(ops.abs(targets - predictions))


class MyLoss(keras.losses.Loss):
    def call(self, targets: Any, predictions: Any) -> Any:
        return my_loss(targets, predictions)


@pytest.mark.parametrize("loss", [my_loss, MyLoss(), lambda targets, predictions: my_loss(targets, predictions)])
def test_a_sequential_model_may_have_a_loss_and_a_metric_of_ones_own(loss: Any) -> None:
    model = keras.Sequential([keras.Input((2,), name="x"), layers.Dense(1)])
    model.compile("sgd", loss=loss, metrics=[my_metric])
    check.inputs(model, x=(None, 2))
    check.parameters(model, 3)
    check.loss(model, ROWS, ANSWERS, like="mean_squared_error")


def test_another_loss_of_ones_own_is_told(cause_of) -> None:
    model = keras.Sequential([keras.Input((2,), name="x"), layers.Dense(1)])
    model.compile("sgd", loss=lambda targets, predictions: 3 * my_loss(targets, predictions))
    assert cause_of(check.loss, model, ROWS, ANSWERS, like="mean_squared_error") == "other-loss"


def with_own_loss(age: float) -> keras.Model:
    model = people_model()
    model.compile("adam", loss={**LIKE, "age": my_loss}, loss_weights={"age": age, "income": 1.0, "gender": 1.0})
    return model


def test_a_head_with_a_loss_of_ones_own_may_stay_untouched(cause_of) -> None:
    check.untouched(with_own_loss(0.0), EXAMPLE, TARGETS, output="age")
    assert cause_of(check.untouched, with_own_loss(1.0), EXAMPLE, TARGETS, output="age") == "head-still-trains"


def test_inputs_and_outputs_may_be_called_as_a_checks_parameters_are(cause_of) -> None:
    model, example = keras.Input((2,), name="model"), keras.Input((2,), name="example")
    total = layers.Dense(1, name="model_out")(layers.Add()([model, example]))
    made = keras.Model([model, example], total)
    rows = {"model": ROWS["x"], "example": ROWS["x"][::-1].copy()}
    check.inputs(made, model=(None, 2), example=(None, 2))
    check.moves(made, rows, model=True, example=True)
    check.heads(made, rows, model_out="amount")
    assert cause_of(check.inputs, made, model=(None, 2)) == "needless-input"
    assert cause_of(check.outputs, made, model=(None, 1)) == "misnamed-output"


@pytest.mark.parametrize(
    "call",
    [
        lambda: check.answer(3, 3, slips={4: "answer-cliped"}),
        lambda: check.answer({"a": 3}, {"a": 3}, slips={"a": {4: "answer-cliped"}}),
        lambda: check.predictions([1.0], np.ones(1), slips={"answer-cliped": np.zeros(1)}),
        lambda: check.gives(lambda: 1.0, expected=1.0, slips={"answer-cliped": 2.0}),
        lambda: check.computes(people_model(), EXAMPLE, [0.0], slips={"answer-cliped": [1.0]}),
        lambda: check.model_of(layers.Flatten(), (2, 2), refused="answer-cliped"),
    ],
)
def test_a_misspelt_cause_is_an_error_at_once(call: Any) -> None:
    with pytest.raises(ValueError, match="'answer-cliped' is not a cause"):
        call()


def test_every_public_check_is_declared() -> None:
    no_checks = {"CheckFailed", "NotAttempted", "Drawing", "Drawings", "progress"}
    assert set(CHECKS) == set(check.__all__) - no_checks
    assert {name for name, info in CHECKS.items() if info.weights == "values"} == WITH_VALUES
    assert all(info.subjects for info in CHECKS.values())
