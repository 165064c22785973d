"""Small stories in the manner of the bAbI tasks: people go to places, and a question asks where one of them is.

The rule is known, so it is known what can be reached: every answer stands in its story, and without the question nobody
can tell which of the people is meant. Grammar, words and code are our own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

PEOPLE = ("mary", "john", "sandra", "daniel")
PLACES = ("garden", "kitchen", "office", "bedroom", "hallway", "bathroom")
PADDING = 0  # the id that stands for no word
VOCABULARY = ("", *PEOPLE, *PLACES, "went", "to", "the", "where", "is")  # a word's id is its place in here
SENTENCE = 5  # words: mary went to the garden
QUESTION = 3  # words: where is mary

_IDS = {word: number for number, word in enumerate(VOCABULARY)}


@dataclass(frozen=True)
class Stories:
    """Stories as arrays; row i of each belongs to story i.

    `text` (stories, words) and `question` (stories, 3) hold word ids, int32; short stories end in zeros.
    `answer` (stories,) holds the place's number in PLACES, int32.
    """

    text: np.ndarray
    question: np.ndarray
    answer: np.ndarray


def make_stories(count: int, seed: int, shortest: int = 2, longest: int = 2) -> Stories:
    """Return `count` random stories of `shortest` to `longest` sentences, the same ones for the same seed.

    Each sentence sends another person to a random place; the question asks for one of these people, each as likely.
    Raises ValueError when a story would need more people than there are.
    """
    if not 1 <= shortest <= longest <= len(PEOPLE):
        raise ValueError(f"A story has 1 to {len(PEOPLE)} sentences, not {shortest} to {longest}.")
    random = np.random.default_rng(seed)
    text = np.zeros((count, longest * SENTENCE), dtype="int32")
    question = np.zeros((count, QUESTION), dtype="int32")
    answer = np.zeros(count, dtype="int32")
    for row in range(count):
        sentences = int(random.integers(shortest, longest + 1))
        people = random.permutation(len(PEOPLE))[:sentences]
        places = random.integers(len(PLACES), size=sentences)
        asked = random.integers(sentences)
        words = [f"{PEOPLE[a]} went to the {PLACES[b]}" for a, b in zip(people, places, strict=True)]
        text[row, : sentences * SENTENCE] = to_ids(" ".join(words))
        question[row] = to_ids(f"where is {PEOPLE[people[asked]]}")
        answer[row] = places[asked]
    return Stories(text, question, answer)


def to_ids(words: str) -> list[int]:
    """Return the ids of words separated by blanks. Raises KeyError for a word that is not in VOCABULARY."""
    return [_IDS[word] for word in words.split()]


def to_words(ids: Iterable[int]) -> str:
    """Return word ids as words separated by blanks, padding left out."""
    return " ".join(VOCABULARY[number] for number in ids if number != PADDING)


def last_place(text: np.ndarray) -> np.ndarray:
    """Return the place each story names last, as its number in PLACES: shape (stories,)."""
    first = _IDS[PLACES[0]]
    is_place = (text >= first) & (text < first + len(PLACES))
    last = text.shape[1] - 1 - is_place[:, ::-1].argmax(axis=1)
    found: np.ndarray = text[np.arange(len(text)), last] - first
    return found
