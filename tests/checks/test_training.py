"""Checks of what one step of training moves."""

import keras
import pytest

from autograder import checks as check
from tests.checks.test_losses import EXAMPLE, LIKE, TARGETS, people_model


def compiled(weights: dict[str, float], frozen: tuple[str, ...] = (), as_dict: bool = False) -> keras.Model:
    model = people_model(as_dict=as_dict)
    for name in frozen:
        model.get_layer(name).trainable = False
    model.compile("adam", loss=dict(LIKE), loss_weights=weights)
    return model


@pytest.mark.parametrize("as_dict", [False, True])
def test_a_weight_of_zero_leaves_a_head_untouched(as_dict: bool) -> None:
    model = compiled({"age": 0.0, "income": 1.0, "gender": 1.0}, as_dict=as_dict)
    before = [weight.copy() for weight in model.get_weights()]
    check.untouched(model, EXAMPLE, TARGETS, output="age")
    assert all((a == b).all() for a, b in zip(before, model.get_weights(), strict=True)), "the model itself moved"


def test_a_head_without_a_loss_is_untouched_without_a_warning(recwarn: pytest.WarningsRecorder) -> None:
    model = people_model()
    model.compile("adam", loss={**LIKE, "age": None})
    check.untouched(model, EXAMPLE, TARGETS, output="age")
    assert not [warning for warning in recwarn if "Gradients do not exist" in str(warning.message)]


@pytest.mark.parametrize(
    "weights, frozen, cause",
    [
        ({"age": 0.01, "income": 1.0, "gender": 1.0}, (), "head-still-trains"),
        ({"age": 1.0, "income": 0.0, "gender": 0.0}, (), "head-still-trains"),
        ({"age": 0.0, "income": 0.0, "gender": 0.0}, (), "nothing-trains"),
    ],
)
def test_what_moves_otherwise_is_told(weights: dict, frozen: tuple[str, ...], cause: str, cause_of) -> None:
    assert cause_of(check.untouched, compiled(weights, frozen), EXAMPLE, TARGETS, output="age") == cause


def test_an_uncompiled_model_is_told(cause_of) -> None:
    assert cause_of(check.untouched, people_model(), EXAMPLE, TARGETS, output="age") == "not-compiled"


def test_an_output_that_is_not_there_is_told(cause_of) -> None:
    model = compiled({"age": 0.0, "income": 1.0, "gender": 1.0})
    assert cause_of(check.untouched, model, EXAMPLE, TARGETS, output="wage") == "missing-output"
