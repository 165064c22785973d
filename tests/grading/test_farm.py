"""Grading on the workers of a Dask cluster, as a course runs it: by dask's own commands."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.grading.tiny_class import TinyClass

SLOW = "import time\ntime.sleep(4)\ntotal = sum(numbers)"


@dataclass
class Cluster:
    """A scheduler and its workers, all ended at the end."""

    folder: Path
    options: list[str] = field(default_factory=list)
    workers: "list[subprocess.Popen[bytes]]" = field(default_factory=list)

    @property
    def address(self) -> str:
        return str(json.loads((self.folder / "scheduler.json").read_text())["address"])

    def command(self, program: str, *arguments: str) -> list[str]:
        file = ["--scheduler-file", str(self.folder / "scheduler.json"), "--no-dashboard"]
        return [sys.executable, "-m", f"distributed.cli.dask_{program}", *file, *self.options, *arguments]


@contextmanager
def cluster(folder: Path, *options: str, workers: int = 2) -> Iterator[Cluster]:
    made = Cluster(folder, list(options))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with ExitStack() as opened:

        def start(command: list[str]) -> "subprocess.Popen[bytes]":
            process = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.DEVNULL)
            opened.callback(process.wait)
            opened.callback(process.kill)
            return process

        start(made.command("scheduler", "--host", "127.0.0.1", "--port", "0"))
        until = time.monotonic() + 60
        while not (folder / "scheduler.json").is_file() and time.monotonic() < until:
            time.sleep(0.1)
        worker = made.command("worker", "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny")
        made.workers = [start(worker) for _ in range(workers)]
        yield made


def some(c: TinyClass) -> None:
    c.submit("ada", c.right())
    c.submit("ben", c.right(largest="largest = 2"))
    c.submit("eva", c.notebook())
    c.submit("finn", b"no notebook")


def command(c: TinyClass, scheduler: str) -> "subprocess.Popen[str]":
    """Start grading a class in a process of its own, which reads Dask's settings anew."""
    command = [sys.executable, "-m", "autograder.cli", "--root", str(c.root), "grade", "--class", str(c.folder)]
    pipe = subprocess.PIPE
    return subprocess.Popen([*command, "--scheduler", scheduler], stdout=pipe, stderr=subprocess.STDOUT, text=True)


def tables(c: TinyClass) -> list[bytes]:
    return [(c.folder / table).read_bytes() for table in ("grades.csv", "checks.csv")]


def test_a_cluster_grades_as_this_machine_does(new_class: TinyClass, tmp_path: Path) -> None:
    some(new_class)
    elsewhere = TinyClass(new_class.root, tmp_path / "elsewhere")
    shutil.copytree(new_class.folder, elsewhere.folder)
    assert new_class.grade() == 0
    with cluster(tmp_path) as running:
        assert elsewhere.grade("--scheduler", running.address) == 0
    assert tables(elsewhere) == tables(new_class)
    assert elsewhere.page("ben") == new_class.page("ben")


def test_a_worker_that_dies_costs_nobody_anything(new_class: TinyClass, tmp_path: Path) -> None:
    students = ("ada", "ben", "eva", "finn", "gina")
    for student in students:
        new_class.submit(student, new_class.right(total=SLOW))
    with cluster(tmp_path) as running:
        grading = command(new_class, running.address)
        until = time.monotonic() + 90
        while not list(new_class.folder.glob("feedback/*/*/*.html")) and time.monotonic() < until:
            time.sleep(0.1)
        running.workers[0].kill()  # it is at work on another one
        said, _ = grading.communicate(timeout=180)
        assert grading.returncode == 0, said
    assert {new_class.grades(student)["score"] for student in students} == {"4"}


def test_students_work_is_not_sent_in_the_clear(new_class: TinyClass, capsys: pytest.CaptureFixture[str]) -> None:
    new_class.submit("ada", new_class.right())
    assert new_class.grade("--scheduler", "tcp://192.0.2.1:8786") == 1
    assert "unencrypted" in capsys.readouterr().err
    assert not (new_class.folder / "feedback").exists()


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl, which makes certificates, is not installed")
def test_a_cluster_with_certificates(new_class: TinyClass, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=grading"]
    subprocess.run([*made, "-keyout", "key.pem", "-out", "ca.pem"], cwd=tmp_path, check=True, capture_output=True)
    ca, key = str(tmp_path / "ca.pem"), str(tmp_path / "key.pem")
    for name, value in {"CA_FILE": ca, "CLIENT__CERT": ca, "CLIENT__KEY": key}.items():
        monkeypatch.setenv(f"DASK_DISTRIBUTED__COMM__TLS__{name}", value)
    new_class.submit("ada", new_class.right())
    tls = ["--protocol", "tls", "--tls-ca-file", ca, "--tls-cert", ca, "--tls-key", key]
    with cluster(tmp_path, *tls, workers=1) as running:
        assert running.address.startswith("tls://")
        grading = command(new_class, running.address)
        said, _ = grading.communicate(timeout=180)
        assert grading.returncode == 0, said
    assert new_class.grades("ada")["score"] == "4"
