"""Parcels on a desk: two handwritten weights, a note and a zone; what does it cost, and do the two weights agree?

The digits are scikit-learn's handwritten ones. The rest is made by the rule of the brief, so the best answers are
known.
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
RATES = np.array([1.0, 3.0, 6.0])  # euros a kilogram, by zone
SPECIAL = ("express", "fragile", "book")
FILLERS = ("for", "my", "aunt", "please", "with", "love", "from", "home", "soon")
WORDS = SPECIAL + FILLERS  # a word's number is its place here
ZONES = ("near", "far", "abroad")  # what people write for zone 0, 1 and 2
NOTE_LENGTH = 5
READS = {"price": ("clerk", "note", "zone"), "disputed": ("sender", "clerk")}  # which inputs an answer depends on
CHANCE_OF_A_SPECIAL_WORD = 0.4


@dataclass(frozen=True)
class Parcels:
    """Parcels and what the desk wants to know; row i of each array belongs to parcel i.

    `inputs`: `sender` and `clerk` (parcels, 64), pictures of 8 × 8 pixels, 0 (white) to 16 (black), float32; `note`
    (parcels, 5), the numbers of its words in WORDS, int32; `zone` (parcels, 1), 0 to 2, int32. `answers`: `price`
    (parcels, 1), euros, and `disputed` (parcels, 1), 1.0 when the two weights differ, else 0.0, float32.
    `weights` (parcels, 2) are the digits that the pictures show: the sender's, and the clerk's.
    """

    inputs: dict[str, np.ndarray]
    answers: dict[str, np.ndarray]
    weights: np.ndarray


@cache
def pictures(part: Part) -> tuple[np.ndarray, np.ndarray]:
    """Return the pictures (pictures, 64), float32, 0 to 16, and the digits they show (pictures,), of one part."""
    digits = load_digits()
    order = np.random.default_rng(SPLIT_SEED).permutation(len(digits.target))
    chosen = order[:TRAINING_PICTURES] if part == "train" else order[TRAINING_PICTURES:]
    return digits.data[chosen].astype("float32"), digits.target[chosen]


def make_parcels(count: int, seed: int, part: Part) -> Parcels:
    """Return `count` random parcels, every second one disputed, with pictures of one part; equal for equal seeds."""
    random = np.random.default_rng(seed)
    pixels, shown = pictures(part)
    showing = [np.flatnonzero(shown == digit) for digit in range(10)]
    disputed = np.arange(count) % 2 == 1
    clerk = random.integers(10, size=count)
    sender = np.where(disputed, (clerk + random.integers(1, 10, size=count)) % 10, clerk)
    marked = random.random((count, len(SPECIAL))) < CHANCE_OF_A_SPECIAL_WORD
    zone = random.integers(len(RATES), size=count)
    inputs = {
        "sender": pixels[[random.choice(showing[digit]) for digit in sender]],
        "clerk": pixels[[random.choice(showing[digit]) for digit in clerk]],
        "note": np.stack([_note(each, random) for each in marked]).astype("int32"),
        "zone": zone.astype("int32").reshape(-1, 1),
    }
    answers = {"price": price(clerk, zone, marked), "disputed": disputed}
    columns = {name: values.astype("float32").reshape(-1, 1) for name, values in answers.items()}
    return Parcels(inputs, columns, np.stack([sender, clerk], axis=1))


def price(weight: np.ndarray, zone: np.ndarray, marked: np.ndarray) -> np.ndarray:
    """Return prices in euros by the rule of the brief; the columns of `marked` are those of SPECIAL."""
    express, fragile, book = marked.T
    return (4 + RATES[zone] * weight) * np.where(express, 2, 1) * np.where(book, 0.5, 1) + 3 * fragile


def as_written(inputs: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return note (parcels, 5) and zone (parcels, 1) as the words that stand on the form, in arrays of texts."""
    return {"note": np.array(WORDS)[inputs["note"]], "zone": np.array(ZONES)[inputs["zone"]]}


def in_words(note: np.ndarray) -> str:
    """Return a note as text."""
    return " ".join(WORDS[word] for word in note)


def _note(marked: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the numbers of five words in random order: the special ones that are marked, and fillers."""
    special = np.flatnonzero(marked)
    fillers = len(SPECIAL) + random.choice(len(FILLERS), size=NOTE_LENGTH - len(special), replace=False)
    return random.permutation(np.concatenate([special, fillers]))
