"""What leaves a kernel: JSON and arrays in one archive, never pickle; read with limits: a student may have made it."""

from __future__ import annotations

import hashlib
import io
import json
import math
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder import limits
from autograder.chapter.parsing import one_at_a_time
from autograder.models.data import content_hash

Json = Any
DOCUMENT = "evidence.json"
END_OF_ARCHIVE = 22  # bytes at the end of a zip without a comment
DIRECTORY_ENTRY = 100  # bytes of a zip's directory for one member, a little more than ours
KINDS = "biufcUS"  # of arrays: numbers and text, never objects


class EvidenceError(Exception):
    """These bytes are no evidence, or more of it than is read; the message says which."""


@dataclass(frozen=True)
class Document:
    """JSON, and the arrays that it refers to by the hash of their content."""

    content: dict[str, Json]
    arrays: dict[str, np.ndarray]

    def digest(self, *parts: str) -> str:
        """Return a fingerprint of some parts of the content; arrays count by their hashes, which were compared."""
        text = json.dumps([self.content.get(part) for part in parts], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def pack(content: Mapping[str, Json], arrays: Mapping[str, np.ndarray]) -> bytes:
    """Return a document as bytes: a stored zip of one JSON text and a ``.npy`` for each array. Equal ones are equal.

    Raises TypeError or ValueError for what JSON or npy cannot hold.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(DOCUMENT), json.dumps(content, allow_nan=False, separators=(",", ":")))
        for name, array in arrays.items():
            written = io.BytesIO()
            np.lib.format.write_array(written, array, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), written.getvalue())
    return packed.getvalue()


def unpack(data: bytes) -> Document:
    """Read a document. Raises EvidenceError for anything that ``pack`` does not make, and for too much of it."""
    most = limits.EVIDENCE
    if len(data) > most.bytes:
        raise EvidenceError(f"it has {len(data) / 1e6:.0f} MB, and {most.bytes / 1e6:.0f} MB is the most that is read")
    _require_short_directory(data, most.arrays)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            first = min((member.header_offset for member in members), default=0)
            if first or len(members) > most.arrays or any(member.compress_type for member in members):
                raise EvidenceError("it is not an archive as the harvest writes it")
            if len({member.filename for member in members}) < len(members):
                raise EvidenceError("two of its parts have one name")
            if sum(member.file_size for member in members) > most.bytes:
                raise EvidenceError("its parts are larger than it is")
            content = _json(archive.read(DOCUMENT))
            arrays = {
                member.filename.removesuffix(".npy"): _array(archive.read(member))
                for member in members
                if member.filename != DOCUMENT
            }
        if any(name != content_hash(array) for name, array in arrays.items()):
            raise EvidenceError("an array is not the one that its name says")
    except EvidenceError:
        raise
    except Exception as problem:  # zipfile meets broken archives with errors of many kinds
        raise EvidenceError(f"it cannot be read: {type(problem).__name__}") from None
    return Document(content, arrays)


def may_have_models(data: bytes) -> bool:
    """Tell whether evidence holds a model or a layer, or cannot be read."""
    try:
        content = unpack(data).content
    except EvidenceError:
        return True
    return bool(content.get("layers") or content.get("answers_layers"))


def _require_short_directory(data: bytes, arrays: int) -> None:
    """Refuse a directory of more members than there may be arrays, before zipfile makes an object of each."""
    end = data[-END_OF_ARCHIVE:]
    if end[:4] != b"PK\x05\x06" or int.from_bytes(end[12:16], "little") > (arrays + 1) * DIRECTORY_ENTRY:
        raise EvidenceError("it is not an archive as the harvest writes it")


def _json(text: bytes) -> dict[str, Json]:
    if len(text) > limits.EVIDENCE.text_bytes:
        raise EvidenceError(f"its text has {len(text) / 1e6:.0f} MB")
    content = json.loads(text)  # RecursionError for what is nested too deeply
    if not isinstance(content, dict):
        raise EvidenceError("its text is no JSON object")
    return content


def _array(data: bytes) -> np.ndarray:
    """Read a ``.npy``, looking at what its header promises before memory is set aside for it."""
    file = io.BytesIO(data)
    version = np.lib.format.read_magic(file)
    read_header = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}
    if version not in read_header:
        raise EvidenceError("an array has a header of another version")
    with one_at_a_time:
        shape, fortran, dtype = read_header[version](file)
    if dtype.kind not in KINDS:
        raise EvidenceError("an array holds objects")
    promised = math.prod(shape) * dtype.itemsize
    rest = data[file.tell() :]
    if promised != len(rest):
        raise EvidenceError("an array is not as large as its header says")
    return np.frombuffer(rest, dtype=dtype).reshape(shape, order="F" if fortran else "C").copy()
