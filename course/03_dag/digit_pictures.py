"""Handwritten digits, 8 by 8 points: real data that come with scikit-learn and need no download.

A copy of the test set of the UCI "Optical Recognition of Handwritten Digits" data: 1,797 pictures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.datasets import load_digits

TRAIN = 1280  # pictures to learn from; the other 517 are never trained on


@dataclass(frozen=True)
class Digits:
    """Pictures, shape (rows, 8, 8, 1), float32 from 0 (paper) to 1 (ink), and the digits 0 to 9 that they show."""

    pictures: np.ndarray
    digit: np.ndarray

    @property
    def pixels(self) -> np.ndarray:
        """The pictures as rows of 64 numbers."""
        return self.pictures.reshape(len(self.pictures), 64)


def load(seed: int = 0) -> tuple[Digits, Digits]:
    """Return the digits to train on and the digits to test with, shuffled once with `seed`."""
    pictures, digit = load_digits(return_X_y=True)
    order = np.random.default_rng(seed).permutation(len(digit))
    pictures = (pictures[order] / 16).astype("float32").reshape(-1, 8, 8, 1)
    digit = digit[order]
    return Digits(pictures[:TRAIN], digit[:TRAIN]), Digits(pictures[TRAIN:], digit[TRAIN:])
