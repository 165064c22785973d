"""Checks of functions that students write."""

import numpy as np
import pytest

from autograder import checks as check
from autograder.checks.look import CheckFailed, NotAttempted, collected

LOSSES = {"age": 2000.0, "income": 2.0}
INVERSE = {"age": 0.0005, "income": 0.5}


def test_numbers_arrays_and_dicts_are_compared_by_value() -> None:
    check.gives(lambda a, b: a + b, 1, 2, expected=3)
    check.gives(lambda a: np.abs(a), np.array([-1.0, 2.0]), expected=[1, 2])
    check.gives(lambda losses: {name: 1 / value for name, value in losses.items()}, LOSSES, expected=INVERSE)
    check.gives(lambda losses: {"income": np.float32(0.5), "age": np.array(0.0005)}, LOSSES, expected=INVERSE)


@pytest.mark.parametrize(
    "function, cause",
    [
        (lambda losses: dict(losses), "weights-upside-down"),
        (lambda losses: {"age": 1.0, "income": 1.0}, None),
        (lambda losses: {"age": 0.0005}, None),
        (lambda losses: {"age": "a half", "income": 0.5}, None),
        (lambda losses: 0.5, None),
        (lambda losses: [0.0005, 0.5], None),
        (lambda losses: 1 / losses, None),
    ],
)
def test_a_wrong_dict_fails_with_its_slip(function, cause: str | None, cause_of) -> None:
    slips = {"weights-upside-down": LOSSES}
    assert cause_of(check.gives, function, LOSSES, expected=INVERSE, slips=slips) == cause


def test_numbers_that_are_none_fail(cause_of) -> None:
    assert cause_of(check.gives, lambda: "three", expected=3) is None
    assert cause_of(check.gives, lambda: {"a": 3}, expected=3) is None


def test_a_perfect_prediction_costs_nothing(cause_of) -> None:
    right = np.array([1.0, 2.0])
    check.perfect(lambda y, p: np.mean((y - p) ** 2), right, right)
    assert cause_of(check.perfect, lambda y, p: np.mean((y - p[:, None]) ** 2), right, right) is None


@pytest.mark.parametrize("function", [None, ...])
def test_what_is_not_written_is_not_attempted(function) -> None:
    with pytest.raises(NotAttempted):
        check.gives(function, expected=3)


def test_not_implemented_is_not_attempted() -> None:
    def balanced():
        raise NotImplementedError("Replace this line with your answer, then run this cell.")

    with pytest.raises(NotAttempted):
        check.gives(balanced, expected=3)


def test_nothing_returned_is_told(cause_of) -> None:
    assert cause_of(check.gives, lambda: print(3), expected=3) == "nothing-returned"


def test_one_number_in_an_array_is_that_number(cause_of) -> None:
    check.gives(lambda: np.array([[3.0]]), expected=3)
    assert cause_of(check.gives, lambda: np.array([3.0, 3.0]), expected=3) is None
    assert cause_of(check.gives, lambda: 3.0, expected=[3.0, 3.0]) is None


def test_no_function_is_told(cause_of) -> None:
    assert cause_of(check.gives, 3, expected=3) is None


def test_true_is_no_number_that_a_function_gives(cause_of) -> None:
    assert cause_of(check.gives, lambda: True, expected=1) is None
    assert cause_of(check.gives, lambda: {"a": np.True_}, expected={"a": 1.0}) is None
    assert cause_of(check.gives, lambda: 1, expected=True) is None
    check.gives(lambda: np.True_, expected=True)
    check.gives(lambda: np.int64(1), expected=1)


@pytest.mark.parametrize(
    "given, expected, line",
    [
        (True, True, "your function is True"),
        (6, 6.0, "your function is 6"),
        (0.25, 0.25, "your function is 0.25"),
        (np.array([True, False]), [True, False], "your function is [True False]"),
        ({"ok": np.True_, "n": 2}, {"ok": True, "n": 2}, "your function is {ok: True, n: 2}"),
    ],
)
def test_what_a_function_gives_is_written_as_python_would(given, expected, line: str) -> None:
    with collected() as messages:
        check.gives(lambda: given, expected=expected)
    assert [message.headline for message in messages] == [line]


def test_a_wrong_truth_value_is_told_in_its_own_words() -> None:
    with collected() as messages, pytest.raises(CheckFailed):
        check.gives(lambda: False, expected=True)
    assert (messages[0].expected, messages[0].found) == ("True", "False")
