"""Checks of residual blocks: what is left of a block when its weights are zero."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.behaviour import SAME
from autograder.checks.messages import fail, passed
from autograder.checks.subject import Arrays, copy_of, predict, require_model


def identity_when_zero(model: Any, example: Arrays, relu: bool | None = None) -> None:
    """Check that a model with one input gives its input back when every weight is zero, as a residual block does.

    `relu` tells what follows the addition: True asks for relu(input), False for the input, None takes either.
    A copy is examined; the model stays as it is. Counting parameters cannot see a missing shortcut, this does.
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = "your block with all its weights at zero"
    model = require_model("identity_when_zero", model, looked_at)
    predict("identity_when_zero", model, example, looked_at)
    copy = copy_of(model)
    copy.set_weights([np.zeros_like(weight) for weight in model.get_weights()])
    found = next(iter(predict("identity_when_zero", copy, example, looked_at).values()))
    given = next(iter(example.values()))
    accepted = {False: given, True: np.maximum(given, 0)}
    if relu is not None:
        accepted = {relu: accepted[relu]}
    if any(_near(found, wanted) for wanted in accepted.values()):
        return passed("identity_when_zero", "with all weights at zero, the block hands its input on")
    cause = None
    if not np.any(found):
        cause = "missing-shortcut"
    elif relu is False and _near(found, np.maximum(given, 0)):
        cause = "activation-too-many"
    elif relu and _near(found, given):
        cause = "missing-activation"
    elif _near(found, 2 * given) or _near(found, np.maximum(2 * given, 0)):
        cause = "shortcut-twice"
    fail(
        "identity_when_zero",
        looked_at,
        expected="the input itself"
        if relu is False
        else "the input itself" + (", after relu" if relu else " (or relu of it)"),
        found="zeros everywhere" if not np.any(found) else "something else",
        cause=cause,
        look_at="the two tensors that are added",
    )


def _near(found: np.ndarray, wanted: np.ndarray) -> bool:
    return found.shape == wanted.shape and bool(np.abs(found - wanted).max() <= SAME)
