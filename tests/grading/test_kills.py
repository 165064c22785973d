"""Nothing is lost: grading is killed at any moment, or what it started, and the tables end as without it."""

import fcntl
import os
import random
import shutil
import signal
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from autograder.grading.sandbox import watch
from tests.grading.imported import grading
from tests.grading.tiny_class import TinyClass

CLASSES, KILLS = 5, 10  # of one class, whose grading begins anew after each; KILL_CLASSES asks for more classes
TABLES = ("grades.csv", "checks.csv")


def students(c: TinyClass) -> None:
    c.submit("ada", c.right())
    c.submit("ben", c.notebook())
    c.submit("cem", c.right(largest="largest = 2"))
    c.submit("dan", b"not a notebook")
    c.submit("eva", c.right(total="import os\nos._exit(1)"))
    c.submit("fay", c.right(double="1 / 0"))


def tables(c: TinyClass) -> list[bytes]:
    return [(c.folder / name).read_bytes() for name in TABLES]


@pytest.fixture(scope="module")
def undisturbed(
    tiny: Path, tmp_path_factory: pytest.TempPathFactory, empty_gradebook: Path
) -> tuple[list[bytes], float]:
    """The tables of the class that nobody disturbs, and how many seconds its grading takes once it has begun."""
    c = TinyClass(tiny, tmp_path_factory.mktemp("undisturbed"))
    shutil.copy(empty_gradebook, c.folder)
    students(c)
    process = grading(c.root, c.folder)
    wait_until_it_grades(c, process)
    begun = time.monotonic()
    process.join(120)
    assert process.exitcode == 0
    return tables(c), time.monotonic() - begun


def wait_until_it_grades(c: TinyClass, process: BaseProcess) -> None:
    """Wait until the command holds the class: before that it has only imported."""
    lock = c.folder / ".autograder" / "lock"
    until = time.monotonic() + 60
    while time.monotonic() < until and process.is_alive():
        if lock.exists():
            with lock.open("w") as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return
        time.sleep(0.02)
    raise AssertionError("it did not begin to grade")


def kill_somebody(process: BaseProcess, chance: random.Random) -> str:
    """Kill the command, or one of the processes that it has started; return which."""
    assert process.pid is not None
    _, *children = watch.tree(process.pid)
    victim = process.pid if not children or chance.random() < 0.5 else chance.choice(children)
    os.kill(victim, signal.SIGKILL)
    return "the command" if victim == process.pid else "one that it had started"


def of_class(number: int) -> object:
    """A class's number; half of them for each of the processes that test."""
    return pytest.param(number, marks=pytest.mark.xdist_group(f"kills-{number % 2}"))


@pytest.mark.parametrize("number", list(map(of_class, range(int(os.environ.get("KILL_CLASSES", CLASSES))))))
def test_whatever_is_killed_the_tables_end_as_without_it(
    number: int, undisturbed: tuple[list[bytes], float], new_class: TinyClass
) -> None:
    c, (wanted, seconds) = new_class, undisturbed
    students(c)
    chance = random.Random(number)
    killed: list[str] = []
    while len(killed) < KILLS:
        process = grading(c.root, c.folder, "--force")  # so that there is something to kill
        try:
            wait_until_it_grades(c, process)
            moment = chance.uniform(0, seconds)
            time.sleep(moment)
            if process.is_alive():
                killed.append(f"{kill_somebody(process, chance)} after {moment:.2f} s")
            process.join(120)
            assert not process.is_alive()
        except (ValueError, ProcessLookupError):
            pass  # it had ended by itself
        finally:
            process.kill()
            process.join()
    assert c.grade() == 0
    assert tables(c) == wanted, killed
