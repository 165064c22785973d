"""Models of the chapter's own that a check compares with the student's: they travel, and are taken if unchanged."""

from __future__ import annotations

from typing import Any

import keras

from autograder.graphs.canonical import canonical
from autograder.graphs.graph import read_graph
from autograder.graphs.matching import same


def is_the_chapters(model: Any, own: Any) -> bool:
    """Tell whether a model from the kernel has the graph, and the shapes of weights, of the chapter's own model."""
    if not (isinstance(model, keras.Model) and isinstance(own, keras.Model) and model.built and own.built):
        return False
    shapes = [[tuple(weight.shape) for weight in one.weights] for one in (model, own)]
    if shapes[0] != shapes[1]:
        return False
    return same(canonical(read_graph(_functional(model))), canonical(read_graph(_functional(own))))


def _functional(model: keras.Model) -> keras.Model:
    return keras.Model(model.inputs, model.outputs) if isinstance(model, keras.Sequential) else model
