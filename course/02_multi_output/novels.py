"""Invented novels whose words depend on genre and date by a known rule, and whose genre depends on their date.

A novel is 60 words. Of these some are used most in one genre, some most at one time, and the rest tell nothing. Each
genre has its time: there is no science fiction of 1750. So to know the date helps to guess the genre, and the reverse.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

GENRES = 6
WORDS = 60  # words of a novel
GENRE_WORDS, DATE_WORDS, OTHER_WORDS = 120, 120, 160  # ids 1 to 120, 121 to 240, 241 to 400; 0 is no word
SHARE = 0.15  # of a novel's words that are date words, and of those that are genre words if nothing else is said
OWN_GENRE = 0.4  # share of genre words that are the own genre's; the rest are from any
EARLIEST, LATEST = -1.7, 1.7  # dates, in standard units, each as likely
GENRE_TIME = 0.5  # spread of a genre's novels around its own time, in standard units
WORD_TIME = 0.43  # spread of the date words of one novel around its date, in standard units


@dataclass(frozen=True)
class Novels:
    """Novels as arrays; row i of each belongs to novel i.

    `novel` (novels, 60) holds word ids, int32; `genre` (novels,) is 0 to 5, int32; `date` (novels, 1) is in standard
    units, float32.
    """

    novel: np.ndarray
    genre: np.ndarray
    date: np.ndarray


def make_novels(count: int, seed: int, genre_words: float = SHARE) -> Novels:
    """Return `count` random novels, the same ones for the same seed; `genre_words` is the share of genre words."""
    random = np.random.default_rng(seed)
    date = random.uniform(EARLIEST, LATEST, (count, 1))
    own_times = np.linspace(EARLIEST + 0.3, LATEST - 0.3, GENRES)
    likely = np.exp(-(((date - own_times) / GENRE_TIME) ** 2) / 2).cumsum(axis=1)
    genre = (random.random((count, 1)) * likely[:, -1:] < likely).argmax(axis=1)

    each = GENRE_WORDS // GENRES
    own = genre[:, None] * each + random.integers(each, size=(count, WORDS))
    any_genre = random.integers(GENRE_WORDS, size=(count, WORDS))
    of_genre = 1 + np.where(random.random((count, WORDS)) < OWN_GENRE, own, any_genre)
    told = (date + random.normal(0, WORD_TIME, (count, WORDS)) - EARLIEST) / (LATEST - EARLIEST)
    of_date = 1 + GENRE_WORDS + np.clip(np.round(told * (DATE_WORDS - 1)), 0, DATE_WORDS - 1)
    others = 1 + GENRE_WORDS + DATE_WORDS + random.integers(OTHER_WORDS, size=(count, WORDS))

    sort = random.random((count, WORDS))
    novel = np.where(sort < genre_words, of_genre, np.where(sort < genre_words + SHARE, of_date, others))
    return Novels(novel.astype("int32"), genre.astype("int32"), date.astype("float32"))
