"""Pairs of handwritten digits: do both pictures show the same digit?

The pictures are scikit-learn's: 1,797 handwritten digits of 8 × 8 pixels, part of its package. Half of the pairs are
the same, and every digit is as likely in those as in the others, so one picture alone tells nothing about the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from sklearn.datasets import load_digits

Part = Literal["train", "unseen"]
TRAINING_PICTURES = 1200  # leaves 597 that no model here is trained on
SPLIT_SEED = 0


@dataclass(frozen=True)
class DigitPairs:
    """Pairs of pictures; row i of each belongs to pair i.

    `left` and `right` (pairs, 64) are pictures of 8 × 8 pixels in rows, 0 (white) to 1 (black), float32. `same`
    (pairs, 1) is 1.0 when both show one digit, else 0.0, float32.
    """

    left: np.ndarray
    right: np.ndarray
    same: np.ndarray


@cache
def pictures(part: Part) -> tuple[np.ndarray, np.ndarray]:
    """Return the pictures (pictures, 64), float32, 0 to 1, and the digits they show (pictures,), of one part."""
    digits = load_digits()
    order = np.random.default_rng(SPLIT_SEED).permutation(len(digits.target))
    chosen = order[:TRAINING_PICTURES] if part == "train" else order[TRAINING_PICTURES:]
    return (digits.data[chosen] / 16).astype("float32"), digits.target[chosen]


def make_pairs(count: int, seed: int, part: Part) -> DigitPairs:
    """Return `count` random pairs from one part, every second one of the same digit; equal for equal seeds."""
    random = np.random.default_rng(seed)
    pixels, shown = pictures(part)
    showing = [np.flatnonzero(shown == digit) for digit in range(10)]
    same = np.arange(count) % 2 == 1
    first = random.integers(10, size=count)
    second = np.where(same, first, (first + random.integers(1, 10, size=count)) % 10)
    left = [random.choice(showing[digit]) for digit in first]
    right = [random.choice(showing[digit]) for digit in second]
    return DigitPairs(pixels[left], pixels[right], same.astype("float32").reshape(-1, 1))
