"""What became of plain answers is remembered: of one prediction there are few answers, and many who give them.

Plain is evidence without models. It is judged in a process that is given no other, so that no model of a student's can
have a hand in what others get.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from autograder import limits
from autograder.chapter.chapter import Chapter
from autograder.grading import evidence
from autograder.grading.judge.request import CheckRun


class Remembered:
    """What became of a chapter's checks with plain evidence. Threads may share it."""

    def __init__(self, chapter: Chapter) -> None:
        self._decisive = {check: _decisive(chapter, check) for check in chapter.upstream}
        self._told: dict[str, str] = {}
        self._one_at_a_time = threading.Lock()

    def plain(self, checks: Iterable[str], snapshots: Mapping[str, bytes]) -> dict[str, dict[str, bytes]]:
        """Return, of checks that only plain evidence decides, that evidence, by the checks that it was taken for."""
        has_models = {check for check, snapshot in snapshots.items() if evidence.may_have_models(snapshot)}
        return {
            check: {of: snapshots[of] for of in sorted(self._decisive[check] & snapshots.keys())}
            for check in checks
            if has_models.isdisjoint(self._decisive[check])
        }

    def recall(self, check: str, decisive: Mapping[str, bytes]) -> list[CheckRun] | None:
        """Return what became of a check with this evidence; None if that is not known."""
        with self._one_at_a_time:
            told = self._told.get(_key(check, decisive))
        return None if told is None else [CheckRun(**run) for run in json.loads(told)]

    def keep(self, check: str, decisive: Mapping[str, bytes], runs: Iterable[CheckRun]) -> None:
        """Remember what became of a check, unless it is large, or is that nobody could say."""
        found = list(runs)
        told = json.dumps([asdict(run) for run in found])
        if len(told) > limits.JUDGE.remembered_bytes or any(run.state == "unjudged" for run in found):
            return
        with self._one_at_a_time:
            if len(self._told) >= limits.JUDGE.remembered:
                self._told.pop(next(iter(self._told)))  # what has been there longest
            self._told[_key(check, decisive)] = told


def _decisive(chapter: Chapter, check: str) -> frozenset[str]:
    """Return the checks whose evidence a check's result depends on: of its own group, and of check cells before it."""
    checks = {check, *(chapter.upstream[check] & chapter.upstream.keys())}
    return frozenset().union(*(chapter.plan.group_of(one).checks for one in checks))


def _key(check: str, decisive: Mapping[str, bytes]) -> str:
    said = json.dumps([check, {of: hashlib.sha256(snapshot).hexdigest() for of, snapshot in decisive.items()}])
    return hashlib.sha256(said.encode()).hexdigest()
