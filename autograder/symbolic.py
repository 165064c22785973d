"""A Python function that only calls operations of Keras is a graph of them: call it once on symbolic tensors."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from typing import Any

import keras


def unfold(function: Callable[..., Any], *specs: Any) -> keras.Model | None:
    """Return the operations that `function` calls, as a model from its arguments to what it returns.

    `specs` are its positional arguments, each a ``keras.KerasTensor`` or a list, tuple or dictionary of them; only
    their shapes and dtypes count. None when the function fails on symbolic tensors, or returns anything but tensors
    made from its arguments. What it prints is dropped.
    """
    flat = keras.tree.flatten(specs)
    inputs = [
        keras.Input(batch_shape=spec.shape, dtype=spec.dtype, name=f"argument_{number}")
        for number, spec in enumerate(flat)
    ]
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            found = function(*keras.tree.pack_sequence_as(specs, inputs))
            if not all(isinstance(part, keras.KerasTensor) for part in keras.tree.flatten(found)):
                return None
            return keras.Model(inputs, found)
    except Exception:  # whatever the function raises: it is no function of such tensors
        return None
