"""Checks of predictions and arrays."""

from unittest.mock import ANY

import keras
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


@pytest.mark.parametrize("given, expected", [(4, 3), ((6,), (None, 5)), ("sub", "add"), ("3", 3), ({"a": 1}, {"a": 2})])
def test_other_answers_fail_and_do_not_tell(given, expected, capsys, cause_of) -> None:
    assert cause_of(check.answer, given, expected) is None
    assert f"expected  {expected}" not in capsys.readouterr().out


def test_a_slip_names_its_cause(cause_of) -> None:
    assert cause_of(check.answer, 9, 3, slips={9: "swapped-embedding"}) == "swapped-embedding"


@pytest.mark.parametrize("slips", [{8: "forgotten-bias"}, {"b": {8: "forgotten-bias"}, "a": {8: "bias-per-input"}}])
def test_slips_in_a_dict_are_for_all_names_or_by_name(slips, cause_of, capsys) -> None:
    assert cause_of(check.answer, {"a": 1, "b": 8}, {"a": 1, "b": 9}, slips=slips) == "forgotten-bias"
    assert "your prediction for b (1 of 2 are right)" in capsys.readouterr().out
    assert cause_of(check.answer, {"a": 1, "b": 7}, {"a": 1, "b": 9}, slips=slips) is None
    check.answer({"a": 8, "b": 9}, {"a": 8, "b": 9}, slips=slips)  # a slip that is right here is no slip


@pytest.mark.parametrize(
    "given, expected, cause",
    [
        ((5,), (None, 5), "batch-axis-forgotten"),
        ((4, 5), (None, 4, 5), "batch-axis-forgotten"),
        ((1, 5), (None, 5), None),
        ((5,), (3, 5), None),
    ],
)
def test_a_shape_without_its_batch_axis_is_recognised(given, expected, cause, cause_of) -> None:
    assert cause_of(check.answer, given, expected) == cause
    assert cause_of(check.answer, {"a": given}, {"a": expected}) == cause
    assert cause_of(check.shape, np.ones(given), expected) == cause


def test_a_shape_that_lacks_its_steps_has_its_batch_axis(cause_of) -> None:
    read = keras.layers.LSTM(5)(keras.Input((None, 3)))
    assert cause_of(check.shape, read, (None, None, 5)) is None
    assert cause_of(check.answer, (None, 5), (None, None, 5)) is None


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


class Yes:
    """Says yes to everything."""

    shape = (4,)

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    def __hash__(self) -> int:
        return 0


class YesText(Yes, str):
    def strip(self, *_: object) -> "YesText":
        return self

    def lower(self) -> "YesText":
        return self


class YesInt(Yes, int):
    pass


class YesFloat(Yes, float):
    def __round__(self, digits: object = None) -> "YesFloat":
        return self


class YesTuple(Yes, tuple):
    def __iter__(self):
        return iter([None, 5])


class YesDict(dict):
    def get(self, key: object, otherwise: object = None) -> Yes:
        return Yes()

    def __getitem__(self, key: object) -> Yes:
        return Yes()

    def items(self):
        return [("a", Yes())]


@pytest.mark.parametrize("right", [3, "add", (None, 5), 2.5, {"a": 3}])
@pytest.mark.parametrize("given", [Yes(), YesText("x"), YesInt(9), YesFloat(9.0), YesTuple((1,)), YesDict(a=1), ANY])
def test_an_object_that_calls_itself_equal_is_no_right_answer(given, right, cause_of) -> None:
    assert cause_of(check.answer, given, right) is None
    assert cause_of(check.answer, {"x": given}, {"x": right}) is None
    assert cause_of(check.answer, [given], [right]) is None


def test_what_is_no_numbers_is_told(cause_of) -> None:
    for given in ("abc", Yes(), [Yes()] * 3, {"a": 1}):
        assert cause_of(check.predictions, given, np.ones(3)) is None
    assert cause_of(check.shape, Yes(), (3,)) is None
    assert cause_of(check.shape, type("Odd", (), {"shape": Yes()})(), (3,)) is None


def test_drawings_are_chosen_by_a_text(cause_of) -> None:
    drawings = {
        name: check.Drawing(f"x = input 3\nd = Dense {units} ← x\noutput ← d") for name, units in (("A", 2), ("B", 4))
    }
    x = keras.Input((3,), name="x")
    model = keras.Model(x, keras.layers.Dense(4)(x))
    check.which_drawing(" b", model, **drawings)
    for given in (Yes(), YesText("a"), 3):
        assert cause_of(check.which_drawing, given, model, **drawings) in (None, "other-drawing")


def test_tensors_and_their_shapes_are_data() -> None:
    numbers = keras.ops.ones((2, 5))
    check.answer(numbers.shape, (2, 5))
    check.answer({"total": keras.ops.sum(numbers)}, {"total": 10})
    check.answer(keras.Variable(3.0), 3)


@pytest.mark.parametrize("given, right", [(True, 1), (1, True), (1.0, True), (np.True_, 1), ((None, True), (None, 1))])
def test_true_is_no_number(given, right, cause_of) -> None:
    assert cause_of(check.answer, given, right) is None
    assert cause_of(check.answer, {"a": given}, {"a": right}) is None


@pytest.mark.parametrize("given, right", [(np.int64(3), 3), (np.float32(0.5), 0.5), (np.True_, True), (3.0, 3)])
def test_numbers_of_numpy_are_numbers(given, right) -> None:
    check.answer(given, right)
    check.answer({"a": (None, given)}, {"a": (None, right)})
