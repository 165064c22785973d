"""In the student's kernel: the values of some names leave as data, and functions answer the chapter's questions.

Nothing that is written here is believed: it is evidence, and judged in another process that never ran student code.
It runs in the kernel of any chapter, so Keras is looked at only where the student's code has imported it.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from autograder import limits
from autograder.grading import evidence
from autograder.grading.judge import values

Json = Any
DEPTH = 40  # of lists in lists: what is nested more deeply is opaque
ITEMS = 500_000  # in all of a value's lists
LONGEST = 100_000  # items of a list, characters of a text
BITS = 4096  # of a whole number
NAME = 80  # characters of a type's or function's name


_kept: dict[str, Any] = {}  # the chapter's own models that checks look at, as its cells made them


def keep(namespace: dict[str, Any], names: list[str]) -> None:
    """Keep what the chapter's own cell has made: a student may give the name to something else."""
    _kept.update({name: namespace[name] for name in names if name in namespace})


def make(namespace: dict[str, Any], trained: str) -> None:
    """Put what the chapter's own training made when it was built, a document in a file, into a namespace."""
    namespace.update(values.named(evidence.unpack(Path(trained).read_bytes())))


def harvest(namespace: dict[str, Any], wanted: str, target: str) -> None:
    """Write the evidence that the file `wanted` asks for, from a namespace into the new file `target`.

    `wanted` is a document with "names", "subjects" (those of them that are the chapter's own models), "weights"
    ("values" or "hash": how far a model's weights travel) and "questions" to functions among these names.
    """
    asked = evidence.unpack(Path(wanted).read_bytes())
    weights = asked.content["weights"]
    encoder, telling = Encoder(weights), Encoder(weights)
    found = {**namespace, **{name: _kept[name] for name in asked.content["subjects"] if name in _kept}}
    names = {name: encoder.alone(found[name]) for name in asked.content["names"] if name in found}
    questions = asked.content["questions"]
    answers: list[Json] = [None] * len(questions)
    for place in sorted(range(len(questions)), key=lambda place: _digest(questions[place])):
        answers[place] = answer(namespace, questions[place], asked, telling)
    content = {"names": names, "layers": encoder.layers, "answers": answers, "answers_layers": telling.layers}
    with Path(target).open("xb") as file:
        file.write(evidence.pack(content, {**encoder.arrays, **telling.arrays}))


def _digest(question: Json) -> str:
    """Return what questions are put in order by: always the same one, in which no answer follows from how many came."""
    return hashlib.blake2s(json.dumps(question, sort_keys=True).encode()).hexdigest()


class Encoder:
    """Turns values into JSON, with arrays beside it; models through ``models.read``, in one table of layers.

    ``weights`` says whether models' weights travel as values or as hashes of each array, and ``metrics`` whether Keras'
    own metrics travel too: no check asks for them.
    """

    def __init__(self, weights: str, metrics: bool = False) -> None:
        self.weights, self.metrics = weights, metrics
        self.arrays: dict[str, np.ndarray] = {}
        self._reader: Any = None
        self._items = 0

    @property
    def layers(self) -> dict[str, Json]:
        """The table of layers that the models encoded so far are made of."""
        return self._reader.layers if self._reader else {}

    def alone(self, value: Any) -> Json:
        """Encode a value; what cannot be encoded becomes opaque and spoils no other."""
        self._items = 0
        try:
            return self.encode(value)
        except BaseException as problem:  # a student's object may answer with anything, KeyboardInterrupt too
            return {"kind": "opaque", "type": type(value).__name__[:NAME], "why": _said(problem)[:200]}

    def encode(self, value: Any, depth: int = 0) -> Json:
        """Return a value as JSON: None, truth values, numbers and texts as they are, all else with its "kind"."""
        if value is None or isinstance(value, bool):
            return value
        if value is Ellipsis:
            return {"kind": "ellipsis"}
        self._items += 1
        if depth > DEPTH:
            return _opaque(value)
        if self._items > ITEMS:  # lists of the same lists are short, and endless to write down
            raise ValueError(f"it holds more than {ITEMS:,} items")
        if isinstance(value, str):
            return _text(value)
        if isinstance(value, int | float):
            return _whole(value) if isinstance(value, int) else _number(value)
        if isinstance(value, np.generic | np.ndarray):
            return self._array(np.asarray(value), "scalar" if isinstance(value, np.generic) else "array")
        if isinstance(value, dict | list | tuple | set | frozenset | range):
            return self._several(value, depth)
        return self._of_keras(value) or _function(value) or _opaque(value)

    def _several(self, value: Any, depth: int) -> Json:
        """Encode a container by its Python type's own methods: a student's class may have others, without an end."""
        if isinstance(value, range):
            return {"kind": "range", "items": [value.start, value.stop, value.step]}
        kind = next(kind for kind in (dict, list, tuple, set, frozenset) if isinstance(value, kind))
        if kind.__len__(value) > LONGEST:
            return _opaque(value)
        if kind is dict:
            items = [[self.encode(key, depth + 1), self.encode(item, depth + 1)] for key, item in dict.items(value)]
            return {"kind": "dict", "items": items}
        return {"kind": kind.__name__, "items": [self.encode(item, depth + 1) for item in kind.__iter__(value)]}

    def _array(self, array: np.ndarray, kind: str) -> Json:
        if array.dtype.kind not in evidence.KINDS or array.nbytes > limits.EVIDENCE.bytes:
            return _opaque(array)
        name = evidence.content_hash(array)
        self.arrays[name] = array
        return {"kind": kind, "array": name}

    def _of_keras(self, value: Any) -> Json:
        """Encode what belongs to Keras; None for anything else, and where Keras was never imported."""
        keras = sys.modules.get("keras")
        if keras is None or not hasattr(keras, "KerasTensor"):
            return None
        if isinstance(value, keras.KerasTensor):
            shape = [None if length is None else int(length) for length in value.shape]
            return {"kind": "symbolic", "shape": shape, "dtype": str(value.dtype), "name": str(value.name)}
        if isinstance(value, keras.Model):
            return self._model(value)
        if isinstance(value, keras.layers.Layer):
            return {"kind": "layer", "type": type(value).__name__[:NAME], "built": bool(value.built)}
        if isinstance(value, keras.Variable) or keras.ops.is_tensor(value):
            return self._array(np.asarray(keras.ops.convert_to_numpy(value)), "tensor")
        if type(value).__module__.startswith("tensorflow.") and type(value).__name__ == "TensorShape":
            return self.encode(tuple(value.as_list()))  # of a tensor that holds numbers
        return None

    def _model(self, model: Any) -> Json:
        from autograder.models.read import Reader

        if self._reader is None:
            self._reader = Reader(self.metrics)
            self._reader.arrays = self.arrays  # one store for all
        if not hasattr(model, "inputs") and type(model).__name__ != "Sequential":
            return {"kind": "subclass", "type": type(model).__name__[:NAME]}
        return {"kind": "model", "layer": self._reader.model(model, weights=self.weights)}


def _text(value: str) -> Json:
    text = str.__str__(value)
    return text if len(text) <= LONGEST else _opaque(value)


def _whole(value: int) -> Json:
    number = int.__int__(value)
    if number.bit_length() > BITS:
        return _opaque(value)
    return number if abs(number) < 2**53 else {"kind": "int", "text": hex(number)}


def _number(value: float) -> Json:
    number = float.__float__(value)
    return number if math.isfinite(number) else {"kind": "float", "text": repr(number)}


def _function(value: Any) -> Json:
    if isinstance(value, type) or not callable(value):
        return None
    return {"kind": "function", "type": type(value).__name__[:NAME], "name": str(getattr(value, "__name__", ""))[:NAME]}


def _opaque(value: Any) -> Json:
    return {"kind": "opaque", "type": type(value).__name__[:NAME]}


def answer(namespace: dict[str, Any], question: Json, asked: evidence.Document, encoder: Encoder) -> Json:
    """Return what a function answers: a value, with slopes if they are wanted; the model it builds; or its error.

    A symbolic tensor among the arguments asks for the model from it to the result. None when there is no function.
    The names that the question is "without" are not there while the function runs.
    """
    function = namespace.get(question["function"])
    if not callable(function):
        return None
    given = values.Decoder(asked)
    taken = {name: namespace.pop(name) for name in question["without"] if name in namespace}
    try:
        arguments = [given.value(argument) for argument in question["arguments"]]
        settings = {name: given.value(setting) for name, setting in question["settings"].items()}
        if question["wants"] == "model":
            return _built(function, arguments, settings, encoder)
        if question["wants"] == "slopes":
            return _with_slopes(function, arguments, settings, encoder)
        return {"value": encoder.alone(function(*arguments, **settings))}
    except BaseException as problem:  # whatever the student's function raises is its answer
        return {"raised": [kind.__name__[:NAME] for kind in type(problem).__mro__], "text": _said(problem)[:2000]}
    finally:
        namespace.update(taken)


def _said(problem: BaseException) -> str:
    """Return an error's text; an error of the student's own class may have none."""
    try:
        return str(problem)
    except BaseException:
        return ""


def _built(function: Callable[..., Any], arguments: list[Any], settings: dict[str, Any], encoder: Encoder) -> Json:
    """Answer with the model from the symbolic tensors among the arguments to the tensor that the function makes."""
    import keras

    inputs = [argument for argument in arguments if isinstance(argument, keras.KerasTensor)]
    made = function(*arguments, **settings)
    if not isinstance(made, keras.KerasTensor):
        return {"value": encoder.alone(made)}
    return {"model": encoder.encode(keras.Model(inputs, made))}


def _with_slopes(
    function: Callable[..., Any], arguments: list[Any], settings: dict[str, Any], encoder: Encoder
) -> Json:
    """Answer with a value and its slope with respect to each tensor among the arguments (None where there is none)."""
    import tensorflow as tf

    with tf.GradientTape(persistent=True) as tape:
        tensors = [argument for argument in arguments if tf.is_tensor(argument)]
        for tensor in tensors:
            tape.watch(tensor)
        made = function(*arguments, **settings)
    slopes = [tape.gradient(made, tensor) if tf.is_tensor(made) else None for tensor in tensors]
    return {"value": encoder.alone(made), "slopes": [encoder.alone(slope) for slope in slopes]}
