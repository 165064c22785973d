"""One answer of a model with several, as a model of its own that other checks can look at."""

from __future__ import annotations

from typing import Any

import keras

from autograder.checks import take
from autograder.checks.look import fail, maker
from autograder.graphs.graph import output_names


@maker("the heads of your model", subjects=["model"])
def head(model: Any, name: str) -> keras.Model:
    """Return the model from all inputs to the output called `name` alone, with the model's own layers.

    Raises CheckFailed when there is no such output; NotAttempted when there is no model yet.

    >>> x = keras.Input((2,), name="x")
    >>> model = keras.Model(x, [layers.Dense(1, name="age")(x), layers.Dense(3, name="genre")(x)])
    >>> check.outputs(check.head(model, "genre"), genre=(None, 3))
    ✓ outputs: genre (None, 3)
    >>> check.head(model, "income")
    ✗ the heads of your model
        expected  an output called income
        found     outputs called age, genre
        cause     missing-output: an output that the exercise asks for is not among the model's outputs
        look at   the outputs=... of keras.Model: is every head in it, under its name?
    """
    made = take.model(model)
    names = output_names(made)
    if name not in names:
        fail(expected=f"an output called {name}", found=f"outputs called {', '.join(names)}", cause="missing-output")
    output = made.output[name] if isinstance(made.output, dict) else made.outputs[names.index(name)]
    return keras.Model(made.input, {name: output})
