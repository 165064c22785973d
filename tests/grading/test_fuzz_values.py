"""Values leave a kernel and come back as they were; what nobody would write is refused by the documented errors."""

import itertools
import math
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder.grading import evidence
from autograder.grading.harvest import Encoder
from autograder.grading.judge import values
from autograder.models.data import Refused

SECONDS = 5.0  # of processor time, the most for one example
RELIABLY = settings(  # the same examples at every run
    derandomize=True, deadline=None, max_examples=150, database=None, suppress_health_check=list(HealthCheck)
)
TEXT = st.text(st.characters(exclude_categories=[]), max_size=12)  # half an emoji too
KEYS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT | st.tuples(TEXT, st.integers())
ARRAYS = npst.arrays(npst.integer_dtypes() | npst.floating_dtypes() | npst.complex_number_dtypes(), npst.array_shapes())
LEAVES = st.none() | st.booleans() | st.integers(-(2**300), 2**300) | st.floats() | TEXT | st.just(...) | ARRAYS
PLAIN: st.SearchStrategy[Any] = st.recursive(
    LEAVES
    | st.frozensets(st.integers(), max_size=3)
    | st.sets(TEXT, max_size=3)
    | st.builds(range, st.integers(0, 99)),
    lambda inner: (
        st.lists(inner, max_size=3) | st.tuples(inner, inner) | st.dictionaries(KEYS, inner, max_size=3) | st.tuples()
    ),
    max_leaves=10,
)
KINDS = [
    *("ellipsis", "int", "float", "list", "tuple", "set", "frozenset", "range", "dict", "array", "scalar", "tensor"),
    *("symbolic", "layer", "subclass", "model", "function", "opaque", "nonsense"),
]
PARTS = ["items", "text", "array", "shape", "dtype", "name", "type", "built", "layer", "why"]
TOLD: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(PARTS), inner, max_size=4).flatmap(
            lambda told: st.sampled_from(KINDS).map(lambda kind: {**told, "kind": kind})
        )
    ),
    max_leaves=10,
)


def same(one: Any, other: Any) -> bool:
    """Equal in kind and content; NaN is NaN."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other, equal_nan=one.dtype.kind in "fc")
    if isinstance(one, float):
        return one == other or (math.isnan(one) and math.isnan(other))
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    return bool(one == other)


@RELIABLY
@given(value=PLAIN)
def test_plain_values_come_back_as_they_were(value: Any) -> None:
    encoder = Encoder("hash")
    told = {"names": {"value": encoder.alone(value)}}
    document = evidence.unpack(evidence.pack(told, encoder.arrays))
    assert same(values.Decoder(document).value(document.content["names"]["value"]), value)


@RELIABLY
@given(told=TOLD)
def test_what_nobody_would_write_is_a_value_or_refused(told: Any) -> None:
    started = time.process_time()
    document = evidence.Document({"layers": {}}, {"a": np.zeros(2)})
    try:
        values.Decoder(document).value(told)
    except (evidence.EvidenceError, Refused) as problem:
        assert str(problem)
    assert time.process_time() - started < SECONDS


def raising(*_: object) -> Any:
    raise SystemExit("looked at")


class Hostile(list):  # type: ignore[type-arg]
    __iter__ = __len__ = __getitem__ = raising


class Endless(list):  # type: ignore[type-arg]
    def __iter__(self) -> Any:
        return itertools.count()


class Yes(int):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = int.__hash__
    __index__ = __int__ = __abs__ = raising
    __repr__ = __str__ = object.__repr__


class Masked:
    __class__ = property(raising)  # type: ignore[assignment]


def looping() -> list[Any]:
    loop: list[Any] = []
    loop.append(loop)
    return loop


def wide() -> list[Any]:
    value: list[Any] = ["x"]
    for _ in range(34):
        value = [value, value]
    return value


# Made when a test runs: pytest itself would look at them.
MISBEHAVING: dict[str, Callable[[], Any]] = {
    "list that raises": lambda: Hostile([1]),
    "list without end": lambda: Endless([1]),
    "number equal to all": lambda: Yes(7),
    "class that raises": Masked,
    "list in itself": looping,
    "dictionary of a list in itself": lambda: {1: looping()},
    "thousands of millions of items": wide,
    "millions of digits": lambda: 1 << 10_000_000,
    "long text": lambda: "x" * 10_000_000,
    "array of no memory": lambda: np.lib.stride_tricks.as_strided(np.zeros(1), (10**6, 10**9), (0, 0)),
    "array of objects": lambda: np.array([Hostile(), None], dtype=object),
    "functions": lambda: [lambda: 0] * 3,
    "iterator without end": itertools.count,
    "half an emoji": lambda: "\ud83d",
}


@pytest.mark.parametrize("kind", MISBEHAVING)
def test_values_that_misbehave_leave_as_data_or_not_at_all(kind: str) -> None:
    value, started = MISBEHAVING[kind](), time.process_time()
    encoder = Encoder("hash")
    told = encoder.alone(value)
    document = evidence.unpack(evidence.pack({"names": {"value": told}}, encoder.arrays))
    values.Decoder(document).value(document.content["names"]["value"])
    assert time.process_time() - started < SECONDS
