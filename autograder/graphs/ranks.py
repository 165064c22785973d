"""How many axes the tensors of a drawing have: a drawing tells the shape of its inputs alone."""

from __future__ import annotations

import re

from autograder.graphs.box import MERGES, RECURRENT, Box

REDUCTIONS = ("Sum", "Mean", "Max", "Min", "Prod", "Any", "All", "Std", "Var", "Logsumexp", "CountNonzero")
KEEPING = re.compile(r"\w*(Conv|Pooling|Dense|Dropout|Noise|Normalization|UpSampling|Padding|Cropping|Activation)\w*")


def rank_made(box: Box, rank: int | None) -> int | None:
    """Return how many axes, that of the batch included, a call makes of a tensor with `rank`; None when unknown."""
    if box.kind == "InputLayer":
        return 1 + _how_many(box.get("shape"))
    if box.kind in RECURRENT:
        return 3 if box.get("return_sequences") else 2
    if box.kind == "Flatten":
        return 2
    if box.kind == "Reshape":
        return 1 + _how_many(box.get("target_shape"))
    if rank is None or box.get("keepdims"):
        return rank
    if box.kind.startswith("Global"):
        return 2
    if box.kind == "Embedding":
        return rank + 1
    if box.kind in REDUCTIONS:
        axis = box.get("axis", -1)
        return 0 if axis is None else rank - _how_many(axis)
    return rank if box.kind in MERGES or KEEPING.fullmatch(box.kind) else None


def _how_many(value: object) -> int:
    return len(value) if isinstance(value, tuple) else 1
