"""Pictures of digits, each asked four yes-or-no questions about the number it shows.

The pictures are scikit-learn's: 1,797 handwritten digits of 8 × 8 pixels, part of its package. The questions come in
opposite pairs, and every picture is asked all four, so neither a picture nor a question alone tells anything about the
answer: half of the answers to each are yes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from sklearn.datasets import load_digits

QUESTIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "is it greater than 4 ?": lambda digit: digit > 4,
    "is it less than 5 ?": lambda digit: digit < 5,
    "is it an even number ?": lambda digit: digit % 2 == 0,
    "is it an odd number ?": lambda digit: digit % 2 == 1,
}
VOCABULARY = ("", *sorted({word for question in QUESTIONS for word in question.split()}))  # 0 stands for no word
TRAINING_PICTURES = 1297  # leaves 500 to test on


@dataclass(frozen=True)
class AskedDigits:
    """Pictures and questions as arrays; row i of each belongs together.

    `image` (rows, 8, 8, 1) is 0 (white) to 1 (black), float32; `question` (rows, 6) holds word ids, int32;
    `answer` (rows, 1) is 1 for yes and 0 for no, float32; `digit` (rows,) is the number shown, for looking at the data.
    """

    image: np.ndarray
    question: np.ndarray
    answer: np.ndarray
    digit: np.ndarray


def load(seed: int) -> tuple[AskedDigits, AskedDigits]:
    """Return data to train on and data to test on; which picture goes where depends on the seed alone."""
    digits = load_digits()
    order = np.random.default_rng(seed).permutation(len(digits.target))
    image = (digits.images[order, :, :, None] / 16).astype("float32")
    shown = digits.target[order]
    train, test = slice(None, TRAINING_PICTURES), slice(TRAINING_PICTURES, None)
    return _ask(image[train], shown[train]), _ask(image[test], shown[test])


def to_ids(question: str) -> list[int]:
    """Return the ids of a question's words. Raises ValueError for a word that is not in VOCABULARY."""
    return [VOCABULARY.index(word) for word in question.split()]


def to_words(ids: np.ndarray) -> str:
    """Return word ids as words separated by blanks."""
    return " ".join(VOCABULARY[number] for number in ids)


def _ask(image: np.ndarray, shown: np.ndarray) -> AskedDigits:
    """Ask every picture every question; the rows of one picture stand together."""
    ids = np.array([to_ids(question) for question in QUESTIONS], dtype="int32")
    answers = np.stack([rule(shown) for rule in QUESTIONS.values()], axis=1)
    return AskedDigits(
        image=np.repeat(image, len(QUESTIONS), axis=0),
        question=np.tile(ids, (len(shown), 1)),
        answer=answers.reshape(-1, 1).astype("float32"),
        digit=np.repeat(shown, len(QUESTIONS)),
    )
