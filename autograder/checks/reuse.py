"""Checks of models that are used again: what is borrowed stays as it was, and a file brings the model back."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path
from typing import Any

import keras
import numpy as np

from autograder.checks import near, parts, quoted, take
from autograder.checks.look import check, fail
from autograder.checks.near import Arrays, counted

FEW = 30  # weights; of fewer, two that have nothing to do with each other may go together by chance
ALIKE = 0.5  # the correlation of weights before and after a training that moved them far
Held = list[tuple[Any, np.ndarray]]  # a model's variables, each with its numbers


@check("{name} inside your model", subjects=["model"], weights="values")
def frozen(model: Any, weights: list[np.ndarray], name: str = "the borrowed model") -> str:
    """Check that arrays of weights are in a model as they were, and that training it would leave them alone.

    `weights` are what the borrowed model's ``get_weights()`` gave before anybody trained the new one.
    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> x = keras.Input((2,), name="x")
    >>> reader = keras.Model(x, layers.Dense(3)(x), name="reader")
    >>> model = keras.Model(x, layers.Dense(1)(reader(x)))
    >>> reader.trainable = False
    >>> check.frozen(model, reader.get_weights(), name="the reader")
    ✓ the reader is as it was, and training your model leaves it so
    >>> reader.trainable = True
    >>> check.frozen(model, reader.get_weights(), name="the reader")
    ✗ the reader inside your model
        expected  no weights of it that training may change
        found     2 arrays that it may
        cause     not-frozen: the borrowed layers may still be trained, so whatever trains this model changes them
                  for everybody
        look at   the trainable=... of what was borrowed, and the number of trainable parameters in the summary
    """
    held = [(variable, keras.ops.convert_to_numpy(variable)) for variable in take.model(model).weights]
    moved = [array for array in weights if not any(np.array_equal(array, numbers) for _, numbers in held)]
    if moved:
        fail(
            expected=f"all {counted(len(weights), 'array')} of weights as they were",
            found=f"{len(moved)} that {'is' if len(moved) == 1 else 'are'} another one now",
            cause=_why_moved(held, moved),
            look_at=f"whether {name} itself is in your model, and what trained it",
        )
    learning = [v for v, numbers in held if v.trainable and any(np.array_equal(numbers, array) for array in weights)]
    if learning:
        many = counted(len(learning), "array")
        fail(expected="no weights of it that training may change", found=f"{many} that it may", cause="not-frozen")
    return f"{name} is as it was, and training your model leaves it so"


@check("your model, saved and loaded", subjects=["model", "like"], weights="values")
def loads(model: Any, example: Arrays, like: keras.Model | None = None) -> str:
    """Check that a model comes back from its file with equal answers; and, with `like`, with those of another model.

    `example` maps the inputs' names to arrays, for both models. When graded, the weights of `like` are the student's
    if the same cell hands it to ``share_weights`` as well.
    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> x = keras.Input((2,), name="x")
    >>> borrowed = layers.Dense(1, kernel_initializer="ones", name="price")
    >>> wanted = keras.Model(x, borrowed(x))
    >>> check.loads(keras.Model(x, borrowed(x)), {"x": np.eye(2)}, like=wanted)
    ✓ saved and loaded, it gives the same answers
    >>> another = layers.Dense(1, kernel_initializer="zeros", name="price")
    >>> check.loads(keras.Model(x, another(x)), {"x": np.eye(2)}, like=wanted)
    ✗ your model, saved and loaded
        expected  1.000, 1.000 as the first answers for price
        found     0.000, 0.000
        cause     unshared-layer: there are as many layers as uses, each with weights of its own; sharing means to
                  make one and call it again
        look at   the place where the layer is made: does it run once, or once for every use?
    """
    made = take.model(model)
    before = take.numbers(made, example)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.keras"
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of a file that cannot be read back: the message tells
                made.save(path)
                loaded = keras.models.load_model(path, compile=False)
        except Exception as problem:  # whatever Keras says of a file that it has written itself
            fail(
                expected="a file that Keras reads back",
                found=quoted.error(problem),
                cause="cannot-be-loaded" if "could not be loaded" in str(problem) else None,
                look_at="the layers of your model: does Keras know the class of each by its name?",
            )
    if near.change(before, take.predictions(loaded, example)) > near.SAME.absolute:
        fail(expected="the same answers", found="others", look_at="what of the model is kept in its settings?")
    if like is not None:
        _, foreign = parts.weights_in_common(made, like)
        _require_alike(before, take.predictions(like, example), "unshared-layer" if foreign else None)
    return "saved and loaded, it gives the same answers"


def _require_alike(found: Arrays, wanted: Arrays, cause: str | None) -> None:
    if {name: values.shape for name, values in found.items()} != {n: values.shape for n, values in wanted.items()}:
        fail(
            expected=f"answers called {', '.join(wanted)}",
            found=f"answers called {', '.join(found)}",
            look_at="the names of the outputs, and the shape of each",
        )
    for name, values in wanted.items():
        if not near.equal(found[name], values):
            fail(
                expected=f"{near.beginning(values)} as the first answers for {name}",
                found=near.beginning(found[name]),
                cause=cause,
                look_at="what each layer is called on",
            )


def _why_moved(held: Held, moved: list[np.ndarray]) -> str | None:
    """Return why a model has weights of the same shapes as these, with other numbers; None when it has none.

    None as well where its numbers have nothing in common with these: then its layers are others of the same shapes.
    """
    shapes = {array.shape for array in moved}
    candidates = [variable for variable, numbers in held if numbers.shape in shapes]
    kernels = [array for array in moved if array.ndim > 1]
    if not candidates or (kernels and not any(_comes_of(numbers, old) for _, numbers in held for old in kernels)):
        return None
    if all(str(variable.name).startswith("moving_") for variable in candidates):
        return "statistics-move"
    return "not-frozen" if any(variable.trainable for variable in candidates) else "frozen-too-late"


def _comes_of(numbers: np.ndarray, old: np.ndarray) -> bool:
    """Tell whether weights may be older ones that training has moved: they go together more than by chance."""
    if numbers.shape != old.shape:
        return False
    if old.size < FEW or not np.ptp(old) or not np.ptp(numbers):
        return True  # of so few numbers nothing can be told
    return bool(np.corrcoef(numbers.reshape(-1), old.reshape(-1))[0, 1] > ALIKE)
