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
    """
    made = take.model(model)
    names = output_names(made)
    if name not in names:
        fail(expected=f"an output called {name}", found=f"outputs called {', '.join(names)}", cause="missing-output")
    output = made.output[name] if isinstance(made.output, dict) else made.outputs[names.index(name)]
    return keras.Model(made.input, {name: output})
