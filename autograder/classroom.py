"""Grade a class: every submission on its own way, several at a time, and one writer at the end of all ways."""

from __future__ import annotations

import fcntl
import hashlib
import os
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder import project
from autograder.chapter import chapter as chapters
from autograder.chapter.chapter import Chapter
from autograder.gradebook import journal
from autograder.gradebook.converters import is_time
from autograder.gradebook.database import ClassGradebook
from autograder.gradebook.folder import ClassFolder
from autograder.gradebook.journal import Result
from autograder.grading import restore, run, submission, verdict
from autograder.reporting import feedback


@dataclass(frozen=True)
class Options:
    """How to grade: the limits of a run, how many runs at a time, and whether to grade again what is done."""

    limits: run.Limits = field(default_factory=run.Limits)
    workers: int = os.cpu_count() or 1
    force: bool = False


@dataclass(frozen=True)
class Judged:
    """A submission's result, the notebook to show for it, and when it was handed in, if that is known."""

    result: Result
    notebook: NotebookNode | None = None
    timestamp: str | None = None


Progress = Callable[[int, int, str], None]  # how many are done, of how many, and who was last


def grade_class(gradebook: ClassGradebook, names: list[str], options: Options, progress: Progress) -> None:
    """Grade every submission of the chapters `names` in the class's folder.

    What was graded before, and has not changed, is not run again. Raises ProjectError when there is nothing to
    grade or the class is being graded already; a submission that makes trouble is a result, not an error.
    """
    with _only_one(gradebook.folder):
        work = _work(gradebook, names)
        done = 0
        for chapter, students in work.items():
            gradebook.register(chapter)
            finished = {} if options.force else _finished(gradebook, chapter)
            submitted = gradebook.folder.submitted
            with closing(_judge_all(submitted, chapter, students, finished, options)) as judgements:
                for judged in judgements:
                    if judged.result is not finished.get(judged.result.student):
                        _record(gradebook, judged)
                    done += 1
                    progress(done, sum(map(len, work.values())), f"{chapter.name} {judged.result.student}")


def _work(gradebook: ClassGradebook, names: list[str]) -> dict[Chapter, list[str]]:
    """Return the chapters that have submissions, each with its students."""
    submitted = gradebook.folder.submitted
    folders = sorted(submitted.iterdir()) if submitted.is_dir() else []
    work = {}
    for name in names:
        # lexists, since a link, wherever it leads, is a submission that will be refused
        students = [
            folder.name
            for folder in folders
            if not folder.name.startswith(".") and os.path.lexists(folder / name / f"{name}.ipynb")
        ]
        if students:
            work[chapters.load(gradebook.root, name)] = students
    if not work:
        raise project.ProjectError(
            f"There is nothing to grade: expected {submitted}/<student>/<chapter>/<chapter>.ipynb with a chapter of "
            f"{', '.join(names)}."
        )
    return work


def _finished(gradebook: ClassGradebook, chapter: Chapter) -> dict[str, Result]:
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
    submitted: Path, chapter: Chapter, students: list[str], finished: dict[str, Result], options: Options
) -> Generator[Judged, None, None]:
    """Yield each submission's judgement as it is ready. When the caller stops, all kernels are ended."""
    cancelled = threading.Event()
    with ThreadPoolExecutor(options.workers) as pool:
        try:
            futures = {
                pool.submit(judge, submitted, student, chapter, finished.get(student), options.limits, cancelled)
                for student in students
            }
            for future in as_completed(futures):
                futures.discard(future)
                yield future.result()
        except BaseException:
            cancelled.set()
            pool.shutdown(cancel_futures=True)
            raise


def judge(
    submitted: Path,
    student: str,
    chapter: Chapter,
    finished: Result | None,
    limits: run.Limits,
    cancelled: threading.Event | None = None,
) -> Judged:
    """Take one submission from its file to its result, or return `finished` when nothing has changed since.

    Never raises for a submission: it is refused with the reason, or, when the trouble is ours, needs a human.
    """
    result = Result(student, chapter.name, "graded", chapter.max_score, "", chapter.digest)
    try:
        data = submission.fetch(submitted, student, chapter.name, f"{chapter.name}.ipynb")
        if data is None:
            raise submission.Refused("the notebook is not there any more")
        result = replace(result, submission_digest=hashlib.sha256(data).hexdigest())
        if finished and finished.submission_digest == result.submission_digest:
            return Judged(finished)
        restored = restore.restore(submission.parse(data), chapter)
        done = run.run(nbformat.writes(restored.notebook), chapter.files, limits, cancelled)
        stopped = "; ".join(cell.reason for cell in done.cells if cell.state == "stopped")
        result = replace(
            result,
            reason=stopped or done.ended,
            notes=restored.notes,
            checks=verdict.decide(done),
            seconds=done.seconds,
        )
        notebook = nbformat.reads(done.notebook, as_version=4)
        notebook.cells.insert(0, feedback.summary_cell(result))
        return Judged(result, notebook, _timestamp(submitted, student, chapter.name))
    except submission.Refused as reason:
        return Judged(replace(result, outcome="refused", reason=str(reason)))
    except run.Cancelled:
        raise
    except Exception as problem:
        return Judged(_for_a_human(result, problem))


def _for_a_human(result: Result, problem: Exception) -> Result:
    reason = f"grading met unexpected trouble: {type(problem).__name__}: {problem}"
    return replace(result, outcome="needs a human", reason=reason, checks=[])


def _timestamp(submitted: Path, student: str, chapter: str) -> str | None:
    """Return what nbgrader's timestamp.txt says of when it was handed in; None when it says nothing readable."""
    try:
        data = submission.fetch(submitted, student, chapter, "timestamp.txt")
        text = (data or b"").decode().strip()
    except (submission.Refused, UnicodeDecodeError):
        return None
    return text if is_time(text) else None


def _record(gradebook: ClassGradebook, judged: Judged) -> None:
    """Write one submission's scores, notebook, page and result; the result last, as it says that all is written."""
    result = judged.result
    journal.forget(gradebook.folder, result.student, result.chapter)
    try:
        if judged.notebook is not None:
            scores = {check.grade_id: check.score for check in result.checks}
            gradebook.record(result.student, result.chapter, judged.notebook, scores, judged.timestamp)
        else:
            gradebook.withdraw(result.student, result.chapter)
        feedback.write(gradebook, result)
    except Exception as problem:
        result = _for_a_human(result, problem)
        gradebook.withdraw(result.student, result.chapter)
        feedback.write(gradebook, result)
    journal.save(gradebook.folder, result)


@contextmanager
def _only_one(folder: ClassFolder) -> Iterator[None]:
    """Hold the class's lock. Raises ProjectError when another process has it."""
    path = folder.kept / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise project.ProjectError(
                f"{folder.path} is being graded by another `autograder grade`. Wait for it to end, or stop it first."
            ) from None
        yield
