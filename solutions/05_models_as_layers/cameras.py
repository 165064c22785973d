"""Handwritten digits as two cameras see them, and the two questions that are asked of them.

The pictures are scikit-learn's: 1,797 handwritten digits of 8 × 8 pixels, part of its package. The first camera gives
them as they are; the second one gives negatives, white on black.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import keras
import numpy as np
from sklearn.datasets import load_digits

Part = Literal["daily", "unseen"]
DAILY = 1200  # pictures that models are trained on; 597 are left
NEW = 400  # pictures of the second camera that models are trained on
SPLIT_SEED = 0


@cache
def first_camera(part: Part) -> tuple[np.ndarray, np.ndarray]:
    """Return the pictures (pictures, 64), float32, 0 to 1, and the digits they show (pictures,), of one part."""
    digits = load_digits()
    order = np.random.default_rng(SPLIT_SEED).permutation(len(digits.target))
    chosen = order[:DAILY] if part == "daily" else order[DAILY:]
    return (digits.data[chosen] / 16).astype("float32"), digits.target[chosen]


def second_camera(part: Part) -> tuple[np.ndarray, np.ndarray]:
    """Return the negatives of pictures, and whether each digit is greater than 4, as 1.0 or 0.0 (pictures, 1)."""
    pictures, digits = first_camera(part)
    count = NEW if part == "daily" else len(pictures)
    return 1 - pictures[:count], (digits[:count] > 4).astype("float32").reshape(-1, 1)


def share_right(reader: keras.Model) -> float:
    """Return the share of the unseen pictures of the first camera that a reader of digits reads right."""
    pictures, digits = first_camera("unseen")
    return float(np.mean(np.argmax(np.asarray(reader(pictures)), axis=-1) == digits))
