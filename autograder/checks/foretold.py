"""Checks of what a student foretold, and of arrays that were worked out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.checks import near, take
from autograder.checks.look import at, check, fail, known, slipped
from autograder.checks.parts import Shape

FEW = 4  # words that answers are chosen from: so many are told
Slips = Mapping[Any, str]  # wrong answer → the name of its cause


@check("your prediction", subjects=["given"])
def answer(given: Any, expected: Any, slips: Slips | Mapping[str, Slips] | None = None) -> str:
    """Check a student's prediction: a number, a shape, a word, or a dict of these.

    Numbers and arrays' shapes are compared by value, words without regard to case and outer blanks. `slips` maps wrong
    answers to the names of their causes; for a dict either for all its values, or by name: ``{"dense": {64: "…"}}``.
    A shape without its batch axis is recognised by itself. The message never tells the expected answer: it is what the
    cells show. Raises CheckFailed; NotAttempted when nothing is foretold yet; ValueError for a cause that is none.

    >>> check.answer(12 * 16 + 16, 208, slips={192: "forgotten-bias"})
    ✓ your prediction 208 is what happens
    >>> check.answer(12 * 16, 208, slips={192: "forgotten-bias"})
    ✗ your prediction
        expected  a whole number
        found     192
        cause     forgotten-bias: the products of inputs and units are counted, and the biases are not
        look at   what a unit adds after it has summed up: one number for each unit
    """
    found, right = take.data(take.made(given)), take.data(expected)
    wrong_answers: Any = slips or {}
    words: set[str] | None = None
    written = given
    _require_known(wrong_answers)
    if isinstance(right, dict) and isinstance(found, dict):
        unknown = [name for name in found if name not in right]
        for name in right:
            at(f"your prediction for {name}")
            if name not in found and unknown:
                look_at = "how the names are written in your dict"
                fail(expected=_names(right), found=_names(found), look_at=look_at)
            take.made(found.get(name))
        wrong = [name for name in right if not _is(found[name], right[name])]
        if not wrong:
            return f"your predictions are what happens: {_listed({k: found[k] for k in right})}"
        at(f"your prediction for {wrong[0]} ({len(right) - len(wrong)} of {len(right)} are right)")
        words = _words(wrong[0], right, wrong_answers)
        own = wrong_answers.get(wrong[0], {})
        wrong_answers = {k: v for k, v in wrong_answers.items() if not isinstance(v, Mapping)} | own
        found, right, written = found[wrong[0]], right[wrong[0]], _under(given, wrong[0])
    if _is(found, right):
        return f"your prediction {_said(found)} is what happens"
    cause = next((cause for slip, cause in wrong_answers.items() if _is(found, take.data(slip))), None)
    if cause is None and _without_batch(found, right):
        cause = "batch-axis-forgotten"
    fail(
        expected=_sort(right) if words is None or found in words else f"one of the words {', '.join(sorted(words))}",
        found=_as_written(written, found, right),
        cause=cause,
        look_at="the question, read once more; if a cell below shows what happens, run it and compare",
    )


@check("the predictions", subjects=["given"])
def predictions(given: Any, expected: np.ndarray, slips: Mapping[str, np.ndarray] | None = None) -> str:
    """Check an array against the expected one, to 1e-4.

    `slips` maps the names of causes to the arrays that they lead to.
    Raises CheckFailed; NotAttempted when there is no array yet; ValueError for a cause that is none.

    >>> check.predictions([0.25, 0.75], np.array([0.25, 0.75]))
    ✓ all 2 predictions are as they must be
    >>> check.predictions([0.25, 0.25], np.array([0.25, 0.75]))
    ✗ the predictions
        expected  2 numbers, those that the exercise asks for
        found     2 numbers, of which number 2 is another one
        look at   what each input was given
    """
    found = take.array(given)

    def is_found(wanted: np.ndarray) -> bool:
        return near.equal(found, np.asarray(wanted, dtype="float64").reshape(-1), near.PREDICTED)

    cause = slipped(slips, is_found)
    if is_found(expected):
        return f"all {found.size} predictions are as they must be"
    other = _first_other(found, np.asarray(expected, dtype="float64").reshape(-1))
    fail(
        expected=f"{near.counted(np.size(expected), 'number')}, those that the exercise asks for",
        found=near.counted(found.size, "number")
        + (f", of which number {other + 1} is another one" if other is not None else ""),
        cause=cause,
        look_at="what each input was given",
    )


def _first_other(found: np.ndarray, wanted: np.ndarray) -> int | None:
    """Return the position of the first number that is not the wanted one; None when there are more or fewer."""
    if found.shape != wanted.shape:
        return None
    pairs = zip(found, wanted, strict=True)
    return next(n for n, (a, b) in enumerate(pairs) if not near.equal(a, b, near.PREDICTED))


@check("the shape of {name}", subjects=["given"])
def shape(given: Any, expected: Shape, name: str = "the array") -> str:
    """Check the shape of an array or a symbolic tensor; None in `expected` stands for None.

    Raises CheckFailed; NotAttempted when there is nothing yet.

    >>> words = layers.Embedding(1000, 8)(keras.Input((None,), name="words"))
    >>> check.shape(words, (None, None, 8), name="words")
    ✓ words has shape (None, None, 8)
    >>> check.shape(layers.LSTM(8)(words), (None, None, 8), name="words")
    ✗ the shape of words
        expected  (None, None, 8)
        found     (None, 8)
        look at   the line that makes it
    """
    found = take.shape(given)
    if found == tuple(expected):
        return f"{name} has shape {found}"
    cause = "batch-axis-forgotten" if _without_batch(found, tuple(expected)) else None
    fail(expected=str(tuple(expected)), found=str(found), cause=cause, look_at="the line that makes it")


def _require_known(slips: Mapping[Any, Any]) -> None:
    for cause in slips.values():
        if isinstance(cause, Mapping):
            _require_known(cause)
        else:
            known(cause)


def _without_batch(found: Any, right: Any) -> bool:
    """Tell whether a shape is the right one without its unknown batch size in front.

    One that begins with None has it: there the steps are missing.
    """
    if not isinstance(found, tuple) or not isinstance(right, tuple):
        return False
    return right[:1] == (None,) and found == right[1:] and found[:1] != (None,)


def _is(found: Any, right: Any) -> bool:
    """Tell whether a prediction is the right one; blanks inside a text do not count, and True is no number."""
    if isinstance(found, str) and isinstance(right, str):
        return found.replace(" ", "") == right.replace(" ", "")
    if isinstance(found, tuple) and isinstance(right, tuple):
        return len(found) == len(right) and all(map(_is, found, right))
    if isinstance(found, dict) and isinstance(right, dict):
        return found.keys() == right.keys() and all(_is(found[key], right[key]) for key in right)
    if isinstance(found, tuple) and len(found) == 1 and isinstance(right, int | float):
        return _is(found[0], right)  # an array with one number in it, as Keras gives
    return isinstance(found, bool) == isinstance(right, bool) and bool(found == right)


def _names(predictions: Mapping[Any, Any]) -> str:
    return f"predictions for {', '.join(map(str, predictions))}"


def _words(name: str, right: Mapping[str, Any], slips: Mapping[Any, Any]) -> set[str] | None:
    """Return the few words that the answer called `name` is chosen from.

    They are all words of the right and the wrong answers; where these are too many, those of the answers that are
    chosen from the same as this one. None where they are no words, or one alone would be told.
    """
    if not all(isinstance(value, str) for value in right.values()):
        return None
    each = {key: {value, *_slips_of(slips.get(key, {})), *_slips_of(slips)} for key, value in right.items()}
    every, own = set().union(*each.values()), each[name]
    if len(every) > FEW:
        every = own
        for _ in each:
            every = every.union(*(words for words in each.values() if words & every))
    return every if 1 < len(every) <= FEW else None


def _slips_of(slips: Any) -> set[str]:
    """Return the wrong words that have a cause."""
    causes = slips.items() if isinstance(slips, Mapping) else ()
    return {take.data(word) for word, cause in causes if isinstance(word, str) and isinstance(cause, str)}


def _under(given: Any, name: Any) -> Any:
    """Return what stands in the student's dict under this name, as it stands there."""
    return next((value for key, value in dict.items(given) if take.key(key) == name), None)


def _as_written(given: Any, found: Any, right: Any) -> str:
    """Return a wrong answer as the student wrote it."""
    if not isinstance(found, str) or isinstance(found, take.Thing):
        return str(found) if isinstance(found, take.Thing) else _said(found)
    text = " ".join(given.split()) if isinstance(given, str) else str(found)
    return text if isinstance(right, str) else f"the text {text!r}"


def _listed(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {_said(value)}" for name, value in values.items())


def _said(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _sort(value: Any) -> str:
    if isinstance(value, bool):
        return "True or False"
    return {int: "a whole number", float: "a number", str: "a word", tuple: "a shape"}.get(type(value), "an answer")
