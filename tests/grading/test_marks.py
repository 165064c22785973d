"""What a person says in the gradebook, and what being late costs, reaches the student's page and the tables."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.grading.test_stock_nbgrader import nbgrader
from tests.grading.tiny_class import CHAPTER, TinyClass


def by_hand(c: TinyClass, change: Callable[[Gradebook], None]) -> None:
    """Change a class's gradebook as formgrader does."""
    with Gradebook(f"sqlite:///{c.folder / 'gradebook.db'}") as gradebook:
        change(gradebook)
        gradebook.db.commit()


def comment(gradebook: Gradebook) -> None:
    gradebook.find_comment("total", CHAPTER, CHAPTER, "ada").manual_comment = "Well argued, *Ada*."


def give_half(gradebook: Gradebook) -> None:
    gradebook.find_grade("largest-right", CHAPTER, CHAPTER, "ada").manual_score = 0.5


def test_a_page_shows_what_was_given_by_hand(new_class: TinyClass) -> None:
    c = new_class
    c.submit("ada", c.right(largest="largest = 2"))
    c.submit("ben", c.right())
    assert c.grade() == 0
    before = c.path("ben", "feedback", ".html").stat()
    by_hand(c, comment)
    by_hand(c, give_half)
    assert c.grade() == 0
    assert c.grades("ada")["score"] == "3.5"
    assert "Well argued, <em>Ada</em>." in c.page("ada")
    assert "3.5 of 4 points" in c.page("ada")
    assert "✎ failed, and a person gave the points · 0.5 of 1 point" in c.page("ada")
    assert c.path("ben", "feedback", ".html").stat().st_mtime_ns == before.st_mtime_ns


def test_the_report_command_brings_pages_up_to_date_too(new_class: TinyClass) -> None:
    c = new_class
    c.submit("ada", c.right(largest="largest = 2"))
    assert c.grade() == 0
    by_hand(c, comment)
    by_hand(c, give_half)
    assert c.command("report") == 0
    assert "3.5 of 4 points" in c.page("ada") and "Well argued, <em>Ada</em>." in c.page("ada")


def test_nbgraders_own_page_shows_what_was_given_by_hand_and_nothing_else(new_class: TinyClass) -> None:
    c = new_class
    c.submit("ada", c.right(largest="largest = 2"))
    assert c.grade() == 0
    by_hand(c, comment)
    by_hand(c, give_half)
    said = nbgrader(c, "generate_feedback", CHAPTER, "--force")
    assert said.returncode == 0, said.stderr
    page = c.page("ada")
    assert "3.5 of 4 points" in page and page.count("0.5 of 1 point") == 1 and "0.5 / 1" in page
    assert "Well argued, <em>Ada</em>." in page
    assert "0 / 1" not in page and "0 of 1 point" not in page, "the page contradicts itself"


@pytest.fixture
def strict(new_class: TinyClass, tmp_path: Path) -> TinyClass:
    """A class whose course takes all points from who is late."""
    shutil.copytree(new_class.root, tmp_path / "strict")
    with (tmp_path / "strict" / "nbgrader_config.py").open("a") as file:
        file.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    return TinyClass(tmp_path / "strict", new_class.folder)


def due(day: int, hour: int = 0) -> Callable[[Gradebook], None]:
    def change(gradebook: Gradebook) -> None:
        gradebook.update_or_create_assignment(CHAPTER, duedate=datetime(2026, 1, day, hour))

    return change


@pytest.mark.parametrize(
    ("handed_in", "score"),
    [
        ("2026-01-02 12:30:00 UTC", "0"),
        ("2026-01-02 11:30:00 UTC", "4"),
        ("2026-01-02 13:30:00 +0200", "4"),  # half past eleven
        ("2026-01-02 13:30:00 +02:00", "4"),
        ("2026-01-02 11:30:00 -0100", "0"),  # half past twelve
    ],
)
def test_a_time_zone_is_one(strict: TinyClass, handed_in: str, score: str) -> None:
    strict.submit("ada", strict.right())
    (strict.path("ada").parent / "timestamp.txt").write_text(handed_in)
    by_hand(strict, due(2, 12))
    assert strict.grade() == 0
    row = strict.grades("ada")
    assert row["score"] == score
    assert ("handed in late: 4 points are taken off" in row["remarks" if "remarks" in row else "reason"]) == (
        score == "0"
    )


def test_a_due_date_or_a_timestamp_that_is_corrected_is_noticed(strict: TinyClass) -> None:
    strict.submit("ada", strict.right())
    timestamp = strict.path("ada").parent / "timestamp.txt"
    timestamp.write_text("2026-01-03 12:00:00 UTC")
    by_hand(strict, due(2))
    for change, score in (
        (lambda: None, "0"),
        (lambda: by_hand(strict, due(4)), "4"),
        (lambda: timestamp.write_text("2026-01-05 12:00:00 UTC"), "0"),
        (lambda: timestamp.write_text("2026-01-01 12:00:00 UTC"), "4"),
    ):
        change()
        assert strict.grade() == 0
        assert strict.grades("ada")["score"] == score
        assert f"{score} of 4 points" in strict.page("ada")


def test_a_page_names_whom_it_is_for_as_the_class_list_has_it_now(new_class: TinyClass) -> None:
    c = new_class
    c.submit("ada", c.right(double="def double(n):\n    return 8"))
    c.submit("ben", b"")
    c.submit("eve", c.right())
    (c.folder / "students.csv").write_text('id,name,email\nada,"Lovelace, Ada <b>",ada@example.org\nben,李小龍,\n')
    assert c.grade() == 0
    assert "<bdi>Lovelace, Ada &lt;b&gt;</bdi> (ada)" in c.page("ada") and "<bdi>李小龍</bdi> (ben)" in c.page("ben")
    with Gradebook(f"sqlite:///{c.folder / 'gradebook.db'}") as gradebook:
        ada = gradebook.find_student("ada")
        assert (ada.first_name, ada.last_name, ada.email) == ("Ada <b>", "Lovelace", "ada@example.org")
        assert gradebook.find_student("ben").last_name == "李小龍"
        assert gradebook.find_student("eve").last_name == "eve"
    before = c.path("eve", "feedback", ".html").stat().st_mtime_ns
    (c.folder / "students.csv").write_text("id,name\nada,Ada King\n")
    assert c.grade() == 0
    assert "<bdi>Ada King</bdi> (ada)" in c.page("ada")
    assert c.path("eve", "feedback", ".html").stat().st_mtime_ns == before
