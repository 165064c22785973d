"""Evidence becomes values again: plain Python, NumPy, Keras; never an object of a class that somebody else wrote."""

from __future__ import annotations

import builtins
from collections import Counter
from collections.abc import Callable
from typing import Any, TypeGuard

import numpy as np

from autograder.grading.evidence import Document, EvidenceError

Json = Any
DEPTH = 60  # a little more than the harvest writes


SAME_HASH = 100  # keys: honest ones have hardly two of one hash, and among n of one each is compared with n others


class Opaque:
    """Something that does not travel: only the name of its type is known. It is equal to nothing else."""


class Decoder:
    """Makes values of one document's JSON. Models share layers as they did in the kernel.

    `function` makes what stands for a function in a value, from its name; without it functions are opaque.
    `layers` names the part of the document that holds the table of layers.
    """

    def __init__(
        self, document: Document, function: Callable[[str], Any] | None = None, layers: str = "layers"
    ) -> None:
        self.document, self.function, self.layers = document, function, layers
        self._rebuilder: Any = None

    @property
    def unjudged(self) -> list[str]:
        """What of rebuilt models was run and cannot be, since it exists in the kernel alone."""
        found: list[str] = self._rebuilder.unjudged if self._rebuilder else []
        return found

    def value(self, told: Json, depth: int = 0) -> Any:
        """Return the value that JSON of ``harvest.Encoder`` stands for.

        Raises EvidenceError for what it never writes, and models.Refused for a model that is not rebuilt.
        """
        if told is None or isinstance(told, bool | int | float | str):
            return told
        if depth > DEPTH or not isinstance(told, dict):
            raise EvidenceError("a value of no known kind")
        decode = _KINDS.get(str(told.get("kind")))
        if decode is None:
            raise EvidenceError("a value of no known kind")
        try:
            return decode(self, told, depth + 1)
        except (KeyError, TypeError, AttributeError, IndexError, OverflowError, ValueError) as problem:
            raise EvidenceError(f"a value that is not whole ({type(problem).__name__})") from None

    def _items(self, told: Json, depth: int) -> list[Any]:
        return [self.value(item, depth) for item in told["items"]]

    def _dict(self, told: Json, depth: int) -> dict[Any, Any]:
        pairs = [(self.value(key, depth), self.value(item, depth)) for key, item in told["items"]]
        _require_hashes_of_their_own([key for key, _ in pairs])
        return dict(pairs)

    def _in_a_set(self, told: Json, depth: int) -> list[Any]:
        items = self._items(told, depth)
        _require_hashes_of_their_own(items)
        return items

    def _array(self, told: Json, _: int) -> np.ndarray:
        return self.document.arrays[told["array"]].copy()

    def _tensor(self, told: Json, depth: int) -> Any:
        import keras

        return keras.ops.convert_to_tensor(self._array(told, depth))

    def _symbolic(self, told: Json, _: int) -> Any:
        import keras

        shape = tuple(None if length is None else int(length) for length in told["shape"])
        return keras.Input(batch_shape=shape, dtype=str(told["dtype"]), name=str(told["name"]))

    def _layer(self, told: Json, _: int) -> Any:
        import keras

        layer = _class(told["type"], keras.layers.Layer)()
        layer.built = bool(told["built"])
        return layer

    def _subclass(self, told: Json, _: int) -> Any:
        import keras

        return _class(told["type"], keras.Model)()

    def _model(self, told: Json, _: int) -> Any:
        from autograder.models.rebuild import Rebuilder

        if self._rebuilder is None:
            self._rebuilder = Rebuilder(self.document.content[self.layers], self.document.arrays)
        return self._rebuilder.model(told["layer"])

    def _function(self, told: Json, _: int) -> Any:
        return self.function(str(told["name"])) if self.function else _opaque(told)


def _require_hashes_of_their_own(keys: list[Any]) -> None:
    if keys and max(Counter(map(hash, keys)).values()) > SAME_HASH:
        raise EvidenceError("keys that all have one hash")


def named(document: Document) -> dict[str, Any]:
    """Return the names that a document has, with their values. Raises as ``Decoder.value`` does."""
    decoder = Decoder(document)
    return {name: decoder.value(told) for name, told in document.content["names"].items()}


def _class(name: Any, base: type) -> Any:
    """Return a class whose name is a student's, and whose content is `base`'s."""
    return type(str(name)[:80] or base.__name__, (base,), {})


def _opaque(told: Json) -> Any:
    return _class(told["type"], Opaque)()


_KINDS: dict[str, Callable[[Decoder, Json, int], Any]] = {
    "ellipsis": lambda decoder, told, depth: ...,
    "int": lambda decoder, told, depth: int(told["text"], 16),
    "float": lambda decoder, told, depth: float(told["text"]),
    "list": Decoder._items,
    "tuple": lambda decoder, told, depth: tuple(decoder._items(told, depth)),
    "set": lambda decoder, told, depth: set(decoder._in_a_set(told, depth)),
    "frozenset": lambda decoder, told, depth: frozenset(decoder._in_a_set(told, depth)),
    "range": lambda decoder, told, depth: range(*decoder._items(told, depth)),
    "dict": Decoder._dict,
    "array": Decoder._array,
    "scalar": lambda decoder, told, depth: decoder._array(told, depth)[()],
    "tensor": Decoder._tensor,
    "symbolic": Decoder._symbolic,
    "layer": Decoder._layer,
    "subclass": Decoder._subclass,
    "model": Decoder._model,
    "function": Decoder._function,
    "opaque": lambda decoder, told, depth: _opaque(told),
}


def error(names: list[str], text: str) -> Exception:
    """Return an exception like the one that was raised in the kernel: its class's name, its text.

    `names` are those of the class and its bases; the nearest one that is Python's own decides what catches it.
    """
    kinds = [getattr(builtins, str(name), None) for name in names]
    base: type = next((kind for kind in kinds if _is_plain_error(kind)), Exception)
    kind = _class(names[0], base)
    kind.__str__ = lambda _: text  # str(KeyError("a")) would quote it again
    return kind()


def _is_plain_error(kind: Any) -> TypeGuard[type[Exception]]:
    """Tell whether this is an exception's class that can be made without arguments."""
    return (
        isinstance(kind, type)
        and issubclass(kind, Exception)
        and not issubclass(kind, UnicodeError | BaseExceptionGroup)
    )
