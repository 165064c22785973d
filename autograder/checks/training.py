"""Checks of what one step of training moves."""

from __future__ import annotations

import warnings
from typing import Any

import keras
import networkx as nx
import numpy as np

from autograder.checks.losses import like_outputs, weights_incomplete
from autograder.checks.messages import fail, passed
from autograder.checks.subject import Arrays, copy_of, fed, predict, require_model
from autograder.graphs.graph import read_graph


def untouched(model: Any, example: Arrays, targets: Arrays, output: str) -> None:
    """Check that one training step moves no weight that only leads to `output`, and moves others.

    A copy of the model is trained with the model's own compile settings; the model stays as it is.
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = f"the weights of the head {output} in training"
    model = require_model("untouched", model, looked_at)
    predictions = predict("untouched", model, example, looked_at)
    if output not in predictions:
        found = f"outputs called {', '.join(predictions)}"
        fail("untouched", looked_at, expected=f"an output called {output}", found=found, cause="missing-output")
    if not model.compiled:
        fail("untouched", looked_at, expected="a compiled model", found="one that is not", cause="not-compiled")
    copy = copy_of(model)
    copy.compile_from_config(model.get_compile_config())
    copy.run_eagerly = True  # one step is not worth compiling
    own = _own_layers(copy, output)
    before = {layer.name: layer.get_weights() for layer in copy.layers if layer.weights}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of weights without a gradient: that is what is looked for
            copy.train_on_batch(fed(copy, example), like_outputs(copy, targets))
    except Exception as problem:  # that Keras refuses to train is a finding about what compile was given
        found = f"{type(problem).__name__}: {str(problem).strip().split(chr(10))[0][:300]}"
        cause = "weights-incomplete" if weights_incomplete(model) else None
        look_at = "the loss=... and loss_weights=... of compile"
        fail("untouched", looked_at, expected="a model that trains", found=found, cause=cause, look_at=look_at)
    moved = {name for name, old in before.items() if _differ(old, copy.get_layer(name).get_weights())}
    if not moved & own and moved:
        return passed("untouched", f"training moves other weights, not those of {output}")
    fail(
        "untouched",
        looked_at,
        expected=f"{', '.join(sorted(own))} stay, the others move",
        found=f"moved: {', '.join(sorted(moved)) or 'nothing'}",
        cause="head-still-trains" if moved else "nothing-trains",
        look_at="the loss_weights=... of compile",
    )


def _own_layers(model: keras.Model, output: str) -> set[str]:
    """Return the names of the layers with weights that lead to this output alone."""
    graph = read_graph(model)
    data = graph.without_masks()
    leading = {name: {end} | nx.ancestors(data, end) for name, end in graph.outputs.items()}
    others = set().union(*(calls for name, calls in leading.items() if name != output))
    layers = {graph.calls.nodes[call]["layer"].split("/")[0] for call in leading[output] - others}
    return {layer.name for layer in model.layers if layer.weights and layer.name in layers}


def _differ(before: list[np.ndarray], after: list[np.ndarray]) -> bool:
    return any(not np.array_equal(a, b) for a, b in zip(before, after, strict=True))
