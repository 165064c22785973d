"""Checks of what a trained model has learned, on data it has not seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import keras
import numpy as np

from autograder.checks import near, parts, take
from autograder.checks.look import at, check, fail
from autograder.checks.near import Arrays
from autograder.checks.parts import gives_logits, last_activation
from autograder.graphs.graph import output_names

NEAR_BASELINE = 0.1  # an accuracy this close to a baseline's has not learned what the baseline lacks
Scale = tuple[float, float]  # (mean, spread): output × spread + mean is in the targets' unit


@check("what your model has learned", subjects=["model"], weights="values")
def learns(
    model: Any,
    example: Arrays,
    targets: np.ndarray | Arrays,
    at_least: float | Mapping[str, float] | None = None,
    better_than: Mapping[str, float] | None = None,
    *,
    at_most: float | Mapping[str, float] | None = None,
    scales: Mapping[str, Scale] | None = None,
    unit: str = "",
) -> str:
    """Check how well a trained model does on data it has not seen: accuracy of classes, error of amounts.

    `targets` are class numbers, one-hot rows, 0/1 for a yes-or-no output, or amounts. With several outputs they and
    the bounds are given by output name. `at_least` bounds an accuracy (0 to 1) from below, `at_most` an amount's mean
    absolute error, in `unit`, from above. An output in standard units has its (mean, spread) in `scales`.
    `better_than` names the accuracies of baselines, shown beside it.
    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> x = keras.Input((1,), name="x")
    >>> example, age = {"x": np.array([[-1.0], [0.0], [1.0]])}, np.array([30.0, 50.0, 70.0])
    >>> scales = {"age": (50.0, 20.0)}  # their mean, and their spread
    >>> model = keras.Model(x, layers.Dense(1, kernel_initializer="ones", name="age")(x))
    >>> check.learns(model, example, age, at_most=5.0, scales=scales, unit="years")
    ✓ age off by at most 5 years on 3 unseen examples
    >>> model.layers[-1].set_weights([np.array([[20.0]]), np.array([50.0])])
    >>> check.learns(model, example, age, at_most=5.0, scales=scales, unit="years")
    ✗ the predictions for 3 examples the model has not seen
        expected  age off by at most 5 years
        found     age off by 1e+03 years
        cause     raw-units: an amount was learned in its own unit, so its loss is many times as large as the other
                  heads'
        look at   the targets given to fit: what are their mean and their spread?
    """
    made = take.model(model)
    only = output_names(made)[0]
    targets = targets if isinstance(targets, Mapping) else {only: np.asarray(targets)}
    low, high = _by_name(at_least, only), _by_name(at_most, only)
    rows = len(next(iter(targets.values())))
    one_accuracy = not high and len(low) == 1
    at(f"the {'accuracy on' if one_accuracy else 'predictions for'} {rows} examples the model has not seen")
    predictions = take.numbers(made, example)
    missing = [name for name in (*low, *high) if name not in predictions]
    if missing:
        found = f"outputs called {', '.join(predictions)}"
        fail(expected=f"an output called {missing[0]}", found=found, cause="missing-output")
    for name in (*low, *high):
        _require_one_answer_a_row(name, predictions[name], targets[name], classes=name in low)
    scores = {
        name: accuracy(targets[name], predictions[name], logits=gives_logits(made, name, predictions[name]))
        for name in low
    }
    scores |= {name: mean_error(targets[name], predictions[name], (scales or {}).get(name)) for name in high}
    beside = "".join(f", {name} {value:.2f}" for name, value in (better_than or {}).items())
    expected = _in_words(low, high, " at least", " at most", unit) + beside
    good = all(scores[name] >= bound for name, bound in low.items())
    good = good and all(scores[name] <= bound for name, bound in high.items())
    if good and all(scores[name] > value for name in low for value in (better_than or {}).values()):
        return f"{expected} on {rows} unseen examples"
    fail(
        expected=expected,
        found=_in_words(*_off(scores, low, better_than or {}, high), "", "", unit),
        cause=(None if parts.is_as_new(made) else _why_off(targets, predictions, scales or {}, high))
        or _why_not_learned(made, example, predictions, scores, low, better_than or {}),
        look_at="does the training accuracy rise? If not, the graph or the loss; if it does, the number of epochs",
    )


def _require_one_answer_a_row(name: str, values: np.ndarray, targets: np.ndarray, *, classes: bool) -> None:
    """Fail where an output has not as many numbers as the targets; of `classes`, one a row, or one for each class."""
    rows = len(targets)
    if values.size == (rows if classes else np.size(targets)) or (classes and values.ndim == 2):
        return
    look_at = "the layers behind the output: which of them gives more than one answer to a row?"
    fail(expected=f"one answer for each of {rows} examples", found=f"{name} of shape {values.shape}", look_at=look_at)


Said = Mapping[str, "float | str"]


def _in_words(low: Said, high: Said, least: str, most: str, unit: str) -> str:
    """Say accuracies and errors: ``accuracy at least 0.90``, ``income 0.10, age off by at most 5 years``."""
    one = len(low) + len(high) == 1
    said = [f"{'accuracy' if one else name}{least} {_short(value, '.2f')}" for name, value in low.items()]
    said += [f"{name} off by{most} {_short(value, '.3g')} {unit}".rstrip() for name, value in high.items()]
    return ", ".join(said)


def _short(value: float | str, form: str) -> str:
    return value if isinstance(value, str) else format(value, form)


def _off(
    scores: Mapping[str, float], low: Mapping[str, float], baselines: Mapping[str, float], high: Mapping[str, float]
) -> tuple[Said, Said]:
    """Return accuracies and errors as they are written, with more digits where they are just beside their bound."""
    least: dict[str, float | str] = {}
    for name, bound in low.items():
        close = {f"{value:.2f}" for value in (bound, *baselines.values())}
        least[name] = f"{scores[name]:.4f}" if f"{scores[name]:.2f}" in close else scores[name]
    most: dict[str, float | str] = {}
    for name, bound in high.items():
        is_close = f"{scores[name]:.3g}" == f"{bound:.3g}" and scores[name] > bound
        most[name] = near.told_apart(scores[name], bound)[0] if is_close else scores[name]
    return least, most


def accuracy(targets: np.ndarray, predictions: np.ndarray, logits: bool = False) -> float:
    """Return the share of right answers. `predictions` (rows, classes), or (rows, 1) for yes-or-no.

    One unit says yes above 0.5, or above 0 when it gives `logits`.
    """
    targets = np.asarray(targets)
    if predictions.shape[-1] == 1:
        said = predictions.reshape(-1) > (0.0 if logits else 0.5)
        return float(np.mean(said == (targets.reshape(-1) > 0.5)))
    one_hot = targets.ndim == 2 and targets.shape[-1] == predictions.shape[-1]
    right = targets.argmax(-1) if one_hot else targets.reshape(-1)
    return float(np.mean(predictions.argmax(-1) == right))


def mean_error(targets: np.ndarray, predictions: np.ndarray, scale: Scale | None = None) -> float:
    """Return the mean absolute error, in the targets' unit, of predictions (rows, 1); see Scale for standard units."""
    mean, spread = scale or (0.0, 1.0)
    return float(np.mean(np.abs(predictions.reshape(-1) * spread + mean - np.asarray(targets).reshape(-1))))


def _by_name(bounds: float | Mapping[str, float] | None, only: str) -> Mapping[str, float]:
    if bounds is None:
        return {}
    return bounds if isinstance(bounds, Mapping) else {only: bounds}


def _why_off(
    targets: Arrays, predictions: Arrays, scales: Mapping[str, Scale], high: Mapping[str, float]
) -> str | None:
    """Return the cause of amounts that would be nearer the targets if they were read in another unit."""
    for name in set(high) & set(scales):
        found, (mean, spread) = predictions[name], scales[name]
        errors: dict[str | None, float] = {
            None: mean_error(targets[name], found, (mean, spread)),
            "raw-units": mean_error(targets[name], found),
            "mean-not-subtracted": mean_error(targets[name], found, (0.0, spread)),
            "subtracted-backwards": mean_error(targets[name], -found, (mean, spread)),
        }
        nearest = min(errors, key=lambda cause: errors[cause])
        # next to nothing was learned where every reading is about as far off
        if errors[None] > high[name] and errors[nearest] < errors[None] / 2:
            return nearest
    return None


def _why_not_learned(
    model: keras.Model,
    example: Arrays,
    predictions: Arrays,
    scores: Mapping[str, float],
    low: Mapping[str, float],
    baselines: Mapping[str, float],
) -> str | None:
    if any(predictions[name].shape[-1] == 1 and last_activation(model, name) == "softmax" for name in low):
        return "softmax-on-one-unit"
    if any(scores[name] <= 1 - low[name] < 0.5 and _says_both(model, name, predictions[name]) for name in low):
        return "labels-reversed"
    first = {name: array[:64] for name, array in example.items()}
    before = take.predictions(model, first)
    still = [name for name in example if not take.moved(model, first, name, before)]
    if any(take.is_dead(model, first, name) for name in still):
        return "dead-input"
    if parts.is_as_new(model):
        return "never-trained"
    losses = parts.loss_given(model)
    if isinstance(losses, dict) and any(losses.get(name) is None and scores[name] < low[name] for name in low):
        return "head-without-loss"
    worst = min((scores[name] for name in low), default=1.0)
    if any(abs(worst - value) <= NEAR_BASELINE for value in baselines.values()):
        return "no-better-than-baseline"
    return None


def _says_both(model: keras.Model, name: str, values: np.ndarray) -> bool:
    """Tell whether a yes-or-no output says yes of some examples and no of others."""
    yes = values > (0.0 if gives_logits(model, name, values) else 0.5)
    return values.shape[-1] == 1 and bool(yes.any() and not yes.all())
