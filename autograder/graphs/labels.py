"""What a picture of a graph writes into a box: a layer in a few words, ``Conv2D 8 · 3×3 · stride 2 · same``."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping, Sequence
from typing import Any

import keras

from autograder.graphs.references import Number

ACTIVATIONS = (
    *(
        "relu",
        "relu6",
        "elu",
        "selu",
        "celu",
        "gelu",
        "silu",
        "mish",
        "leaky_relu",
        "hard_silu",
        "softplus",
        "softsign",
    ),
    *("sigmoid", "hard_sigmoid", "log_sigmoid", "tanh", "softmax", "log_softmax", "exponential", "linear"),
)
SOFTMAXES = ("softmax", "log_softmax")
RECURRENT = ("LSTM", "GRU", "SimpleRNN")
TENSOR_OPS = {"TrueDivide": "Divide"}  # operators and functions whose class is called otherwise than the layer
SILENT = re.compile(  # settings that are no part of a drawing: names, starting values, what only training sees
    r"name|trainable|dtype|seed|data_format|activation|batch_\w+|sparse|ragged|optional|quantization_config|lora_\w+"
    r"|unroll|stateful|zero_output_for_mask|return_state|\w*_initializer|\w*_regularizer|\w*_constraint|layer|build\w*"
)


def label(kind: str, wrapper: str, config: Mapping[str, Any], numbers: Sequence[Number] = ()) -> str:
    """Return a call of a layer or operation in words, without its activation.

    `wrapper` is the class around the layer, such as Bidirectional, or `kind` again; `numbers` are those it was called
    with, as in ``x * 0.5``, each with its place. Settings that are Keras' defaults are left out.
    """
    inner = config["layer"]["config"] if wrapper != kind else config
    written = _written(TENSOR_OPS.get(kind, kind), inner)
    if wrapper != kind:
        settings = [] if config.get("merge_mode", "concat") == "concat" else [f"merged by {config['merge_mode']}"]
        written = " · ".join([f"{wrapper} {written}", *settings])
    first = [
        f"{number:g} before" for place, number in numbers if place == 0 and kind in ("Subtract", "Divide", "TrueDivide")
    ]
    return " ".join([*first, written, *([] if first else [f"{number:g}" for _, number in numbers])])


def activation_of(kind: str, config: Mapping[str, Any]) -> str | None:
    """Return in words the activation that a call is, or that its layer has as an argument; None for none.

    "linear" when it changes nothing.
    """
    called = activation_name(kind)
    if called and not (kind == "ReLU" and _generic(kind, config) != kind):
        return _activation(called, config)
    given = config.get("activation")
    if kind in RECURRENT or given is None:
        return None
    if not isinstance(given, dict):
        return _activation(str(given), {})
    inner = given.get("config")
    if isinstance(inner, dict):  # a layer given as the activation
        return activation_of(given["class_name"], inner) or _generic(given["class_name"], inner)
    return _activation(str(inner), {})


def activation_name(kind: str) -> str | None:
    """Return the name of the activation that a class stands for, such as relu for ReLU and Relu; None for others."""
    spelled = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind).lower()
    spelled = {"re_lu": "relu", "leaky_re_lu": "leaky_relu", "exp": "exponential"}.get(spelled, spelled)
    return spelled if spelled in ACTIVATIONS else None


def size(lengths: Any) -> str:
    """Return lengths as ``3×3``, and a single one as ``3``; None is a question mark."""
    several = lengths if isinstance(lengths, list | tuple) else [lengths]
    return "×".join("?" if length is None else str(length) for length in several)


def _activation(name: str, config: Mapping[str, Any]) -> str:
    name = {"swish": "silu"}.get(name, name)
    if name == "leaky_relu":
        return f"leaky_relu {config.get('negative_slope', 0.2):g}"
    axis = config.get("axis", -1)
    return f"{name} · axis {size(axis)}" if name in SOFTMAXES and axis != -1 else name


def _written(kind: str, config: Mapping[str, Any]) -> str:
    if kind == "InputLayer":
        return f"input {config['name']} {size(config['batch_shape'][1:]) or 'one number'}"
    if "Conv" in kind and "kernel_size" in config:
        return _convolution(kind, config)
    if "Pooling" in kind and "pool_size" in config:
        stride = config["strides"] if config["strides"] is not None else config["pool_size"]
        parts = [f"{kind} {size(config['pool_size'])}"]
        parts += [f"stride {_short(stride)}"] if list_of(stride) != list_of(config["pool_size"]) else []
        return " · ".join([*parts, *(["same"] if config["padding"] == "same" else [])])
    if kind in ("Dense", *RECURRENT):
        flags = {"return_sequences": "every step", "go_backwards": "backwards"}
        parts = [f"{kind} {config['units']}", *(word for key, word in flags.items() if config.get(key))]
        parts += [] if config.get("use_bias", True) else ["no bias"]
        odd = {key: value for key, value in config.items() if key.endswith("activation") and kind != "Dense"}
        default = {"activation": "tanh", "recurrent_activation": "sigmoid"}
        return " · ".join([*parts, *(str(value) for key, value in odd.items() if value != default[key])])
    if kind == "Embedding":
        mask = [" · mask"] if config.get("mask_zero") else []
        return "".join([f"Embedding {config['input_dim']} → {config['output_dim']}", *mask])
    if kind in ("Dropout", "SpatialDropout1D", "SpatialDropout2D"):
        return f"{kind} {config['rate']:g}"
    if kind == "Reshape":
        return f"Reshape {size(config.get('target_shape') or config['newshape'][1:])}"
    if kind == "UpSampling2D":
        how = config.get("interpolation", "nearest")
        return f"{kind} {size(config['size'])}" + ("" if how == "nearest" else f" · {how}")
    return _generic(kind, config)


def _convolution(kind: str, config: Mapping[str, Any]) -> str:
    parts = [f"{kind} {config['filters']}" if "filters" in config else kind, size(config["kernel_size"])]
    if set(list_of(config["strides"])) != {1}:
        parts.append(f"stride {_short(config['strides'])}")
    if set(list_of(config.get("dilation_rate", 1))) != {1}:
        parts.append(f"dilation {_short(config['dilation_rate'])}")
    if config.get("groups", 1) != 1:
        parts.append(f"groups {config['groups']}")
    if config.get("padding", "valid") != "valid":
        parts.append(config["padding"])
    return " · ".join(parts if config.get("use_bias", True) else [*parts, "no bias"])


def _generic(kind: str, config: Mapping[str, Any]) -> str:
    """Return a class name and the settings that are not its defaults."""
    made = getattr(keras.layers, kind, None)
    defaults = inspect.signature(made.__init__).parameters if made else {}
    usual = {"axis": -1, "keepdims": False} | {key: given.default for key, given in defaults.items()}
    settings = [
        f"{key} {size(value)}"
        for key, value in config.items()
        if not SILENT.fullmatch(key) and value != usual.get(key) and not isinstance(value, dict)
    ]
    return " · ".join([kind, *settings])


def list_of(value: Any) -> list[Any]:
    """Return a setting that is one value or several as a list."""
    return list(value) if isinstance(value, list | tuple) else [value]


def _short(lengths: Any) -> str:
    several = list_of(lengths)
    return str(several[0]) if len(set(several)) == 1 else size(several)
