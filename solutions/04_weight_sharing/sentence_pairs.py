"""Pairs of sentences that tell the same event in other words, or two different events.

A small grammar of our own: somebody goes to a place, takes a thing, or leaves a thing, and each of these can be told in
four ways. The rule is known: a pair is the same exactly when person, deed and place or thing are. Half of the pairs
are the same, and each side alone, read without the other, tells nothing about that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

PEOPLE = ("mary", "john", "sandra", "daniel", "julie", "bill")
PLACES = ("garden", "kitchen", "office", "bedroom", "hallway", "school")
THINGS = ("apple", "ball", "book", "key", "lamp", "milk")
TELLINGS = {
    "go": (
        "{who} went to the {what}",
        "{who} walked to the {what}",
        "{who} moved to the {what}",
        "the {what} saw {who} enter",
    ),
    "take": (
        "{who} took the {what}",
        "{who} picked up the {what}",
        "{who} grabbed the {what}",
        "the {what} was taken by {who}",
    ),
    "leave": (
        "{who} dropped the {what}",
        "{who} put down the {what}",
        "{who} left the {what}",
        "the {what} was dropped by {who}",
    ),
}
LONGEST = 6  # words in a sentence
ROOM = 128  # a word is a vector of this many numbers: a one at its own place, zeros elsewhere

_OWN = {word for ways in TELLINGS.values() for way in ways for word in way.split() if not word.startswith("{")}
WORDS = ("", *sorted({*PEOPLE, *PLACES, *THINGS, *_OWN}))  # a word's number is its place in here; 0 is no word
Event = tuple[str, str, str]  # who, deed, what


@dataclass(frozen=True)
class SentencePairs:
    """Pairs of sentences; place i of each belongs to pair i.

    `left` and `right` are sentences; `same` (pairs, 1) is 1.0 when both tell one event, else 0.0, float32.
    """

    left: list[str]
    right: list[str]
    same: np.ndarray


def make_pairs(count: int, seed: int) -> SentencePairs:
    """Return `count` pairs, every second one the same, each told in two different ways; equal for equal seeds."""
    random = np.random.default_rng(seed)
    left, right = [], []
    same = np.arange(count) % 2 == 1
    for is_same in same:
        event = _event(random)
        events = [event, event if is_same else _another(event, random)]
        ways = random.permutation(4)[:2]
        told = [_tell(one, int(way)) for one, way in zip(events, ways, strict=True)]
        first = int(random.integers(2))
        left.append(told[first])
        right.append(told[1 - first])
    return SentencePairs(left, right, same.astype("float32").reshape(-1, 1))


def as_numbers(sentences: list[str]) -> np.ndarray:
    """Return the sentences' word numbers, (sentences, 6), int32; shorter ones begin with zeros.

    Raises ValueError for a word that is not in WORDS, or a sentence of more than 6 words.
    """
    numbers = np.zeros((len(sentences), LONGEST), dtype="int32")
    for row, sentence in enumerate(sentences):
        found = [WORDS.index(word) for word in sentence.split()]
        if len(found) > LONGEST:
            raise ValueError(f"{sentence!r} has more than {LONGEST} words.")
        numbers[row, LONGEST - len(found) :] = found
    return numbers


def as_vectors(sentences: list[str]) -> np.ndarray:
    """Return the sentences with each word as a vector: (sentences, 6, 128), float32; no word is all zeros."""
    vectors = np.eye(ROOM, dtype="float32")[as_numbers(sentences)]
    vectors[..., 0] = 0
    return vectors


def _event(random: np.random.Generator) -> Event:
    deed = str(random.choice(list(TELLINGS)))
    return str(random.choice(PEOPLE)), deed, str(random.choice(_objects(deed)))


def _another(event: Event, random: np.random.Generator) -> Event:
    """Return an event that differs in one thing: who, what, or the deed."""
    who, deed, what = event
    differs = random.choice(["who", "deed", "what"])
    if differs == "who":
        return str(random.choice([person for person in PEOPLE if person != who])), deed, what
    if differs == "what":
        return who, deed, str(random.choice([one for one in _objects(deed) if one != what]))
    deed = str(random.choice([other for other in TELLINGS if other != deed]))
    return who, deed, what if what in _objects(deed) else str(random.choice(_objects(deed)))


def _objects(deed: str) -> tuple[str, ...]:
    return PLACES if deed == "go" else THINGS


def _tell(event: Event, way: int) -> str:
    who, deed, what = event
    return TELLINGS[deed][way].format(who=who, what=what)
