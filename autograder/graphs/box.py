"""What stands in a box of a graph: a call of a layer or operation as a value, so that boxes can be compared."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Union

import keras

from autograder.graphs.references import Place

Value = Union[None, bool, int, float, str, tuple["Value", ...], "Box"]

ACTIVATIONS = (
    *("relu", "relu6", "elu", "selu", "celu", "gelu", "silu", "mish", "leaky_relu", "hard_silu", "softplus"),
    *("softsign", "sigmoid", "hard_sigmoid", "log_sigmoid", "tanh", "softmax", "log_softmax", "exponential", "linear"),
)
MERGES = ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate")
COMMUTING = (
    "Add",
    "Multiply",
    "Average",
    "Maximum",
    "Minimum",
    "Equal",
    "NotEqual",
)  # a number may stand on either side
RECURRENT = ("LSTM", "GRU", "SimpleRNN")
CLASS_NAMES = {
    "TrueDivide": "Divide",
    "Amax": "Max",
    "Amin": "Min",
}  # operators whose class is called otherwise than the function
USUAL: dict[str, Value] = {"axis": -1, "keepdims": False, "data_format": "channels_last", "rms_scaling": False}
ALWAYS = ("pool_size", "size")  # kept even when they are what Keras assumes
WINDOWS = ("strides", "dilation_rate")  # given for every axis, and mostly the same for all
SILENT = re.compile(  # settings that no comparison looks at: names, starting values, what only training sees
    r"name|trainable|dtype|seed|activation|function|batch_\w+|sparse|ragged|optional|quantization_config|lora_\w+"
    r"|unroll|stateful|zero_output_for_mask|return_state|unit_forget_bias|layer|build\w*"
    r"|\w*_initializer|\w*_regularizer|\w*_constraint"
)


@dataclass(frozen=True)
class Box:
    """One box of a graph. Boxes are equal when they stand for the same kind of call with the same settings.

    `settings` are sorted, under Keras' names, without those that are Keras' defaults; a list of one is its item.
    `wrapper` is the box of the layer around, such as Bidirectional. `constants` are the numbers, slices and arrays
    among the arguments of the call, each after its place. `activation` is what the layer does with what it computed,
    as a box of its own.
    """

    kind: str
    settings: tuple[tuple[str, Value], ...] = ()
    wrapper: Box | None = None
    constants: tuple[tuple[Place, Value], ...] = ()
    activation: Box | None = None

    def get(self, setting: str, otherwise: Value = None) -> Value:
        """Return a setting, `otherwise` when it is Keras' default."""
        return next((value for name, value in self.settings if name == setting), otherwise)

    def having(self, **settings: Value) -> Box:
        """Return the box with these settings in place of its own of the same names."""
        return dataclasses.replace(self, settings=_sorted({**dict(self.settings), **settings}))

    def without(self, *settings: str) -> Box:
        """Return the box as if these settings were Keras' defaults."""
        return dataclasses.replace(
            self, settings=tuple((name, value) for name, value in self.settings if name not in settings)
        )

    def plain(self) -> Box:
        """Return the box without its activation, which stands in a box of its own."""
        return dataclasses.replace(self, activation=None)


def make_box(
    kind: str,
    settings: Mapping[str, Any],
    *,
    wrapper: Box | None = None,
    constants: Iterable[tuple[Place, Any]] = (),
    activation: Box | None = None,
) -> Box:
    """Return the box of a kind with these settings, from which Keras' defaults and what is silent are left out."""
    kind = CLASS_NAMES.get(kind, kind)
    kept = {name: _normal(name, value) for name, value in settings.items() if _counts(kind, name)}
    usual = _defaults(kind)
    if "pool_size" in kept:  # without strides of its own, a window steps by its own size
        usual["strides"] = _short(kept["pool_size"])
        kept["strides"] = usual["strides"] if kept.get("strides") is None else kept["strides"]
    kept = {name: value for name, value in kept.items() if name in ALWAYS or value != usual.get(name)}
    fixed = tuple((place, frozen(value)) for place, value in constants)
    return Box(kind, _sorted(kept), wrapper, fixed, activation)


def box_of(call: Mapping[str, Any]) -> Box:
    """Return the box of a call in a ModelGraph, with the attributes that its node has there."""
    kind, config = call["kind"], call["config"]
    if kind == "InputLayer":
        return input_box(config["name"], config["batch_shape"][1:])
    if kind == "Activation":
        made = activation_box(kind, config)
        return made if made else Box(kind)
    if kind == "Average" and "axis" in config:  # the operation, and no layer that joins
        kind = "Mean"
    wrapper = None
    if call["wrapper"] != call["kind"]:
        wrapper, config = _wrapper(call["wrapper"], config), config["layer"]["config"]
    activation = activation_box(kind, config)
    if activation and activation_name(kind) and not call["constants"]:
        return activation
    if kind == "Reshape":  # as an operation, with the batch before it
        config = {"target_shape": config.get("target_shape") or config["newshape"][1:]}
    return make_box(kind, config, wrapper=wrapper, constants=call["constants"], activation=activation)


def input_box(name: str, shape: Iterable[int | None]) -> Box:
    """Return the box of an input; `shape` is without the batch."""
    return Box("InputLayer", (("name", name), ("shape", tuple(shape))))


def activation_box(kind: str, config: Mapping[str, Any]) -> Box | None:
    """Return the activation that a call is, or that its layer has as an argument, as a box; None for none."""
    called = activation_name(kind)
    if called and not (kind == "ReLU" and make_box(kind, config).settings):
        return named_activation(called, config)
    given = config.get("activation")
    if kind in RECURRENT or given is None:
        return None
    if not isinstance(given, dict):
        return named_activation(str(given))
    inner = given.get("config")
    if isinstance(inner, dict):  # a layer given as the activation
        return activation_box(given["class_name"], inner) or make_box(given["class_name"], inner)
    return named_activation(inner if isinstance(inner, str) else "own function")


def named_activation(name: str, config: Mapping[str, Any] | None = None) -> Box:
    """Return the box of the activation with this name, with those of its layer's settings that count."""
    settings = dict(config or {})
    name = {"swish": "silu", "softmax_v2": "softmax", "log_softmax_v2": "log_softmax"}.get(name, name)
    kept: dict[str, Any] = {"name": name}
    if name == "leaky_relu":
        kept["negative_slope"] = settings.get("negative_slope", 0.2)
    if name in ("elu", "celu") and settings.get("alpha", 1.0) != 1:
        kept["alpha"] = settings["alpha"]
    if name == "gelu" and settings.get("approximate"):
        kept["approximate"] = True
    axis = frozen(settings.get("axis", -1))
    if name in ("softmax", "log_softmax") and axis != -1:
        kept["axis"] = axis
    return Box("Activation", _sorted(kept))


def activation_name(kind: str) -> str | None:
    """Return the name of the activation that a class stands for, such as relu for ReLU and Relu; None for others."""
    spelled = snake_case(kind)
    spelled = {"re_lu": "relu", "leaky_re_lu": "leaky_relu", "exp": "exponential"}.get(spelled, spelled)
    return spelled if spelled in ACTIVATIONS else None


def snake_case(kind: str) -> str:
    """Return a class name as the name of its function: ``LeakyRelu`` as ``leaky_relu``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind).lower()


def frozen(value: Any) -> Value:
    """Return a value of a config as one that can be compared: lists as tuples, a list of one as its item."""
    if isinstance(value, list | tuple):
        several = tuple(frozen(item) for item in value)
        return several[0] if len(several) == 1 else several
    if isinstance(value, dict):
        inner = value.get("config")
        if isinstance(inner, dict) and "class_name" in value:  # a layer inside, such as the cell of an RNN
            return make_box(value["class_name"], inner)
        return inner if isinstance(inner, str) else tuple((key, frozen(value[key])) for key in sorted(value)) or None
    return value if value is None or isinstance(value, bool | int | float | str | Box) else str(value)


@cache
def parameters(kind: str) -> Mapping[str, inspect.Parameter]:
    """Return the parameters of the layer with this class name; none for other classes."""
    made = getattr(keras.layers, kind, None)
    return inspect.signature(made).parameters if isinstance(made, type) else {}


def _wrapper(kind: str, config: Mapping[str, Any]) -> Box:
    """Return the box of the layer around another; a Bidirectional mostly reads backwards as it reads forwards."""
    made = make_box(kind, config)
    same = make_box(config["layer"]["class_name"], config["layer"]["config"]).without("go_backwards")
    backwards = made.get("backward_layer")
    return (
        made.without("backward_layer")
        if isinstance(backwards, Box) and backwards.without("go_backwards") == same
        else made
    )


def _defaults(kind: str) -> dict[str, Value]:
    given = {name: parameter.default for name, parameter in parameters(kind).items()}
    return {name: _normal(name, value) for name, value in given.items() if value is not inspect.Parameter.empty} | USUAL


def _counts(kind: str, name: str) -> bool:
    if name in ("activation", "dtype"):  # what a layer computes with, but what a Cast does
        return kind in RECURRENT if name == "activation" else kind == "Cast"
    return not SILENT.fullmatch(name)


def _normal(name: str, value: Any) -> Value:
    return _short(frozen(value)) if name in WINDOWS else frozen(value)


def _short(lengths: Value) -> Value:
    return lengths[0] if isinstance(lengths, tuple) and len(set(lengths)) == 1 else lengths


def _sorted(settings: Mapping[str, Value]) -> tuple[tuple[str, Value], ...]:
    return tuple(sorted(settings.items(), key=lambda item: item[0]))
