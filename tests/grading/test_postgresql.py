"""The gradebook on a PostgreSQL server, which the test starts from the system's packages."""

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from nbgrader.api import Gradebook

from tests.grading.tiny_class import CHAPTER, TinyClass

USER = "nobody" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1:] or [
    Path(found).parent for found in [shutil.which("initdb")] if found
]
pytestmark = pytest.mark.skipif(not PROGRAMS, reason="no PostgreSQL server is installed")


class Server:
    """A server that listens on a socket in its folder, and on no network."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, program: str, *arguments: str) -> None:
        command = [str(PROGRAMS[0] / program), *arguments]
        subprocess.run(command, check=True, cwd=self.folder, user=USER, stdout=subprocess.DEVNULL)

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off"
        self.run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", options, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", "data", "-w", "-m", "immediate", "stop")

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://teacher@/{database}?host={self.folder}"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as folder:  # a socket's path is short
        own = Server(Path(folder))
        if USER:
            shutil.chown(folder, USER)
        own.run("initdb", "-D", "data", "-U", "teacher", "-A", "trust", "-E", "UTF8", "--no-sync")
        own.start()
        try:
            yield own
        finally:
            own.stop()


@pytest.fixture
def url(server: Server, request: pytest.FixtureRequest) -> str:
    """A new database."""
    name = f"grades_{abs(hash(request.node.name))}"
    server.run("createdb", "-h", str(server.folder), "-U", "teacher", name)
    return server.url(name)


def fill(c: TinyClass) -> None:
    c.submit("ada", c.right())
    c.submit("ben", c.right(largest="largest = 2"))
    c.submit("cem", c.notebook())
    c.submit("dan", b"not a notebook")
    for number in range(4):
        c.submit(f"student-{number}", c.right())


def tables(c: TinyClass) -> list[bytes]:
    return [(c.folder / name).read_bytes() for name in ("grades.csv", "checks.csv")]


def test_a_class_is_graded_as_with_sqlite(new_class: TinyClass, url: str) -> None:
    c = new_class
    fill(c)
    assert c.grade() == 0
    with_sqlite = tables(c)
    for name in ("gradebook.db", ".autograder", "autograded", "feedback"):
        path = c.folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert c.grade("--db", url) == 0
    assert tables(c) == with_sqlite and not (c.folder / "gradebook.db").exists()
    with Gradebook(url) as gradebook:
        assert gradebook.find_submission(CHAPTER, "ben").score == 3
        assert gradebook.find_grade("largest-right", CHAPTER, CHAPTER, "ben").auto_score == 0
    assert c.command("decide", "ben", CHAPTER, "largest-right=0.5", "--db", url) == 0
    assert c.command("regrade", "--yes", "--db", url) == 0
    assert c.grades("ben")["score"] == "3.5"
    c.submit("ben", c.right())
    assert c.grade("--db", url) == 0
    assert c.grades("ben")["score"] == "3.5"  # as a person said, and to be looked at again


def test_a_connection_that_is_lost_costs_nothing(new_class: TinyClass, url: str, server: Server) -> None:
    c = new_class
    fill(c)
    assert c.grade("--db", url) == 0
    undisturbed = tables(c)
    over = threading.Event()
    ended = []

    def end_connections() -> None:
        place = {"host": str(server.folder), "user": "teacher", "dbname": "postgres"}
        with psycopg.connect(**place, autocommit=True) as connection:
            while not over.wait(0.05):
                query = "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname like 'grades%'"
                ended.append(connection.execute(query).fetchone()[0])

    ending = threading.Thread(target=end_connections)
    ending.start()
    try:
        time.sleep(0.1)
        threading.Timer(12, over.set).start()  # after a while the network is quiet again
        assert c.grade("--db", url, "--force") == 0
    finally:
        over.set()
        ending.join()
    assert sum(ended) > 0
    assert c.grade("--db", url) == 0
    assert tables(c) == undisturbed


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql+psycopg://teacher@/grades?host=/nowhere", "cannot be used"),
        ("mysql://teacher@localhost/grades", "This Python has nothing that speaks to mysql"),
        ("grades.db", "is no address of a database"),
    ],
)
def test_an_address_that_does_not_work_is_explained(
    new_class: TinyClass, capsys: pytest.CaptureFixture[str], address: str, said: str
) -> None:
    new_class.submit("ada", new_class.right())
    assert new_class.grade("--db", address, "--db-seconds", "1") == 1
    told = capsys.readouterr().err
    assert said in told and "Traceback" not in told
