"""Checks of a model as others use it: from a file, on words, in euros; and of an order that three models measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import keras
import numpy as np

from autograder.checks import near, parts, quoted, take
from autograder.checks.look import check, fail, known, slipped
from autograder.checks.near import Arrays
from autograder.graphs.layers import layers_by_path

Words = Mapping[str, Sequence[str]]


@check("the model from the file", subjects=["model", "like"], weights="values")
def reopened(model: Any, example: Arrays, like: Any) -> str:
    """Check that a model is another one than `like`, and answers the same: as one that was saved and loaded does.

    `example` maps the inputs' names to arrays, for both models.
    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> x = keras.Input((2,), name="x")
    >>> model = keras.Model(x, layers.Dense(1)(x))
    >>> again = keras.models.clone_model(model)
    >>> again.set_weights(model.get_weights())  # as keras.models.load_model does
    >>> check.reopened(again, {"x": np.eye(2)}, like=model)
    ✓ it answers as the one that was saved, with weights of its own
    >>> check.reopened(model, {"x": np.eye(2)}, like=model)
    ✗ the model from the file
        expected  a model with weights of its own
        found     2 arrays of weights that belong to both
        cause     not-from-a-file: two names of one and the same model: it was never read from a file, and what
                  changes one changes the other
        look at   the line behind the saving: what does load_model return, and which name gets it?
    """
    again, saved = take.model(model), take.model(like)
    common, _ = parts.weights_in_common(again, saved)
    if common:
        many = f"{near.counted(common, 'array')} of weights that belong to both"
        fail(expected="a model with weights of its own", found=many, cause="not-from-a-file")
    if same := _layers_in_common(again, saved):
        many = f"the layer {same[0]}, which belongs to both"
        fail(expected="a model with layers of its own", found=many, cause="not-from-a-file")
    before, after = take.predictions(saved, example), take.numbers(again, example)
    shapes = [{name: values.shape for name, values in answers.items()} for answers in (before, after)]
    if shapes[0] == shapes[1] and near.change(before, after) <= near.SAME.absolute:
        return "it answers as the one that was saved, with weights of its own"
    fail(
        expected="the same answers",
        found="others" if shapes[0] == shapes[1] else f"answers called {', '.join(after)}",
        cause="never-trained" if parts.is_as_new(again) and not parts.is_as_new(saved) else None,
        look_at="when the model was saved: before it was trained, or after, and which one",
    )


@check("what your model answers to words", subjects=["model"], weights="values")
def from_words(
    model: Any,
    example: Arrays,
    expected: np.ndarray,
    *,
    vocabularies: Words,
    slips: Mapping[str, np.ndarray] | None = None,
) -> str:
    """Check the numbers that a model with one output gives for words, to 1e-3.

    `example` maps the inputs' names to arrays of words, `expected` has one number a row. `vocabularies` has, by input,
    the words in the order of the numbers that the model inside was trained with, from 0; and `slips` maps the names of
    causes to the numbers that they lead to.
    Raises CheckFailed; NotAttempted when there is no model yet; ValueError for a cause that is none.

    >>> numbers = keras.Input((1,), dtype="int32", name="zone")
    >>> words = keras.Input((1,), dtype="string", name="zone")
    >>> inside = keras.Model(numbers, layers.Flatten()(layers.Embedding(2, 1, "ones")(numbers)))
    >>> found = layers.StringLookup(vocabulary=["near", "far"], num_oov_indices=0)(words)
    >>> example, known = {"zone": np.array([["near"], ["far"]])}, {"zone": ["near", "far"]}
    >>> check.from_words(keras.Model(words, inside(found)), example, [1.0, 1.0], vocabularies=known)
    ✓ all 2 answers to words are as they must be
    >>> check.from_words(inside, example, [1.0, 1.0], vocabularies=known)
    ✗ what your model answers to words
        expected  zone of the dtype string
        found     zone of the dtype int32
        cause     lookup-outside: the model wants numbers where words are given, so everybody who uses it has to
                  look the words up themselves
        look at   the dtype of keras.Input, and the layer that makes numbers of words: is it inside the model?
    """
    known(*(slips or {}))
    made = take.model(model)
    typed = {name: str(tensor.dtype) for name, tensor in parts.inputs(made).items()}
    numbers = [name for name in vocabularies if typed.get(name, "string") != "string"]
    if numbers:
        found = f"{numbers[0]} of the dtype {typed[numbers[0]]}"
        fail(expected=f"{numbers[0]} of the dtype string", found=found, cause="lookup-outside")
    cause = _why_other_numbers(made, vocabularies)
    if cause is not None and (problem := _problem(made, example)) is not None:
        fail(expected="an answer to every row of words", found=problem, cause=cause)
    said = take.only_prediction(made, example).reshape(-1)
    wanted = np.asarray(expected, dtype="float64").reshape(-1)
    if near.equal(said, wanted):
        return f"all {len(wanted)} answers to words are as they must be"
    beginnings = near.beginnings(wanted, said)
    fail(
        expected=f"{len(wanted)} answers, {beginnings[0]}",
        found=f"{len(said)} answers, {beginnings[1]}",
        cause=slipped(slips, lambda wrong: near.equal(said, np.reshape(wrong, -1))) or cause,
        look_at="each step alone: the numbers that the words become, and what is done behind the model inside",
    )


@check("the order that you have measured", subjects=["ranking"], weights="values")
def ranked(ranking: Any, models: Mapping[str, Any], example: Arrays, targets: np.ndarray, output: str) -> str:
    """Check an order of names by how far the models of these names are off, the one that is furthest off first.

    Each model is given those inputs of `example` that it has. Its answer `output` is compared with `targets`, in the
    same unit, by the mean absolute error. Errors that are no numbers, or the same for two models, measure no order.
    Raises CheckFailed; NotAttempted when there is no order, or a model is missing.

    >>> x = keras.Input((1,), name="x")
    >>> models = {n: keras.Model(x, layers.Rescaling(f, name="y")(x)) for n, f in {"near": 1.1, "far": 3.0}.items()}
    >>> example, targets = {"x": np.array([[1.0], [2.0]])}, np.array([1.0, 2.0])
    >>> check.ranked(["far", "near"], models, example, targets, output="y")
    ✓ the order of your models, furthest off first: far, near
    >>> check.ranked(["near", "far"], models, example, targets, output="y")
    ✗ the order that you have measured
        expected  2 names, the one whose model is furthest off first
        found     near, far
        cause     ranked-the-other-way: the order is turned round: what hurts least stands first
        look at   what a large number means here: far off, or good?
    """
    given = take.data(take.made(ranking))
    errors = {name: _error(take.model(model), example, targets, output) for name, model in models.items()}
    _require_an_order(errors)
    right = tuple(sorted(errors, key=lambda name: -errors[name]))
    expected = f"{len(right)} names, the one whose model is furthest off first"
    found = ", ".join(map(str, given)) if isinstance(given, tuple) else str(given)
    if given == right:
        return f"the order of your models, furthest off first: {found}"
    look_at = f"the errors of your models: does the list have each of {', '.join(sorted(models))} once?"
    fail(
        expected=expected, found=found, cause="ranked-the-other-way" if given == right[::-1] else None, look_at=look_at
    )


def _layers_in_common(first: keras.Model, second: keras.Model) -> list[str]:
    """Return the paths of the first model's layers, without its inputs, that are layers of the second one too."""
    own, theirs = layers_by_path(first), {id(layer) for layer in layers_by_path(second).values()}
    inputs = keras.layers.InputLayer
    return [path for path, layer in own.items() if id(layer) in theirs and not isinstance(layer, inputs)]


def _require_an_order(errors: Mapping[str, float]) -> None:
    """Fail where the errors of models, by name, tell no order: they are no numbers, or two are the same."""
    expected = "models that are off by different amounts"
    for name, error in errors.items():
        if not np.isfinite(error):
            look_at = f"what the model of {name} answers: are its weights numbers?"
            fail(expected=expected, found=f"{name}, whose error is {error}", look_at=look_at)
        if same := [other for other in errors if other != name and errors[other] == error]:
            look_at = "the models behind the names: is one of them there twice?"
            fail(expected=expected, found=f"{name} and {same[0]}, which have the same error", look_at=look_at)


def _error(model: keras.Model, example: Arrays, targets: np.ndarray, output: str) -> float:
    own = {name: array for name, array in example.items() if name in parts.inputs(model)}
    if missing := [name for name in parts.inputs(model) if name not in own]:
        found = f"an input called {missing[0]}"
        fail(expected=f"inputs of these: {', '.join(example)}", found=found, look_at="the name of each keras.Input")
    said = take.numbers(model, own)
    if output not in said:
        found = f"outputs called {', '.join(said)}"
        fail(expected=f"an output called {output}", found=found, cause="missing-output")
    answers, wanted = said[output].reshape(-1), np.asarray(targets).reshape(-1)
    if len(answers) != len(wanted):
        found = f"{output} of the shape {said[output].shape}"
        fail(expected=f"{len(wanted)} numbers, one a row", found=found, look_at="the layer that gives this output")
    return float(np.abs(answers - wanted).mean())


def _problem(model: keras.Model, example: Arrays) -> str | None:
    """Return what Keras says of a model that cannot take the words; None where it can."""
    try:
        model(parts.fed(model, example), training=False)
    except Exception as problem:  # whatever Keras raises is a finding about the model
        return quoted.error(problem)
    return None


def _why_other_numbers(model: keras.Model, vocabularies: Words) -> str | None:
    """Return why words get other numbers than they had: by the lookups in a model, whatever they are called on."""
    lookups = list(_lookups(model))
    if len({frozenset(words) for words, _ in lookups}) < len(lookups):
        return None  # two look up the same words: where they begin to count is not what is wrong
    for words, begins in lookups:
        wanted = next((list(each) for each in vocabularies.values() if set(each) == set(words)), None)
        if wanted is not None and words != wanted:
            return "vocabulary-in-another-order"
        if wanted is not None and begins:
            return "lookup-shifted"
    return None


def _lookups(model: keras.Model) -> Iterator[tuple[list[str], int]]:
    """Yield the words of each lookup in a model, and the number that the first one gets."""
    kinds = keras.layers.StringLookup | keras.layers.TextVectorization
    for layer in layers_by_path(model).values():
        if isinstance(layer, kinds) and len(layer.get_vocabulary()):
            words = [str(word) for word in layer.get_vocabulary(include_special_tokens=False)]
            yield words, len(layer.get_vocabulary()) - len(words)
