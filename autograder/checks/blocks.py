"""Blocks written as functions: the model of a block, made so that other checks can look at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras

from autograder.checks.messages import fail, not_attempted
from autograder.checks.subject import Shape, require_made


def model_of(
    block: Callable[..., Any] | None, shape: Shape, *arguments: Any, refused: str | None = None, **settings: Any
) -> keras.Model:
    """Return the model from an input of `shape`, without the batch, to ``block(input, *arguments, **settings)``.

    `refused` is the cause to name when Keras refuses the shapes inside the block (a ValueError).
    Raises CheckFailed when the block raises or returns no tensor; NotAttempted when there is no block yet.
    """
    require_made("model_of", block, "your block")
    given = [f"x of shape {shape}", *map(str, arguments), *(f"{name}={value}" for name, value in settings.items())]
    looked_at = f"your block, called with {', '.join(given)}"
    if not callable(block):
        fail("model_of", looked_at, expected="a function", found=f"a {type(block).__name__}", look_at="the def line")
    x = keras.Input(shape, name="x")
    try:
        made = block(x, *arguments, **settings)
    except NotImplementedError:
        not_attempted("model_of", "your block")
    except Exception as problem:  # whatever the block raises is the finding
        fail(
            "model_of",
            looked_at,
            expected="a tensor",
            found=f"{type(problem).__name__}: {str(problem).strip()[:200]}",
            cause=refused if isinstance(problem, ValueError) else None,
            look_at="the block's lines, with these numbers put in",
        )
    if isinstance(made, keras.KerasTensor):
        return keras.Model(x, made)
    fail(
        "model_of",
        looked_at,
        expected="a tensor",
        found="nothing" if made is None else f"a {type(made).__name__}",
        cause="nothing-returned" if made is None else None,
        look_at="the return line: it hands back the tensor that the block makes of x",
    )
