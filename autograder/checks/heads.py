"""Checks of a model's heads: what kind of answer each gives, and that they stand side by side on one trunk."""

from __future__ import annotations

from typing import Any, Literal

import keras
import networkx as nx
import numpy as np

from autograder.checks.messages import fail, passed
from autograder.checks.subject import Arrays, last_activation, predict, require_graph, require_model
from autograder.graphs.graph import ModelGraph

Kind = Literal["classes", "yes-or-no", "amount"]
GIVES: dict[Kind, str] = {
    "classes": "probabilities that sum to 1",
    "yes-or-no": "a probability between 0 and 1",
    "amount": "any number",
}
SUM = 1e-4  # float32 probabilities sum to 1 up to this


def heads(model: Any, example: Arrays, **kinds: Kind) -> None:
    """Check the heads of a model with several outputs, by output name: ``genre="classes", date="amount"``.

    "classes" are probabilities that sum to 1, "yes-or-no" one between 0 and 1, an "amount" may be any number. All must
    share a layer with weights (the trunk), and none may read another one's answer.
    Raises CheckFailed; NotAttempted when there is no model yet.
    """
    looked_at = "the heads of your model"
    model = require_model("heads", model, looked_at)
    predictions = predict("heads", model, example, looked_at)
    missing = [name for name in kinds if name not in predictions]
    if missing:
        found = f"outputs called {', '.join(predictions)}"
        fail("heads", looked_at, expected=f"an output called {missing[0]}", found=found, cause="missing-output")
    for name, kind in kinds.items():
        cause = _why_other_kind(kind, predictions[name], last_activation(model, name))
        if cause is not None:
            found = f"{name} gives {_in_words(predictions[name])}"
            fail("heads", looked_at, expected=f"{name} gives {GIVES[kind]}", found=found, cause=cause)
    graph = require_graph("heads", model, looked_at)
    data = graph.without_masks()
    ends = {name: graph.outputs[name] for name in kinds}
    for first, end in ends.items():
        for second, other in ends.items():
            if end in nx.ancestors(data, other):
                found = f"the answer {first} goes into the head {second}"
                fail("heads", looked_at, expected="heads side by side", found=found, cause="head-on-head")
    if not _trunk(model, graph, data, list(ends.values())):
        found = "no layer with weights that leads to all of them"
        fail("heads", looked_at, expected="one trunk under all heads", found=found, cause="separate-trunks")
    if len(kinds) == 1:
        name, kind = next(iter(kinds.items()))
        return passed("heads", f"{name} gives {GIVES[kind]}")
    passed("heads", f"{' and '.join(kinds)} stand on one trunk, each with its own kind of answer")


def _why_other_kind(kind: Kind, values: np.ndarray, activation: str | None) -> str | None:
    """Return the cause of an output that gives another kind of answer; None when it gives the right kind."""
    one_unit = values.shape[-1] == 1
    if one_unit and activation == "softmax":
        return "softmax-on-one-unit"
    if kind == "amount":
        if activation in ("relu", "relu6", "softplus"):
            return "answer-clipped"
        return "answer-squeezed" if activation in ("sigmoid", "tanh", "softmax", "hard_sigmoid") else None
    within = bool(np.all((values >= 0) & (values <= 1)))
    if kind == "yes-or-no":
        return None if within and activation not in (None, "linear", "relu") else "not-probabilities"
    sums = np.abs(values.sum(axis=-1) - 1).max()
    return None if within and sums <= SUM else "not-probabilities"


def _trunk(model: keras.Model, graph: ModelGraph, data: nx.DiGraph, ends: list[str]) -> set[str]:
    """Return the layers with weights that lead to every one of these outputs, through whichever of their calls."""
    weighted = {layer.name for layer in model.layers if layer.weights}
    leading = [
        {graph.calls.nodes[call]["layer"].split("/")[0] for call in {end} | nx.ancestors(data, end)} for end in ends
    ]
    return set.intersection(*leading) & weighted


def _in_words(values: np.ndarray) -> str:
    low, high = float(values.min()), float(values.max())
    if low == high:
        return f"{low:g}, whatever is read"
    if values.shape[-1] > 1:
        return f"rows that sum to {values.sum(axis=-1).min():.2g} … {values.sum(axis=-1).max():.2g}"
    return f"numbers from {low:.2g} to {high:.2g}"
