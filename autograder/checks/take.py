"""The one door through which a check takes what a student made: a model, a graph, an array, a function's result.

Whatever is not what a check can look at is said here, once for all of them: nothing made yet, a tensor or a layer in
place of a model, a model that cannot take the example.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import keras
import numpy as np

from autograder.checks import quoted, swapped
from autograder.checks.look import fail, not_attempted
from autograder.checks.near import DECIMALS, NOISE, Arrays, change
from autograder.checks.parts import (
    Shape,
    fed,
    in_words,
    inputs,
    loss_given,
    loss_weights,
    random_weights,
)
from autograder.graphs.graph import ModelGraph, output_names, read_graph

JOINING = {"Concatenate", "Stack", "Vstack"}  # of which each may join examples


def made(value: Any, none: str = "None, which counts as no answer") -> Any:
    """Return the student's value; raise NotAttempted when it is still the placeholder ``...``, or None.

    `none` says what None may come from.
    """
    if value is None or value is Ellipsis:
        not_attempted(none if value is None else None)
    return value


def model(value: Any) -> keras.Model:
    """Return the student's model, a Sequential as a functional one.

    Raises CheckFailed when it is something else, NotAttempted when it is nothing.
    """
    made(value, none="None, which counts as no answer: compile(...) and fit(...) do not return the model")
    if isinstance(value, keras.Sequential) and value.built:
        return _as_functional(value)
    if isinstance(value, keras.Model) and hasattr(value, "inputs"):
        return value
    cause = None
    if isinstance(value, keras.Sequential):
        cause = "unbuilt-sequential"
    elif isinstance(value, keras.Model):
        cause = "no-graph"
    elif isinstance(value, keras.KerasTensor):
        cause = "tensor-not-model"
    elif isinstance(value, keras.layers.Layer):
        cause = "layer-not-model" if value.built else "layer-not-called"
    fail(
        expected="a keras.Model made of inputs and outputs",
        found=f"a {type(value).__name__}",
        cause=cause,
        look_at="what your cell assigns to this name",
    )


def _as_functional(sequential: keras.Sequential) -> keras.Model:
    """Return the same layers as a functional model, which tells its inputs and outputs as any other does."""
    view = keras.Model(sequential.inputs[0], sequential.outputs[0], name=sequential.name)
    compile_like(view, sequential)
    return view


def graph(value: Any) -> ModelGraph:
    """Return the graph of the student's model; raise CheckFailed when there is none to read."""
    try:
        return read_graph(model(value))
    except (ValueError, NotImplementedError) as problem:
        fail(expected="a graph of layers", found=str(problem), cause="no-graph")


def array(value: Any) -> np.ndarray:
    """Return the student's numbers in one row.

    Raises NotAttempted when there are none yet, CheckFailed when they are no numbers.
    """
    try:
        if np.iscomplexobj(made(value)):
            raise TypeError("a complex number is not the real one that it begins with")
        return np.asarray(value, dtype="float64").reshape(-1)
    except (TypeError, ValueError, OverflowError):
        fail(expected="an array of numbers", found=f"a {type(value).__name__}", look_at="what your cell assigns")


def shape(value: Any) -> Shape:
    """Return the shape of the student's array or symbolic tensor.

    Raises NotAttempted when there is nothing yet, CheckFailed when it has no shape.
    """
    try:
        found = made(value).shape if hasattr(made(value), "shape") else np.shape(value)
        return tuple(None if length is None else int(length) for length in found)
    except (TypeError, ValueError):
        fail(expected="an array or a tensor", found=f"a {type(value).__name__}", look_at="what your cell assigns")


class Thing(str):
    """What stands for an object that is no data: the words that say what it is."""

    __slots__ = ()


def data(value: Any) -> Any:
    """Return a value as Python's own None, truth values, numbers, texts, tuples and dicts, which compare as such.

    Lists, arrays, shapes and tensors are tuples or numbers; a text is without outer blanks, capitals and a full stop, a
    number has a few decimals. Anything else is a Thing, which says what it is: an object of the student's may call
    itself equal to everything.
    """
    if isinstance(value, dict):
        return {key(name): data(item) for name, item in dict.items(value)}
    if isinstance(value, list):
        return tuple(data(item) for item in list.__iter__(value))
    if isinstance(value, tuple):
        return tuple(data(item) for item in tuple.__iter__(value))
    if value is None or value is Ellipsis or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return " ".join(str.__str__(value).lower().split()).rstrip(".!,;")
    if isinstance(value, int):
        return int.__int__(value)
    if isinstance(value, float):
        return round(float.__float__(value), DECIMALS)
    if isinstance(value, keras.KerasTensor):  # the tensor was given, not its shape; it cannot be compared
        return Thing(f"a KerasTensor of shape {tuple(value.shape)}")
    if isinstance(value, keras.Variable) or keras.ops.is_tensor(value):
        value = keras.ops.convert_to_numpy(value)
    if isinstance(value, np.ndarray | np.generic):
        return data(np.asarray(value).tolist())
    if type(value).__module__.startswith("tensorflow.") and type(value).__name__ == "TensorShape":
        return data(value.as_list())
    return Thing(f"a {type(value).__name__}")


def key(value: Any) -> Any:
    """Return a dict's key as one of Python's own, a text with its capitals."""
    return str.__str__(value) if isinstance(value, str) else data(value)


def function(value: Any, look_at: str) -> Any:
    """Return the student's function; raise CheckFailed when it is something else, NotAttempted when it is nothing."""
    if not callable(made(value)):
        fail(expected="a function", found=f"a {type(value).__name__}", look_at=look_at)
    return value


def predictions(model: keras.Model, example: Arrays) -> dict[str, np.ndarray]:
    """Run a model on example arrays fed by name (first axis: rows); return its outputs by name.

    Raises CheckFailed, quoting Keras, when the model cannot take them.
    """
    strange = [name for name in inputs(model) if name not in example]
    if strange and len(inputs(model)) > 1:
        found = f"one whose inputs are called {', '.join(inputs(model))}"
        wanted = f"a model with inputs called {', '.join(example)}, or some of these"
        fail(expected=wanted, found=found, look_at="the name=... of each keras.Input, or the keys of a dict of inputs")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what they say of the model, such as softmax on one unit, a message tells
            found = model(fed(model, example), training=False)
    except Exception as problem:  # whatever Keras raises is a finding about the model
        fail(
            expected=f"a model that takes {in_words({name: np.shape(rows) for name, rows in example.items()})}",
            found=quoted.error(problem),
            cause="swapped-embedding" if swapped.reads_beyond(model, example.values()) else None,
            look_at="the names and shapes of the inputs, and sizes that depend on the data",
        )
    flat = [found[name] for name in sorted(found)] if isinstance(found, dict) else found
    flat = flat if isinstance(flat, list | tuple) else [flat]
    names = output_names(model)
    predicted = {name: keras.ops.convert_to_numpy(value) for name, value in zip(names, flat, strict=True)}
    rows = len(next(iter(example.values())))
    for name, values in predicted.items():
        if values.dtype.kind in "OSU":
            fail(
                expected="numbers as answers",
                found=f"{name}, which is text",
                look_at="the layer that gives this output",
            )
        if values.ndim == 0 or len(values) != rows:
            got = f"{name} of shape {values.shape}"
            cause = None if _cuts_examples(model, len(values), rows) else "batch-mixed"
            look_at = "the Reshape: -1 stands for what is left, and the batch is kept by itself"
            fail(expected=f"{rows} predictions for {rows} examples", found=got, cause=cause, look_at=look_at)
    return predicted


def numbers(model: keras.Model, example: Arrays) -> dict[str, np.ndarray]:
    """Run a model as `predictions` does. Raises CheckFailed as well when it gives something that is no number.

    Nothing is compared with nan, so every later finding about such answers would be untrue.
    """
    predicted = predictions(model, example)
    none = [name for name, values in predicted.items() if values.dtype.kind == "f" and np.isnan(values).any()]
    if none:
        look_at = "a logarithm, a root or a division that has no result; or a training whose steps were too large"
        fail(expected="answers that are numbers", found=f"{none[0]} gives nan, which is no number", look_at=look_at)
    return predicted


def _cuts_examples(model: keras.Model, found: int, rows: int) -> bool:
    """Tell whether so many answers for `rows` examples come of cutting each into pieces, and not of joining them."""
    kinds = {kind for _, kind in read_graph(model).calls.nodes(data="kind")}
    return found > rows and found % rows == 0 and "Reshape" in kinds and not kinds & JOINING


def only_prediction(model: keras.Model, example: Arrays) -> np.ndarray:
    """Run a model as `predictions` does; return its one output. Raises CheckFailed when it has several."""
    predicted = predictions(model, example)
    if len(predicted) > 1:
        found = f"outputs called {', '.join(predicted)}"
        fail(expected="a model with one output", found=found, look_at="the outputs=... of keras.Model")
    return next(iter(predicted.values()))


def moved(model: keras.Model, example: Arrays, name: str, before: Arrays) -> bool:
    """Tell whether exchanging the input `name` among the rows changes any of the predictions `before`."""
    exchanged = {**example, name: np.roll(example[name], 1, axis=0)}
    return change(before, predictions(model, exchanged)) > NOISE


def is_dead(model: keras.Model, example: Arrays, name: str) -> bool:
    """Tell whether exchanging the input `name` moves no prediction under other weights either.

    Under its own it may move none since numbers are so large that an activation always gives the same. Rows that are
    all the same tell nothing.
    """
    if np.array_equal(example[name], np.roll(example[name], 1, axis=0)):
        return False
    with lent(model) as other:
        other.set_weights(random_weights(other))
        return not moved(other, example, name, predictions(other, example))


@contextmanager
def lent(model: keras.Model) -> Iterator[keras.Model]:
    """Give a model's layers to examine under other weights, or to train, as a model that is not compiled.

    Afterwards every number in the layers is what it was. So the model needs no copy, which Keras cannot make of a
    student's own functions and classes.
    """
    before = [(variable, keras.ops.convert_to_numpy(variable)) for variable in model.variables]
    try:
        yield keras.Model(model.input, model.output, name=model.name)
    finally:
        for variable, value in before:
            variable.assign(value)


def compile_like(lent: keras.Model, model: keras.Model) -> None:
    """Compile a model as another one: its losses, their weights, and a new optimizer with the same settings.

    The losses are the model's own objects: Keras finds no function of a student's by the name in a config. Metrics
    are left out, no check asks for them. An optimizer of the student's own, or with a schedule of theirs, is SGD.
    """
    if model.compiled:
        optimizer = _optimizer_like(model.optimizer)
        lent.compile(optimizer, loss=loss_given(model), loss_weights=loss_weights(model), run_eagerly=True)


def _optimizer_like(optimizer: Any) -> Any:
    try:
        return optimizer and type(optimizer).from_config(optimizer.get_config())
    except Exception:  # it cannot be made again from its settings, and no check asks which one it is
        return "sgd"
