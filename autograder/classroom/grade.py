"""Grade a class: every submission on its own way, many at a time, and one writer at the end of all ways."""

from __future__ import annotations

import heapq
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import nbformat

from autograder import project
from autograder.chapter import chapter as chapters
from autograder.chapter.chapter import Chapter
from autograder.classroom import changes, one, parcel, writer
from autograder.classroom.changes import Change
from autograder.classroom.farm import Farm, Job
from autograder.classroom.one import HandedIn, Judged
from autograder.gradebook import submitted
from autograder.gradebook.database import ClassGradebook
from autograder.gradebook.journal import Entry
from autograder.gradebook.living import GivenByHand
from autograder.gradebook.recording import is_time
from autograder.gradebook.submitted import Submission
from autograder.grading import questions, run, submission
from autograder.records import Verdict


@dataclass(frozen=True)
class Options:
    """How to grade: limits of a run, how many at a time, whether to grade again what is done.

    `unsafe` is grading without a sandbox; `scheduler` the address of a Dask cluster that does the work.
    """

    limits: run.Limits = field(default_factory=run.Limits)
    workers: int = 1
    force: bool = False
    unsafe: bool = False
    scheduler: str | None = None


# How many are done, of how many, who was last, and the outcome; None for one that was done before.
Progress = Callable[[int, int, str, str | None], None]
SLOWEST = 5  # cells that are told
MOST_TOLD = 60  # letters of what a file says that cannot be understood
SLOW = 2.0  # seconds; nobody looks into what takes less


@dataclass(frozen=True, order=True)
class Slow:
    """A cell that took long: its seconds, whose it is, and what it is called."""

    seconds: float
    student: str
    chapter: str
    cell: str


@dataclass
class Told:
    """What a person is to hear of a grading.

    `changes` are the checks of submissions that are as before and came out otherwise, `waiting` are chapters that were
    not graded, with what to do, `unread` says of what could not be read this time, `entered_again` counts what was
    graded before and was not in the gradebook, and `steps` says how many seconds all submissions together spent in
    which.
    """

    changes: list[Change] = field(default_factory=list)
    waiting: dict[str, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    entered_again: int = 0
    slowest: list[Slow] = field(default_factory=list)
    steps: Counter[str] = field(default_factory=Counter)

    def take(self, before: Verdict | None, judged: Judged) -> None:
        """Take up one more submission; `before` is its result so far."""
        self.changes += changes.between(before, judged.result)
        self.steps.update(judged.steps)
        if judged.ran and judged.stored is not None:
            notebook = nbformat.reads(judged.stored.run.notebook, as_version=4)
            for index, cell in enumerate(judged.stored.run.cells):
                if cell.seconds > SLOW:
                    name = run.cell_name(notebook, index)
                    self.slowest.append(Slow(cell.seconds, judged.result.student, judged.result.chapter, name))
            self.slowest = heapq.nlargest(SLOWEST, self.slowest)


def grade_class(gradebook: ClassGradebook, names: list[str], options: Options, progress: Progress) -> Told:
    """Grade every submission of the chapters `names` in the class's folder.

    What was graded before, and has not changed, is not run again; its page is written anew where the gradebook says
    something else now. Where only checks have changed, these are judged from the evidence that was kept. Call it while
    the class is held with `only_one`. Raises ProjectError when there is nothing to grade or the gradebook cannot be
    used; a submission that makes trouble is a result, not an error.
    """
    found = submitted.look(gradebook.folder.submitted, project.chapters(gradebook.root))
    gradebook.prepare()
    for stray in found.strays:
        _forget(gradebook, stray.student, stray.chapter)
    work = _work(gradebook, names, found.submissions)
    told = Told()
    for chapter in list(work):
        recorded = gradebook.marks(chapter.name)
        known = gradebook.journal.entries(chapter.name)
        told.entered_again += sum(known[each].outcome == "graded" for each in known.keys() - recorded.keys())
        if gone := gradebook.gone(chapter):
            told.waiting[chapter.name] = _why_it_waits(chapter.name, gone)
            del work[chapter]
        else:
            gradebook.register(chapter)
    count = _Count(sum(map(len, work.values())), progress)
    jobs = _jobs(gradebook, work, options, count, told)
    first = next(jobs, None)  # most of a class may be done already
    if first is not None:
        with Farm(options.workers, options.unsafe, work, options.scheduler) as farm:
            judged_ones = farm.grade(chain([first], jobs), options.limits)
            with closing(judged_ones):
                for judged in judged_ones:
                    told.take(gradebook.journal.result(judged.result.student, judged.result.chapter), judged)
                    written = writer.record(gradebook, judged)
                    count.one(f"{written.chapter} {written.student}", written.outcome)
    for chapter in work:
        writer.refresh_pages(gradebook, chapter.name)
    return told


def count_waiting(gradebook: ClassGradebook, names: list[str], force: bool = False) -> int:
    """Return how many submissions of the chapters `names` have no result by today's chapter, or with `force` all.

    For an estimate: whether a notebook is still the one that was graded is not looked at. Raises ProjectError when
    there is nothing to grade.
    """
    found = submitted.look(gradebook.folder.submitted, project.chapters(gradebook.root))
    waiting = 0
    for chapter, submissions in _work(gradebook, names, found.submissions).items():
        known = {} if force else gradebook.journal.entries(chapter.name)
        done = {student for student, entry in known.items() if entry.chapter_digest == chapter.digest}
        waiting += sum(each.student not in done for each in submissions)
    return waiting


def _why_it_waits(chapter: str, gone: list[GivenByHand]) -> str:
    checks = ", ".join(sorted({given.grade_id for given in gone}))
    return (
        f"{chapter} was not graded: it has lost {checks}, for which points or comments were given by hand. "
        f"autograder regrade {chapter} shows them, and goes on without them if you say so; or put the cells back."
    )


def _jobs(
    gradebook: ClassGradebook, work: dict[Chapter, list[Submission]], options: Options, count: _Count, told: Told
) -> Iterator[Job]:
    """Yield what is to be graded; what is done, and what cannot be read, is dealt with on the way.

    What cannot be read this time, and was graded before, keeps its result.
    """
    for chapter, submissions in work.items():
        earlier = gradebook.journal.entries(chapter.name)
        known = {} if options.force else earlier
        finished = _finished(gradebook, chapter, known)
        packed = parcel.pack_chapter(chapter, questions.read(gradebook.root, chapter))
        for each in submissions:
            try:
                handed_in = read_handed_in(gradebook, each)
            except submission.Refused as reason:
                result = Verdict(each.student, chapter.name, "refused", chapter.max_score, "", chapter.digest)
                if not isinstance(reason, submission.Unreadable):
                    written = writer.record(gradebook, one.refused(result, reason, each.notes))
                elif each.student in earlier:
                    told.unread.append(f"{reason}. What it has of before stays.")
                    written = result
                else:
                    written = writer.record(gradebook, one.unreadable(result, reason, each.notes))
                count.one(f"{chapter.name} {each.student}", written.outcome)
                continue
            before = known.get(each.student)
            if before and before.submission_digest != handed_in.digest:
                before = None
            if before and each.student in finished:
                count.one(f"{chapter.name} {each.student}")
            else:
                stored = gradebook.folder.read_evidence(each.student, chapter.name) if before else None
                yield Job(chapter, packed, handed_in, stored)


class _Count:
    """Tells how far the class is."""

    def __init__(self, most: int, progress: Progress) -> None:
        self._done, self._most, self._progress = 0, most, progress

    def one(self, who: str, outcome: str | None = None) -> None:
        """Count one that is done."""
        self._done += 1
        self._progress(self._done, self._most, who, outcome)


def read_handed_in(gradebook: ClassGradebook, handed_in: Submission) -> HandedIn:
    """Read what was handed in. Raises Refused, and Unreadable for what a syncing program may bring back."""
    folder = gradebook.folder.submitted
    data = submission.fetch(folder, *handed_in.parts)
    if data is None:
        shown = "/".join(handed_in.parts)
        raise submission.Unreadable(f"{shown} went away while the class was graded: give the command again")
    said, name = _timestamp(folder, handed_in), gradebook.name_of(handed_in.student)
    if said and not is_time(said):
        note = f"timestamp.txt says {said[:MOST_TOLD]!r}, which is no time that can be read, so it counts as in time"
        return HandedIn(handed_in.student, data, (*handed_in.notes, note), None, name)
    return HandedIn(handed_in.student, data, tuple(handed_in.notes), said, name)


def _work(
    gradebook: ClassGradebook, names: list[str], submissions: list[Submission]
) -> dict[Chapter, list[Submission]]:
    """Return the chapters that have submissions, each with these."""
    by_chapter = {name: [each for each in submissions if each.chapter == name] for name in names}
    work = {chapters.load(gradebook.root, name): of_this for name, of_this in by_chapter.items() if of_this}
    if not work:
        raise project.ProjectError(
            f"There is nothing to grade: expected {gradebook.folder.submitted}/<student>/<chapter>/<chapter>.ipynb "
            f"with a chapter of {', '.join(names)}."
        )
    return work


def _forget(gradebook: ClassGradebook, student: str, chapter: str) -> None:
    """Take back an earlier result whose notebook is not there any more, but something that is not graded."""
    if gradebook.journal.has(student, chapter):
        gradebook.withdraw(student, chapter)
        gradebook.folder.remove_evidence(student, chapter)
        shutil.rmtree(gradebook.folder.page_path(student, chapter).parent, ignore_errors=True)
        gradebook.journal.forget(student, chapter)


def _finished(gradebook: ClassGradebook, chapter: Chapter, known: Mapping[str, Entry]) -> set[str]:
    """Return the students whose results are complete: by today's chapter, in the gradebook, and with their files."""
    recorded = gradebook.marks(chapter.name)
    finished = set()
    for student, entry in known.items():
        notebook = gradebook.folder.notebook_path(student, chapter.name)
        page = gradebook.folder.page_path(student, chapter.name)
        is_decided = False
        if entry.outcome == "needs a human" and student in recorded:
            result = gradebook.journal.result(student, chapter.name)
            is_decided = result is not None and result.is_decided(recorded[student])
        is_whole = (
            entry.outcome == "refused"
            or (entry.outcome == "graded" and student in recorded and notebook.is_file())
            or is_decided
        )
        if entry.chapter_digest == chapter.digest and is_whole and page.is_file():
            finished.add(student)
    return finished


def _timestamp(folder: Path, handed_in: Submission) -> str | None:
    """Return what nbgrader's timestamp.txt says of when it was handed in; None where there is none."""
    try:
        data = submission.fetch(folder, *handed_in.parts[:-1], "timestamp.txt")
    except submission.Refused:
        return None
    return (data or b"").decode("utf-8-sig", "replace").strip() or None
