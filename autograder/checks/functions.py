"""Checks of functions that students write: what they return for given arguments, and the models of blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import keras
import numpy as np

from autograder.checks import near, quoted, take
from autograder.checks.look import check, fail, known, maker, not_attempted, slipped
from autograder.checks.parts import Shape

Slips = Mapping[str, Any]
SHAPES = re.compile("incompatible shapes|Cannot broadcast shape")  # Keras, of tensors that cannot be joined
SHAPE = re.compile(r"[(\[]((?:None|\d+)(?:, (?:None|\d+))*),?[)\]]")


@check("{name}", subjects=["function", "arguments"])
def gives(
    function: Any, *arguments: Any, expected: Any, name: str = "your function", slips: Slips | None = None
) -> str:
    """Check the number, array, or dict of numbers that a function returns for these arguments, to 1e-3.

    `slips` maps the names of causes to the values that they lead to. Raises CheckFailed; NotAttempted when there is no
    function yet, or it is not written; ValueError for a cause that is none.

    >>> def area(length, width):
    ...     return length * width
    ...
    >>> check.gives(area, 2, 3, expected=6)
    ✓ your function is 6
    >>> def area(length, width):
    ...     length * width
    ...
    >>> check.gives(area, 2, 3, expected=6)
    ✗ your function
        expected  a result
        found     nothing
        cause     nothing-returned: the function makes something and does not hand it back
        look at   the last line of the function
    """
    return _gives(function, arguments, expected, name, slips)


@check("{name} of a perfect prediction", subjects=["function", "arguments"])
def perfect(function: Any, *arguments: Any, name: str = "your loss") -> str:
    """Check that a loss function gives 0 for a perfect prediction: ``perfect(loss, targets, predictions)``.

    Raises CheckFailed; NotAttempted when there is no function yet, or it is not written.

    >>> def squared(targets, predictions):
    ...     return np.mean((targets - predictions) ** 2)
    ...
    >>> check.perfect(squared, np.array([1.0, 2.0]), np.array([1.0, 2.0]))
    ✓ your loss of a perfect prediction is 0
    >>> def squared(targets, predictions):
    ...     return np.mean((targets + predictions) ** 2)
    ...
    >>> check.perfect(squared, np.array([1.0, 2.0]), np.array([1.0, 2.0]))
    ✗ your loss of a perfect prediction
        expected  0
        found     10
        look at   the formula, term by term, on these numbers
    """
    return _gives(function, arguments, 0.0, f"{name} of a perfect prediction", None)


@maker("your block", subjects=["block"])
def model_of(
    block: Callable[..., Any] | None, shape: Shape, /, *arguments: Any, refused: str | None = None, **settings: Any
) -> keras.Model:
    """Return the model from an input of `shape`, without the batch, to ``block(input, *arguments, **settings)``.

    `refused` is the cause to name when Keras refuses to join tensors of different shapes inside the block.
    Raises CheckFailed when the block raises or returns no tensor; NotAttempted when there is no block yet.

    >>> def block(x, units):
    ...     return x + layers.Dense(units)(x)
    ...
    >>> check.outputs(check.model_of(block, (4,), 4), (None, 4))
    ✓ outputs: add (None, 4)
    >>> check.model_of(block, (4,), 8, refused="shortcut-not-projected")
    ✗ your block
        expected  a tensor of x of shape (4,), 8
        found     ValueError: Cannot broadcast shape, the failure dim has value 4, which cannot be broadcasted to 8.
                  Input shapes are: [None, 4] and [None, 8].
        cause     shortcut-not-projected: the layers change the shape and the shortcut does not, so the two cannot
                  be added
        look at   the shape of x beside the shape after the layers: what makes height, width and channels equal?
    """
    known(*([refused] if refused else []))
    take.made(block)
    given = [f"x of shape {shape}", *map(str, arguments), *(f"{name}={value}" for name, value in settings.items())]
    wanted = f"a tensor of {', '.join(given)}"  # of a hidden check the headline is told, and this is not
    function = take.function(block, look_at="the def line")
    x = keras.Input(shape, name="x")
    try:
        made = function(x, *arguments, **settings)
    except NotImplementedError:
        not_attempted()
    except Exception as problem:  # whatever the block raises is the finding
        fail(
            expected=wanted,
            found=quoted.error(problem),
            cause=refused if isinstance(problem, ValueError) and _still_as_given(str(problem), shape) else None,
            look_at="the block's lines, with these numbers put in",
        )
    if isinstance(made, keras.KerasTensor):
        return keras.Model(x, made)
    fail(
        expected=wanted,
        found="nothing" if made is None else f"a {type(made).__name__}",
        cause="nothing-returned" if made is None else None,
        look_at="the return line: it hands back the tensor that the block makes of x",
    )


def _still_as_given(said: str, shape: Shape) -> bool:
    """Tell whether Keras cannot join tensors since one is still as long, wide or deep as the block's input of `shape`.

    Where both have another size than the input had, there is a layer on each way, and something else is the matter.
    """
    if not SHAPES.search(said):
        return False
    two = [found.split(", ")[-len(shape) :] for found in SHAPE.findall(said)][-2:]
    if len(two) < 2 or len(two[0]) != len(two[1]):
        return True  # it did not say of what shapes they are
    return any(a != b and str(given) in (a, b) for a, b, given in zip(*two, shape, strict=False))


def _gives(function: Any, arguments: tuple[Any, ...], expected: Any, name: str, slips: Slips | None) -> str:
    found = _numbers(_returned(function, arguments), expected)
    cause = slipped(slips, lambda wrong: _same(found, wrong))
    written = _yes_or_no if isinstance(expected, bool) else near.written
    if _same(found, expected):
        return f"{name} is {written(expected)}"
    look_at = "the formula, term by term, on these numbers"
    if isinstance(expected, bool):
        look_at = "the function, step by step, with what it is called with here"
    fail(expected=written(expected), found=written(found), cause=cause, look_at=look_at)


def _yes_or_no(value: Any) -> str:
    return str(bool(value)) if np.size(value) == 1 else near.written(value)


def _returned(function: Any, arguments: tuple[Any, ...]) -> Any:
    """Return what the student's function returns; raise CheckFailed, quoting its error, when it raises."""
    function = take.function(function, look_at="the def ... line")
    try:
        result = function(*arguments)
    except NotImplementedError:
        not_attempted()
    except Exception as problem:  # whatever the student's function raises is the finding
        look_at = "the function, called as the check calls it"
        fail(expected="a result", found=quoted.error(problem), look_at=look_at)
    if result is None:
        look_at = "the end of the function: does it return what it has worked out?"
        fail(expected="a result", found="nothing", cause="nothing-returned", look_at=look_at)
    return result


def _numbers(given: Any, expected: Any, among: str = "") -> Any:
    """Return what a function gave as an array, or a dict of arrays; raise CheckFailed when it is something else.

    `among` says of a value inside a dict where it stands.
    """
    try:
        if isinstance(given, Mapping):
            each = expected if isinstance(expected, Mapping) else {}
            values = {take.key(key): value for key, value in given.items()}
            return {key: _numbers(value, each.get(key, 0.0), " among its values") for key, value in values.items()}
        found = np.asarray(keras.ops.convert_to_numpy(given))
        if found.dtype.kind == "c":
            raise TypeError("a complex number is not the real one that it begins with")
        if (found.dtype.kind == "b") == (np.asarray(expected).dtype.kind == "b"):
            return found if found.dtype.kind == "b" else found.astype("float64")
        wanted = "a number or an array of numbers" if found.dtype.kind == "b" else "True or False"
        said = f"the text {given!r}" if isinstance(given, str) else near.written(found)
        fail(expected=wanted, found=said, look_at="the return ... line")
    except (TypeError, ValueError, OverflowError):
        is_dict = isinstance(expected, Mapping) or among
        wanted = "a dict of numbers" if is_dict else "a number or an array of numbers"
        fail(expected=wanted, found=f"a {type(given).__name__}{among}", look_at="the return ... line")


def _same(found: Any, wanted: Any) -> bool:
    if isinstance(found, Mapping) and isinstance(wanted, Mapping):
        return set(found) == set(wanted) and all(near.equal(found[key], wanted[key]) for key in wanted)
    if isinstance(found, Mapping) or isinstance(wanted, Mapping):
        return False
    if np.ndim(wanted) == 0 and np.size(found) == 1:  # Keras' own losses give an array with one number in it
        found = np.reshape(found, ())
    return near.equal(found, wanted)
