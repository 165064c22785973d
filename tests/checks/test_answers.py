"""Checks of predictions and arrays."""

import numpy as np
import pytest

from autograder import checks as check


@pytest.mark.parametrize(
    "given, expected",
    [
        (3, 3),
        (np.int64(3), 3),
        (3.0, 3),
        ((None, 5), (None, 5)),
        ([None, 5], (None, 5)),
        (" Add ", "add"),
        ({"a": (None, 2), "b": [3]}, {"b": (3,), "a": [None, 2]}),
    ],
)
def test_equal_answers_pass_however_they_are_written(given, expected) -> None:
    check.answer(given, expected)


@pytest.mark.parametrize("given, expected", [(4, 3), ((5,), (None, 5)), ("sub", "add"), ("3", 3), ({"a": 1}, {"a": 2})])
def test_other_answers_fail_and_do_not_tell(given, expected, capsys, cause_of) -> None:
    assert cause_of(check.answer, given, expected) is None
    assert f"expected  {expected}" not in capsys.readouterr().out


def test_a_slip_names_its_cause(cause_of) -> None:
    assert cause_of(check.answer, 9, 3, slips={9: "swapped-embedding"}) == "swapped-embedding"


@pytest.mark.parametrize("given", [None, ..., {"a": None}])
def test_nothing_foretold_is_not_attempted(given) -> None:
    with pytest.raises(check.NotAttempted):
        check.answer(given, {"a": 1})


def test_predictions_and_their_slips(cause_of) -> None:
    right, swapped = np.array([[1.0], [2.0]]), np.array([[-1.0], [-2.0]])
    check.predictions(right + 1e-6, right)
    check.predictions(right.reshape(-1), right)
    assert cause_of(check.predictions, swapped, right, slips={"inputs-swapped": swapped}) == "inputs-swapped"
    assert cause_of(check.predictions, right[:1], right) is None


def test_shape(cause_of) -> None:
    check.shape(np.ones((2, 3)), (2, 3))
    assert cause_of(check.shape, np.ones((2, 3)), (3, 2)) is None
