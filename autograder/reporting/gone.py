"""Results of chapters that the course has no more: kept and told, and counted once where a chapter was renamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from autograder.gradebook.recording import NO_RESPONSE
from autograder.records import Marks, Verdict


@dataclass
class Gone:
    """What is told of such results: by student and chapter a remark, and on the screen of those that have no row."""

    remarks: dict[tuple[str, str], str] = field(default_factory=dict)
    left_out: set[tuple[str, str]] = field(default_factory=set)
    told: list[str] = field(default_factory=list)


def of_gone_chapters(
    results: Collection[Verdict], marks: Mapping[str, Mapping[str, Marks]], chapters: Collection[str]
) -> Gone:
    """Return what to tell of results whose chapter is none of `chapters`.

    A student's same work with a result under another name is a renamed chapter's: it has one row, under that name,
    unless a person gave points or a comment under the old one.
    """
    gone, renamed = Gone(), Counter[tuple[str, str]]()
    now = {(each.student, each.submission_digest): each.chapter for each in results if each.chapter in chapters}
    for each in results:
        if each.chapter in chapters:
            continue
        newer = now.get((each.student, each.submission_digest)) if each.submission_digest else None
        given = _given_by_hand(marks.get(each.chapter, {}).get(each.student))
        said = f"{each.chapter} is no chapter of the course any more"
        if newer and not given:
            gone.left_out.add((each.student, each.chapter))
            renamed[each.chapter, newer] += 1
        elif newer:
            said += f": the same work is graded as {newer}, and what was given by hand here is not there ({given})"
        else:
            said += f", so this stays as it was; if it was renamed, rename submitted/{each.student}/{each.chapter} too"
        gone.remarks[each.student, each.chapter] = said
    gone.told = [
        f"{old} is no chapter of the course any more: {number} of its submissions are graded as {new}, and have no row "
        f"under the old name. What was kept of them is kept."
        for (old, new), number in sorted(renamed.items())
    ]
    return gone


def _given_by_hand(marks: Marks | None) -> str:
    """Return for which checks and exercises a person gave points or a comment."""
    if marks is None:
        return ""
    commented = [name for name, comment in marks.comments.items() if comment != NO_RESPONSE]
    return ", ".join(sorted({*marks.by_hand, *marks.of_earlier, *commented}))
