"""What stands in for code that does not travel: right in its shapes, and refusing to be run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

import keras

from autograder.models.data import Json, Refused, Unjudged, from_json

BASES = {"Lambda": keras.layers.Lambda, "Model": keras.Model, "Layer": keras.layers.Layer}


def refuse_to_run(what: str, unjudged: list[str]) -> NoReturn:
    """Note that `what` was run, and raise Unjudged."""
    unjudged.append(what)
    raise Unjudged(f"{what} is code of the answer's own, which does not run here")


def stand_in_function(name: str, unjudged: list[str]) -> Callable[..., Any]:
    """Return a function of that name that raises Unjudged when it is called.

    On symbolic tensors it raises TypeError: whoever asks what it would do of them is to go on without an answer.
    """

    def stand_in(*args: Any, **kwargs: Any) -> NoReturn:
        _refuse_symbols(name, args)
        refuse_to_run(f"the function `{name}`", unjudged)

    return _named(stand_in, name)


def stand_in_optimizer(name: str, unjudged: list[str]) -> keras.optimizers.Optimizer:
    """Return an optimizer of that class's name that raises Unjudged when it is to train."""

    def apply(self: Any, *args: Any, **kwargs: Any) -> NoReturn:
        refuse_to_run(f"the optimizer `{name}`", unjudged)

    cls = type(name, (keras.optimizers.Optimizer,), {"apply": apply, "update_step": apply})
    return cls(learning_rate=0.001)


def with_overrides(cls: type, entry: dict[str, Json], unjudged: list[str]) -> type:
    """Return the class of a model: `cls`, or one derived from it that has the student's name for it.

    What that class does in its own way, such as a ``train_step``, raises Unjudged.
    """
    if not entry.get("derived"):
        return cls
    own = {}
    for method in entry.get("overrides") or []:
        if method not in ("train_step", "test_step", "predict_step", "compute_loss", "compute_metrics"):
            raise Refused(f"a model's class has a method of its own that cannot be carried: {str(method)[:40]}")
        own[method] = _method(f"`{method}` of `{entry['class']}`", unjudged)
    return type(entry["class"], (cls,), own)


class Unfolded:
    """Calls of a function on what it was called on before, replayed by the operations it called then."""

    def __init__(
        self, name: str, calls: list[dict[str, Json]], layer: Callable[[str], Any], unjudged: list[str]
    ) -> None:
        self._name, self._calls, self._layer, self._unjudged = name, calls, layer, unjudged

    def run(self, args: Any) -> Any:
        """Return what the function would; raises Unjudged for arguments of other shapes."""
        for call in self._calls:
            if call.get("graph") is not None and _fits(from_json(call["arguments"]), args):
                graph = self._layer(call["graph"])
                flat = keras.tree.flatten(args)
                return graph(keras.tree.pack_sequence_as(graph.input, flat) if len(flat) > 1 else flat[0])
        _refuse_symbols(self._name, args)
        refuse_to_run(self._name, self._unjudged)

    def as_function(self) -> Callable[..., Any]:
        """Return it as a function of one or more tensors."""
        for call in self._calls:
            self._layer(call["graph"])
        return _named(lambda *args: self.run(list(args)), self._name)


def opaque_layer(entry: dict[str, Json], layer: Callable[[str], Any], unjudged: list[str]) -> Any:
    """Return a layer, or model, of the class's name, with its weights and the shapes of what it returned.

    On arguments like those it was called on, a Lambda that could be unfolded computes what it did. All else raises
    Unjudged. Raises Refused where the data is not that of such a layer.
    """
    calls = entry["calls"]
    for call in calls:
        if call.get("graph") is not None:
            layer(call["graph"])
    unfolded = Unfolded(f"the layer `{entry['name']}` ({entry['class']})", calls, layer, unjudged)
    base = BASES[entry["is"]]
    settings = from_json(entry["config"])

    def __init__(self: Any) -> None:
        function = [lambda inputs: unfolded.run([inputs])] if base is keras.layers.Lambda else []
        base.__init__(self, *function, name=entry["name"])
        self.supports_masking = bool(entry["masking"])
        for weight in entry["weights"]:
            self.add_weight(
                shape=tuple(weight["shape"]),
                dtype=weight["dtype"],
                trainable=bool(weight["trainable"]),
                name=weight["name"],
                initializer="zeros",
            )
        self.built = bool(entry["built"])

    def compute_output_spec(self: Any, *args: Any, **kwargs: Any) -> Any:
        for call in calls:
            if _fits(from_json(call["arguments"]), list(args)):
                return _specs(from_json(call["outputs"]))
        return refuse_to_run(f"the layer `{entry['name']}` ({entry['class']})", unjudged)

    def count_params(self: Any) -> int:
        if base is keras.layers.Lambda and calls and all(call.get("graph") is not None for call in calls):
            return 0  # its numbers stand in the graph
        return refuse_to_run(f"the numbers that the layer `{entry['name']}` ({entry['class']}) holds", unjudged)

    methods = {
        "__init__": __init__,
        "count_params": count_params,
        "call": lambda self, *args, **kwargs: unfolded.run(list(args)),
        "compute_output_spec": compute_output_spec,
        "build": lambda self, *args, **kwargs: None,
        "get_config": lambda self: dict(settings),
        "from_config": classmethod(lambda cls, _: cls()),  # a copy of a model has a layer like it
    }
    return type(entry["class"], (base,), methods)()


def _method(what: str, unjudged: list[str]) -> Callable[..., Any]:
    def method(self: Any, *args: Any, **kwargs: Any) -> NoReturn:
        refuse_to_run(what, unjudged)

    return method


def _named(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    """Give a function its name; a lambda gets one of words, for Keras writes a lambda's code into settings."""
    function.__name__ = function.__qualname__ = "a_lambda" if name == "<lambda>" else name
    function.__module__ = "__main__"
    return function


def _refuse_symbols(name: str, args: Any) -> None:
    if any(isinstance(argument, keras.KerasTensor) for argument in keras.tree.flatten(args)):
        raise TypeError(f"what {name} does is not known here")


def _fits(recorded: Any, args: Any) -> bool:
    """Tell whether arguments have the recorded structure and shapes, as far as these are known."""
    described, found = _described(recorded), keras.tree.flatten(args)
    if len(described) != len(found) or not all(hasattr(tensor, "shape") for tensor in found):
        return False
    return all(
        len(one["shape"]) == len(tensor.shape)
        and all(a is None or b is None or a == b for a, b in zip(one["shape"], tensor.shape, strict=True))
        for one, tensor in zip(described, found, strict=True)
    )


def _described(recorded: Any) -> list[dict[str, Any]]:
    if isinstance(recorded, dict) and set(recorded) == {"shape", "dtype"}:
        return [recorded]
    parts = [recorded[key] for key in sorted(recorded)] if isinstance(recorded, dict) else recorded
    return [one for part in parts for one in _described(part)]


def _specs(recorded: Any) -> Any:
    if isinstance(recorded, dict) and set(recorded) == {"shape", "dtype"}:
        return keras.KerasTensor(tuple(recorded["shape"]), recorded["dtype"])
    if isinstance(recorded, dict):
        return {key: _specs(part) for key, part in recorded.items()}
    return type(recorded)(_specs(part) for part in recorded)
