"""The way of one submission, from what was handed in to what students and gradebook get. Pure: it writes nothing."""

from __future__ import annotations

import copy
import hashlib
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import nbformat
from nbformat import NotebookNode

from autograder import project
from autograder.chapter import cells, needs
from autograder.chapter.chapter import Chapter
from autograder.classroom import effort
from autograder.gradebook.recording import NO_RESPONSE
from autograder.grading import restore, run, submission, verdict
from autograder.grading.bench import Bench
from autograder.grading.clock import Clock
from autograder.grading.judge.request import CheckRun
from autograder.grading.judging import Judges
from autograder.grading.stored import Again, Stored, again, store
from autograder.records import Marks, Verdict
from autograder.reporting import feedback, pictures


@dataclass(frozen=True)
class HandedIn:
    """A student's notebook as it was found, with what is said of where.

    `timestamp` says when it was handed in, and `name` what the student is called, as far as that is known.
    """

    student: str
    data: bytes
    notes: tuple[str, ...] = ()
    timestamp: str | None = None
    name: str = ""

    @property
    def digest(self) -> str:
        """A fingerprint of the notebook, of what is said of it, and of when it came."""
        said = [*self.notes, self.timestamp or ""]
        return hashlib.sha256(self.data + "\n".join(said).encode()).hexdigest()


@dataclass(frozen=True)
class Judged:
    """A submission's result and page, and where it was run the notebook to show for it.

    `page` shows `marks`: what the gradebook will say unless a person has a hand in it. `stored` is the run, with the
    evidence that was judged; `ran` tells that it was made now. `steps` says how long each step took.
    """

    result: Verdict
    page: str
    notebook: NotebookNode | None = None
    timestamp: str | None = None
    marks: Marks | None = None
    stored: Stored | None = None
    ran: bool = True
    steps: dict[str, float] = field(default_factory=dict)


def grade(
    handed_in: HandedIn,
    bench: Bench,
    judges: Judges,
    limits: run.Limits,
    cancelled: threading.Event | None = None,
    stored: Stored | None = None,
) -> Judged:
    """Take one submission to its result; from a run of it that is `stored`, where running it again would say the same.

    Never raises for a submission: it is refused with the reason, or, when the trouble is ours, needs a human. Raises
    Cancelled soon after `cancelled` is set.
    """
    if stored is None:
        bench.kernels.begin()
    bench.judges.begin()
    return _to_its_end(handed_in, bench, judges, lambda job: _run(job, limits, bench, cancelled), stored)


def judge(handed_in: HandedIn, bench: Bench, judges: Judges, stored: Stored | None) -> Judged:
    """Take one submission to its result without running anything: as ``grade``, from the run that is `stored`.

    Where that does not do, what comes back needs a human, and says that it `ran`.
    """

    def must_run(_job: run.Job) -> run.Run:
        raise run.Trouble("it must run again, since what was kept of its run does not answer the checks of today")

    bench.judges.begin()
    return _to_its_end(handed_in, bench, judges, must_run, stored)


def _to_its_end(
    handed_in: HandedIn, bench: Bench, judges: Judges, run_job: Callable[[run.Job], run.Run], stored: Stored | None
) -> Judged:
    chapter = judges.chapter
    notes = list(handed_in.notes)
    result = Verdict(
        handed_in.student, chapter.name, "graded", chapter.max_score, handed_in.digest, chapter.digest, notes=notes
    )
    try:
        return _graded(result, handed_in, bench, judges, run_job, stored)
    except submission.Refused as reason:
        return refused(result, reason)
    except run.Cancelled:
        raise
    except Exception as problem:
        return given_up(result, problem)


def _graded(
    result: Verdict,
    handed_in: HandedIn,
    bench: Bench,
    judges: Judges,
    run_job: Callable[[run.Job], run.Run],
    stored: Stored | None,
) -> Judged:
    chapter, clock = judges.chapter, Clock()
    restored = restore.restore(submission.parse(handed_in.data), chapter)
    shown = _without_hidden(restored.notebook, chapter)
    running = needs.running(shown, chapter.released, chapter.plan)
    trained = _already_trained(shown, judges)
    job = run.Job(nbformat.v4.writes(shown), running, chapter.files, judges.asked, trained)
    clock.ends("restore")
    before = again(stored, job) if stored is not None else None
    done = before.run if before else run_job(job)
    clock.ends("run")
    judged = _still_true(stored, before, judges.digests) if stored and before else {}
    judged |= judges.judge(done.snapshots, done.snapshots.keys() - judged.keys())
    clock.ends("verdict")
    found = verdict.decide(done, judged, judges.digests) + verdict.by_hand(restored.notebook, chapter.graded)
    checks = verdict.in_order(found, chapter.graded)
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
        took=effort.took(shown, done.cells),
    )
    notebook = nbformat.reads(done.notebook, as_version=4)
    verdict.show(notebook, judged)
    for cell, graded in zip(notebook.cells, restored.notebook.cells, strict=True):
        cell.source = graded.source
    pictures.attach(notebook, chapter.files)
    marks = _marks(result, notebook, chapter)
    notebook.cells.insert(0, feedback.summary_cell(result))
    page = feedback.graded(result, notebook, marks, handed_in.name)
    clock.ends("page")
    steps = clock.seconds
    if before is None:
        steps |= {**done.steps, "run": clock.seconds["run"] - sum(done.steps.values())}
    kept = store(job, done, judged, judges.digests)
    return Judged(result, page, notebook, handed_in.timestamp, marks, kept, ran=before is None, steps=steps)


def _still_true(stored: Stored, before: Again, digests: Mapping[str, str]) -> dict[str, list[CheckRun]]:
    """Return what was judged before, by what would judge it now, of evidence that is the same."""
    return {
        check: runs
        for check, runs in stored.judged.items()
        if check in before.same
        and stored.digests.get(check) == digests.get(check)
        and not any(found.state == "unjudged" for found in runs)
    }


def _marks(result: Verdict, notebook: NotebookNode, chapter: Chapter) -> Marks:
    """Return what the gradebook will say of a result, unless a person has a hand in it or it is late."""
    points = {check.grade_id: (check.score, check.max_score) for check in result.checks}
    stubs = {cell.id: cell.source for cell in chapter.graded.cells if cells.is_students(cell)}
    unchanged = sorted(cells.grade_id(cell) or "" for cell in notebook.cells if stubs.get(cell.id) == cell.source)
    score, most = (sum(pair[n] for pair in points.values()) for n in (0, 1))
    waiting = sorted(check.grade_id for check in result.checks if check.waits)
    comments = dict.fromkeys(unchanged, NO_RESPONSE)
    return Marks(score, most, 0.0, dict(sorted(points.items())), comments, tuple(waiting))


_alone = threading.Lock()


def _run(job: run.Job, limits: run.Limits, bench: Bench, cancelled: threading.Event | None) -> run.Run:
    """Run a submission; once more when that may end otherwise, one such run at a time.

    Raises Trouble when it is stopped in one of the chapter's own cells again: that is no fault of the submission.
    """
    done = run.run(job, limits, bench.kernels, cancelled)
    if done.may_be_an_accident:
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


def _already_trained(shown: NotebookNode, judges: Judges) -> dict[str, bytes]:
    """Return what was trained when the chapter was built, by cell; the notebook's cells get their outputs of then."""
    released = {cell.id: cell.source for cell in judges.chapter.released.cells}
    then = {cell.id: cell.get("outputs", []) for cell in judges.chapter.solved.cells}
    trained = {}
    for cell in shown.cells:
        if cell.id in judges.recorded.trained and cell.source == released[cell.id]:
            cell.outputs = copy.deepcopy(then[cell.id])
            trained[cell.id] = judges.recorded.trained[cell.id]
    return trained


def for_a_human(result: Verdict, problem: BaseException) -> Verdict:
    """Return the result of a submission whose grading met trouble of ours."""
    said = str(problem).strip().split("\n")[-1]  # of a traceback, what went wrong
    reason = f"grading met unexpected trouble: {type(problem).__name__}: {said}"
    if isinstance(problem, project.ProjectError):
        reason = said
    if isinstance(problem, OSError) and problem.errno in project.FULL:
        where = problem.filename or f"temporary files, {tempfile.gettempdir()}"
        reason = f"the disk of {where} is full: make room, then give the same command again"
    return replace(result, outcome="needs a human", reason=reason, checks=[])


def given_up(result: Verdict, problem: BaseException) -> Judged:
    """Return what becomes of a submission that no worker could bring to an end."""
    result = for_a_human(result, problem)
    return Judged(result, feedback.not_graded(result))


def refused(result: Verdict, reason: submission.Refused, notes: Sequence[str] = ()) -> Judged:
    """Return what becomes of a submission that cannot be read."""
    result = replace(result, outcome="refused", reason=str(reason), notes=[*result.notes, *notes])
    return Judged(result, feedback.not_graded(result))


def unreadable(result: Verdict, reason: submission.Unreadable, notes: Sequence[str] = ()) -> Judged:
    """Return what becomes of a submission that the system does not let us read: whoever grades must look."""
    result = replace(result, outcome="needs a human", reason=str(reason), notes=[*result.notes, *notes])
    return Judged(result, feedback.not_graded(result))
