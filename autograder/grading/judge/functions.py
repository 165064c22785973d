"""Functions of the student's, where they are judged: they answer from what the kernel recorded, and run nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.grading.evidence import Document, EvidenceError
from autograder.grading.harvest import Encoder
from autograder.grading.judge import values
from autograder.models.data import Refused, Unjudged

Json = Any
RTOL, ATOL = 1e-5, 1e-7  # an argument worked out on another machine may differ in its last digits


def wants(arguments: Sequence[Any]) -> str:
    """Return what a call asks for: a "model" from a symbolic tensor, "slopes" beside tensors, else a "value"."""
    keras = sys.modules.get("keras")
    if keras is not None and any(isinstance(argument, keras.KerasTensor) for argument in arguments):
        return "model"
    if keras is not None and any(keras.ops.is_tensor(argument) for argument in arguments):
        return "slopes"
    return "value"


class Swapped:
    """What a check does to student's names while it runs, since their functions may stand on these.

    `namespace` is where the check runs, before it does, and `names` are those that it takes away or gives something
    else.
    """

    def __init__(self, namespace: Mapping[str, Any], names: Iterable[str]) -> None:
        self.namespace = namespace
        self.before = {name: namespace[name] for name in sorted(names) if name in namespace}

    @property
    def without(self) -> list[str]:
        """The names that are not there now."""
        return [name for name in self.before if name not in self.namespace]

    @property
    def replaced(self) -> list[str]:
        """The names that hold something else now."""
        now = self.namespace
        return [name for name, value in self.before.items() if name in now and now[name] is not value]


class Recorder:
    """A function of the chapter's solution that also notes how checks call it: these calls are the questions."""

    def __init__(
        self,
        name: str,
        function: Callable[..., Any],
        encoder: Encoder,
        questions: list[Json],
        swapped: Swapped,
    ) -> None:
        self.name, self.function, self.encoder, self.questions = name, function, encoder, questions
        self.swapped = swapped
        self.__name__ = str(getattr(function, "__name__", name))

    def __call__(self, *arguments: Any, **settings: Any) -> Any:
        """Note the call and make it."""
        question = {
            "function": self.name,
            "arguments": [self.encoder.encode(argument) for argument in arguments],
            "settings": {name: self.encoder.encode(setting) for name, setting in settings.items()},
            "wants": wants(arguments),
            "without": self.swapped.without,
        }
        if question not in self.questions:
            self.questions.append(question)
        return self.function(*arguments, **settings)


class Answers:
    """The answers of one check's questions; ``of(name)`` stands for the student's function of that name.

    `unjudged` collects, in words, what was asked and not answered: the check's verdict does not count then, whatever
    it made of the error that it met.
    """

    def __init__(self, questions: Sequence[Json], asked: Document, evidence: Document, swapped: Swapped) -> None:
        self.unjudged: list[str] = []
        self.swapped = swapped
        self._told = values.Decoder(evidence, layers="answers_layers")
        given = values.Decoder(asked)
        answers = evidence.content.get("answers") or []
        self._known = [
            (question["function"], question["wants"], question["without"], _decoded(given, question), answer)
            for question, answer in zip(questions, answers, strict=False)
        ]

    def of(self, name: str) -> Callable[..., Any]:
        """Return the function that answers for the student's function called `name`."""

        def ask(*arguments: Any, **settings: Any) -> Any:
            wanted, call = wants(arguments), [list(arguments), settings]
            if replaced := self.swapped.replaced:
                raise self._unjudged(f"a check calls {name} with something else as {', '.join(replaced)}")
            for *kind, known, answer in self._known:
                if kind == [name, wanted, self.swapped.without] and _same(known, call) and answer:
                    try:
                        return self._replayed(answer, wanted, arguments)
                    except (EvidenceError, Refused) as problem:  # the check would take it for the function's own error
                        reason = f"what {name} gives cannot be judged without a person: {problem}"
                        raise self._unjudged(reason) from None
            raise self._unjudged(f"a check calls {name} in a way that was not foreseen when the chapter was built")

        return ask

    def _unjudged(self, reason: str) -> Unjudged:
        self.unjudged.append(reason)
        return Unjudged(reason)

    def _replayed(self, answer: Mapping[str, Json], wanted: str, arguments: Sequence[Any]) -> Any:
        if "raised" in answer:
            raise values.error(list(answer["raised"]), str(answer["text"]))
        if "model" in answer:
            import keras

            inputs = [argument for argument in arguments if isinstance(argument, keras.KerasTensor)]
            return self._told.value(answer["model"])(inputs[0] if len(inputs) == 1 else inputs)
        value = self._told.value(answer["value"])
        if wanted == "slopes" and not isinstance(value, np.ndarray):
            return _with_slopes(value, [self._told.value(slope) for slope in answer["slopes"]], arguments)
        return value


def _decoded(given: values.Decoder, question: Json) -> list[Any]:
    settings = {name: given.value(setting) for name, setting in question["settings"].items()}
    return [[given.value(argument) for argument in question["arguments"]], settings]


def _with_slopes(value: Any, slopes: list[Any], arguments: Sequence[Any]) -> Any:
    """Return a recorded value as a tensor through which TensorFlow finds the recorded slopes."""
    import tensorflow as tf

    if not tf.is_tensor(value) or all(slope is None for slope in slopes):
        return value  # as in the kernel: Keras says that there is no gradient

    @tf.custom_gradient
    def replay(*tensors: Any) -> Any:
        def backwards(upstream: Any) -> list[Any]:
            # the recorded slopes are those of the sum of the value's numbers
            weight = tf.reduce_mean(upstream)
            return [None if slope is None else slope * tf.cast(weight, slope.dtype) for slope in slopes]

        return tf.identity(value), backwards

    return replay(*[argument for argument in arguments if tf.is_tensor(argument)])


def _same(known: Any, asked: Any) -> bool:
    """Tell whether two calls' arguments are the same, but for the last digits of numbers."""
    if isinstance(known, dict) and isinstance(asked, dict):
        return known.keys() == asked.keys() and all(_same(known[key], asked[key]) for key in known)
    if isinstance(known, list | tuple) and isinstance(asked, list | tuple):
        return len(known) == len(asked) and all(_same(a, b) for a, b in zip(known, asked, strict=True))
    if _is_model(known) or _is_model(asked):
        return _same_model(known, asked)
    if hasattr(known, "shape") and hasattr(asked, "shape"):
        if tuple(known.shape) != tuple(asked.shape) or wants([known]) != wants([asked]):
            return False
        return wants([known]) == "model" or _near(np.asarray(known), np.asarray(asked))
    if isinstance(known, int | float) and isinstance(asked, int | float | np.generic):
        return _near(np.asarray(known), np.asarray(asked))
    return type(known) is type(asked) and bool(known == asked)


def _is_model(value: Any) -> bool:
    keras = sys.modules.get("keras")
    return keras is not None and isinstance(value, keras.Model)


def _same_model(known: Any, asked: Any) -> bool:
    """Tell whether two models have the same graph and, but for their last digits, the same weights."""
    from autograder.grading.judge.subjects import is_the_chapters  # Keras

    if not is_the_chapters(known, asked):
        return False
    pairs = zip(known.get_weights(), asked.get_weights(), strict=True)
    return all(_near(one, other) for one, other in pairs)


def _near(known: np.ndarray, asked: np.ndarray) -> bool:
    if known.dtype.kind in "US" or asked.dtype.kind in "US":
        return bool(np.array_equal(known, asked))
    return bool(np.allclose(known, asked, rtol=RTOL, atol=ATOL, equal_nan=True))
