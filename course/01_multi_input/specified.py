"""The models of exercises 5 and 7, and what they answer with another model's weights.

The files beside this one hold them as data, as ``model.to_json()`` writes it: their graphs, without any weights.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from pathlib import Path

import keras
import numpy as np

SAME = 1e-6  # probabilities of one arithmetic, in another order, are nearer than that
PADDING_PROOF, EARLY_READER = "padding_proof.json", "early_reader.json"


def model(name: str) -> keras.Model:
    """Return the model that the file `name`, beside this module, holds; its weights are new."""
    return keras.models.model_from_json(Path(__file__).with_name(name).read_text())


def answers(name: str, like: keras.Model, example: dict[str, np.ndarray]) -> np.ndarray:
    """Return what the model in the file `name` answers with the weights of `like`.

    A design does not say in which order two tables of one size are made, nor in which order two codes are joined. Of
    all arrangements of the weights that fit, the one counts whose answers are nearest to those of `like`; the first
    whose answers are the same ends the search. Where none fits the model has new weights, and other answers.
    """
    wanted, reference = _answers(like, example), model(name)
    nearest, least = None, np.inf
    for weights in _arrangements(reference, like):
        reference.set_weights(weights)
        given = _answers(reference, example)
        if given.shape != wanted.shape:
            return given
        far = np.abs(given - wanted).max()
        if nearest is None or far < least:
            nearest, least = given, far
        if least < SAME:
            break
    return _answers(reference, example) if nearest is None else nearest


def _answers(made: keras.Model, example: dict[str, np.ndarray]) -> np.ndarray:
    given = made(example)
    return np.asarray(next(iter(given.values())) if isinstance(given, dict) else given)


def _arrangements(reference: keras.Model, like: keras.Model) -> Iterator[list[np.ndarray]]:
    """Yield the weights of `like` in every order that fits the reference."""
    shapes, given = [weight.shape for weight in reference.get_weights()], like.get_weights()
    if sorted(shapes) != sorted(weight.shape for weight in given):
        return
    kinds = sorted(set(shapes))
    orders = [permutations([weight for weight in given if weight.shape == kind]) for kind in kinds]
    for chosen in product(*orders):
        for turned in (False, True):
            left = {kind: list(weights) for kind, weights in zip(kinds, chosen, strict=True)}
            arranged = [left[shape].pop(0) for shape in shapes]
            yield [_codes_exchanged(weight) for weight in arranged] if turned else arranged


def _codes_exchanged(weight: np.ndarray) -> np.ndarray:
    """Return the last layer's kernel for a code of 8 numbers before one of 24; others as they are."""
    return np.concatenate([weight[8:], weight[:8]]) if weight.shape == (8 + 24, 6) else weight
