"""Evidence comes back as it was, and whatever else a kernel hands over is told apart, never believed or run."""

import io
import json
import zipfile

import numpy as np
import pytest

from autograder import limits
from autograder.grading import evidence
from autograder.grading.harvest import Encoder
from autograder.grading.judge import values


class AlwaysEqual:
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


class Word(str):
    def __str__(self) -> str:
        return "another word"


def there_and_back(value: object) -> object:
    encoder = Encoder("values")
    packed = evidence.pack({"names": {"it": encoder.alone(value)}, "layers": {}}, encoder.arrays)
    document = evidence.unpack(packed)
    return values.Decoder(document).value(document.content["names"]["it"])


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, 0, -5, 2**70, -(2**60), 1.5, "grüße", "", ...),
        *((1, (2, [3, {"a": (4,)}])), {"a": 1, 2: None, (1, 2): "x"}, {1, 2}, frozenset("ab"), range(2, 9, 3)),
    ],
)
def test_plain_values_come_back_as_they_were(value: object) -> None:
    found = there_and_back(value)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_numbers_that_json_lacks_come_back(number: float) -> None:
    assert repr(there_and_back(number)) == repr(number)


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6).reshape(2, 3),
        np.asfortranarray(np.eye(3)[:2]),
        np.array(3.5),
        np.zeros((0, 4), "float32"),
        np.array(["a", "bc"]),
        np.array([True, False]),
        np.array([1 + 2j]),
    ],
)
def test_arrays_come_back_as_they_were(array: np.ndarray) -> None:
    found = there_and_back(array)
    assert isinstance(found, np.ndarray)
    assert (found.dtype, found.shape) == (array.dtype, array.shape)
    assert np.array_equal(found, array)
    assert there_and_back(np.float32(0.5)) == np.float32(0.5)


def test_what_is_no_data_is_opaque_and_equal_to_nothing() -> None:
    found = there_and_back(AlwaysEqual())
    assert type(found).__name__ == "AlwaysEqual"
    assert found != 3 and found != "yes"
    assert isinstance(there_and_back(open), values.Opaque)
    assert there_and_back(Word("said")) == "said"
    endless: list[object] = []
    endless.append(endless)
    assert isinstance(there_and_back(endless), list | values.Opaque)


def test_one_name_that_cannot_be_read_spoils_no_other() -> None:
    class Trap:
        @property
        def __class__(self) -> type:  # type: ignore[override]
            raise RuntimeError("caught")

    encoder = Encoder("values")
    told = {"trap": encoder.alone(Trap()), "other": encoder.alone([1, 2])}
    assert told["trap"]["kind"] == "opaque"
    assert told["other"] == {"kind": "list", "items": [1, 2]}


@pytest.mark.parametrize(
    ("names", "text"),
    [(["KeyError", "LookupError", "Exception"], "'age'"), (["Mine", "ValueError", "Exception"], "no"), (["X"], "x")],
)
def test_an_error_comes_back_under_its_name_with_its_text(names: list[str], text: str) -> None:
    found = values.error(names, text)
    assert (type(found).__name__, str(found)) == (names[0], text)
    assert isinstance(found, ValueError) == ("ValueError" in names)
    assert isinstance(values.error(["UnicodeDecodeError", "UnicodeError", "ValueError"], text), ValueError)
    assert not isinstance(values.error(["SystemExit", "BaseException"], text), SystemExit)


def archive(*members: tuple[str, bytes], compress: int = zipfile.ZIP_STORED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compress) as made:
        for name, data in members:
            made.writestr(name, data)
    return file.getvalue()


def npy(header: str, data: bytes = b"") -> bytes:
    text = header.encode().ljust(118) + b"\n"
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text + data


DOCUMENT = ("evidence.json", b'{"names": {}}')
FORGED = {
    "two archives": archive(DOCUMENT) + archive(DOCUMENT),
    "nothing": b"",
    "no archive": b"PK\x03\x04 and no more",
    "no document": archive(("other.json", b"{}")),
    "a list": archive(("evidence.json", b"[]")),
    "no json": archive(("evidence.json", b"{")),
    "nested deeply": archive(("evidence.json", b"[" * 200_000 + b"]" * 200_000)),
    "compressed": archive(DOCUMENT, compress=zipfile.ZIP_DEFLATED),
    "two of one name": archive(DOCUMENT, DOCUMENT),
    "objects": archive(DOCUMENT, ("a.npy", npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", b"x" * 8))),
    "lying header": archive(DOCUMENT, ("a.npy", npy("{'descr': '<f8', 'fortran_order': False, 'shape': (10**11,)}"))),
    "other content": archive(
        DOCUMENT, ("a.npy", npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1,)}", b"x" * 8))
    ),
    "code in a header": archive(DOCUMENT, ("a.npy", npy("{'descr': __import__('os').getcwd(), 'shape': (1,)}"))),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", FORGED)
def test_what_is_no_evidence_is_told_apart(name: str) -> None:
    with pytest.raises(evidence.EvidenceError):
        evidence.unpack(FORGED[name])


def test_there_is_a_limit_to_what_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = evidence.pack({"names": {}}, {"x": np.zeros(1000)})
    monkeypatch.setattr(limits, "EVIDENCE", limits.EvidenceLimits(bytes=500))
    with pytest.raises(evidence.EvidenceError, match="is the most that is read"):
        evidence.unpack(packed)


VALUES_OF_NO_KIND = [
    {"kind": "nonsense"},
    {"kind": "list"},
    {"kind": "list", "items": 3},
    {"kind": "dict", "items": [[1]]},
    {"kind": "dict", "items": [[{"kind": "list", "items": []}, 1]]},
    {"kind": "array", "array": "missing"},
    {"kind": "int", "text": "z"},
    {"kind": ["list"]},
    [1, 2],
]


@pytest.mark.parametrize("told", VALUES_OF_NO_KIND, ids=json.dumps)
def test_a_value_of_no_known_kind_is_refused(told: object) -> None:
    with pytest.raises(evidence.EvidenceError):
        values.Decoder(evidence.Document({}, {})).value(told)


def test_a_value_within_a_value_without_end_is_refused() -> None:
    told: object = 1
    for _ in range(100):
        told = {"kind": "list", "items": [told]}
    with pytest.raises(evidence.EvidenceError):
        values.Decoder(evidence.Document({}, {})).value(told)


def test_equal_evidence_is_the_same_bytes() -> None:
    arrays = {evidence.content_hash(np.arange(3)): np.arange(3)}
    assert evidence.pack({"names": {"a": 1}}, arrays) == evidence.pack({"names": {"a": 1}}, arrays)
