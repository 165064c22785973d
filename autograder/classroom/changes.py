"""What grading again changes: a check's outcome before and now."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.records import CheckVerdict, Verdict

COLUMNS = ("student_id", "chapter", "grade_id", "score_before", "score", "outcome_before", "outcome", "cause")


@dataclass(frozen=True)
class Change:
    """What became of a check of one submission; None for one that was not, or is not, in the chapter."""

    student: str
    chapter: str
    grade_id: str
    before: CheckVerdict | None
    now: CheckVerdict | None

    @property
    def is_in_points(self) -> bool:
        """Tell whether the check's points are others; else only its outcome, cause or most points are."""
        return (self.before.score if self.before else 0.0) != (self.now.score if self.now else 0.0)

    def row(self) -> list[str]:
        """Return the change as a row of a table, by COLUMNS."""
        before, now = self.before, self.now
        points = [f"{verdict.score:g}/{verdict.max_score:g}" if verdict else "" for verdict in (before, now)]
        outcomes = [verdict.outcome if verdict else "" for verdict in (before, now)]
        return [self.student, self.chapter, self.grade_id, *points, *outcomes, now.cause if now else ""]


def between(before: Verdict | None, now: Verdict) -> list[Change]:
    """Return the checks that came out otherwise than before, in the chapter's order; none where nothing was before."""
    if before is None or before.submission_digest != now.submission_digest or not (before.checks and now.checks):
        return []
    then = {check.grade_id: check for check in before.checks}
    new = {check.grade_id: check for check in now.checks}
    return [
        Change(now.student, now.chapter, grade_id, then.get(grade_id), new.get(grade_id))
        for grade_id in dict.fromkeys([*new, *then])
        if _said(then.get(grade_id)) != _said(new.get(grade_id))
    ]


def _said(check: CheckVerdict | None) -> tuple[object, ...]:
    return (check.score, check.max_score, check.outcome, check.cause) if check else ()
