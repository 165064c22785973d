"""Call layers in the order and on the tensors that a model's configuration says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from autograder.models.calls import Place, as_place, places
from autograder.models.data import Json, Refused, from_json

Made = dict[tuple[str, int], list[Any]]


def replay(
    entry: dict[str, Json],
    layer: Callable[[str], Any],
    entries: Mapping[str, Json],
    call: Callable[..., list[Any]],
) -> tuple[Any, Any]:
    """Return the inputs and outputs of a functional model, in the structure they have.

    Raises Refused where a call, or an output, is of a tensor that nothing makes.
    """
    nodes = entry["nodes"]
    made: Made = {}
    times: dict[Any, int] = {}

    def tensor(place: Place) -> Any:
        name, number, index = place
        return made[name, number][index]

    waiting: dict[str, list[tuple[int, Json]]] = {}
    for node in nodes:
        if entries[node["layer"]]["kind"] == "input":
            made[node["name"], 0] = [layer(node["layer"]).output]
        elif node["calls"]:
            waiting[node["name"]] = list(enumerate(node["calls"]))
    while waiting:
        before = len(made)
        for node in nodes:
            todo = waiting.get(node["name"], [])
            while todo and all((name, number) in made for name, number, _ in places(todo[0][1])):
                number, config = todo.pop(0)
                made[node["name"], number] = call(node["layer"], config, tensor, times)
            if not todo:
                waiting.pop(node["name"], None)
        if len(made) == before:
            raise Refused("the calls in a model are on tensors that nothing makes")

    inner = {node["name"] for node in nodes if entries[node["layer"]]["kind"] == "functional"}

    def output(place: Place) -> Any:
        name, number, index = place
        # Among a model's outputs, and only there, the calls of an inner functional model count from 1.
        return tensor((name, number - 1 if name in inner else number, index))

    try:
        return _mapped(from_json(entry["inputs"]), tensor), _mapped(from_json(entry["outputs"]), output)
    except (KeyError, IndexError):
        raise Refused("a model's inputs or outputs are tensors that nothing makes") from None


def _mapped(structure: Any, tensor: Callable[[Place], Any]) -> Any:
    if isinstance(structure, list | tuple) and len(structure) == 3 and isinstance(structure[0], str):
        return tensor(as_place(structure))
    if isinstance(structure, dict):
        return {key: _mapped(part, tensor) for key, part in structure.items()}
    if isinstance(structure, list | tuple):
        return type(structure)(_mapped(part, tensor) for part in structure)
    raise Refused("a model's inputs or outputs are no tensors")
