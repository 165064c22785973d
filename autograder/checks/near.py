"""When numbers are equal, and how they are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

Arrays = Mapping[str, np.ndarray]


class Tolerance(NamedTuple):
    """How far a number may lie from the wanted one: this share of it, and this much besides."""

    relative: float
    absolute: float


SAME = Tolerance(0.0, 1e-5)  # two float32 predictions of one model: other lengths add up in another order
BY_HAND = Tolerance(1e-3, 1e-4)  # what was made, and what was worked out apart from it: about three digits
PREDICTED = Tolerance(1e-4, 1e-4)  # predictions that were worked out twice
TOTAL = Tolerance(1e-5, 1e-6)  # two float32 totals, so close that a small head's loss shows beside a large one's
SUMMED = Tolerance(0.0, 1e-4)  # float32 probabilities sum to 1 up to this
NOISE = 1e-7  # a float32 prediction near 1 cannot differ by less
ADDITIVE = 1e-3  # of the answers' spread: float32 sums of two shares differ by less, comparisons by far more
MANY = 24  # numbers; of more in an array the first and the last are written
DECIMALS = 6  # of a number that was foretold


def equal(found: Any, wanted: Any, to: Tolerance = BY_HAND) -> bool:
    """Tell whether two numbers or arrays have one shape and are equal, up to a tolerance; nan equals nothing."""
    if np.shape(found) != np.shape(wanted):
        return False
    return bool(np.allclose(found, wanted, rtol=to.relative, atol=to.absolute))


def change(before: Arrays, after: Arrays) -> float:
    """Return the largest absolute difference between two sets of predictions of equal names and shapes."""
    return max(float(np.max(np.abs(before[name] - after[name]))) for name in before)


def beginning(values: Any) -> str:
    """Write the first three of some numbers."""
    return ", ".join(f"{value:.3f}" for value in np.asarray(values).reshape(-1)[:3])


def beginnings(wanted: np.ndarray, found: np.ndarray) -> tuple[str, str]:
    """Write how two rows of numbers begin; where that is the same, the first number that differs."""
    both = beginning(wanted), beginning(found)
    if both[0] != both[1] or len(wanted) != len(found):
        return f"beginning {both[0]}", f"beginning {both[1]}"
    pairs = enumerate(zip(wanted, found, strict=True), 1)
    number, (right, other) = next((n, pair) for n, pair in pairs if not equal(pair[1], pair[0]))
    said, wished = told_apart(float(other), float(right))
    return f"of which number {number} is {wished}", f"of which number {number} is {said}"


def written(value: Any) -> str:
    """Write a number, a truth value, an array, or a dict of these; numbers with four decimals at most."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {written(item)}" for key, item in value.items()) + "}"
    array = np.asarray(value)
    if array.dtype.kind != "b":
        array = array.astype("float64")
    text = np.array2string(array, precision=4, suppress_small=True, floatmode="maxprec", threshold=MANY)
    return " ".join(text.split()).replace("[ ", "[").removesuffix(".")  # 6, where an array has [6. 7.]


def short(value: float) -> str:
    """Write a number with four digits at most."""
    return f"{value:.4g}"


def told_apart(found: float, wanted: float) -> tuple[str, str]:
    """Write two numbers as `short` does, with more digits where these would be the same."""
    for digits in range(4, 10):
        written = f"{found:.{digits}g}", f"{wanted:.{digits}g}"
        if written[0] != written[1]:
            break
    return written


def shorter(value: float) -> str:
    """Write a number of which only the size matters, with two digits at most."""
    return f"{value:.2g}"


def counted(number: int, thing: str) -> str:
    """Write how many of a thing there are: ``1 time``, ``3 times``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
