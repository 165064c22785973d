"""Invented people and their posts, whose words depend on age, income group and gender by a rule that is known.

Because the rule is known, so is the best that any reader of the posts can do: ``best_guesses`` does it. The words are
made up and mean nothing. That is on purpose: a rule about real words would teach prejudices about real people.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

AGES = np.arange(18, 68)  # years, each as likely
GROUPS = 10  # income groups 0 to 9, each as likely
POST = 60  # words of a post

AGE_WORDS, GROUP_WORDS, GENDER_WORDS, OTHER_WORDS = 40, 60, 40, 60
SHARES = (0.2, 0.2, 0.1, 0.5)  # how often a word is of each of these four sorts
YEARS_APART = 10.0  # an age word is used most at one age, and seldom by people 20 years older or younger
OWN_GROUP = 0.45  # share of group words that are the own group's; the rest are from any group
OWN_GENDER = 0.6  # share of gender words that are the own gender's; the rest are from either

_SYLLABLES = ("ba", "do", "fe", "gu", "ki", "lu", "me", "no", "pa", "ri", "so", "tu", "va", "wo", "zi")
_ALL = [first + second for first in _SYLLABLES for second in _SYLLABLES]
_CHOSEN = np.random.default_rng(0).permutation(len(_ALL))[: AGE_WORDS + GROUP_WORDS + GENDER_WORDS + OTHER_WORDS]
VOCABULARY = ("", *(_ALL[number] for number in _CHOSEN))  # a word's id is its place in here; 0 is no word


@dataclass(frozen=True)
class People:
    """People as arrays; row i of each belongs to person i.

    `posts` (people, 60) holds word ids, int32; `age` (people, 1) years, float32; `income` (people,) the number of the
    income group, 0 to 9, int32; `gender` (people, 1) is 0 or 1, float32.
    """

    posts: np.ndarray
    age: np.ndarray
    income: np.ndarray
    gender: np.ndarray


def make_people(count: int, seed: int) -> People:
    """Return `count` random people with a post each, the same ones for the same seed."""
    random = np.random.default_rng(seed)
    age = random.integers(len(AGES), size=count)
    income = random.integers(GROUPS, size=count)
    gender = random.integers(2, size=count)
    rules = (age_rule()[age], group_rule()[income], gender_rule()[gender], np.full((count, OTHER_WORDS), 1.0))
    chances = np.concatenate(
        [share * rule / rule.sum(axis=1, keepdims=True) for share, rule in zip(SHARES, rules, strict=True)], axis=1
    )
    upto = chances.cumsum(axis=1)
    drawn = random.random((count, POST)) * upto[:, -1:]
    posts = 1 + np.stack([np.searchsorted(row, words) for row, words in zip(upto, drawn, strict=True)])
    return People(
        posts.astype("int32"),
        AGES[age, None].astype("float32"),
        income.astype("int32"),
        gender[:, None].astype("float32"),
    )


def age_rule() -> np.ndarray:
    """Return how likely each age word is at each age: (ages, age words), rows sum to 1."""
    home = np.linspace(AGES[0] - 2, AGES[-1] + 2, AGE_WORDS)
    likely = np.exp(-(((AGES[:, None] - home) / YEARS_APART) ** 2) / 2)
    return likely / likely.sum(axis=1, keepdims=True)


def group_rule() -> np.ndarray:
    """Return how likely each group word is in each income group: (groups, group words), rows sum to 1."""
    return _own_words(GROUPS, GROUP_WORDS, OWN_GROUP)


def gender_rule() -> np.ndarray:
    """Return how likely each gender word is for each gender: (2, gender words), rows sum to 1."""
    return _own_words(2, GENDER_WORDS, OWN_GENDER)


def best_guesses(posts: np.ndarray) -> dict[str, np.ndarray]:
    """Return the best guesses that anybody who knows the rule can make: age in years, income group, gender.

    By Bayes' rule: words are drawn one by one, so their chances multiply; every age, group and gender is as likely
    beforehand. The median age makes the mean absolute error smallest, the likeliest group and gender are most often
    right. `posts` (people, words) holds word ids.
    """
    first, chances = 1, []
    for rule in (age_rule(), group_rule(), gender_rule()):
        counts = np.stack([(posts == first + word).sum(axis=1) for word in range(rule.shape[1])], axis=1)
        likely = counts @ np.log(rule).T
        likely = np.exp(likely - likely.max(axis=1, keepdims=True))
        chances.append(likely / likely.sum(axis=1, keepdims=True))
        first += rule.shape[1]
    median = AGES[(chances[0].cumsum(axis=1) >= 0.5).argmax(axis=1)]
    return {"age": median, "income": chances[1].argmax(axis=1), "gender": chances[2].argmax(axis=1)}


def to_words(ids: Iterable[int]) -> str:
    """Return word ids as words separated by blanks."""
    return " ".join(VOCABULARY[number] for number in ids)


def _own_words(kinds: int, words: int, own: float) -> np.ndarray:
    """Return the rule of words that belong to one kind each, and are used by it more than by the others."""
    rule = np.full((kinds, words), (1 - own) / words)
    each = words // kinds
    for kind in range(kinds):
        rule[kind, kind * each : (kind + 1) * each] += own / each
    return rule
