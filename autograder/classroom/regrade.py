"""Judge a class again from what was kept of it: nothing runs, and nothing is written before somebody says so."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from autograder import project
from autograder.chapter import chapter as chapters
from autograder.chapter.chapter import Chapter
from autograder.classroom import changes, parcel, writer
from autograder.classroom.changes import Change
from autograder.classroom.farm import Farm, Job
from autograder.classroom.grade import Options, Progress, read_handed_in
from autograder.classroom.one import Judged
from autograder.gradebook import submitted
from autograder.gradebook.database import ClassGradebook
from autograder.gradebook.journal import Entry
from autograder.gradebook.living import GivenByHand
from autograder.grading import questions, submission
from autograder.records import Verdict


@dataclass
class Regraded:
    """What judging again came to, before it is written: in `folder`, a file for each submission.

    `changes` are the checks that come out otherwise, and `gone` is what was given by hand for checks that the chapters
    do not have any more. `must_run` are submissions, as (chapter, student), of which too little is kept to judge them,
    and `need_a_human` are those that were graded and would not be any more.
    """

    folder: Path
    changes: list[Change] = field(default_factory=list)
    judged: list[tuple[str, str]] = field(default_factory=list)
    must_run: list[tuple[str, str]] = field(default_factory=list)
    need_a_human: list[tuple[str, str]] = field(default_factory=list)
    gone: list[GivenByHand] = field(default_factory=list)


@contextmanager
def regrade(gradebook: ClassGradebook, names: list[str], options: Options, progress: Progress) -> Iterator[Regraded]:
    """Judge again what a change of its chapter touches. ``write`` writes what came of it, while this context is open.

    Only checks that are judged by something else now are judged, from the evidence that is kept; what was handed in
    anew since it was graded is left to ``grade_class``. Call it while the class is held with `only_one`.
    """
    gradebook.prepare()
    found = submitted.look(gradebook.folder.submitted, project.chapters(gradebook.root))
    work = {
        chapters.load(gradebook.root, name): [each for each in found.submissions if each.chapter == name]
        for name in names
        if gradebook.journal.entries(name)
    }
    gradebook.folder.kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="regraded-", dir=gradebook.folder.kept) as folder:
        regraded = Regraded(Path(folder))
        outdated = {chapter: _outdated(gradebook, chapter, handed_in) for chapter, handed_in in work.items()}
        most = sum(map(len, outdated.values()))
        if most:
            jobs = (job for chapter, handed_in in outdated.items() for job in _jobs(gradebook, chapter, handed_in))
            with Farm(options.workers, options.unsafe, work, options.scheduler) as farm:
                judged_ones = farm.grade(jobs, options.limits)
                with closing(judged_ones):
                    for number, judged in enumerate(judged_ones, 1):
                        result = judged.result
                        _take(regraded, judged, gradebook)
                        progress(number, most, f"{result.chapter} {result.student}", result.outcome)
        for chapter in work:
            regraded.gone += gradebook.gone(chapter)
        yield regraded


def write(gradebook: ClassGradebook, names: list[str], regraded: Regraded) -> None:
    """Write what was judged again: scores, notebooks, pages and results. What people gave by hand stays."""
    for name in names:
        if gradebook.journal.entries(name):
            gradebook.register(chapters.load(gradebook.root, name))
    for path in sorted(regraded.folder.iterdir()):
        writer.record(gradebook, parcel.unpack_judged(path.read_bytes()))
    for name in names:
        if gradebook.journal.entries(name):
            writer.refresh_pages(gradebook, name)


Outdated = list[tuple[submitted.Submission, Entry]]


def _outdated(gradebook: ClassGradebook, chapter: Chapter, handed_in: list[submitted.Submission]) -> Outdated:
    """Return what was judged by another state of the chapter, with its entry in the journal."""
    entries = gradebook.journal.entries(chapter.name)
    known = [(each, entries[each.student]) for each in handed_in if each.student in entries]
    return [
        (each, entry) for each, entry in known if entry.outcome != "refused" and entry.chapter_digest != chapter.digest
    ]


def _jobs(gradebook: ClassGradebook, chapter: Chapter, outdated: Outdated) -> Iterator[Job]:
    """Yield those that have not been handed in anew."""
    packed = parcel.pack_chapter(chapter, questions.read(gradebook.root, chapter))
    for each, entry in outdated:
        try:
            read = read_handed_in(gradebook, each)
        except submission.Refused:
            continue
        if read.digest == entry.submission_digest:
            stored = gradebook.folder.read_evidence(each.student, chapter.name)
            yield Job(chapter, packed, read, stored or b"", judge_only=True)


def _take(regraded: Regraded, judged: Judged, gradebook: ClassGradebook) -> None:
    result = judged.result
    who = (result.chapter, result.student)
    if judged.ran:
        regraded.must_run.append(who)
        return
    before: Verdict | None = gradebook.journal.result(result.student, result.chapter)
    regraded.judged.append(who)
    regraded.changes += changes.between(before, result)
    if before is not None and before.outcome == "graded" and result.outcome != "graded":
        regraded.need_a_human.append(who)
    (regraded.folder / f"{len(regraded.judged):06}").write_bytes(parcel.pack_judged(judged))
