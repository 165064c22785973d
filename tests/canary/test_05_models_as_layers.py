"""What chapter 05 teaches about Keras as a fact. When an upgrade of Keras changes one, the test of its name fails."""

from pathlib import Path

import keras
import numpy as np
import pytest
from keras import layers

PICTURES = np.random.default_rng(0).normal(5.0, size=(40, 3)).astype("float32")
ZEROS = np.zeros((40, 1), "float32")


def eye(*inside: layers.Layer) -> keras.Model:
    picture = keras.Input((3,), name="picture")
    code = picture
    for layer in inside or (layers.Dense(4),):
        code = layer(code)
    return keras.Model(picture, code, name="eye")


def judge(borrowed: keras.Model, **settings: bool) -> keras.Model:
    picture = keras.Input((3,), name="picture")
    return keras.Model(picture, layers.Dense(1)(borrowed(picture, **settings)))


def fit(model: keras.Model) -> None:
    model.fit(PICTURES, ZEROS, batch_size=20, verbose=0)


def trainable(model: keras.Model) -> int:
    return sum(np.asarray(weight).size for weight in model.trainable_variables)


@pytest.mark.parametrize(
    "order, moves",
    [
        ("compile fit", True),
        ("compile fit freeze fit", True),
        ("compile fit freeze compile fit", False),
        ("compile freeze fit", False),
    ],
)
def test_what_is_frozen_after_the_first_fit_moves_until_compile(order: str, moves: bool) -> None:
    borrowed = eye()
    model = judge(borrowed)
    before = borrowed.get_weights()
    for step in order.split():
        if step == "compile":
            model.compile("sgd", "mse")
        elif step == "freeze":
            borrowed.trainable = False
        else:
            before = borrowed.get_weights()
            fit(model)
    moved = any(not np.array_equal(a, b) for a, b in zip(before, borrowed.get_weights(), strict=True))
    assert moved == moves
    assert trainable(model) == (5 if "freeze" in order else 21)


@pytest.mark.parametrize("settings", [{}, {"training": False}])
def test_fit_moves_statistics_at_a_learning_rate_of_0_whatever_the_call_said(settings: dict[str, bool]) -> None:
    """The chapter says so of Keras 3.15; Keras' guide to transfer learning recommends ``training=False``."""
    normal = layers.BatchNormalization(momentum=0.5)
    model = judge(eye(normal), **settings)
    model.compile(keras.optimizers.SGD(0.0), "mse")
    fit(model)
    assert np.asarray(normal.moving_mean).min() > 3


def test_a_frozen_normalisation_keeps_its_statistics() -> None:
    normal = layers.BatchNormalization(momentum=0.5)
    borrowed = eye(normal)
    borrowed.trainable = False
    model = judge(borrowed)
    model.compile(keras.optimizers.SGD(0.1), "mse")
    fit(model)
    assert not np.asarray(normal.moving_mean).any()


def test_an_inner_tensor_and_an_outer_input_make_no_model() -> None:
    borrowed = eye()
    for name in ("picture", "other"):
        with pytest.raises(ValueError, match=r"is used 2 times|not connected"):
            keras.Model(keras.Input((3,), name=name), layers.Dense(1)(borrowed.output))


def test_members_of_one_name_make_no_model() -> None:
    picture = keras.Input((3,))
    with pytest.raises(ValueError, match="is used 2 times"):
        keras.Model(picture, layers.average([eye()(picture), eye()(picture)]))


def test_two_inner_models_with_one_layer_are_saved_and_not_loaded(tmp_path: Path) -> None:
    shared = layers.Dense(4)
    one, other, picture = (keras.Input((3,)) for _ in range(3))
    first = keras.Model(one, layers.Dense(2)(shared(one)), name="first")
    second = keras.Model(other, layers.Dense(1)(shared(other)), name="second")
    keras.Model(picture, [first(picture), second(picture)]).save(tmp_path / "both.keras")
    with pytest.raises(ValueError, match="could not be loaded"), pytest.warns(UserWarning):
        keras.models.load_model(tmp_path / "both.keras")


def test_one_inner_model_called_twice_is_loaded(tmp_path: Path) -> None:
    borrowed = eye()
    one, other = keras.Input((3,), name="one"), keras.Input((3,), name="other")
    model = keras.Model([one, other], layers.concatenate([borrowed(one), borrowed(other)]))
    model.save(tmp_path / "both.keras")
    loaded = keras.models.load_model(tmp_path / "both.keras")
    pair = [PICTURES[:2], PICTURES[2:4]]
    assert np.allclose(np.asarray(loaded(pair)), np.asarray(model(pair)))


def test_the_registered_name_has_the_package_and_simple_settings_are_written_down() -> None:
    @keras.saving.register_keras_serializable(package="canary")
    class Twice(layers.Layer):
        def __init__(self, times: float, **settings: object) -> None:
            super().__init__(**settings)
            self.times = times

    written = keras.saving.serialize_keras_object(Twice(2.0))
    assert written["registered_name"] == "canary>Twice"
    assert written["config"]["times"] == 2.0


def test_a_subclass_of_model_has_no_output_and_no_output_shape() -> None:
    class Judge(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.head = layers.Dense(1)

        def call(self, picture: np.ndarray) -> object:
            return self.head(picture)

    model = Judge()
    model(PICTURES[:1])
    assert judge(eye()).output_shape == (None, 1)
    for missing in (lambda: model.output_shape, lambda: model.layers[-1].output):
        with pytest.raises(AttributeError):
            missing()
