"""What may become an object of Keras: looked at before Keras sees it, for its own safe mode lets more through."""

from __future__ import annotations

import inspect
import math
from collections.abc import Iterator, Mapping
from typing import Any

import keras

from autograder.models.data import DEPTH, Json, Refused
from autograder.models.words import LOOKUPS, check_lookup

LAYERS = 2_000
CALLS = 20_000
PARAMETERS = 200_000_000
INTEGER = 10**8
UNCHECKED = 10_000_000
TEXT = 10_000
NAME = 200

DENIED = {
    *("Lambda", "TorchModuleWrapper", "TFSMLayer", "JaxLayer", "FlaxLayer", "Pipeline"),  # code, or files
    *("IntegerLookup", "Hashing", "HashedCrossing", "Discretization"),
    *("MelSpectrogram", "STFTSpectrogram"),  # they compute large tables as soon as they are made
}
KINDS: dict[str, dict[str, Any]] = {
    "input": {"config": dict, "tensor": str},
    "operation": {"config": dict},
    "layer": {"config": dict, "weights": list, "scope": list, "trainable": bool, "built": bool},
    "opaque": {"is": str, "config": dict, "weights": list, "calls": list, "masking": bool, "trainable": bool},
    "sequential": {"parts": list, "trainable": bool},
    "functional": {"nodes": list, "trainable": bool},
}
WEIGHT = {"id": str, "hash": str, "shape": list, "dtype": str, "trainable": bool}
PLAIN = {"__keras_tensor__", "__tensor__", "__numpy__", "__slice__", "__ellipsis__", "__bytes__"}


def _classes(module: Any) -> set[str]:
    return {name for name, thing in vars(module).items() if isinstance(thing, type)}


def _operations() -> set[tuple[str, str]]:
    """Every operation of Keras that is no layer: operators, functions of ``keras.ops``, activations of tensors."""
    found, todo = set(), [keras.Operation]
    while todo:
        for cls in todo.pop().__subclasses__():
            if not issubclass(cls, keras.layers.Layer):
                todo.append(cls)
                if cls.__module__.startswith("keras."):
                    found.add((cls.__module__, cls.__name__))
    return found


CLASSES = {
    "keras.layers": _classes(keras.layers) - DENIED,
    "keras.initializers": _classes(keras.initializers),
    "keras.regularizers": _classes(keras.regularizers),
    "keras.constraints": _classes(keras.constraints),
    "keras.losses": _classes(keras.losses),
    "keras.metrics": _classes(keras.metrics),
    "keras.optimizers": _classes(keras.optimizers),
    "keras.optimizers.schedules": _classes(keras.optimizers.schedules),
    "keras.dtype_policies": _classes(keras.dtype_policies),
    "keras": {"DTypePolicy", "FloatDTypePolicy", "Variable"},
}
OPERATIONS = _operations()
FUNCTIONS = {
    name
    for module in (keras.activations, keras.losses, keras.metrics)
    for name, thing in vars(module).items()
    if inspect.isfunction(thing) and name not in ("get", "serialize", "deserialize")
}
FUNCTION_MODULES = ("builtins", "keras.activations", "keras.losses", "keras.metrics")


def check_layers(layers: Mapping[str, Json]) -> None:
    """Raise Refused where a table of layers is too large or is none; what is in it is checked as it is made."""
    if not isinstance(layers, Mapping) or not all(isinstance(entry, dict) for entry in layers.values()):
        raise Refused("a table of layers was expected")
    if len(layers) > LAYERS:
        raise Refused(f"there are {len(layers):,} layers; at most {LAYERS:,} are looked at")


def check_entry(entry: dict[str, Json], depth: int) -> None:
    """Raise Refused where an entry has not the form of its kind. `depth`: within how many models it stands."""
    if depth > DEPTH:
        raise Refused(f"models stand within models more than {DEPTH} deep")
    wanted = KINDS.get(str(entry.get("kind")))
    if wanted is None:
        raise Refused("a layer is of a kind that is not known here")
    _has(entry, {"class": str, "name": str, **wanted})
    name = entry["name"]
    if not name or len(name) > NAME or len(entry["class"]) > NAME or "/" in name:
        raise Refused(f"a layer cannot have the name {name[:40]!r}")
    for weight in entry.get("weights", ()):
        _has(weight, WEIGHT)
        if not all(type(size) is int and size >= 0 for size in weight["shape"]):
            raise Refused(f"a weight of `{name}` has a shape that is none")
    calls = [call for node in entry.get("nodes", ()) for call in _calls(node)]
    if len(calls) > CALLS:
        raise Refused(f"`{name}` has {len(calls):,} calls of layers; at most {CALLS:,} are looked at")
    if entry["kind"] == "opaque":
        if entry["is"] not in ("Lambda", "Model", "Layer"):
            raise Refused("a layer of the answer's own is of a kind that is not known here")
        for call in entry["calls"]:
            _has(call, {"arguments": (dict, list), "outputs": (dict, list)})


def check_config(config: Json, depth: int = 0, key: str = "") -> None:
    """Raise Refused where settings name anything but Keras' own layers, operations and their parts, or are large."""
    if depth > DEPTH:
        raise Refused(f"settings are nested more than {DEPTH} deep")
    if isinstance(config, dict):
        if "class_name" in config:
            _check_class(config)
        for name, item in config.items():
            if name not in ("__layer__", "__function__") and (name != "graphs" or "__function__" not in config):
                check_config(item, depth + 1, str(name))
    elif isinstance(config, list):
        for item in config:
            check_config(item, depth + 1, key)
    elif isinstance(config, str):
        if len(config) > TEXT:
            raise Refused(f"a setting is a text of {len(config):,} letters")
    elif isinstance(config, int) and not isinstance(config, bool):
        if abs(config) > (2**64 if key == "seed" else INTEGER):
            raise Refused(f"a setting is {config:,}; at most {INTEGER:,} is looked at")
    elif config is not None and not isinstance(config, bool | float):
        raise Refused("settings hold what is no data")


def estimated_parameters(entry: dict[str, Json], before: int) -> int:
    """Return how many parameters there are with those of `entry`, added to those `before`.

    Raises Refused where these are too many, by the shapes that the data gives.
    """
    count = before
    for weight in entry["weights"]:
        size = 1
        for axis in weight["shape"]:
            size *= axis
        count += size
    if count > PARAMETERS:
        raise Refused(f"the models have {count:,} parameters or more; at most {PARAMETERS:,} are looked at")
    return count


def check_size(entry: dict[str, Json]) -> None:
    """Raise Refused where settings may ask for more weights than the data says that the layer has.

    The integers in the settings, multiplied, are more than any layer's weights but for a small factor. Where that is
    much, each of them has to be a size that the weights have too.
    """
    found = [number for number in integers(entry["config"]) if number > 1]
    if math.prod(found) <= UNCHECKED:
        return
    sizes = [size for weight in entry["weights"] for size in weight["shape"]]
    if max(found) > max([1_000, *(4 * size for size in sizes)]):
        raise Refused(f"the settings of `{entry['name']}` are for a larger layer than its weights")


def integers(config: Json, key: str = "") -> Iterator[int]:
    """Return the integers in settings that may be sizes."""
    if isinstance(config, dict):
        for name, item in config.items():
            if name != "graphs":
                yield from integers(item, str(name))
    elif isinstance(config, list):
        for item in config:
            yield from integers(item, key)
    elif type(config) is int and key != "seed":
        yield abs(config)


def _check_class(config: dict[str, Json]) -> None:
    name, module, registered = config["class_name"], config.get("module"), config.get("registered_name")
    if not isinstance(name, str) or not isinstance(module, str | None):
        raise Refused("settings name a class by what is no name")
    if name == "function":
        if config.get("config") not in FUNCTIONS or module not in FUNCTION_MODULES:
            raise Refused(f"the function {str(config.get('config'))[:80]!r} is not one of Keras' activations or losses")
        wanted: tuple[Any, ...] = (None, name, config["config"])
    else:
        wanted = (None, name)
        known = name in PLAIN or name in CLASSES.get(str(module), ()) or (module, name) in OPERATIONS
        if not known:
            raise Refused(f"`{str(module)[:80]}.{name[:80]}` is not one of Keras' layers, or not one that travels")
        if name in LOOKUPS:
            check_lookup(name, config.get("config"))
    if registered not in wanted:
        raise Refused(f"{name[:80]} goes by another name as well: {str(registered)[:80]}")


def _calls(node: Json) -> list[Json]:
    _has(node, {"layer": str, "name": str, "calls": list})
    for call in node["calls"]:
        _has(call, {"args": (dict, list), "kwargs": dict})
    return list(node["calls"])


def _has(entry: Json, wanted: Mapping[str, Any]) -> None:
    if not isinstance(entry, dict) or not all(isinstance(entry.get(key), kind) for key, kind in wanted.items()):
        raise Refused("a layer is not written as it has to be")
