"""Submissions are graded by the workers of a Dask cluster: on this machine, or wherever a scheduler has them.

What goes there and comes back is bytes (parcel.py). Nothing that a student made is unpickled on the way.
"""

from __future__ import annotations

import logging
import math
import threading
import warnings
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, cast
from urllib.parse import urlsplit

import dask.config
from distributed import Client, LocalCluster, Worker, WorkerPlugin, as_completed, get_worker

from autograder import limits, project
from autograder.chapter.chapter import Chapter
from autograder.chapter.imports import modules_of
from autograder.classroom import one, parcel
from autograder.classroom.one import HandedIn, Judged
from autograder.grading.bench import Bench
from autograder.grading.judging import Judges
from autograder.grading.run import Limits
from autograder.grading.sandbox import find
from autograder.records import Verdict

PLUGIN = "autograder"
AHEAD = 2  # times as many submissions as there are workers are on their way at a time
HERE = ("127.0.0.1", "::1", "localhost")
# Of Dask's settings, for a cluster of our own: its workers look a hundred times a second at what we do, to draw it.
SETTINGS = {"distributed.worker.profile.enabled": False}


@dataclass(frozen=True)
class Job:
    """A submission to grade, with its chapter, the chapter as bytes, and an earlier run as bytes if there is one.

    With `judge_only` nothing is run: who must run comes back without a result.
    """

    chapter: Chapter
    packed: bytes
    handed_in: HandedIn
    stored: bytes | None = None
    judge_only: bool = False


class Station(WorkerPlugin):
    """What every worker has: its bench, and the chapters that it has seen."""

    name = PLUGIN

    def __init__(self, unsafe: bool, modules: list[str]) -> None:
        self._unsafe, self._modules = unsafe, modules

    def setup(self, worker: Worker) -> None:
        """Look for a sandbox on the worker's machine. Raises SandboxError where there is none."""
        self.bench = Bench(find(self._unsafe), self._modules)
        self.bench.__enter__()
        self.cancelled = threading.Event()
        self._judges: dict[bytes, Judges] = {}
        self._one_at_a_time = threading.Lock()

    def teardown(self, worker: Worker) -> None:
        """End all that runs."""
        self.cancelled.set()
        self.bench.__exit__(None, None, None)

    def judges(self, chapter: bytes) -> Judges:
        """Return the judges of a chapter that comes as bytes."""
        with self._one_at_a_time:
            if chapter not in self._judges:
                self._judges[chapter] = Judges(*parcel.unpack_chapter(chapter), self.bench.judges)
            return self._judges[chapter]


def work(chapter: bytes, handed_in: bytes) -> bytes:
    """Grade one submission, on a worker."""
    station = cast(Station, get_worker().plugins[PLUGIN])
    told = parcel.unpack_work(handed_in)
    judges = station.judges(chapter)
    if told.judge_only:
        judged = one.judge(told.handed_in, station.bench, judges, told.stored)
    else:
        judged = one.grade(told.handed_in, station.bench, judges, told.limits, station.cancelled, told.stored)
    return parcel.pack_judged(judged)


class Farm:
    """Grades submissions on the workers of a cluster. Use it as a context."""

    def __init__(self, workers: int, unsafe: bool, chapters: Iterable[Chapter], scheduler: str | None = None) -> None:
        """`workers` submissions are graded at a time on this machine, or all that a `scheduler`'s address has.

        Raises ProjectError for an address that would send students' work in the clear.
        """
        if scheduler and not scheduler.startswith("tls://") and urlsplit(scheduler).hostname not in HERE:
            raise project.ProjectError(
                f"{scheduler} would send students' work and hidden checks unencrypted. Start the scheduler and its "
                "workers with certificates, and name it tls://HOST:PORT (see solutions/farm.md)."
            )
        self._workers, self._unsafe, self._scheduler = workers, unsafe, scheduler
        self._modules = sorted(set().union(*(modules_of(chapter.released, chapter.files) for chapter in chapters)))
        self._open = ExitStack()

    def __enter__(self) -> Farm:
        """Connect, and prepare every worker. Raises SandboxError where one has no sandbox, and ProjectError."""
        with ExitStack() as opened:
            try:
                self._client = opened.enter_context(_connected(self._scheduler, self._workers))
                self._client.register_plugin(Station(self._unsafe, self._modules))
            except OSError as problem:
                raise project.ProjectError(
                    f"The cluster at {self._scheduler} cannot be used ({problem}). Look whether its scheduler and "
                    "workers run, with this project installed, and give the same command again."
                ) from problem
            opened.callback(self._client.unregister_worker_plugin, PLUGIN)
            self._open = opened.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all runs, and a cluster of our own."""
        self._open.close()

    def grade(self, jobs: Iterable[Job], limits: Limits) -> Generator[Judged, None, None]:
        """Yield what became of each submission, as it is ready.

        A worker that dies costs its submission only, which is tried again by others, and then needs a human.
        """
        waiting = iter(jobs)
        sent: dict[Any, tuple[Chapter, HandedIn]] = {}
        chapters: dict[str, object] = {}
        done = as_completed(with_results=False, raise_errors=False)

        def send_next() -> None:
            for job in waiting:
                chapter = job.chapter
                if chapter.name not in chapters:
                    chapters[chapter.name] = self._client.scatter(job.packed, hash=True)
                data = parcel.pack_work(job.handed_in, limits, job.stored, job.judge_only)
                future = self._client.submit(work, chapters[chapter.name], data, pure=False)
                sent[future.key] = chapter, job.handed_in
                done.add(future)
                return

        for _ in range(AHEAD * max(1, sum(self._client.nthreads().values()))):
            send_next()
        for future in done:
            chapter, handed_in = sent.pop(future.key)
            send_next()
            problem = future.exception()
            if problem is None:
                yield parcel.unpack_judged(future.result())
            else:
                result = Verdict(handed_in.student, chapter.name, "graded", chapter.max_score, handed_in.digest, "")
                yield one.given_up(result, problem)


@contextmanager
def _connected(scheduler: str | None, workers: int) -> Iterator[Client]:
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters of it comes as results
    warnings.filterwarnings("ignore", "Sending large graph")  # a notebook full of pictures is no large graph
    if scheduler:
        with Client(scheduler) as client:
            yield client
        return
    # Threads of this process for as long as one Python can serve them: a cluster of processes takes longer to start.
    processes = math.ceil(workers / limits.SERVED) if workers > limits.SERVED else 1
    with (
        dask.config.set(SETTINGS),
        LocalCluster(
            n_workers=processes,
            threads_per_worker=math.ceil(workers / processes),
            processes=processes > 1,
            dashboard_address=None,
            scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},  # it serves its health anyway: not to the network
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client
