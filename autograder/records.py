"""What becomes of a submission, as data: the verdicts of its checks and of the whole, and what the gradebook says.

Nothing here needs Keras or a notebook, so every part of the project can read and show it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from autograder.messages import ByHand, Message, Outcome


@dataclass(frozen=True)
class CheckVerdict:
    """What became of one check, or of an answer or a task, to which a person gives points.

    `cause` names a recognised misconception; `reason` says in words what was found, and `message` the same in rows,
    where the check spoke: what the student may read of it, without its picture, which stands in the notebook.
    `unjudged` is set for a check that could not be judged, so that it waits for a person as well. `digest` is the
    fingerprint of what judged it, beside the evidence.
    """

    grade_id: str
    score: float
    max_score: float
    outcome: Outcome | ByHand
    cause: str = ""
    reason: str = ""
    unjudged: bool = False
    digest: str = ""
    message: Message | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> CheckVerdict:
        """Return what ``dataclasses.asdict`` made JSON data of. Raises TypeError or ValueError for anything else."""
        told = data.get("message")
        return cls(**{**data, "message": None if told is None else Message.from_dict(told)})

    @property
    def waits(self) -> bool:
        """Tell whether a person has yet to give points."""
        return self.outcome == "waits for a person" or self.unjudged


@dataclass(frozen=True)
class Marks:
    """What the gradebook says of a graded submission, and its page shows: points and comments by grade_id.

    `score` is what is left after a late `penalty`; a comment stands at an exercise. `waiting` are those to which only
    a person can give points, and has not; `by_hand` those to which a person gave what counts, and `of_earlier` those
    to which they gave it for another notebook, that was handed in before this one.
    """

    score: float
    max_score: float
    penalty: float = 0.0
    points: dict[str, tuple[float, float]] = field(default_factory=dict)  # what a check got, of how many
    comments: dict[str, str] = field(default_factory=dict)
    waiting: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()
    of_earlier: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """A fingerprint, by which a page tells what it shows."""
        shown = {part: value for part, value in asdict(self).items() if part != "of_earlier"}
        return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Verdict:
    """What became of one submission. `reason` and `notes` are for people; the digests say what was judged by what.

    `sandbox` names what its code ran in, "none" where it could do all that the grader can; empty if it did not run.
    `took` holds, by a student's answer, how many of the `seconds` it and the cells below it took, up to the next
    heading, and `failed_before`, by check, in how many earlier submissions of this chapter by this student it failed.
    """

    student: str
    chapter: str
    outcome: Literal["graded", "refused", "needs a human"]
    max_score: float
    submission_digest: str
    chapter_digest: str
    reason: str = ""
    notes: list[str] = field(default_factory=list)
    checks: list[CheckVerdict] = field(default_factory=list)
    seconds: float = 0.0
    sandbox: str = ""
    took: dict[str, float] = field(default_factory=dict)
    failed_before: dict[str, int] = field(default_factory=dict)

    def is_scored(self, marks: Marks) -> bool:
        """Tell whether there are points to show: its checks were judged, or a person has decided instead."""
        return bool(self.checks) or self.is_decided(marks)

    def is_decided(self, marks: Marks) -> bool:
        """Tell whether a person has decided all that grading could not: what could not be judged, or everything."""
        if self.checks:
            return not marks.waiting
        return bool(marks.points) and marks.points.keys() <= set(marks.by_hand)

    def as_marked(self, marks: Marks) -> list[CheckVerdict]:
        """Return the checks as the gradebook has them: with the points that count, and with what was decided by hand.

        Where a notebook was refused, or could not be judged at all, everything is for a person to decide.
        """
        checks = self.checks or [
            CheckVerdict(grade_id, 0.0, most, "waits for a person") for grade_id, (_, most) in marks.points.items()
        ]
        return [_as_marked(check, marks) for check in checks]


def _as_marked(check: CheckVerdict, marks: Marks) -> CheckVerdict:
    if check.grade_id not in marks.points:
        return check
    points, _ = marks.points[check.grade_id]
    if check.grade_id in marks.waiting:
        return replace(check, score=points, outcome="waits for a person")
    if check.waits:
        return replace(check, score=points, outcome="decided by hand", unjudged=False)
    return replace(check, score=points)
