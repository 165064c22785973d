"""What may happen to a class's files and gradebook costs nobody a point, and is told with what to do."""

import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.cli import main
from tests.grading.tiny_class import CHAPTER, TinyClass


def give_half(c: TinyClass) -> None:
    """Give points by hand, as formgrader does."""
    with Gradebook(f"sqlite:///{c.folder / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("largest-right", CHAPTER, CHAPTER, "ada")
        grade.manual_score, grade.needs_manual_grade = 0.5, False
        gradebook.db.commit()


def test_another_gradebook_makes_no_zeros(
    new_class: TinyClass, empty_gradebook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    c = new_class
    c.submit("ada", c.right())
    assert c.grade() == 0
    shutil.copy(empty_gradebook, c.folder / "other.db")
    other = ("--db", f"sqlite:///{c.folder / 'other.db'}")
    for command in (["export"], ["export", "--to", "gradescope"], ["report"]):
        assert c.command(*command, *other) == 1
        assert "other.db has no points for 1 submissions that were graded" in capsys.readouterr().err
    assert (c.grades("ada")["score"], c.grades("ada")["outcome"]) == ("", "graded")
    assert not (c.folder / "exports").exists()
    assert c.command("decide", "ada", CHAPTER, "total-right=0", *other) == 1
    assert c.command("export") == 0
    assert c.grades("ada")["score"] == "4"
    capsys.readouterr()
    assert c.grade(*other) == 0
    assert c.grades("ada")["score"] == "4"
    assert "The gradebook had no points for 1 submissions" in capsys.readouterr().out


def test_an_address_of_a_gradebook_may_be_relative(new_class: TinyClass, monkeypatch: pytest.MonkeyPatch) -> None:
    c = new_class
    c.submit("ada", c.right())
    monkeypatch.chdir(c.folder)
    (c.folder / "gradebook.db").rename(c.folder / "mine.db")
    assert c.grade("--db", "sqlite:///mine.db") == 0
    assert c.command("export", "--db", "sqlite:///mine.db") == 0
    assert c.grades("ada")["score"] == "4"
    assert not (c.folder / "gradebook.db").exists()


def test_points_by_hand_for_another_notebook_are_to_be_looked_at(new_class: TinyClass) -> None:
    c = new_class
    c.submit("ada", c.right())
    assert c.grade() == 0
    give_half(c)
    assert c.grade() == 0
    assert (c.grades("ada")["score"], c.grades("ada")["reason"]) == ("3.5", "")
    c.submit("ada", c.right(total="total = 5"))
    assert c.grade() == 0
    assert c.grades("ada")["reason"].endswith("changed, so look again: largest-right")
    give_half(c)
    assert c.command("export") == 0
    assert c.grades("ada")["reason"] == ""


@pytest.mark.parametrize("said", ["noon", "2026-02-30 10:00", "2026-11-01 11:00 UTC\n2026-11-02 11:00 UTC", "\xff"])
def test_a_time_that_cannot_be_read_is_told(new_class: TinyClass, said: str) -> None:
    c = new_class
    c.submit("ada", c.right())
    (c.path("ada").parent / "timestamp.txt").write_bytes(said.encode("latin-1"))
    assert c.grade() == 0
    assert c.grades("ada")["score"] == "4"
    assert "which is no time that can be read, so it counts as in time" in c.grades("ada")["reason"]


def test_a_report_is_written_where_students_pages_are_gone(new_class: TinyClass) -> None:
    c = new_class
    c.submit("ada", c.right())
    assert c.grade() == 0
    shutil.rmtree(c.folder / "feedback")
    assert c.command("report") == 0
    assert "4 of 4 points" in c.page("ada")


def test_an_edit_that_is_not_built_is_told(class_of_own_course: TinyClass, capsys: pytest.CaptureFixture[str]) -> None:
    c = class_of_own_course
    c.submit("ada", c.right())
    assert c.grade() == 0
    assert "has been edited" not in capsys.readouterr().out
    source = c.root / "solutions" / CHAPTER / f"{CHAPTER}.py"
    source.write_text(source.read_text().replace("points=2", "points=3"))
    for command in (["regrade"], ["grade"]):
        assert c.command(*command) == 0
        assert f"{CHAPTER} has been edited since it was built" in capsys.readouterr().out


def test_a_renamed_chapter_counts_once_and_loses_nothing(
    class_of_own_course: TinyClass, capsys: pytest.CaptureFixture[str]
) -> None:
    c = class_of_own_course
    for student in ("ada", "ben", "cleo"):
        c.submit(student, c.right())
    assert c.grade() == 0
    give_half(c)
    rename(c.root / "course" / CHAPTER)
    rename(c.root / "solutions" / CHAPTER)
    rename(c.path("ada").parent)
    rename(c.path("ben").parent)
    capsys.readouterr()
    assert main(["--root", str(c.root), "build"]) == 0
    assert c.grade() == 0
    assert f"1 of its submissions are graded as {RENAMED}" in capsys.readouterr().out
    rows = [(row["student_id"], row["chapter"], row["score"]) for row in c.rows("grades.csv")]
    old, new = [("ada", CHAPTER, "3.5"), ("cleo", CHAPTER, "4")], [("ada", RENAMED, "4"), ("ben", RENAMED, "4")]
    assert rows == [*old, *new]
    of_ada, of_cleo = [row["reason"] for row in c.rows("grades.csv") if row["chapter"] == CHAPTER]
    assert of_ada.endswith(f"graded as {RENAMED}, and what was given by hand here is not there (largest-right)")
    assert of_cleo.endswith(
        f"no chapter of the course any more, so this stays as it was; if it was renamed, rename "
        f"submitted/cleo/{CHAPTER} too"
    )


RENAMED = "02_small"


def rename(folder: Path) -> None:
    """Call a chapter's folder, and the files that have its name, otherwise."""
    for path in folder.glob(f"{CHAPTER}.*"):
        path.rename(path.with_name(path.name.replace(CHAPTER, RENAMED)))
    folder.rename(folder.with_name(RENAMED))


def test_a_name_typed_with_accents_stored_otherwise_is_the_same(
    new_class: TinyClass, capsys: pytest.CaptureFixture[str]
) -> None:
    c = new_class
    c.submit("Zoe\u0308", c.right())
    assert c.grade() == 0
    assert c.command("decide", "Zo\u00eb", CHAPTER, "largest-right=0,5") == 0
    assert c.grades("Zoe\u0308")["score"] == "3.5"
    assert c.command("decide", "zoe\u0308", CHAPTER, "largest-right=1") == 1
    assert "Is Zoe\u0308 meant?" in capsys.readouterr().err


def test_what_stops_many_at_once_is_said_in_large_letters(
    new_class: TinyClass, capsys: pytest.CaptureFixture[str]
) -> None:
    c = new_class
    for student in ("ada", "ben", "cleo", "dan"):
        c.submit(student, c.right(total="import os\nos._exit(1)" if student < "d" else "total = 6"))
    assert c.grade() == 0
    assert f"3 OF 4 SUBMISSIONS OF {CHAPTER} STOPPED FOR ONE REASON: the exercise cell" in capsys.readouterr().out
    for student in ("ada", "ben"):
        c.submit(student, c.right())
    assert c.grade() == 0
    assert "FOR ONE REASON" not in capsys.readouterr().out
