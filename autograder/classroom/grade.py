"""Grade a class: every submission on its own way, many at a time, and one writer at the end of all ways."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from autograder import project
from autograder.chapter import chapter as chapters
from autograder.chapter.chapter import Chapter
from autograder.classroom import one, parcel, writer
from autograder.classroom.farm import Farm
from autograder.classroom.one import HandedIn
from autograder.gradebook import submitted
from autograder.gradebook.database import ClassGradebook
from autograder.gradebook.journal import Entry
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


Progress = Callable[[int, int, str], None]  # how many are done, of how many, and who was last


def grade_class(gradebook: ClassGradebook, names: list[str], options: Options, progress: Progress) -> None:
    """Grade every submission of the chapters `names` in the class's folder.

    What was graded before, and has not changed, is not run again; its page is written anew where the gradebook says
    something else now. Call it while the class is held with `only_one`. Raises ProjectError when there is nothing to
    grade or the gradebook cannot be used; a submission that makes trouble is a result, not an error.
    """
    found = submitted.look(gradebook.folder.submitted, project.chapters(gradebook.root))
    gradebook.prepare()
    for stray in found.strays:
        _forget(gradebook, stray.student, stray.chapter)
    work = _work(gradebook, names, found.submissions)
    for chapter in work:
        gradebook.register(chapter)
    count = _Count(sum(map(len, work.values())), progress)
    jobs = _jobs(gradebook, work, options, count)
    first = next(jobs, None)  # most of a class may be done already
    if first is not None:
        with Farm(options.workers, options.unsafe, work, options.scheduler) as farm:
            judged_ones = farm.grade(_with_first(first, jobs), options.limits)
            with closing(judged_ones):
                for judged in judged_ones:
                    writer.record(gradebook, judged)
                    count.one(f"{judged.result.chapter} {judged.result.student}")
    for chapter in work:
        writer.refresh_pages(gradebook, chapter.name)


Job = tuple[Chapter, bytes, HandedIn]


def _jobs(
    gradebook: ClassGradebook, work: dict[Chapter, list[Submission]], options: Options, count: _Count
) -> Iterator[Job]:
    """Yield what is to be graded; what is done, and what cannot be read, is dealt with on the way."""
    for chapter, submissions in work.items():
        finished = {} if options.force else _finished(gradebook, chapter)
        packed = parcel.pack_chapter(chapter, questions.read(gradebook.root, chapter))
        for each in submissions:
            try:
                handed_in = _read(gradebook.folder.submitted, each)
            except submission.Refused as reason:
                result = Verdict(each.student, chapter.name, "refused", chapter.max_score, "", chapter.digest)
                writer.record(gradebook, one.refused(result, reason, each.notes))
                count.one(f"{chapter.name} {each.student}")
                continue
            before = finished.get(each.student)
            if before and before.submission_digest == handed_in.digest:
                count.one(f"{chapter.name} {each.student}")
            else:
                yield chapter, packed, handed_in


def _with_first(first: Job, others: Iterator[Job]) -> Iterator[Job]:
    yield first
    yield from others


class _Count:
    """Tells how far the class is."""

    def __init__(self, most: int, progress: Progress) -> None:
        self._done, self._most, self._progress = 0, most, progress

    def one(self, who: str) -> None:
        """Count one that is done."""
        self._done += 1
        self._progress(self._done, self._most, who)


def _read(folder: Path, handed_in: Submission) -> HandedIn:
    """Read what was handed in. Raises Refused."""
    data = submission.fetch(folder, *handed_in.parts)
    if data is None:
        raise submission.Refused("the notebook is not there any more")
    return HandedIn(handed_in.student, data, tuple(handed_in.notes), _timestamp(folder, handed_in))


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
        shutil.rmtree(gradebook.folder.page_path(student, chapter).parent, ignore_errors=True)
        gradebook.journal.forget(student, chapter)


def _finished(gradebook: ClassGradebook, chapter: Chapter) -> dict[str, Entry]:
    """Return, by student, the results that are complete: journalled, in the gradebook, and with their files."""
    recorded = gradebook.marks(chapter.name)
    finished = {}
    for student, entry in gradebook.journal.entries(chapter.name).items():
        notebook = gradebook.folder.notebook_path(student, chapter.name)
        page = gradebook.folder.page_path(student, chapter.name)
        is_whole = entry.outcome == "refused" or (
            entry.outcome == "graded" and student in recorded and notebook.is_file()
        )
        if entry.chapter_digest == chapter.digest and is_whole and page.is_file():
            finished[student] = entry
    return finished


def _timestamp(folder: Path, handed_in: Submission) -> str | None:
    """Return what nbgrader's timestamp.txt says of when it was handed in; None when it says nothing readable."""
    try:
        data = submission.fetch(folder, *handed_in.parts[:-1], "timestamp.txt")
        text = (data or b"").decode().strip()
    except (submission.Refused, UnicodeDecodeError):
        return None
    return text if is_time(text) else None
