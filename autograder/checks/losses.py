"""Checks of what a compiled model is trained on: each output's loss, their pairing and their weights."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any, TypeVar

import keras
import numpy as np

from autograder.checks import near, parts, quoted, take
from autograder.checks.look import check, fail
from autograder.checks.near import Arrays
from autograder.checks.parts import gives_logits, last_activation, like_outputs
from autograder.graphs.graph import output_names

CLASS_LOSSES = ("categorical_crossentropy", "sparse_categorical_crossentropy")
Value = TypeVar("Value")


@check("the loss of your model", subjects=["model"])
def loss(
    model: Any,
    example: Arrays,
    targets: np.ndarray | Arrays,
    like: str | Mapping[str, str],
    weights: Mapping[str, float] | None = None,
) -> str:
    """Check that a compiled model's total loss is the hand-summed one: each output's loss, times its weight.

    The number decides, not how the losses are spelt: strings, objects, lists, dicts, logits with from_logits=True.
    `example` maps input names to arrays. With one output `targets` is an array and `like` a loss's name; with several
    both map output names to these, and `weights` to factors (1 where none is given).
    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> x = keras.Input((1,), name="x")
    >>> model = keras.Model(x, layers.Dense(1, kernel_initializer="ones", name="price")(x))
    >>> example, targets = {"x": np.array([[1.0], [3.0]])}, np.array([[0.0], [0.0]])
    >>> model.compile(loss="mean_squared_error")
    >>> check.loss(model, example, targets, like="mean_squared_error")
    ✓ loss: mean_squared_error, for answers of shape (2, 1)
    >>> model.compile(loss="mean_absolute_error")
    >>> check.loss(model, example, targets, like="mean_squared_error")
    ✗ the loss of your model
        expected  mean_squared_error, for answers of shape (2, 1): 5 on this example
        found     2
        cause     other-loss: the model is compiled with a loss that measures something else
        look at   the loss=... of compile: what kind of answer is it, a class, a yes-or-no, or an amount?
    """
    made = take.model(model)
    if isinstance(like, str):
        like = {output_names(made)[0]: like}
    if not isinstance(targets, Mapping):
        targets = {output_names(made)[0]: np.asarray(targets)}
    factors = {name: (weights or {}).get(name, 1.0) for name in like}
    expected = _in_words(like, factors, targets)
    predictions = take.numbers(made, example)
    if not parts.is_compiled(made):
        fail(expected=expected, found="a model that is not compiled", cause="not-compiled")
    if set(predictions) != set(like):
        found = f"outputs called {', '.join(predictions)}"
        cause = None if set(like) < set(predictions) else "misnamed-output"  # none when there are more than asked for
        if set(predictions) < set(like):
            cause = "missing-output"
        fail(expected=expected, found=found, cause=cause)
    for name, values in predictions.items():
        if values.shape[-1] == 1 and last_activation(made, name) == "softmax":
            found = f"a softmax on one unit: every {name} is 1.0"
            fail(expected=expected, found=found, cause="softmax-on-one-unit")
    for name, function in like.items():
        if not _fits(function, np.asarray(targets[name]), predictions[name]):
            units = predictions[name].shape[-1]
            cause = "one-number-for-classes" if units == 1 and function in CLASS_LOSSES else None
            found = f"{name} gives {near.counted(units, 'number')} for each example"
            fail(expected=expected, found=found, cause=cause, look_at="the units of the last layer")
    total = _total_loss(made, predictions, targets, like, expected)
    own = _each_loss(made, like, targets, predictions)
    wanted = sum(factors[name] * own[name] for name in like)
    if _same_total(total, wanted):
        return f"loss: {expected}"
    found, right = near.told_apart(total, wanted)
    strange = _weights_for_none(made, like)
    if strange:
        found += f", with a loss weight for {', '.join(strange)}, which is no output"
    fail(
        expected=f"{expected}: {right} on this example",
        found=found,
        cause=None if strange else _why_other(made, like, targets, predictions, factors, total),
        look_at="the loss=... and loss_weights=... of compile",
    )


def _fits(function: str, targets: np.ndarray, predictions: np.ndarray) -> bool:
    """Tell whether an output has the units that the right loss needs for these targets."""
    units = predictions.shape[-1]
    if function == "sparse_categorical_crossentropy":
        return bool(np.max(targets, initial=0) < units)
    return targets.ndim < 2 or targets.shape[-1] == units


def _reference_loss(name: str, targets: np.ndarray, predictions: np.ndarray, from_logits: bool) -> float:
    """Return the mean of the loss called `name`; for crossentropies predictions are logits or probabilities."""
    function = keras.losses.get(name)
    settings = {"from_logits": from_logits} if "crossentropy" in name else {}
    return float(np.mean(keras.ops.convert_to_numpy(function(targets, predictions, **settings))))


def _total_loss(
    model: keras.Model, predictions: Arrays, targets: Arrays, like: Mapping[str, str], expected: str
) -> float:
    try:
        given = like_outputs(model, predictions)  # as numbers: beside a tensor Keras keeps the logits it came from
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a crossentropy that was given to the wrong head: the message tells
            total = float(model.compute_loss(x=None, y=like_outputs(model, targets), y_pred=given))
            return total - sum(float(of_weights) for of_weights in model.losses)  # what regularizers add is no loss
    except Exception as problem:  # Keras' own words differ between versions; that it refuses is the finding
        cause = _why_refused(model, like)
        look_at = "the loss=... of compile: does Keras know a loss of this name?"
        fail(expected=expected, found=quoted.error(problem), cause=cause, look_at=look_at)


def _each_loss(
    model: keras.Model, like: Mapping[str, str], targets: Arrays, predictions: Arrays, flip_logits: bool = False
) -> dict[str, float]:
    """Return each output's loss, worked out apart from the model."""
    return {
        name: _reference_loss(
            function,
            np.asarray(targets[name]),
            predictions[name],
            from_logits=gives_logits(model, name, predictions[name]) != flip_logits,
        )
        for name, function in like.items()
    }


def _why_refused(model: keras.Model, like: Mapping[str, str]) -> str | None:
    """Return the cause of a loss that cannot be computed, from what compile was given; None for a name of no loss."""
    if parts.weights_incomplete(model):
        return "weights-incomplete"
    given = parts.loss_given(model)
    if given is None:
        return "not-compiled"
    each = list(given.values()) if isinstance(given, dict) else given if isinstance(given, list | tuple) else [given]
    if any(isinstance(one, str) and _loss_name(one) is None for one in each):
        return None
    if isinstance(given, list | tuple) and parts.output_keys(model) and _is_mispaired(given, like, model):
        return "losses-paired-alphabetically"
    if isinstance(given, dict) and set(given) - set(like):
        return "misnamed-loss"
    if isinstance(given, dict) and set(given) < set(like):
        return "head-without-loss"
    if isinstance(given, str) and len(set(like.values())) > 1:
        return "one-loss-for-all"
    by_name = given if isinstance(given, dict) else dict.fromkeys(like, given)
    named = {name: _loss_name(by_name.get(name)) for name in like}
    mixed = any({named[name], _loss_name(wanted)} == set(CLASS_LOSSES) for name, wanted in like.items())
    return "labels-mismatch" if mixed else "other-loss"


def _is_mispaired(given: Sequence[Any], like: Mapping[str, str], model: keras.Model) -> bool:
    """Tell whether the losses in a list are the right ones in an order that Keras pairs otherwise."""
    right = {name: _loss_name(wanted) for name, wanted in like.items()}
    named = [_loss_name(one) for one in given]
    as_read = dict(zip(sorted(right), named, strict=False))
    return any(_mispaired(like, model)) and as_read != right and Counter(named) == Counter(right.values())


def _loss_name(given: Any) -> str | None:
    """Return the name that a loss has as a string: of Keras' object, function, or string; None for one's own."""
    try:
        found = keras.losses.get(given)
    except Exception:  # Keras knows no such loss
        return None
    name = getattr(found, "name", None) or getattr(found, "__name__", None)
    return {"mse": "mean_squared_error", "mae": "mean_absolute_error"}.get(str(name), str(name))


def _why_other(
    model: keras.Model,
    like: Mapping[str, str],
    targets: Arrays,
    predictions: Arrays,
    factors: Mapping[str, float],
    total: float,
) -> str | None:
    """Return the cause whose own total is the one that was found; None where the answers themselves are no numbers."""
    own = _each_loss(model, like, targets, predictions)
    if np.isnan(sum(own.values())):
        return None
    if _all_by_name(model) and _same_total(total, _sum_with_own_weights(model, own)):
        return "other-weights"
    if any(_same_total(total, sum(w[name] * own[name] for name in own)) for w in _mispaired(factors, model)):
        return "weights-paired-alphabetically"
    for losses in _mispaired(like, model):
        for weights in (factors, *_mispaired(factors, model)):
            if _same_total(total, _sum_as_given(losses, weights, targets, predictions)):
                return "losses-paired-alphabetically"
    ones = dict.fromkeys(like, 1.0)
    heard = _with_a_loss(model)
    for weights in (factors, ones) if len(heard) < len(own) else ():
        if _same_total(total, sum(weights[name] * own[name] for name in own if name in heard)):
            return "head-without-loss"
    if len(own) > 1 and _same_total(total, sum(own.values())):
        return "loss-weights-missing"
    if len(set(like.values())) > 1:
        for function in set(like.values()):
            for weights in (factors, ones):
                if _same_total(total, _sum_as_given(dict.fromkeys(like, function), weights, targets, predictions)):
                    return "one-loss-for-all"
    if _same_total(total, _sum_with_own_weights(model, own)):
        return "other-weights"
    flipped = _each_loss(model, like, targets, predictions, flip_logits=True)
    for read in product((own, flipped), repeat=len(own)):  # each head may be read one way or the other
        misread = sum(factors[name] * way[name] for name, way in zip(own, read, strict=True))
        if _same_total(total, misread) or (np.isnan(total) and np.isnan(misread)):  # a logarithm of what is below 0
            return "logits-mismatch"
    return "other-loss"


def _with_a_loss(model: keras.Model) -> set[str]:
    """Return the outputs that compile was given a loss for: all of them, unless it was given losses one by one."""
    names, losses = output_names(model), parts.loss_given(model)
    given = dict(zip(names, losses, strict=False)) if isinstance(losses, list | tuple) else losses
    return {name for name in names if given.get(name)} if isinstance(given, dict) else set(names)


def _weights_for_none(model: keras.Model, like: Mapping[str, str]) -> list[str]:
    """Return the names that compile was given a loss weight for and that are those of no output."""
    given = parts.loss_weights(model)
    return sorted(set(map(str, given)) - set(like)) if isinstance(given, dict) else []


def _all_by_name(model: keras.Model) -> bool:
    """Tell whether outputs, losses and loss weights are all dicts with the same keys: nothing can be mispaired."""
    keys, names = parts.output_keys(model), set(output_names(model))
    given = (parts.loss_given(model), parts.loss_weights(model))
    return keys is not None and all(isinstance(side, dict) and set(side) == names for side in given)


def _mispaired(values: Mapping[str, Value], model: keras.Model) -> Iterator[dict[str, Value]]:
    """Yield what becomes of values by output name when a list is read in the alphabetical order of the names.

    The list may have been written in the exercise's order or the model's, and either side may have been sorted.
    """
    for names in (list(values), output_names(model), parts.output_keys(model) or []):
        alphabetical = sorted(names)
        for given, read in ((names, alphabetical), (alphabetical, names)):
            paired = dict(zip(read, (values[name] for name in given), strict=True))
            if names and paired != dict(values):
                yield paired


def _sum_as_given(
    like: Mapping[str, str], weights: Mapping[str, float], targets: Arrays, predictions: Arrays
) -> float | None:
    """Return the weighted sum of losses named by strings, as Keras reads them; None where a shape does not fit."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return sum(
                weights[name] * _reference_loss(function, np.asarray(targets[name]), predictions[name], False)
                for name, function in like.items()
            )
    except Exception:  # this pairing cannot be what was computed
        return None


def _sum_with_own_weights(model: keras.Model, own: Mapping[str, float]) -> float | None:
    """Return the right losses' sum with the weights that compile was given; None when it was given none by name."""
    given = parts.loss_weights(model)
    if isinstance(given, list | tuple) and len(given) == len(own):
        given = dict(zip(output_names(model), given, strict=True))
    if not isinstance(given, dict) or set(given) != set(own):
        return None
    return float(sum(given[name] * own[name] for name in own))


def _in_words(like: Mapping[str, str], factors: Mapping[str, float], targets: Arrays) -> str:
    if len(like) == 1:
        name, function = next(iter(like.items()))
        return f"{function}, for answers of shape {np.shape(targets[name])}"
    return " + ".join(f"{factors[name]:g} × {function} of {name}" for name, function in like.items())


def _same_total(found: float, wanted: float | None) -> bool:
    return wanted is not None and near.equal(found, wanted, near.TOTAL)
