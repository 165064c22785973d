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
    """Check the number or array that a function returns for these arguments, to 1e-4.

    `slips` maps the names of causes to the values that they lead to.
    Raises CheckFailed; NotAttempted when there is no function yet, or it is not written.
    """
    found = np.asarray(keras.ops.convert_to_numpy(call("gives", function, *arguments, name=name)), dtype="float64")
    if equal(found, expected):
        return passed("gives", f"{name} is {_rounded(expected)}")
    cause = next((cause for cause, wrong in (slips or {}).items() if equal(found, wrong)), None)
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
    require_made(check, result, name)
    return result


def _rounded(value: Any) -> str:
    return np.array2string(np.asarray(value, dtype="float64"), precision=4, suppress_small=True, floatmode="maxprec")
