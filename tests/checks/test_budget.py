"""A check of a model that must be small."""

import keras
import pytest
from keras import layers

from autograder import checks as check
from autograder.checks.look import CheckFailed, NotAttempted


def model(units: int, trainable: bool = True) -> keras.Model:
    picture = keras.Input((4, 4, 1), name="picture")
    wide = layers.Dense(units, name="wide", trainable=trainable)(layers.Flatten()(picture))
    return keras.Model(picture, layers.Dense(2, name="answer")(wide))


def test_a_model_may_have_as_many_as_allowed() -> None:
    parameters = model(5).count_params()
    check.budget(model(5), at_most=parameters)
    check.budget(model(5), at_most=10 * parameters)


@pytest.mark.parametrize("trainable", [True, False])  # a frozen layer's numbers are in the file as well
def test_one_more_is_too_many_and_the_largest_layer_is_named(trainable: bool, cause_of) -> None:
    large = model(5, trainable)
    assert cause_of(check.budget, large, at_most=large.count_params() - 1) == "over-budget"
    with pytest.raises(CheckFailed, match="of which 85 in the layer wide"):
        check.budget(large, at_most=10)


def test_a_shared_layer_counts_once() -> None:
    picture = keras.Input((3,), name="picture")
    shared = layers.Dense(3)
    check.budget(keras.Model(picture, shared(shared(picture))), at_most=12)


def test_no_model_is_not_attempted_and_another_thing_is_told(cause_of) -> None:
    with pytest.raises(NotAttempted):
        check.budget(None, at_most=10)
    assert cause_of(check.budget, layers.Dense(2), at_most=10) == "layer-not-called"


def test_yes_and_no_are_written_so() -> None:
    with pytest.raises(CheckFailed, match="False"):
        check.gives(lambda: False, expected=True)
    with pytest.raises(CheckFailed, match="True"):
        check.gives(lambda: True, expected=False, slips={"constant-is-symmetric": True})
