"""The wines: 178 of them, from one region of Italy, of three grapes, each measured in the laboratory.

The data call the grapes cultivars. They are scikit-learn's copy of the UCI data set "Wine" (Aeberhard and Forina),
which comes with its package: nothing is downloaded.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.datasets import load_wine
from sklearn.model_selection import train_test_split

TEST = 58  # wines that no model sees in training; 120 remain
SECOND_QUESTION = "alcohol"  # this one of the thirteen measurements is no input: it is something to foretell


@dataclass(frozen=True)
class Wines:
    """Wines as arrays; row i of each belongs to wine i.

    `measurements` (wines, 12) are in standard units: 0 is the mean of the training wines, 1 their standard deviation.
    `grape` (wines,) is 0, 1 or 2. `alcohol` (wines, 1) is how many percent by volume a wine has more than the average
    training wine; a negative number means less.
    """

    measurements: np.ndarray
    grape: np.ndarray
    alcohol: np.ndarray


def names_of_measurements() -> list[str]:
    """Return the names of the twelve measurements, in the order of the columns."""
    return [name for name in load_wine().feature_names if name != SECOND_QUESTION]


def load(seed: int = 0) -> tuple[Wines, Wines]:
    """Return 120 training and 58 test wines, the same ones for the same seed, with the grapes in equal proportion."""
    data = load_wine()
    column = list(data.feature_names).index(SECOND_QUESTION)
    train, test = train_test_split(np.arange(len(data.data)), test_size=TEST, stratify=data.target, random_state=seed)
    raw, alcohol = np.delete(data.data, column, axis=1), data.data[:, column : column + 1]
    mean, spread = raw[train].mean(axis=0), raw[train].std(axis=0)

    def wines(rows: np.ndarray) -> Wines:
        return Wines(
            measurements=((raw[rows] - mean) / spread).astype("float32"),
            grape=data.target[rows].astype("int32"),
            alcohol=(alcohol[rows] - alcohol[train].mean()).astype("float32"),
        )

    return wines(train), wines(test)
