"""RNN around one of Keras' cells is the layer that Keras has under a name of its own: ``RNN(LSTMCell(3))`` an LSTM."""

from __future__ import annotations

from typing import Any

import keras

LAYER_OF = {"LSTMCell": "LSTM", "GRUCell": "GRU", "SimpleRNNCell": "SimpleRNN"}
AROUND = ("layer", "backward_layer")  # settings of a layer that hold another layer


def named_layer(config: dict[str, Any]) -> dict[str, Any]:
    """Return a layer's config with the layer of that name in place of an RNN around one cell of Keras', also inside."""
    inner = config.get("config")
    if not isinstance(inner, dict):
        return config
    if config["class_name"] != "RNN":
        held = {name: named_layer(inner[name]) for name in AROUND if isinstance(inner.get(name), dict)}
        return config | {"config": inner | held} if held else config
    cell = inner["cell"]
    several = cell["config"].get("cells") if cell["class_name"] == "StackedRNNCells" else None
    if several and len(several) == 1:
        cell = several[0]
    if cell["class_name"] not in LAYER_OF:
        return config
    outside = {name: value for name, value in inner.items() if name != "cell"}
    return config | {"class_name": LAYER_OF[cell["class_name"]], "config": cell["config"] | outside}


def cell_of(layer: keras.layers.Layer) -> keras.layers.Layer:
    """Return the one cell that a plain RNN applies to every step; any other layer as it is."""
    if type(layer) is not keras.layers.RNN:
        return layer
    several = getattr(layer.cell, "cells", [layer.cell])
    return several[0] if len(several) == 1 else layer
