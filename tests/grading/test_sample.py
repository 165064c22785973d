"""The sample class: made by a command, of few submissions that show everything that grading must deal with."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from autograder.authoring.cases import NO_CAUSE, cases_path, read_cases
from autograder.authoring.fewest import every_cause_once, one_each
from autograder.commands import classes
from autograder.project import chapters
from tests.conftest import ROOT
from tests.grading.tiny_class import CHAPTER, TinyClass

# What must be among the students, by a part of its description, with its outcome, its score and its remark.
EXPECTED = {
    "right in another way": ("graded", "4", "was there twice; the copy was left out"),
    "largest-right not at all": ("graded", "4", "was not in the notebook; the chapter's own was used"),
    "total never ends; the others unedited": ("graded", "2", "took longer than 3 s and was stopped"),
    "total ends the kernel": ("graded", "2", "made the kernel die"),
    "not a notebook": ("refused", "", "not a notebook: line"),
    "wrong: wrong-merge in double": ("graded", "1", ""),
    "wrong: no cause that is known in double": ("graded", "2", ""),
}
PLANNED = re.compile(r"([\w-]+|no cause that is known) in ([\w-]+)")
Rows = list[dict[str, str]]


def described(folder: Path) -> list[tuple[str, str, str]]:
    """What README.md of a sample class says of each submission: student, chapter, what it shows."""
    lines = (folder / "README.md").read_text().splitlines()
    found = [[part.strip() for part in line.split("|")[1:-1]] for line in lines if line.startswith("| ")]
    return [(student, chapter, shows) for student, chapter, shows in found[1:]]


def causes_of(root: Path, named: list[str]) -> set[str]:
    """The causes of all wrong cases; a wrong answer without a known cause counts as one more."""
    cases = [case for chapter in named for case in read_cases(cases_path(root, chapter))]
    return {case.cause or NO_CAUSE for case in cases if case.kind == "wrong"}


def planned(folder: Path) -> list[tuple[str, str, str, str]]:
    """What a class's wrong answers are there for: student, chapter, exercise, cause."""
    return [
        (student, chapter, exercise, NO_CAUSE if " " in cause else cause)
        for student, chapter, shows in described(folder)
        if shows.startswith("wrong: ")
        for cause, exercise in PLANNED.findall(shows.removeprefix("wrong: "))
    ]


def shown(rows: Rows) -> dict[tuple[str, str], Rows]:
    """The rows of checks.csv by student and chapter."""
    found: dict[tuple[str, str], Rows] = {}
    for row in rows:
        found.setdefault((row["student_id"], row["chapter"]), []).append(row)
    return found


def lacking(folder: Path, rows: Rows) -> list[tuple[str, str, str, str]]:
    """What is planned and not to be seen in the results."""
    by_submission = shown(rows)
    return [
        (student, chapter, exercise, cause)
        for student, chapter, exercise, cause in planned(folder)
        if not any(
            row["outcome"] in ("failed", "not reached") and row["cause"] == ("" if cause == NO_CAUSE else cause)
            for row in by_submission[student, chapter]
        )
    ]


def test_sample_class_gets_the_outcomes_it_was_made_for(
    new_class: TinyClass, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    c = new_class
    monkeypatch.setattr(classes, "EVERY_SECONDS", 0.01)
    (c.folder / "gradebook.db").unlink()
    assert c.command("sample", "--brief") == 0
    assert capsys.readouterr().out == (
        f"{c.folder} holds 6 submissions of 6 made-up students, whose wrong answers show 2 causes. "
        f"What each is for stands in {c.folder}/README.md.\n"
    )
    assert c.grade("--cell-seconds", "3", "--estimate") == 0
    printed = capsys.readouterr().out
    for shows, (outcome, score, remark) in EXPECTED.items():
        ((student, _, _),) = [line for line in described(c.folder) if shows in line[2]]
        row = c.grades(student)
        assert (row["outcome"], row["score"]) == (outcome, score), (shows, row)
        assert remark in row["reason"] if remark else row["reason"] == "", shows
    assert not lacking(c.folder, c.rows("checks.csv"))
    outcomes = {row["outcome"] for row in c.rows("checks.csv")}
    assert outcomes == {"passed", "failed", "not attempted", "not reached"}

    told = re.match(r"To grade: 6 submissions, \d+ at a time\.\nThat takes about .+: as long as (\d+) imports", printed)
    assert told and int(told[1]) >= 6
    assert (
        "None is done yet" in printed and "6 of 6 done" in printed
    )  # there is no terminal here, so what it would show as a bar comes as lines
    assert re.search(r"\nGrading took .*\d+ s, as long as \d+ imports of Keras\.\n$", printed)

    when = c.stored("ada")
    assert c.command("sample") == 0  # the same class again: its grades stay
    assert c.grade("--cell-seconds", "3", "--estimate") == 0
    assert c.stored("ada") == when
    assert "To grade: 0 submissions" in capsys.readouterr().out


def test_sample_class_of_the_course_shows_every_cause_of_its_cases(tmp_path: Path) -> None:
    course = TinyClass(ROOT, tmp_path / "class")
    assert course.command("sample", "--brief") == 0
    assert {cause for *_, cause in planned(course.folder)} == causes_of(ROOT, chapters(ROOT))
    assert course.grade("--cell-seconds", "30") == 0
    checks = course.rows("checks.csv")
    assert not lacking(course.folder, checks)
    by_hand = "waits for a person"  # an answer in words, one in each chapter that asks for words; the others leave it
    waiting = Counter(row["chapter"] for row in checks if row["outcome"] == by_hand)
    assert waiting == {"02_multi_output": 1, "06_capstone": 1}
    assert {row["outcome"] for row in checks} == {"passed", "failed", "not attempted", "not reached", by_hand}
    assert {row["outcome"] for row in course.rows("grades.csv")} == {"graded", "refused", "needs a human"}


def test_every_answer_of_the_cases_can_be_handed_in(new_class: TinyClass) -> None:
    c = new_class
    (c.folder / "gradebook.db").unlink()
    assert c.command("sample", "--every-answer") == 0
    told = " ".join(shows for _, _, shows in described(c.folder))
    for case in read_cases(cases_path(c.root, CHAPTER)):
        assert f"{case.name} in {case.exercise}" in told or (case.kind == "right" and case.name in told)


CASES = """
# %% exercise="a" wrong="other-loss"
# %% exercise="a" wrong="wrong-merge"
# %% exercise="a" wrong="dead-input"
# %% exercise="b" wrong="wrong-merge"
# %% exercise="b" wrong="dead-input"
# %% exercise="c" wrong="dead-input"
"""


def test_as_few_submissions_as_that_takes(tmp_path: Path) -> None:
    """One after the other, in the order of the cases, would take three: the first exercise has all causes."""
    (tmp_path / "cases.py").write_text(CASES)
    cases = read_cases(tmp_path / "cases.py")
    chosen = every_cause_once({"one": cases, "two": cases[:2]})
    assert [(case.exercise, case.cause) for case in chosen["one"]] == [
        ("a", "other-loss"),
        ("b", "wrong-merge"),
        ("c", "dead-input"),
    ]
    assert chosen["two"] == []
    assert len(list(one_each(chosen["one"]))) == 1


# Presses Ctrl-C when a module is about to be imported, as somebody may who waits for it.
CTRL_C = """
import os, signal, sys
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Watch())
from autograder.cli import main
sys.exit(main(["--root", {root!r}, "sample", "--class", {folder!r}]))
"""


@pytest.mark.parametrize("module", ["autograder.commands", "autograder.authoring.sample", "scipy.optimize"])
def test_ctrl_c_is_no_traceback(new_class: TinyClass, module: str) -> None:
    c = new_class
    code = CTRL_C.format(module=module, root=str(c.root), folder=str(c.folder.parent / "stopped"))
    stopped = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (stopped.returncode, stopped.stdout, stopped.stderr) == (130, "", "autograder: stopped.\n")


def test_sample_class_overwrites_nothing_else(new_class: TinyClass, capsys: pytest.CaptureFixture[str]) -> None:
    c = new_class
    c.submit("ada", c.right())
    before = c.path("ada").read_bytes()
    assert c.command("sample") == 1
    assert "is not a sample class, so nothing is written there" in capsys.readouterr().err
    assert c.path("ada").read_bytes() == before
