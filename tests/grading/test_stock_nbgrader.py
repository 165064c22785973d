"""nbgrader's own commands on our folders: they work, and where they fail a class, ours does not."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.grading.tiny_class import CHAPTER, TinyClass, changed, copied


@pytest.fixture(scope="module")
def tiny(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tiny course, for `generate_assignment` writes over what the course hands out."""
    return Path(shutil.copytree(tiny, tmp_path_factory.mktemp("stock-course") / "tiny"))


@pytest.fixture(scope="module")
def stock(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[TinyClass, subprocess.CompletedProcess[str]]:
    """A class of honest submissions, graded by nbgrader's own commands, and what `autograde` said."""
    honest = TinyClass(tiny, tmp_path_factory.mktemp("stock") / "class")
    honest.submit("ada", honest.right())
    honest.submit("ben", honest.notebook(double="def double(n):\n    return 2 * n"))
    noise = 'import sys\nget_ipython().events.register("pre_run_cell", lambda info: print("a note", file=sys.stderr))'
    honest.submit("eva", honest.right(total=f"{noise}\ntotal = 6"))
    honest.submit("finn", honest.right(largest="largest = 2"))
    nbgrader(honest, "generate_assignment", CHAPTER, "--force")
    return honest, nbgrader(honest, "autograde", CHAPTER)


def nbgrader(c: TinyClass, *arguments: str) -> subprocess.CompletedProcess[str]:
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=c.root,
        env={**os.environ, "CLASS_DIR": str(c.folder), "PATH": programs},
        capture_output=True,
        text=True,
        timeout=120,
    )


def scores(c: TinyClass) -> dict[str, float | None]:
    """The automatic scores in a class's gradebook, check by check."""
    with Gradebook(f"sqlite:///{c.folder / 'gradebook.db'}") as gradebook:
        return {
            f"{student.id} {grade.name}": grade.auto_score
            for student in gradebook.students
            for submission in student.submissions
            for grade in submission.notebooks[0].grades
        }


def test_stock_autograde_gives_the_same_scores(
    stock: tuple[TinyClass, subprocess.CompletedProcess[str]], new_class: TinyClass
) -> None:
    graded_by_nbgrader, said = stock
    assert said.returncode == 0, said.stderr
    shutil.copytree(graded_by_nbgrader.folder / "submitted", new_class.folder / "submitted")
    assert new_class.grade() == 0
    assert scores(new_class) == scores(graded_by_nbgrader)
    assert scores(new_class)["eva total-right"] == 1  # stderr costs nothing in either
    assert scores(new_class)["finn largest-right"] == 0


def contents(c: TinyClass) -> dict[str, tuple[object, ...]]:
    """What a class's gradebook holds of each cell and each submission, but for the ids that are drawn anew."""
    with Gradebook(f"sqlite:///{c.folder / 'gradebook.db'}") as gradebook:
        held: dict[str, tuple[object, ...]] = {}
        for student in gradebook.students:
            for submission in student.submissions:
                (notebook,) = submission.notebooks
                held[student.id] = submission.timestamp, notebook.late_submission_penalty, notebook.failed_tests
                for grade in notebook.grades:
                    scores = grade.auto_score, grade.manual_score, grade.extra_credit, grade.max_score
                    held[f"{student.id} {grade.name}"] = (*scores, grade.needs_manual_grade, grade.failed_tests)
                for comment in notebook.comments:
                    held[f"{student.id} {comment.name} said"] = comment.auto_comment, comment.manual_comment
        return held


def test_the_gradebook_is_as_nbgrader_leaves_it(
    stock: tuple[TinyClass, subprocess.CompletedProcess[str]], new_class: TinyClass
) -> None:
    graded_by_nbgrader, _ = stock
    shutil.copytree(graded_by_nbgrader.folder / "submitted", new_class.folder / "submitted")
    assert new_class.grade() == 0
    held = contents(new_class)
    assert held == contents(graded_by_nbgrader)
    assert held["ben total said"] == ("No response.", None)


def test_stock_feedback_is_as_clean_as_ours(
    stock: tuple[TinyClass, subprocess.CompletedProcess[str]], new_class: TinyClass
) -> None:
    c, _ = stock
    said = nbgrader(c, "generate_feedback", CHAPTER)
    assert said.returncode == 0, said.stderr
    for student in ("ada", "finn"):
        assert "secret_number" not in c.page(student)
        assert "<script" not in c.page(student)
    assert "4 of 4 points" in c.page("ada") and "3 of 4 points" in c.page("finn")
    assert "Exercise 3 · Largest" in c.page("finn").split("<main>")[0]
    assert not list(c.folder.glob(f"feedback/*/*/{CHAPTER}.py")), "the source, with its solutions, was handed out"


def test_a_copied_check_cell_ends_stock_grading_and_not_ours(new_class: TinyClass) -> None:
    c = new_class
    c.submit("ada", changed(c.right(), lambda n: n.cells.insert(0, copied(n, "double-works"))))
    c.submit("zoe", c.right())
    theirs = TinyClass(c.root, c.folder.parent / "theirs")
    shutil.copytree(c.folder / "submitted", theirs.folder / "submitted")
    nbgrader(theirs, "generate_assignment", CHAPTER, "--force")
    said = nbgrader(theirs, "autograde", CHAPTER)
    assert said.returncode != 0
    assert "zoe double-works" not in scores(theirs), "nbgrader has learned to go on: say so in the README"
    assert c.grade() == 0
    assert [c.grades(student)["score"] for student in ("ada", "zoe")] == ["4", "4"]


def test_a_score_given_by_hand_survives_grading_again(new_class: TinyClass) -> None:
    c = new_class
    c.submit("ada", c.right(largest="largest = 2"))
    assert c.grade() == 0
    assert c.grades("ada")["score"] == "3"
    with Gradebook(f"sqlite:///{c.folder / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("largest-right", CHAPTER, CHAPTER, "ada")
        grade.manual_score = 0.5
        gradebook.db.commit()
    assert c.command("export") == 0
    assert c.grades("ada")["score"] == "3.5"
    assert c.grade("--force") == 0
    assert c.grades("ada")["score"] == "3.5"
    assert [row["score"] for row in c.rows("checks.csv")] == ["2", "1", "0.5"]


def test_a_late_submission_is_known_to_the_gradebook(new_class: TinyClass) -> None:
    c = new_class
    for student, timestamp in (("ada", "2026-01-02 03:04:05 UTC"), ("ben", "yesterday, I think")):
        c.submit(student, c.right())
        (c.path(student).parent / "timestamp.txt").write_text(timestamp)
    assert c.grade() == 0
    with Gradebook(f"sqlite:///{c.folder / 'gradebook.db'}") as gradebook:
        assert str(gradebook.find_submission(CHAPTER, "ada").timestamp) == "2026-01-02 03:04:05"
        assert gradebook.find_submission(CHAPTER, "ben").timestamp is None


def test_the_gradebook_can_be_another_database(new_class: TinyClass) -> None:
    c = new_class
    c.submit("ada", c.right())
    (c.folder / "gradebook.db").rename(c.folder.parent / "elsewhere.db")
    elsewhere = c.folder.parent / "elsewhere.db"
    assert c.grade("--db", f"sqlite:///{elsewhere}") == 0
    assert not (c.folder / "gradebook.db").exists()
    with Gradebook(f"sqlite:///{elsewhere}") as gradebook:
        assert gradebook.find_submission(CHAPTER, "ada").score == 4


def test_formgrader_has_a_name_for_everybody(new_class: TinyClass) -> None:
    """It puts "None, None" where a student of the gradebook has no name."""
    c = new_class
    for student in ("ada", "ben"):
        c.submit(student, c.right())
    with Gradebook(f"sqlite:///{c.folder / 'gradebook.db'}") as gradebook:
        gradebook.add_student("ben", first_name="Benedikt")
    assert c.grade() == 0
    with Gradebook(f"sqlite:///{c.folder / 'gradebook.db'}") as gradebook:
        names = {student.id: (student.last_name, student.first_name) for student in gradebook.students}
    assert names == {"ada": ("ada", ""), "ben": (None, "Benedikt")}  # what somebody wrote stays as it is
