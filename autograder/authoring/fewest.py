"""Which wrong answers to hand in, so that few submissions show every cause once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

import numpy as np
from scipy.optimize import LinearConstraint, milp

from autograder.authoring.cases import Case


def one_each(cases: Sequence[Case]) -> Iterator[list[Case]]:
    """Yield groups of cases that one submission can have together, one an exercise, until all cases are used."""
    by_exercise: dict[str, list[Case]] = {}
    for case in cases:
        by_exercise.setdefault(case.exercise, []).append(case)
    for group in zip_longest(*by_exercise.values()):
        yield [case for case in group if case is not None]


def every_cause_once(cases: Mapping[str, Sequence[Case]]) -> dict[str, list[Case]]:
    """Return, by chapter, one wrong answer for every cause, so chosen that the fewest submissions can hold them.

    `cases` are the chapters' cases. A submission is of one chapter and holds one answer an exercise, so a chapter needs
    as many as the exercise does from which most are chosen. Answers whose cause no check recognises count as one more.
    """
    places: dict[tuple[str, str, str | None], Case] = {}
    for chapter, of_chapter in cases.items():
        for case in of_chapter:
            if case.kind == "wrong":
                places.setdefault((chapter, case.exercise, case.cause), case)
    chosen = _fewest(list(places)) if places else []
    return {chapter: [places[place] for place in chosen if place[0] == chapter] for chapter in cases}


def _fewest(places: list[tuple[str, str, str | None]]) -> list[tuple[str, str, str | None]]:
    """Return one of the `places` (chapter, exercise, cause) of every cause: a small integer programme.

    Its unknowns are whether a place is chosen, and how many submissions each chapter has; the sum of these is made
    smallest.
    """
    causes = list(dict.fromkeys(cause for _, _, cause in places))
    exercises = list(dict.fromkeys((chapter, exercise) for chapter, exercise, _ in places))
    chapters = list(dict.fromkeys(chapter for chapter, _ in exercises))
    unknowns = len(places) + len(chapters)
    once = np.zeros((len(causes), unknowns))  # of each cause one place is chosen
    fits = np.zeros((len(exercises), unknowns))  # from no exercise more than its chapter has submissions
    for column, (chapter, exercise, cause) in enumerate(places):
        once[causes.index(cause), column] = 1
        fits[exercises.index((chapter, exercise)), column] = 1
    for row, (chapter, _) in enumerate(exercises):
        fits[row, len(places) + chapters.index(chapter)] = -1
    submissions = np.concatenate([np.zeros(len(places)), np.ones(len(chapters))])
    rules = [LinearConstraint(once, 1, 1), LinearConstraint(fits, ub=0)]
    found = milp(submissions, constraints=rules, integrality=np.ones(unknowns))
    return [place for place, is_chosen in zip(places, found.x.round(), strict=False) if is_chosen]
