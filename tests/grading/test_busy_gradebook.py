"""Another program holds gradebook.db: grading waits for it, and if it waits in vain says so and writes the tables."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.grading.tiny_class import TinyClass


@contextmanager
def held(c: TinyClass, begin: Callable[[], bool], end: Callable[[], bool]) -> Iterator[None]:
    """Hold the class's gradebook from a moment to another, as a program does that is writing into it."""
    left = threading.Event()

    def hold() -> None:
        wait_for(begin)
        connection = sqlite3.connect(c.folder / "gradebook.db", isolation_level=None, timeout=30)
        connection.execute("BEGIN EXCLUSIVE")
        holding.set()
        wait_for(end)
        connection.execute("ROLLBACK")
        connection.close()

    def wait_for(moment: Callable[[], bool]) -> None:
        while not moment() and not left.is_set():
            time.sleep(0.02)

    holding = threading.Event()
    holder = threading.Thread(target=hold)
    holder.start()
    if begin():
        assert holding.wait(timeout=10)
    try:
        yield
    finally:
        left.set()
        holder.join()


def test_grading_waits_for_a_gradebook_that_comes_free(new_class: TinyClass) -> None:
    new_class.submit("ada", new_class.right())
    new_class.submit("iris", b"not a notebook")
    until = time.monotonic() + 8  # longer than SQLite itself waits
    with held(new_class, lambda: True, lambda: time.monotonic() > until):
        assert new_class.grade() == 0
    assert time.monotonic() > until
    assert new_class.grades("ada")["score"] == "4"
    assert new_class.grades("iris")["outcome"] == "refused"


def test_a_gradebook_that_is_taken_midway_stops_nobody(
    new_class: TinyClass, capsys: pytest.CaptureFixture[str]
) -> None:
    c = new_class
    for student in ("ada", "ben", "eva"):
        c.submit(student, c.right())
    with held(c, lambda: bool(c.stored("ada")), lambda: False):
        assert c.grade("--workers", "1", "--db-seconds", "1") == 1
    assert "gradebook.db is held by another program. Close what has it open" in capsys.readouterr().err
    assert [(row["score"], row["outcome"]) for row in c.rows("grades.csv")] == [
        ("", "graded"),
        ("", "needs a human"),
        ("", "needs a human"),
    ]
    assert "the gradebook could not be read, so the score is not known here" in c.grades("ada")["reason"]
    assert "is held by another program" in c.grades("eva")["reason"]
    assert c.command("export") == 0
    assert c.grades("ada")["score"] == "4"
    assert c.grade() == 0
    assert [row["score"] for row in c.rows("grades.csv")] == ["4"] * 3


def test_a_gradebook_that_is_never_free_leaves_tables_too(
    new_class: TinyClass, capsys: pytest.CaptureFixture[str]
) -> None:
    c = new_class
    c.submit("ada", c.right())
    c.path("ben").mkdir(parents=True)
    c.path("ben").rename(c.path("ben").with_suffix(".zip"))
    with held(c, lambda: True, lambda: False):
        assert c.grade("--db-seconds", "1") == 1
    assert "is held by another program" in capsys.readouterr().err
    assert [row["student_id"] for row in c.rows("grades.csv")] == ["ben"]
