"""`autograder regrade`: a check that changed judges what was kept, nothing runs, and nothing is written unasked."""

import csv
import html
from collections.abc import Callable
from datetime import datetime

import pytest
from nbgrader.api import Gradebook

from autograder.causes import CAUSES
from autograder.chapter import cells
from autograder.cli import main
from tests.grading.tiny_class import CHAPTER, TinyClass, index

LARGEST = '# %% check="largest-right" points=1\ncheck.equals("largest", largest, 3)'
TOTAL = '# %% check="total-right" points=1\ncheck.equals("total", total, 6)'
# Both are right, and no whole numbers: a stricter check can tell them from the solution's.
WHEN = "import time\nprint('it ran at', time.time_ns())\ntotal = 6.0"
THREE = "largest = 3.0"
STRICTER = LARGEST.replace("largest, 3", "largest - isinstance(largest, float), 3")
Change = Callable[[str, str], None]


@pytest.fixture
def c(class_of_own_course: TinyClass) -> TinyClass:
    """A class of a course of its own, with Ada's right answers graded; her notebook says when it ran."""
    of_one = class_of_own_course
    of_one.submit("ada", of_one.right(total=WHEN, largest=THREE))
    assert of_one.grade() == 0
    return of_one


@pytest.fixture
def change(c: TinyClass) -> Change:
    """Changes a text in the chapter's source, and builds it."""

    def edit(old: str, new: str) -> None:
        source = c.root / "solutions" / CHAPTER / f"{CHAPTER}.py"
        assert old in source.read_text()
        source.write_text(source.read_text().replace(old, new))
        assert main(["--root", str(c.root), "build"]) == 0

    return edit


def ran_at(c: TinyClass) -> str:
    """What Ada's own cell printed when it ran."""
    notebook = cells.read(c.path("ada", "autograded"))
    (printed,) = notebook.cells[index(notebook, "total")].outputs
    return str(printed.text)


def changes(c: TinyClass) -> list[list[str]]:
    with (c.folder / "changes.csv").open(newline="") as file:
        return [row[2:] for row in list(csv.reader(file))[1:]]


def digests(c: TinyClass) -> dict[str, str]:
    (*_, last) = c.journalled("ada")
    return {check["grade_id"]: check["digest"] for check in last["result"]["checks"]}


def test_a_changed_check_is_shown_first_and_written_when_somebody_says_so(
    c: TinyClass, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    ran, page, by = ran_at(c), c.page("ada"), digests(c)
    change(LARGEST, STRICTER)

    capsys.readouterr()
    assert c.command("regrade") == 0
    assert "Nothing was written" in capsys.readouterr().out
    assert changes(c) == [["largest-right", "1/1", "0/1", "passed", "failed", "answer-clipped"]]
    assert c.grades("ada")["score"] == "4" and c.page("ada") == page

    assert c.command("regrade", "--yes") == 0
    assert c.grades("ada")["score"] == "3"
    assert CAUSES["answer-clipped"].sentence[1:] in html.unescape(c.page("ada"))
    assert ran_at(c) == ran
    assert [name for name, digest in digests(c).items() if by[name] != digest] == ["largest-right"]

    assert c.command("regrade", "--yes") == 0
    assert "Nothing is to be judged again" in capsys.readouterr().out.replace("\n", " ")
    before = c.stored("ada")
    assert c.grade() == 0
    assert c.stored("ada") == before


def test_a_student_has_not_changed_what_the_teacher_changed(c: TinyClass, change: Change) -> None:
    change(LARGEST, LARGEST.replace('"largest"', '"the largest one"'))
    assert c.command("regrade", "--yes") == 0
    page = html.unescape(c.page("ada"))
    assert "is not as in the chapter" not in page
    assert "check cell largest-right is another one in the chapter now" in page


def test_students_are_not_told_of_what_the_teacher_changed(c: TinyClass, change: Change) -> None:
    dearer = TOTAL.replace("points=1", "points=3")
    change(TOTAL, dearer)
    assert c.grade() == 0
    assert (c.grades("ada")["score"], c.grades("ada")["reason"]) == ("6", "")
    change(dearer, dearer.replace("6)", "6.0)"))
    assert c.grade() == 0
    assert "check cell total-right is another one in the chapter now" in c.grades("ada")["reason"]


def test_other_checks_are_not_judged_again(c: TinyClass, change: Change) -> None:
    change(TOTAL, TOTAL + "\nimport time\nprint('judged at', time.time_ns())")
    assert c.grade() == 0
    judged = said_by_check(c, "total-right")
    assert "judged at" in judged
    change(LARGEST, STRICTER)
    assert c.command("regrade", "--yes") == 0
    assert c.grades("ada")["score"] == "3"
    assert said_by_check(c, "total-right") == judged


def said_by_check(c: TinyClass, check: str) -> str:
    notebook = cells.read(c.path("ada", "autograded"))
    outputs = notebook.cells[index(notebook, check)].outputs
    return "".join(output.text for output in outputs if output.output_type == "stream")


def test_grade_judges_from_what_is_kept_too_and_says_what_changed(
    c: TinyClass, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = ran_at(c)
    change(LARGEST, STRICTER)
    capsys.readouterr()
    assert c.grade() == 0
    assert "Judged otherwise than before: 1" in capsys.readouterr().out
    assert (c.grades("ada")["score"], ran_at(c)) == ("3", ran)
    assert c.grade("--force") == 0
    assert ran_at(c) != ran


def test_what_a_person_gave_and_what_lateness_cost_stay(c: TinyClass, change: Change) -> None:
    with (c.root / "nbgrader_config.py").open("a") as file:
        file.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    (c.path("ada").parent / "timestamp.txt").write_text("2026-01-02 00:00:00 UTC")
    with Gradebook(f"sqlite:///{c.folder / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_assignment(CHAPTER, duedate=datetime(2026, 1, 1))
        gradebook.find_grade("largest-right", CHAPTER, CHAPTER, "ada").manual_score = 0.5
        gradebook.find_comment("total", CHAPTER, CHAPTER, "ada").manual_comment = "Words of a person."
        gradebook.db.commit()
    assert c.grade() == 0
    assert "handed in late: 3.5 points are taken off" in c.grades("ada")["reason"]

    change(LARGEST, STRICTER)
    assert c.command("regrade", "--yes") == 0
    row = c.grades("ada")
    assert row["score"] == "0" and "handed in late: 3.5 points are taken off" in row["reason"]
    assert "Words of a person." in c.page("ada")
    with Gradebook(f"sqlite:///{c.folder / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("largest-right", CHAPTER, CHAPTER, "ada")
        assert (grade.manual_score, grade.auto_score, grade.needs_manual_grade) == (0.5, 0, True)


def test_checks_are_added_split_and_removed_after_hand_in(c: TinyClass, change: Change) -> None:
    ran = ran_at(c)
    change(
        TOTAL,
        '# %% check="total-is-even" points=2\ncheck.equals("rest", total % 2, 0)\n\n'
        '# %% check="total-is-whole" points=3\ncheck.equals("kind", isinstance(total, float) * 5, 0)',
    )
    change(LARGEST, LARGEST + '\n\n# %% check="largest-is-odd" points=1\ncheck.equals("rest", largest % 2, 1)')
    assert c.command("regrade", "--yes") == 0
    assert ran_at(c) == ran
    assert changes(c) == [
        ["total-is-even", "", "2/2", "", "passed", ""],
        ["total-is-whole", "", "0/3", "", "failed", ""],
        ["largest-is-odd", "", "1/1", "", "passed", ""],
        ["total-right", "1/1", "", "passed", "", ""],
    ]
    row = c.grades("ada")
    assert (row["score"], row["max_score"]) == ("6", "9")
    assert [check["grade_id"] for check in c.rows("checks.csv")] == [
        *("double-works", "total-is-even", "total-is-whole", "largest-right", "largest-is-odd")
    ]
    assert_nbgrader_agrees(c, 6.0, 9.0)


def assert_nbgrader_agrees(c: TinyClass, score: float, most: float) -> None:
    with Gradebook(f"sqlite:///{c.folder / 'gradebook.db'}") as gradebook:
        assert gradebook.find_assignment(CHAPTER).max_score == most
        assert gradebook.find_submission(CHAPTER, "ada").score == score
        registered = {cell.name for cell in gradebook.find_notebook(CHAPTER, CHAPTER).source_cells}
    chapter = cells.read(c.root / "solutions" / CHAPTER / f"{CHAPTER}.ipynb")
    assert registered == {cells.grade_id(cell) for cell in chapter.cells if cells.role(cell)}


def test_a_check_that_asks_something_new_needs_a_run(
    c: TinyClass, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = ran_at(c)
    change("secret_number = 21", "secret_number = 17")  # a question to a function
    capsys.readouterr()
    assert c.command("regrade", "--yes") == 0
    assert "1 more must run again" in capsys.readouterr().out
    assert ran_at(c) == ran
    assert c.grade() == 0
    assert ran_at(c) != ran


def test_points_that_nobody_may_lose_unasked(c: TinyClass, change: Change, capsys: pytest.CaptureFixture[str]) -> None:
    with Gradebook(f"sqlite:///{c.folder / 'gradebook.db'}") as gradebook:
        submission = gradebook.find_submission_notebook(CHAPTER, CHAPTER, "ada")
        (grade,) = [grade for grade in submission.grades if grade.name == "total-right"]
        grade.manual_score = 0.25
        gradebook.db.commit()
    change(TOTAL, '# %% check="total-other" points=1\ncheck.equals("total", total, 6)')
    capsys.readouterr()
    assert c.grade() == 1
    said = capsys.readouterr().err
    assert "01_tiny was not graded: it has lost total-right" in said and "autograder regrade 01_tiny" in said
    assert c.command("regrade") == 0
    shown = capsys.readouterr().out
    assert "0.25" in shown and "Nothing was written" in shown
    assert_score_by_hand(c, "total-right", 0.25)
    assert c.command("regrade", "--yes") == 0
    assert c.grades("ada")["score"] == "4"
    assert c.grade() == 0


def assert_score_by_hand(c: TinyClass, check: str, points: float) -> None:
    with Gradebook(f"sqlite:///{c.folder / 'gradebook.db'}") as gradebook:
        submission = gradebook.find_submission_notebook(CHAPTER, CHAPTER, "ada")
        assert [grade.manual_score for grade in submission.grades if grade.name == check] == [points]


def test_what_was_handed_in_anew_runs_and_what_is_kept_no_more_too(c: TinyClass, change: Change) -> None:
    c.submit("=ben", c.right(total=WHEN, largest=THREE))
    assert c.grade() == 0
    ran = ran_at(c)
    c.submit("ada", c.right(total=WHEN + "\n# handed in anew", largest=THREE))
    (c.folder / ".autograder" / "evidence" / "=ben" / f"{CHAPTER}.run").write_bytes(b"not what was kept")
    change(LARGEST, STRICTER)
    assert c.command("regrade", "--yes") == 0
    assert [c.grades(student)["score"] for student in ("ada", "'=ben")] == ["4", "4"]
    assert c.grade() == 0
    assert [c.grades(student)["score"] for student in ("ada", "'=ben")] == ["3", "3"]
    assert ran_at(c) != ran
    with (c.folder / "changes.csv").open(newline="") as file:  # of what is as before, and with nothing that would run
        assert [row["student_id"] for row in csv.DictReader(file)] == ["'=ben"]
