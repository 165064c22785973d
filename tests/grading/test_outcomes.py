"""Every kind of submission gets its honest outcome, and none stops the others."""

import re

import nbformat
import pytest
from nbgrader.apps import NbGraderAPI

from autograder.chapter import cells
from autograder.chapter.release import nbgrader_config
from tests.grading.tiny_class import CHAPTER, PIXEL, TinyClass, index

pytestmark = pytest.mark.xdist_group("graded-class")

PASSED, FAILED, NOT_ATTEMPTED, NOT_REACHED = "passed", "failed", "not attempted", "not reached"
ALL_PASSED = [PASSED, PASSED, PASSED]

OUTCOMES = {
    "perfect": ALL_PASSED,
    "other-way": ALL_PASSED,
    "partly": [PASSED, NOT_ATTEMPTED, NOT_ATTEMPTED],
    "unedited": [NOT_ATTEMPTED] * 3,
    "wrong": ["failed: wrong-merge", PASSED, "failed: answer-clipped"],
    "hidden-wrong": [FAILED, PASSED, PASSED],
    "error": [NOT_REACHED, FAILED, PASSED],  # total was 0 when its cell stopped: the check had something to look at
    "syntax-error": [PASSED, NOT_REACHED, PASSED],
    "shell-lines": ALL_PASSED,
    "unknown-magic": [PASSED, NOT_REACHED, PASSED],
    "stub-in-function": [NOT_ATTEMPTED, PASSED, PASSED],
    "uses-a-demonstration": ALL_PASSED,
    "check-twice": ALL_PASSED,
    "check-gone": ALL_PASSED,
    "exercise-gone": [PASSED, NOT_ATTEMPTED, PASSED],
    "answer-far-above": ALL_PASSED,
    "answers-in-one-cell": ALL_PASSED,
    "answer-with-another": ALL_PASSED,
    "answer-far-above-twice": [PASSED, NOT_ATTEMPTED, PASSED],
    "emptied": [PASSED, NOT_ATTEMPTED, NOT_ATTEMPTED],
    "emptied-below-its-answer": ALL_PASSED,
    "answer-above-the-stub": ALL_PASSED,
    "wrong-far-above": [PASSED, "failed: answer-clipped", PASSED],
    "answer-in-copy": ALL_PASSED,
    "worked-on-copies": ALL_PASSED,
    "stub-pasted-below": ALL_PASSED,
    "moved": ALL_PASSED,
    "bare-cells": ALL_PASSED,
    "no-cell-ids": ALL_PASSED,
    "nothing-known": ALL_PASSED,
    "nothing-known-split": ALL_PASSED,
    "nothing-known-untitled": ALL_PASSED,
    "section-moved": ALL_PASSED,
    "data-moved": ALL_PASSED,
    "below-the-check": [PASSED, NOT_ATTEMPTED, PASSED],
    "below-the-raise": [PASSED, NOT_ATTEMPTED, PASSED],
    "turned-to-text": ALL_PASSED,
    "extra-cell": ALL_PASSED,
    "locked-edited": ALL_PASSED,
    "answer-in-check": ALL_PASSED,
    "import-in-locked": ALL_PASSED,
    "words-in-check": ALL_PASSED,
    "code-gone": ALL_PASSED,
    "code-edited": ALL_PASSED,
    "windows": ALL_PASSED,
    "pictures": ALL_PASSED,
    "marks": ALL_PASSED,
    "tampered": [FAILED, FAILED, FAILED],
    "crash": [PASSED, NOT_REACHED, NOT_REACHED],
    "endless": [PASSED, NOT_REACHED, PASSED],
    "computes-and-sleeps": [PASSED, NOT_REACHED, PASSED],
    "endless-and-deaf": [PASSED, NOT_REACHED, NOT_REACHED],
    "flood": [PASSED, NOT_REACHED, NOT_REACHED],
    "chatty": ALL_PASSED,
    "stderr": ALL_PASSED,
    "leaves": ALL_PASSED,
    "silenced": [FAILED, PASSED, PASSED],  # its own check library counts nothing
    "curious": ALL_PASSED,
    "script": ALL_PASSED,
    "widget": ALL_PASSED,
    "odd-display": ALL_PASSED,
    "[a-z] <b>*": ALL_PASSED,
    "bom": ALL_PASSED,
    "utf-16": ALL_PASSED,
    "utf-32": ALL_PASSED,
    "huge-number": ALL_PASSED,
    "zeros-behind": ALL_PASSED,
    "old-mac": ALL_PASSED,
    "format-as-text": ALL_PASSED,
    "other-kinds": ALL_PASSED,
    "format-3": ALL_PASSED,
}
POINTS = [2, 1, 1]

REMARKS = {
    "check-twice": "check cell double-works was there twice; the copy was left out",
    "check-gone": "check cell total-right was not in the notebook; the chapter's own was used",
    "exercise-gone": "exercise cell total was not in the notebook; the chapter's own was used",
    "answer-far-above": "exercise cell total was not in the notebook; total, which it asks for, is made in another",
    "answer-with-another": "exercise cell total was not in the notebook; total, which it asks for, is made in another",
    "answer-above-the-stub": "exercise cell total is as it was handed out; total, which it asks for, is made in",
    "answer-far-above-twice": "exercise cell total was not in the notebook; the chapter's own was used, since of the "
    "cells that make total several can be meant",
    "answer-in-copy": "exercise cell total was there twice; the one that was worked on counts",
    "stub-pasted-below": "exercise cell total was there twice; the copy was left out",
    "moved": "cells had been moved; the chapter's own were put back in its order",
    "section-moved": "cells had been moved; the chapter's own were put back in its order",
    "data-moved": "cells had been moved; the chapter's own were put back in its order",
    "nothing-known": "",
    "nothing-known-split": "",
    "nothing-known-untitled": "",
    "old-mac": "",
    "other-kinds": "",
    "below-the-check": "exercise cell total is as it was handed out, and total is made in a cell below its check",
    "below-the-raise": "in exercise cell total, lines stand below raise NotImplementedError, and so they never run",
    "turned-to-text": "exercise cell total had been made another kind of cell; it is code again",
    "locked-edited": "locked cell setup is not as in the chapter today; the chapter's own was used",
    "tampered": "check cell double-works is not as in the chapter today; the chapter's own was used",
    "answer-in-check": "check cell total-right is not as in the chapter today; the chapter's own was used",
    "import-in-locked": "locked cell setup is not as in the chapter today; the chapter's own was used",
    "code-gone": "1 of the chapter's other code cells were not in the notebook; its own are used",
    "code-edited": "",
    "windows": "",
    "pictures": "",
    "crash": "the exercise cell total made the kernel die",
    "endless": "the exercise cell total took longer than 3 s and was stopped",
    "computes-and-sleeps": "the exercise cell total took longer than 3 s and was stopped",
    "endless-and-deaf": "the exercise cell total took longer than 3 s and would not stop, so the kernel was ended",
    "flood": (  # on a busy machine the time is over first
        "the exercise cell total printed more than 50 MB, so the kernel was ended",
        "the exercise cell total took longer than 3 s and would not stop, so the kernel was ended",
    ),
    "perfect": "",
    "bare-cells": "",
    "no-cell-ids": "",
    "extra-cell": "",
    "stderr": "",
}

REFUSED = {
    "cut-off": r"not a notebook: line \d+, column \d+: ",
    "empty": "not a notebook: the file is empty",
    "web-page": "not a notebook: line 1 starts like a web page",
    "not-utf-8": "not a notebook: byte 12 is not UTF-8 text",
    "a-list": "not a notebook: it is JSON, but has no list of cells",
    "format-5": "this notebook's format is 5",
    "format-true": "this notebook's format is 'True'",
    "deep": "nested too deeply",
    "cell-of-nonsense": "cell 1 is neither code nor text",
    "other-chapter": "none of the exercises and checks of 01_tiny is in this notebook",
    "huge": "the file has 60 MB",
    "a-zip": "it is a zip archive, or an office's document; unpack it",
    "a-pdf": "it is a PDF; hand in the .ipynb file itself",
    "a-conflict": "git has written two versions of it into one file",
    "zeros": "the file is empty",
    "link": "is a link",
    "linked-folder": "is a link",
    "pipe": "not a regular file",
    "folder": "not a regular file",
}


@pytest.mark.parametrize("student", OUTCOMES)
def test_submission_is_graded_check_by_check(graded: TinyClass, student: str) -> None:
    assert graded.outcomes(student) == OUTCOMES[student]
    score = sum(points for points, outcome in zip(POINTS, OUTCOMES[student], strict=True) if outcome == PASSED)
    row = graded.grades(student)
    assert (row["outcome"], row["score"], row["max_score"]) == ("graded", str(score), "4")


@pytest.mark.parametrize("student", REMARKS)
def test_what_was_mended_or_stopped_is_said(graded: TinyClass, student: str) -> None:
    remark = graded.grades(student)["reason"]
    assert remark.startswith(REMARKS[student]) if REMARKS[student] else remark == ""
    if remark:
        assert remark.split("'")[0] in graded.page(student)


def test_what_a_student_wrote_is_on_the_page(graded: TinyClass) -> None:
    assert "# I added them by hand." in graded.page("words-in-check")
    assert PIXEL in graded.page("pictures") and "no picture" not in graded.page("pictures")


@pytest.mark.parametrize("student", REFUSED)
def test_what_is_no_notebook_is_refused_with_the_reason(graded: TinyClass, student: str) -> None:
    row = graded.grades(student)
    assert (row["outcome"], row["score"]) == ("refused", "")
    assert re.search(REFUSED[student], row["reason"])
    assert "Refused" not in row["reason"]  # a reason, not an error's name
    assert not graded.path(student, "autograded").exists()
    assert "could not be graded, and nothing in it was run" in graded.page(student)
    assert not [row for row in graded.rows("checks.csv") if row["student_id"] == student]


def test_every_submission_has_a_row_and_nothing_else_has(graded: TinyClass) -> None:
    found = {row["student_id"] for row in graded.rows("grades.csv")}
    assert found == {*OUTCOMES, *REFUSED, "'=1+1", "nothing-there"}


def test_a_name_cannot_be_a_spreadsheet_formula(graded: TinyClass) -> None:
    assert graded.outcomes("'=1+1") == ALL_PASSED


@pytest.mark.parametrize(
    "student, grade_id, said",
    [
        ("wrong", "double-works", "double(4) is 16, expected 8"),
        ("hidden-wrong", "double-works", "double(21) is 8, expected 42"),
        ("error", "double-works", "the exercise's cell raised NameError in line 1: name 'undefined' is not defined"),
        ("syntax-error", "total-right", "the exercise's cell raised SyntaxError in line 1: "),
        (
            "unknown-magic",
            "total-right",
            "the exercise's cell raised UsageError: Line magic function `%tensorflow_version`",
        ),
        ("endless", "total-right", "the exercise cell total took longer than 3 s and was stopped"),
        ("crash", "largest-right", "the exercise cell total made the kernel die"),
        ("silenced", "double-works", "something that the check can work with"),
        ("tampered", "double-works", "something that the check can work with"),
    ],
)
def test_a_check_that_did_not_pass_says_why(graded: TinyClass, student: str, grade_id: str, said: str) -> None:
    assert said in graded.reason(student, grade_id)


def test_a_run_sees_the_chapters_modules_and_no_secrets(graded: TinyClass) -> None:
    notebook = nbformat.read(graded.path("curious", "autograded"), 4)
    (printed,) = [
        output.text for cell in notebook.cells for output in cell.get("outputs", []) if output.output_type == "stream"
    ]
    assert printed == "['dot.svg', 'numbers_data.py', 'tinycheck.py'] False\n"


@pytest.mark.parametrize(("student", "run"), [("perfect", [False, False]), ("uses-a-demonstration", [True, False])])
def test_demonstrations_are_run_only_if_their_names_are_used(graded: TinyClass, student: str, run: list[bool]) -> None:
    notebook = nbformat.read(graded.path(student, "autograded"), 4)
    demos = [cell for cell in notebook.cells if cells.is_demo(cell)]
    assert [cell.execution_count is not None for cell in demos] == run


def test_long_output_is_cut_and_the_cut_is_told(graded: TinyClass) -> None:
    page = graded.page("chatty")
    assert len(page) < 3_000_000
    assert "[The cell sent more; 2 MB of output are kept.]" in page


def test_formgrader_shows_our_class(graded: TinyClass, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLASS_DIR", str(graded.folder))
    api = NbGraderAPI(config=nbgrader_config(graded.root))
    shown = {row["student"]: row for row in api.get_submissions(CHAPTER)}
    assert (shown["perfect"]["autograded"], shown["perfect"]["score"]) == (True, 4)
    assert (shown["wrong"]["score"], shown["wrong"]["max_score"]) == (1, 4)
    assert not shown["cut-off"]["autograded"]
    (notebook,) = api.get_notebook_submissions(CHAPTER, CHAPTER)[:1]
    assert notebook["needs_manual_grade"] is False


def test_cells_are_restored_by_nbgraders_own_rules(graded: TinyClass) -> None:
    """The autograded notebook holds nbgrader's metadata and the gradebook's checks, as stock tools expect."""
    autograded = cells.read(graded.path("tampered", "autograded"))
    check = autograded.cells[index(autograded, "double-works")]
    assert "secret_number" in check.source
    assert check.metadata.nbgrader.points == 2
