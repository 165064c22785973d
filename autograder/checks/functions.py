"""Checks of functions that students write, such as a loss: what they return for given arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import keras
import numpy as np

from autograder.checks.losses import equal
from autograder.checks.messages import fail, passed
from autograder.checks.subject import require_made


def gives(
    function: Any,
    *arguments: Any,
    expected: Any,
    name: str = "your function",
    slips: Mapping[str, Any] | None = None,
) -> None:
    """Check the number, array, or dict of numbers that a function returns for these arguments, to 1e-3.

    `slips` maps the names of causes to the values that they lead to.
    Raises CheckFailed; NotAttempted when there is no function yet, or it is not written.
    """
    found = _numbers(call("gives", function, *arguments, name=name), name, expected)
    if _same(found, expected):
        return passed("gives", f"{name} is {_rounded(expected)}")
    cause = next((cause for cause, wrong in (slips or {}).items() if _same(found, wrong)), None)
    look_at = "the formula, term by term, on these numbers"
    fail("gives", name, expected=_rounded(expected), found=_rounded(found), cause=cause, look_at=look_at)


def perfect(function: Any, *arguments: Any, name: str = "your loss") -> None:
    """Check that a loss function gives 0 for a perfect prediction: ``perfect(loss, targets, predictions)``.

    Raises CheckFailed; NotAttempted when there is no function yet, or it is not written.
    """
    gives(function, *arguments, expected=0.0, name=f"{name} of a perfect prediction")


def call(check: str, function: Callable[..., Any] | None, *arguments: Any, name: str) -> Any:
    """Return what the student's function returns; raise CheckFailed, quoting its error, when it raises."""
    require_made(check, function, name)
    if not callable(function):
        fail(check, name, expected="a function", found=f"a {type(function).__name__}", look_at="the def ... line")
    try:
        result = function(*arguments)
    except NotImplementedError:
        require_made(check, None, name)
    except Exception as problem:  # whatever the student's function raises is the finding
        found = f"{type(problem).__name__}: {str(problem).strip()[:300]}"
        fail(check, name, expected="a result", found=found, look_at="the function, called as the check calls it")
    if result is None:
        look_at = "the end of the function: does it return what it has worked out?"
        fail(check, name, expected="a result", found="nothing", cause="nothing-returned", look_at=look_at)
    return result


def _numbers(given: Any, name: str, expected: Any) -> Any:
    """Return what a function gave as an array, or a dict of arrays; raise CheckFailed when it is something else."""
    try:
        if isinstance(given, Mapping):
            return {key: _numbers(value, name, 0.0) for key, value in given.items()}
        return np.asarray(keras.ops.convert_to_numpy(given), dtype="float64")
    except (TypeError, ValueError):
        wanted = "a dict of numbers" if isinstance(expected, Mapping) else "a number or an array of numbers"
        fail("gives", name, expected=wanted, found=f"a {type(given).__name__}", look_at="the return ... line")


def _same(found: Any, wanted: Any) -> bool:
    if isinstance(found, Mapping) and isinstance(wanted, Mapping):
        return set(found) == set(wanted) and all(equal(found[key], wanted[key]) for key in wanted)
    if isinstance(found, Mapping) or isinstance(wanted, Mapping):
        return False
    if np.ndim(wanted) == 0 and np.size(found) == 1:  # Keras' own losses give an array with one number in it
        found = np.reshape(found, ())
    return equal(found, wanted)


def _rounded(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_rounded(item)}" for key, item in value.items()) + "}"
    return np.array2string(np.asarray(value, dtype="float64"), precision=4, suppress_small=True, floatmode="maxprec")
