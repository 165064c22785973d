"""The sample class: made by a command, of everything that grading must deal with."""

import pytest

from autograder.authoring.cases import cases_path, read_cases
from tests.grading.tiny_class import CHAPTER, TinyClass

# What must be among the students, by a part of its description, with its outcome and its remark.
EXPECTED = {
    "everything right": ("graded", "4", ""),
    "in another way": ("graded", "4", ""),
    "the first 1 of 3 exercises right": ("graded", "2", ""),
    "handed in as it was handed out": ("graded", "0", ""),
    "wrong: wrong-merge": ("graded", "0", ""),
    "ends the kernel": ("graded", "2", "made the kernel die"),
    "never ends": ("graded", "3", "took longer than 3 s and was stopped"),
    "not a notebook": ("refused", "", "not a notebook: line"),
    "byte order mark": ("graded", "4", ""),
    "copied and pasted": ("graded", "4", "was there twice; the copy was left out"),
    "deleted": ("graded", "4", "was not in the notebook; the chapter's own was used"),
    "prints to stderr": ("graded", "4", ""),
}


def test_sample_class_gets_the_outcomes_it_was_made_for(new_class: TinyClass) -> None:
    c = new_class
    (c.folder / "gradebook.db").unlink()
    assert c.command("sample") == 0
    readme = (c.folder / "README.md").read_text()
    assert c.grade("--cell-seconds", "3") == 0
    for shows, (outcome, score, remark) in EXPECTED.items():
        (line,) = [
            line
            for line in readme.splitlines()
            if shows in line and not (shows == "everything right" and "another" in line)
        ]
        row = c.grades(line.split("|")[1].strip())
        assert (row["outcome"], row["score"]) == (outcome, score), line
        assert remark in row["reason"] if remark else row["reason"] == "", line
    wanted = {case.cause for case in read_cases(cases_path(c.root, CHAPTER)) if case.cause}
    assert {row["cause"] for row in c.rows("checks.csv")} >= wanted

    when = c.stored("ada")
    assert c.command("sample") == 0  # the same class again: its grades stay
    assert c.grade("--cell-seconds", "3") == 0
    assert c.stored("ada") == when


def test_sample_class_overwrites_nothing_else(new_class: TinyClass, capsys: pytest.CaptureFixture[str]) -> None:
    c = new_class
    c.submit("ada", c.right())
    before = c.path("ada").read_bytes()
    assert c.command("sample") == 1
    assert "is not a sample class, so nothing is written there" in capsys.readouterr().err
    assert c.path("ada").read_bytes() == before
