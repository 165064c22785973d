"""Whatever a kernel hands over as evidence: it is read, or refused by the one documented error, in bounded time."""

import io
import json
import struct
import time
import zipfile
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder.grading import evidence

DOCUMENT, EvidenceError = evidence.DOCUMENT, evidence.EvidenceError

SECONDS = 5.0  # of processor time, the most for one example
RELIABLY = settings(  # the same examples at every run
    derandomize=True, deadline=None, max_examples=150, database=None, suppress_health_check=list(HealthCheck)
)
WORDS = ["kind", "array", "list", "dict", "items", "names", "layers", "answers", "model", "layer", "text", "\ud83d", ""]
TEXTS = st.sampled_from(WORDS) | st.text(max_size=20)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
VALUES: st.SearchStrategy[Any] = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=12
)
CONTENTS = st.dictionaries(TEXTS, VALUES, max_size=5)
ARRAYS = npst.arrays(
    dtype=npst.integer_dtypes()
    | npst.floating_dtypes()
    | npst.boolean_dtypes()
    | npst.unicode_string_dtypes(max_len=5),
    shape=npst.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
)


def read_or_refused(data: bytes) -> Any:
    """Read evidence; every error but the documented one fails the test, and so does taking long."""
    started = time.process_time()
    try:
        return evidence.unpack(data)
    except EvidenceError as problem:
        assert str(problem)
        return None
    finally:
        assert time.process_time() - started < SECONDS


def archive(members: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as written:
        for name, content in members.items():
            written.writestr(name, content)
    return packed.getvalue()


def npy(header: str, data: bytes = b"", version: bytes = b"\x01\x00") -> bytes:
    text = header.encode("latin-1").ljust(117) + b"\n"
    return b"\x93NUMPY" + version + struct.pack("<H", len(text)) + text + data


@RELIABLY
@given(content=CONTENTS, arrays=st.lists(ARRAYS, max_size=4))
def test_what_was_packed_is_unpacked(content: dict[str, Any], arrays: list[np.ndarray]) -> None:
    named = {evidence.content_hash(array): array for array in arrays}
    found = read_or_refused(evidence.pack(content, named))
    assert found is not None
    assert found.content == content
    assert set(found.arrays) == set(named)
    for name, array in named.items():
        assert found.arrays[name].dtype == array.dtype
        np.testing.assert_array_equal(found.arrays[name], array)


@RELIABLY
@given(data=st.binary(max_size=300))
def test_bytes_of_every_kind_are_refused(data: bytes) -> None:
    assert read_or_refused(data) is None
    assert read_or_refused(b"PK\x05\x06" + data) is None


@RELIABLY
@given(at=st.integers(0), length=st.integers(0, 60), there=st.binary(max_size=12), twice=st.booleans())
def test_an_archive_damaged_anywhere_is_read_or_refused(at: int, length: int, there: bytes, twice: bool) -> None:
    array = np.arange(6.0).reshape(2, 3)
    data = evidence.pack({"names": {"a": 1, "b": [1.5, "x"]}}, {evidence.content_hash(array): array})
    at %= len(data)
    read_or_refused((data[:at] + there + data[at + length :]) * (1 + twice))


@RELIABLY
@given(text=st.binary(max_size=80) | VALUES.map(lambda value: json.dumps(value).encode()), name=TEXTS)
def test_a_document_of_every_kind_is_read_or_refused(text: bytes, name: str) -> None:
    read_or_refused(archive({DOCUMENT: text}))
    read_or_refused(archive({DOCUMENT: b"{}", name.encode("utf-8", "replace").decode().replace("\0", "") or "x": text}))


@RELIABLY
@given(
    header=st.text(max_size=60) | st.from_regex(r"\{'descr': '[<>|=]?[a-zA-Z][0-9]{0,9}', .{0,40}\}", fullmatch=True)
)
def test_an_array_of_every_header_is_read_or_refused(header: str) -> None:
    header = header.encode("latin-1", "replace").decode("latin-1")
    for version in (b"\x01\x00", b"\x02\x00", b"\x03\x00", b"\x09\x09"):
        read_or_refused(archive({DOCUMENT: b"{}", f"{'0' * 32}.npy": npy(header, b"\0" * 16, version)}))


LYING = "{{'descr': {descr!r}, 'fortran_order': False, 'shape': {shape}}}"


@pytest.mark.parametrize(
    ("descr", "shape"),
    [
        ("<f8", "(1000000000000000,)"),
        ("<f8", "(-1,)"),
        ("<f8", "(-2, -1)"),
        ("<f8", "(0, 1000000000000000000000)"),
        ("<f8", "(True,)"),
        ("<U1000000000", "(1,)"),
        ("|V16", "()"),
        ("|O", "(2,)"),
        ("<m8[ns]", "(2,)"),
        ([("a", "<f8"), ("b", "O")], "(1,)"),
    ],
)
def test_an_array_that_promises_what_it_does_not_hold_is_refused(descr: object, shape: str) -> None:
    lying = npy(LYING.format(descr=descr, shape=shape), b"\0" * 16)
    assert read_or_refused(archive({DOCUMENT: b"{}", f"{'0' * 32}.npy": lying})) is None


@pytest.mark.parametrize(
    "packed",
    [
        lambda: archive({DOCUMENT: b"[" * 500_000}),
        lambda: archive({DOCUMENT: b'{"a":' * 200_000 + b"1" + b"}" * 200_000}),
        lambda: archive({DOCUMENT: b'{"a": ' + b"9" * 1_000_000 + b"}"}),
        lambda: archive({DOCUMENT: b'"text"'}),
        lambda: archive({DOCUMENT: b" " * 5_000_000 + b"{}"}, zipfile.ZIP_DEFLATED),
        lambda: archive({f"../{DOCUMENT}": b"{}"}),
        lambda: archive({}),
        lambda: archive({f"{number:032}.npy": b"" for number in range(30_000)}),
    ],
    ids=["deep", "deep-object", "digits", "text", "deflated", "elsewhere", "empty", "many"],
)
def test_known_traps_are_refused(packed: Callable[[], bytes]) -> None:
    assert read_or_refused(packed()) is None


def test_two_members_of_one_name_are_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        written.writestr(DOCUMENT, "{}")
        with pytest.warns(UserWarning):
            written.writestr(DOCUMENT, '{"names": {"a": 1}}')
    assert read_or_refused(packed.getvalue()) is None


def test_a_directory_of_millions_of_members_is_refused_in_time() -> None:
    entry = b"PK\x01\x02" + struct.pack("<6H3L5H2L", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"x"
    directory = entry * 1_000_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65_535, 65_535, len(directory), 0, 0)
    assert read_or_refused(directory + end) is None


def test_arrays_that_are_not_what_their_names_say_are_refused() -> None:
    array = np.arange(3.0)
    assert read_or_refused(evidence.pack({}, {"0" * 32: array})) is None
    assert read_or_refused(evidence.pack({}, {evidence.content_hash(array): array})) is not None
