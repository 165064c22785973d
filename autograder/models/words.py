"""Layers that look words up: what their settings may say, and the words of those that learned them with ``adapt``.

Such a layer is a table from words to numbers. It runs no code, and it opens a file in one case only: where its
vocabulary is a text, which is then a path. So a vocabulary has to be a list here.
"""

from __future__ import annotations

from typing import Any

import keras

from autograder.models.data import Json, Refused

LOOKUPS = {"StringLookup", "TextVectorization"}
WORDS = 20_000
WORD = 200  # letters
SIZES = {"max_tokens": 100_000, "num_oov_indices": 1_000, "output_sequence_length": 10_000, "vocabulary_size": 100_000}
NGRAMS = 8  # the layer makes a number for each length up to this one
PLAIN = {
    *("name", "trainable", "dtype", "batch_input_shape", "invert", "output_mode", "pad_to_max_tokens", "sparse"),
    *("ragged", "encoding", "oov_token", "oov_method", "mask_token", "standardize", "split", "has_input_vocabulary"),
}
KNOWN = {*PLAIN, *SIZES, "vocabulary", "idf_weights", "ngrams", "salt"}


def check_lookup(name: str, config: Json) -> None:
    """Raise Refused where the settings of a layer that looks words up name a file, or ask for more than is looked at.

    That they name no code, and nothing that is not Keras', is seen to where all settings are.
    """
    if not isinstance(config, dict):
        raise Refused(f"the settings of a {name} are none")
    if unknown := sorted(set(config) - KNOWN):
        raise Refused(f"a {name} has a setting that is not known here: {unknown[0][:40]}")
    words, weights = _items(config.get("vocabulary")), _items(config.get("idf_weights"))
    if words is None:
        raise Refused(f"the vocabulary of a {name} has to be a list of words: a path to a file is not read")
    if len(words) > WORDS or not all(isinstance(word, str) and len(word) <= WORD for word in words):
        raise Refused(f"the vocabulary of a {name} holds what is no word, or more than {WORDS:,} of them")
    if weights is None or not all(isinstance(weight, int | float) for weight in weights):
        raise Refused(f"the weights of the words of a {name} are no numbers")
    for size, most in SIZES.items():
        value = config.get(size)
        if value is not None and not (isinstance(value, bool) or (type(value) is int and 0 <= value <= most)):
            raise Refused(f"{size} of a {name} is more than {most:,}, or no number")
    lengths = config.get("ngrams")
    lengths = [lengths] if type(lengths) is int else _items(lengths)
    if lengths is None or not all(type(length) is int and 0 < length <= NGRAMS for length in lengths):
        raise Refused(f"ngrams of a {name} are longer than {NGRAMS}, or no numbers")


def with_words(layer: Any, config: Any) -> Any:
    """Return a layer's settings, with the words that it learned by ``adapt``: Keras leaves them to a file of its own.

    A layer that weighs its words learned the weights as well, which nothing shows; its settings stay as they are.
    """
    if type(layer).__name__ not in LOOKUPS or not isinstance(layer, keras.layers.Layer):
        return config
    settings = config["config"]
    if settings.get("vocabulary") is not None or settings.get("output_mode") == "tf_idf":
        return config
    words = [str(word) for word in layer.get_vocabulary(include_special_tokens=False)]
    return {**config, "config": {**settings, "vocabulary": words}} if words else config


def _items(value: Json) -> list[Any] | None:
    """Return the items of a list or tuple as it stands in settings, none of None; None where it is something else."""
    if value is None:
        return []
    if isinstance(value, dict) and set(value) == {"__tuple__"}:
        value = value["__tuple__"]
    return value if isinstance(value, list) else None
