"""Grading a class again, interrupted, changed, and in trouble."""

import fcntl
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.chapter import cells
from autograder.cli import main
from tests.grading.tiny_class import CHAPTER, TinyClass


def test_only_what_is_new_or_changed_is_graded_again(new_class: TinyClass) -> None:
    c = new_class
    c.submit("ada", c.right())
    c.submit("ben", c.notebook())
    c.submit("iris", b"not a notebook")
    assert c.grade() == 0
    before = {student: c.stored(student) for student in ("ada", "ben", "iris")}
    c.submit("ben", c.right())
    c.submit("eva", c.right())
    assert c.grade() == 0
    assert (c.stored("ada"), c.stored("iris")) == (before["ada"], before["iris"])
    assert c.stored("ben") > before["ben"]
    assert [c.grades(student)["score"] for student in ("ada", "ben", "eva", "iris")] == ["4", "4", "4", ""]
    c.path("ada", "feedback", ".html").unlink()  # what is missing is made again
    assert c.grade() == 0
    assert c.stored("ada") > before["ada"] and "How this was graded" in c.page("ada")


def test_a_submission_that_becomes_unreadable_loses_its_old_score(new_class: TinyClass) -> None:
    c = new_class
    c.submit("ada", c.right())
    assert c.grade() == 0
    c.submit("ada", b"{")
    assert c.grade() == 0
    assert (c.grades("ada")["score"], c.grades("ada")["outcome"]) == ("", "refused")
    assert not c.path("ada", "autograded").exists()
    c.submit("ada", c.right())
    assert c.grade() == 0
    assert c.grades("ada")["score"] == "4"


def test_grading_can_be_stopped_and_goes_on_where_it_stopped(new_class: TinyClass) -> None:
    c = new_class
    c.submit("ada", c.right())
    for student in ("ben", "eva", "finn"):
        c.submit(student, c.right(total="import time\ntime.sleep(30)\ntotal = 6"))
    command = [sys.executable, "-m", "autograder.cli", "--root", str(c.root), "grade", "--class", str(c.folder)]
    process = subprocess.Popen([*command, "--workers", "2"], start_new_session=True, stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: c.stored("ada"))
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130
    finally:
        process.kill()
    assert [row["student_id"] for row in c.rows("grades.csv")] == ["ada"]
    assert not kernels_of(process.pid)
    before = c.stored("ada")
    for student in ("ben", "eva", "finn"):
        c.submit(student, c.right())
    assert c.grade() == 0
    assert c.stored("ada") == before
    assert [row["score"] for row in c.rows("grades.csv")] == ["4"] * 4


def test_what_arrives_is_graded_until_it_is_stopped(new_class: TinyClass) -> None:
    c = new_class
    (c.folder / "submitted").mkdir()
    command = [sys.executable, "-m", "autograder.cli", "--root", str(c.root), "grade", "--class", str(c.folder)]
    process = subprocess.Popen([*command, "--watch"], stdout=subprocess.PIPE, text=True)
    try:
        wait_until((c.folder / "grades.csv").exists)
        c.submit("ada", c.right())
        wait_until(lambda: scores(c) == {"ada": "4"})
        c.submit("ben", c.right())
        wait_until(lambda: scores(c) == {"ada": "4", "ben": "4"})
        wait_until(lambda: c.command("decide", "ben", CHAPTER, "total-right=0") == 0)  # the class is not held for long
        c.submit("ada", c.right(largest="largest = 2"))
        wait_until(lambda: scores(c) == {"ada": "3", "ben": "3"})
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=600)
    finally:
        process.kill()
    assert process.returncode == 0
    assert "There is nothing to grade" in said and said.endswith("Stopped. What is done is kept.\n")


def test_a_killed_grading_leaves_nothing_half_done(new_class: TinyClass) -> None:
    c = new_class
    for number in range(6):
        c.submit(f"student-{number}", c.right())
    command = [sys.executable, "-m", "autograder.cli", "--root", str(c.root), "grade", "--class", str(c.folder)]
    process = subprocess.Popen([*command, "--workers", "1"], stdout=subprocess.DEVNULL)
    wait_until(lambda: c.stored("student-1"))
    process.kill()
    process.wait()
    assert c.grade() == 0
    assert [row["score"] for row in c.rows("grades.csv")] == ["4"] * 6


def scores(c: TinyClass) -> dict[str, str]:
    """By student, the scores that are written so far."""
    if not (c.folder / "grades.csv").exists():
        return {}
    return {row["student_id"]: row["score"] for row in c.rows("grades.csv")}


def wait_until(holds: object, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)


def kernels_of(pid: int) -> list[str]:
    """The kernels that a process has left running (they carry its id, so that they can look whether it lives)."""
    left = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes()
        except OSError:
            continue
        if f"JPY_PARENT_PID={pid}\0".encode() in environment:
            left.append(folder.name)
    return left


def test_one_chapter_change_makes_everybody_be_graded_again(tiny: Path, tmp_path: Path) -> None:
    root = tmp_path / "course"
    shutil.copytree(tiny, root)
    c = TinyClass(root, tmp_path / "class")
    c.submit("ada", c.right(double="def double(n):\n    return 42 if n == 21 else 8"))
    assert c.grade() == 0
    assert c.grades("ada")["score"] == "4"
    source = root / "solutions" / CHAPTER / f"{CHAPTER}.py"
    source.write_text(source.read_text().replace("secret_number = 21", "secret_number = 17"))
    assert main(["--root", str(root), "build"]) == 0
    assert c.grade() == 0
    assert c.grades("ada")["score"] == "2"
    source.write_text(source.read_text() + '\n# %% check="one-more" points=1\ncheck.equals("total", total, 6)\n')
    assert main(["--root", str(root), "build"]) == 0
    assert c.grade() == 0  # nbgrader's own grading takes no new check once there are submissions
    assert c.grades("ada")["score"] == "3"


def test_trouble_of_our_own_needs_a_human_and_stops_nobody(new_class: TinyClass) -> None:
    c = new_class
    c.submit("ada", c.right())
    c.submit("ben", c.right())
    (c.folder / "autograded").mkdir()
    (c.folder / "autograded" / "ada").write_text("a file where nbgrader needs a folder")
    assert c.grade() == 0
    row = c.grades("ada")
    assert (row["outcome"], row["score"]) == ("needs a human", "")
    assert "unexpected trouble" in row["reason"]
    assert "a person has to look at it" in c.page("ada")
    assert c.grades("ben")["score"] == "4"
    (c.folder / "autograded" / "ada").unlink()
    assert c.grade() == 0  # tried again, without --force
    assert c.grades("ada")["score"] == "4"


def test_a_class_is_graded_by_one_command_at_a_time(new_class: TinyClass, capsys: pytest.CaptureFixture[str]) -> None:
    c = new_class
    c.submit("ada", c.right())
    (c.folder / ".autograder").mkdir()
    with (c.folder / ".autograder" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert c.grade() == 1
    assert "being graded by another" in capsys.readouterr().err
    assert c.grade() == 0


def test_a_folder_that_is_no_class_is_explained(new_class: TinyClass, capsys: pytest.CaptureFixture[str]) -> None:
    assert new_class.grade() == 1
    assert "is not a class: it needs submitted/<student>/<chapter>/<chapter>.ipynb" in capsys.readouterr().err
    (new_class.folder / "submitted" / "ada").mkdir(parents=True)
    assert new_class.grade() == 1
    assert "There is nothing to grade" in capsys.readouterr().err


def test_the_notebook_has_a_time_limit_too(new_class: TinyClass) -> None:
    c = new_class
    slow = "import time\ntime.sleep(2)\n"
    c.submit("ada", c.right(double=slow + "double = lambda n: 2 * n", total=slow + "total = 6", largest="largest = 3"))
    assert c.grade("--cell-seconds", "10", "--notebook-seconds", "3") == 0
    assert c.outcomes("ada") == ["passed", "not reached", "passed"] or c.outcomes("ada")[1:] == ["not reached"] * 2
    assert "took longer than" in c.grades("ada")["reason"]


@pytest.mark.parametrize("workers", [1, 2])
def test_as_many_run_at_a_time_as_there_are_workers(new_class: TinyClass, workers: int) -> None:
    c = new_class
    timed = "import time\nstarted = time.time()\ntime.sleep(2)\nprint(started, time.time())\ntotal = 6"
    for student in ("ada", "ben"):
        c.submit(student, c.right(total=timed))
    assert c.grade("--workers", str(workers)) == 0
    (first, first_end), (second, second_end) = (printed_times(c, student) for student in ("ada", "ben"))
    overlapped = first < second_end and second < first_end
    assert overlapped == (workers == 2)


def printed_times(c: TinyClass, student: str) -> tuple[float, float]:
    notebook = cells.read(c.path(student, "autograded"))
    (printed,) = [o.text for cell in notebook.cells for o in cell.get("outputs", []) if o.output_type == "stream"]
    started, ended = printed.split()
    return float(started), float(ended)
