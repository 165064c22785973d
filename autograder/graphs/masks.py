"""Which masks of a model are its author's own, and which are those that Keras passes along by itself."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.graphs.graph import ModelGraph

FILLED = ("ZerosLike", "OnesLike")  # how Keras joins a mask with tensors that have none


def own_masks(graph: ModelGraph, data: set[str]) -> list[tuple[str, str, int]]:
    """Return the ``mask=`` that is no consequence of the data, as (what makes it, the call it is given, which output).

    `data` are the calls that lead to an output without any mask. From an Embedding with ``mask_zero=True`` or a Masking
    layer Keras makes masks by comparing what that layer is given with a number; every other mask was asked for.
    """
    masked = {
        source
        for source, target in graph.calls.edges()
        if graph.kind(target) == "Masking" or graph.calls.nodes[target]["config"].get("mask_zero")
    }
    return [
        (source, target, edge["part"])
        for source, target, edge in graph.calls.edges(data=True)
        if edge["argument"] == "mask"
        and target in data
        and any(
            reader is None or not _is_keras_own(graph, start, reader, masked)
            for start, reader in _starts(graph, source, data)
        )
    ]


def _is_keras_own(graph: ModelGraph, start: str, reader: str, masked: set[str]) -> bool:
    return graph.kind(reader) in FILLED or (graph.kind(reader) == "NotEqual" and start in masked)


def _starts(graph: ModelGraph, mask: str, data: set[str]) -> Iterator[tuple[str, str | None]]:
    """Yield each call of the data that a mask is made from, with the call that reads it (None: it is the mask)."""
    if mask in data:
        yield mask, None
        return
    waiting, seen = [mask], {mask}
    while waiting:
        call = waiting.pop()
        for source in graph.calls.predecessors(call):
            if source in data:
                yield source, call
            elif source not in seen:
                seen.add(source)
                waiting.append(source)
