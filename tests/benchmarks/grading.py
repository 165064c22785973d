"""How long does grading a class take, beside nbgrader's own and beside what its cells need? Run by name: it takes long.

Of a chapter's class, full of right, wrong and half-done answers, in one run after the other:
- `nbgrader autograde`, stock, with the checks in the student's kernel;
- `autograder grade` with two workers, in its sandbox, and with one;
- the limit: the exercises' cells and the checks of the same submissions in one process with Keras imported, and in as
  many such processes at once as there are processors: what that costs each is the machine's, not ours.

`python -m tests.benchmarks.grading CHAPTER [SUBMISSIONS]`
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psutil

from autograder.authoring import sample
from tests.benchmarks.measured import ROOT, Row, keep

AUTOGRADER = [sys.executable, "-m", "autograder.cli", "--root", str(ROOT)]
STOCK = {"01_multi_input": 6.0, "00_graphs": 10.0}  # nbgrader's time ÷ ours
ANSWERED = ("everything right", "the first", "handed in", "wrong:")  # what nbgrader can take as it is
LIMIT, MEMORY, WORKERS = 1.4, 200.0, 1.8


class Times(dict[str, float]):
    """Seconds of the clock, by what took them; `busy` says how many processors were at work meanwhile."""

    def __init__(self) -> None:
        self.busy: dict[str, float] = {}

    @contextlib.contextmanager
    def of(self, what: str) -> Iterator[None]:
        """Measure what is done inside."""
        started, before = time.perf_counter(), psutil.cpu_times()
        yield
        self[what], after = time.perf_counter() - started, psutil.cpu_times()
        spent = sum(after) - sum(before) - (after.idle - before.idle) - (after.iowait - before.iowait)
        self.busy[what] = spent / self[what]
        print(f"  {what}: {self[what]:.1f} s, {self.busy[what]:.2f} processors at work", flush=True)


class Memory:
    """Looks at what each forked kernel and judge has for itself, while it is open: the most that any had, in MB."""

    def __init__(self) -> None:
        self.most = 0.0
        self._ended = threading.Event()

    def __enter__(self) -> "Memory":
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(0.3):
            for process in psutil.Process().children(recursive=True):
                with contextlib.suppress(psutil.Error, OSError):
                    if _is_forked(process):
                        self.most = max(self.most, _own(process.pid) / 1e6)


def _is_forked(process: psutil.Process) -> bool:
    """Tell whether this is a kernel or a judge of a warm parent: these work in a folder of their own."""
    return "autograder.grading.warm" in process.cmdline() and Path(process.cwd()).name == "work"


def _own(pid: int) -> int:
    """Return the bytes of a process that no other has too: what it does not share with its parent."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Private_"))


def write_class(chapter: str, number: int, folder: Path) -> None:
    """Write a class of so many submissions: those of the sample class that nbgrader can take, again and again."""
    students = sample.write_class(ROOT, [chapter], folder / "sample", every_answer=True)
    handed_in = [student.submission for student in students]
    answered = [submission.data for submission in handed_in if submission.shows.startswith(ANSWERED)]
    for count in range(number):
        path = folder / "submitted" / f"student-{count:05}" / chapter / f"{chapter}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(answered[count % len(answered)])


def stock(chapter: str, submitted: Path, root: Path) -> None:
    """Grade with nbgrader's own command, in a copy of the project, since it writes there.

    Raises CalledProcessError when it does not end well.
    """
    shutil.copytree(ROOT / "solutions", root / "solutions")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    shutil.copytree(submitted, root / "class" / "submitted")
    environment = {key: value for key, value in os.environ.items() if key != "CLASS_DIR"}
    nbgrader = [sys.executable, "-m", "nbgrader"]
    for command in (["generate_assignment", chapter], ["autograde", chapter]):
        subprocess.run([*nbgrader, *command], cwd=root, env=environment, check=True, capture_output=True)


def ours(chapter: str, submitted: Path, folder: Path, workers: int) -> None:
    shutil.copytree(submitted, folder / "submitted")
    command = [*AUTOGRADER, "grade", chapter, "--class", str(folder), "--workers", str(workers)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def limit(chapter: str, submitted: Path) -> None:
    """Print how many seconds the exercises' cells and the checks need, in this process once Keras is imported."""
    import keras  # noqa: F401 - the import is what is not counted

    from autograder.authoring.trial import _working_in
    from autograder.chapter import cells, needs
    from autograder.chapter import chapter as chapters
    from autograder.grading import restore, submission
    from autograder.grading.judge.screen import Screen

    loaded = chapters.load(ROOT, chapter)
    spent: Counter[str] = Counter()
    for path in sorted(submitted.glob("*/*/*.ipynb")):
        restored = restore.restore(submission.parse(path.read_bytes()), loaded).notebook
        running, names = needs.running(restored, loaded.released, loaded.plan), {"__name__": "__main__"}
        with _working_in(ROOT / "solutions" / chapter):
            for index, cell in enumerate(restored.cells):
                is_check = cells.role(cell) == "check"
                if not is_check and index not in running:
                    continue
                started = time.perf_counter()
                Screen(cell.id).run(cell.source, names)
                kind = "checks" if is_check else "exercises" if cells.is_students(cell) else "the chapter's own"
                spent[kind] += time.perf_counter() - started
    print(*(f"{spent[kind]:.2f}" for kind in ("exercises", "checks", "the chapter's own")))


def limits(chapter: str, submitted: Path, at_once: int) -> list[tuple[float, float]]:
    """Return what so many processes at once need, each for all submissions: seconds for exercises and for checks."""
    command = [sys.executable, "-m", "tests.benchmarks.grading", "--limit", chapter, str(submitted)]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(at_once)]
    said = [process.communicate()[0].split() for process in running]
    return [(float(exercises), float(checks)) for exercises, checks, _ in said]


def main(chapter: str, number: int) -> None:
    cores, one = os.cpu_count() or 1, "autograder grade --workers 1"
    with tempfile.TemporaryDirectory() as name:
        folder, times, memory = Path(name), Times(), Memory()
        write_class(chapter, number, folder)
        submitted = folder / "submitted"
        print(f"{number} submissions of {chapter}", flush=True)
        with times.of("autograder grade"), memory:
            ours(chapter, submitted, folder / "two", cores)
        with times.of(one):
            ours(chapter, submitted, folder / "one", 1)
        with times.of("nbgrader autograde"):
            stock(chapter, submitted, folder / "stock")
        ((exercises, checks),) = limits(chapter, submitted, 1)
        together = limits(chapter, submitted, cores)
    slower = sum(map(sum, together)) / cores / (exercises + checks)
    print(f"  one process: exercises {exercises:.1f} s, checks {checks:.1f} s; {cores} at once: {slower:.2f} times")
    clock, clock_stock = times["autograder grade"], times["nbgrader autograde"]
    class_of = f"{number} submissions"
    keep(
        Row(
            f"1 stock {chapter}",
            f"{chapter}: `nbgrader autograde` ÷ `autograder grade`",
            clock_stock / clock,
            STOCK.get(chapter, min(STOCK.values())),
            True,
            f"{class_of}, {clock_stock:.0f} s ÷ {clock:.0f} s",
        ),
        Row(
            f"2 limit {chapter}",
            f"{chapter}: `autograder grade` ÷ the limit",
            clock / ((exercises + checks) / cores),
            LIMIT,
            False,
            f"{class_of}, {clock:.0f} s; exercises {exercises:.0f} s + checks {checks:.0f} s ÷ {cores} cores; "
            f"{cores} such processes at once take {slower:.2f} times as long each",
        ),
        Row(
            f"3 workers {chapter}",
            f"{chapter}: one worker ÷ {cores} workers",
            times[one] / clock,
            WORKERS,
            True,
            f"{class_of}, {times[one]:.0f} s with {times.busy[one]:.2f} processors at work, ÷ {clock:.0f} s with "
            f"{times.busy['autograder grade']:.2f}",
        ),
        Row(
            f"4 memory {chapter}",
            f"{chapter}: memory of a submission over the shared parent",
            memory.most,
            MEMORY,
            False,
            f"{class_of}, the most that any forked kernel or judge had for itself, training data included",
            " MB",
        ),
    )


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0"}
    if sys.argv[1] == "--limit":
        limit(sys.argv[2], Path(sys.argv[3]))
    else:
        main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 40)
