"""Grade a class: every submission on its own way, several at a time, and one writer at the end of all ways."""

from __future__ import annotations

import copy
import fcntl
import hashlib
import os
import shutil
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder import project
from autograder.chapter import cells
from autograder.chapter import chapter as chapters
from autograder.chapter.chapter import Chapter
from autograder.chapter.imports import modules_of
from autograder.gradebook import journal, submitted
from autograder.gradebook.converters import is_time
from autograder.gradebook.database import ClassGradebook
from autograder.gradebook.folder import ClassFolder
from autograder.gradebook.submitted import Submission
from autograder.grading import questions, restore, run, submission, verdict
from autograder.grading.bench import Bench
from autograder.grading.judging import Judges
from autograder.grading.sandbox import Sandbox
from autograder.records import Verdict
from autograder.reporting import feedback


@dataclass(frozen=True)
class Options:
    """How to grade: the sandbox and limits of a run, how many runs at a time, whether to grade again what is done."""

    sandbox: Sandbox
    limits: run.Limits = field(default_factory=run.Limits)
    workers: int = os.cpu_count() or 1
    force: bool = False


@dataclass(frozen=True)
class Judged:
    """A submission's result, the notebook to show for it, and when it was handed in, if that is known."""

    result: Verdict
    notebook: NotebookNode | None = None
    timestamp: str | None = None


Progress = Callable[[int, int, str], None]  # how many are done, of how many, and who was last


def grade_class(gradebook: ClassGradebook, names: list[str], options: Options, progress: Progress) -> None:
    """Grade every submission of the chapters `names` in the class's folder.

    What was graded before, and has not changed, is not run again. Call it while the class is held with `only_one`.
    Raises ProjectError when there is nothing to grade or the gradebook cannot be used; a submission that makes
    trouble is a result, not an error.
    """
    found = submitted.look(gradebook.folder.submitted, project.chapters(gradebook.root))
    gradebook.prepare()
    for stray in found.strays:
        _forget(gradebook, stray.student, stray.chapter)
    work = _work(gradebook, names, found.submissions)
    done, most = 0, sum(map(len, work.values()))
    modules = set().union(*(modules_of(chapter.released, chapter.files) for chapter in work))
    with Bench(options.sandbox, modules) as bench:
        for chapter, handed_in in work.items():
            gradebook.register(chapter)
            finished = {} if options.force else _finished(gradebook, chapter)
            judges = Judges(chapter, questions.read(gradebook.root, chapter), bench.judges)
            of_all = _judge_all(gradebook.folder.submitted, bench, judges, handed_in, finished, options)
            with closing(of_all) as judgements:
                for judged in judgements:
                    if judged.result is not finished.get(judged.result.student):
                        _record(gradebook, judged)
                    done += 1
                    progress(done, most, f"{chapter.name} {judged.result.student}")


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
    if chapter and journal.load(gradebook.folder, student, chapter):
        gradebook.withdraw(student, chapter)
        journal.forget(gradebook.folder, student, chapter)
        shutil.rmtree(gradebook.folder.page_path(student, chapter).parent, ignore_errors=True)


def _finished(gradebook: ClassGradebook, chapter: Chapter) -> dict[str, Verdict]:
    """Return, by student, the results that are complete: stored, in the gradebook, and with their files."""
    recorded = gradebook.scores(chapter.name)
    finished = {}
    for result in journal.results(gradebook.folder):
        if result.chapter != chapter.name or result.chapter_digest != chapter.digest:
            continue
        notebook = gradebook.folder.notebook_path(result.student, chapter.name)
        page = gradebook.folder.page_path(result.student, chapter.name)
        is_whole = result.outcome == "refused" or (
            result.outcome == "graded" and result.student in recorded and notebook.is_file()
        )
        if is_whole and page.is_file():
            finished[result.student] = result
    return finished


def _judge_all(
    folder: Path,
    bench: Bench,
    judges: Judges,
    handed_in: list[Submission],
    finished: dict[str, Verdict],
    options: Options,
) -> Generator[Judged, None, None]:
    """Yield each submission's judgement as it is ready. When the caller stops, all kernels are ended."""
    cancelled = threading.Event()
    with ThreadPoolExecutor(options.workers) as pool:
        try:
            futures = {
                pool.submit(judge, folder, each, bench, judges, finished.get(each.student), options, cancelled)
                for each in handed_in
            }
            for future in as_completed(futures):
                futures.discard(future)
                yield future.result()
        except BaseException:
            cancelled.set()
            pool.shutdown(cancel_futures=True)
            raise


def judge(
    folder: Path,
    handed_in: Submission,
    bench: Bench,
    judges: Judges,
    finished: Verdict | None,
    options: Options,
    cancelled: threading.Event | None = None,
) -> Judged:
    """Take one submission in `folder` to its result, or return `finished` when nothing has changed since.

    Never raises for a submission: it is refused with the reason, or, when the trouble is ours, needs a human.
    """
    chapter = judges.chapter
    result = Verdict(handed_in.student, chapter.name, "graded", chapter.max_score, "", chapter.digest)
    try:
        data = submission.fetch(folder, *handed_in.parts)
        if data is None:
            raise submission.Refused("the notebook is not there any more")
        result = replace(result, submission_digest=_digest(data, handed_in))
        if finished and finished.submission_digest == result.submission_digest:
            return Judged(finished)
        restored = restore.restore(submission.parse(data), chapter)
        job = run.Job(nbformat.writes(_without_hidden(restored.notebook, chapter)), chapter.files, judges.asked)
        bench.begin()
        done = _run(job, options.limits, bench, cancelled)
        judged = judges.judge(done.snapshots)
        checks = verdict.decide(done, judged)
        stopped = "; ".join(cell.reason for cell in done.cells if cell.state == "stopped")
        unjudged = "; ".join(dict.fromkeys(check.reason for check in checks if check.unjudged))
        result = replace(
            result,
            outcome="needs a human" if unjudged else "graded",
            reason=unjudged or stopped or done.ended,
            notes=[*handed_in.notes, *restored.notes],
            checks=checks,
            seconds=done.seconds,
            sandbox=bench.sandbox.name,
        )
        notebook = nbformat.reads(done.notebook, as_version=4)
        verdict.show(notebook, judged)
        for cell, graded in zip(notebook.cells, restored.notebook.cells, strict=True):
            cell.source = graded.source
        notebook.cells.insert(0, feedback.summary_cell(result))
        return Judged(result, notebook, _timestamp(folder, handed_in))
    except submission.Refused as reason:
        return Judged(replace(result, outcome="refused", reason=str(reason), notes=list(handed_in.notes)))
    except run.Cancelled:
        raise
    except Exception as problem:
        return Judged(_for_a_human(result, problem))


_alone = threading.Lock()


def _run(job: run.Job, limits: run.Limits, bench: Bench, cancelled: threading.Event | None) -> run.Run:
    """Run a submission; once more when a cell that is not the student's was stopped, one such run at a time.

    Raises Trouble when it is stopped there again: that is no fault of the submission.
    """
    done = run.run(job, limits, bench.kernels, cancelled)
    if done.stopped_in_the_chapters():
        with _alone:
            done = run.run(job, limits, bench.kernels, cancelled)
    if reason := done.stopped_in_the_chapters():
        raise run.Trouble(f"{reason}; it is one of the chapter's own cells, and the run was tried twice")
    return done


def _without_hidden(notebook: NotebookNode, chapter: Chapter) -> NotebookNode:
    """Return a restored notebook whose check cells hold what students see: hidden checks never enter a kernel."""
    released = {cell.id: cell.source for cell in chapter.released.cells}
    shown = copy.deepcopy(notebook)
    for cell in shown.cells:
        if cells.role(cell) == "check":
            cell.source = released[cell.id]
    return shown


def _digest(data: bytes, handed_in: Submission) -> str:
    """Return a fingerprint of a notebook and of what is said of where it was found."""
    return hashlib.sha256(data + "\n".join(handed_in.notes).encode()).hexdigest()


def _for_a_human(result: Verdict, problem: Exception) -> Verdict:
    said = str(problem).strip().split("\n")[-1]  # of a traceback, what went wrong
    reason = f"grading met unexpected trouble: {type(problem).__name__}: {said}"
    return replace(result, outcome="needs a human", reason=reason, checks=[])


def _timestamp(folder: Path, handed_in: Submission) -> str | None:
    """Return what nbgrader's timestamp.txt says of when it was handed in; None when it says nothing readable."""
    try:
        data = submission.fetch(folder, *handed_in.parts[:-1], "timestamp.txt")
        text = (data or b"").decode().strip()
    except (submission.Refused, UnicodeDecodeError):
        return None
    return text if is_time(text) else None


def _record(gradebook: ClassGradebook, judged: Judged) -> None:
    """Write one submission's scores, notebook, page and result; the result last, as it says that all is written."""
    result = judged.result
    try:
        journal.forget(gradebook.folder, result.student, result.chapter)
        if judged.notebook is not None:
            scores = {check.grade_id: check.score for check in result.checks}
            gradebook.record(result.student, result.chapter, judged.notebook, scores, judged.timestamp)
        else:
            gradebook.withdraw(result.student, result.chapter)
        feedback.write(gradebook, result)
    except Exception as problem:
        result = _for_a_human(result, problem)
        with suppress(Exception):  # what failed may well fail again; the next grading tries all of it anew
            gradebook.withdraw(result.student, result.chapter)
        with suppress(Exception):
            feedback.write(gradebook, result)
    journal.save(gradebook.folder, result)


@contextmanager
def only_one(folder: ClassFolder) -> Iterator[None]:
    """Hold the class's lock. Raises ProjectError when another process has it."""
    folder.lock.parent.mkdir(parents=True, exist_ok=True)
    with folder.lock.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise project.ProjectError(
                f"{folder.path} is being graded by another `autograder grade`. Wait for it to end, or stop it first."
            ) from None
        yield
