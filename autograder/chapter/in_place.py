"""Whether numbers of the chapter's own were changed where they stand, as by ``train.age[:] = 0``."""

from __future__ import annotations

import hashlib
import sys
import types
from typing import Any

DEPTH = 3  # a table of columns in a dict of tables is no deeper
NO_NUMBERS = (type, types.FunctionType, types.BuiltinFunctionType, types.ModuleType)


def fingerprint(value: Any) -> str:
    """Return a fingerprint of the numbers and texts in a value; of what holds none, such as a model, always the same.

    Looked at are arrays, and those in lists, tuples, dicts and the attributes of plain objects.
    """
    hashed = hashlib.blake2b(digest_size=16)
    _add(hashed, value, DEPTH)
    return hashed.hexdigest()


def _add(hashed: Any, value: Any, depth: int) -> None:
    numpy = sys.modules.get("numpy")
    if isinstance(value, bool | int | float | str | None):
        hashed.update(repr(value).encode())
    elif numpy is not None and isinstance(value, numpy.ndarray):
        if value.dtype.kind != "O":
            hashed.update(f"{value.shape} {value.dtype}".encode() + numpy.ascontiguousarray(value).tobytes())
    elif depth:
        for name, item in _items(value):
            hashed.update(repr(name).encode())
            _add(hashed, item, depth - 1)


def _items(value: Any) -> list[tuple[Any, Any]]:
    """Return what a container or a plain object holds; nothing for a layer or model, which training changes."""
    if isinstance(value, dict):
        return [(str(key), item) for key, item in dict.items(value)]
    if isinstance(value, list | tuple):
        return list(enumerate(value))
    if isinstance(value, NO_NUMBERS) or type(value).__module__.partition(".")[0] in ("keras", "tensorflow"):
        return []
    return [(name, item) for name, item in getattr(value, "__dict__", {}).items() if not name.startswith("_")]
