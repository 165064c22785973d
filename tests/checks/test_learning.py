"""Checks of what a trained model has learned: accuracies and errors in units, of one output or several."""

import keras
import numpy as np
import pytest
from keras import layers

from autograder import checks as check
from autograder.checks.learning import accuracy, mean_error

ROWS = 200
RNG = np.random.default_rng(0)
AGES = RNG.integers(18, 68, ROWS).astype("float32")
GENDERS = RNG.integers(0, 2, ROWS)
MEAN, SPREAD = 42.5, 14.0
SCALES = {"age": (MEAN, SPREAD)}
# the answers stand in the input, so that weights set by hand make a model that knows all, or as much as is wanted
EXAMPLE = {"posts": np.stack([AGES, GENDERS], axis=1).astype("float32")}
TARGETS = {"age": AGES, "gender": GENDERS}


def knowing(*, of_age=(1 / SPREAD, -MEAN / SPREAD), of_gender: float = 9.0, gender: str | None = "sigmoid"):
    """A model whose age is ``of_age[0] * age + of_age[1]`` and whose gender is right when of_gender is positive."""
    posts = keras.Input((2,), name="posts")
    ages, genders = layers.Dense(1, name="age"), layers.Dense(1, activation=gender, name="gender")
    model = keras.Model(posts, [ages(posts), genders(posts)])
    ages.set_weights([np.array([[of_age[0]], [0.0]]), np.array([of_age[1]])])
    genders.set_weights([np.array([[0.0], [2 * of_gender]]), np.array([-of_gender])])
    return model


def learns(model, **changed) -> None:
    bounds = {"at_least": {"gender": 0.9}, "at_most": {"age": 3.0}, "scales": SCALES, "unit": "years"} | changed
    check.learns(model, EXAMPLE, TARGETS, **bounds)


def test_several_outputs_are_judged_in_their_units(capsys) -> None:
    learns(knowing())
    learns(knowing(gender=None))
    learns(knowing(of_age=(1, 0)), scales=None)
    assert "off by at most 3 years" in capsys.readouterr().out


@pytest.mark.parametrize(
    "model, cause",
    [
        (knowing(of_age=(1, 0)), "raw-units"),
        (knowing(of_age=(1 / SPREAD, 0)), "mean-not-subtracted"),
        (knowing(of_age=(0.5 / SPREAD, -0.5 * MEAN / SPREAD)), None),
        (knowing(of_gender=-9.0), "labels-reversed"),
        (knowing(gender="softmax"), "softmax-on-one-unit"),  # always yes
        (knowing(of_age=(0, 0), of_gender=0.0), "never-trained"),  # with other weights the input counts
    ],
)
def test_what_is_not_learned_is_told(model, cause: str | None, cause_of) -> None:
    assert cause_of(learns, model) == cause


def test_a_missing_output_is_told(cause_of) -> None:
    model = knowing()
    only_age = keras.Model(model.input, model.outputs[0])
    assert cause_of(learns, only_age) == "missing-output"


def test_one_output_needs_no_names(cause_of) -> None:
    both = knowing()
    age, gender = (keras.Model(both.input, output) for output in both.outputs)
    check.learns(gender, EXAMPLE, GENDERS, at_least=0.9, better_than={"chance": 0.5})
    check.learns(age, EXAMPLE, AGES, at_most=3.0, scales=SCALES)
    wrong = knowing()
    wrong.get_layer("gender").set_weights([np.array([[1.0], [0.0]]), np.array([-MEAN])])  # goes by the age
    never = keras.Model(wrong.input, wrong.outputs[1])
    assert cause_of(check.learns, never, EXAMPLE, GENDERS, at_least=0.9, better_than={"chance": 0.5}) == (
        "no-better-than-baseline"
    )


def test_accuracy_and_error_by_hand() -> None:
    assert accuracy(np.array([1, 0]), np.array([[0.2, 0.8], [0.4, 0.6]])) == 0.5
    assert accuracy(np.eye(2), np.array([[0.9, 0.1], [0.4, 0.6]])) == 1.0
    assert accuracy(np.array([1, 0]), np.array([[0.3], [-0.3]]), logits=True) == 1.0
    assert mean_error(np.array([40.0, 50.0]), np.array([[0.0], [1.0]]), (42.0, 10.0)) == pytest.approx(2.0)


def test_a_model_that_was_never_trained_is_not_told_of_units(cause_of) -> None:
    keras.utils.set_random_seed(0)
    x = keras.Input((3,), name="x")
    model = keras.Model(x, keras.layers.Dense(1, name="price")(keras.layers.Dense(4, activation="relu")(x)))
    rows = np.random.default_rng(0).normal(size=(60, 3)).astype("float32")
    answers = np.asarray(model(rows)).reshape(-1)
    for targets in (20 - 4 * answers, 4 * answers, answers):  # as if subtracted backwards, without a mean, raw
        told = cause_of(
            check.learns, model, {"x": rows}, targets, at_most=0.01, scales={"price": (20.0, 4.0)}, unit="euros"
        )
        assert told == "never-trained"
