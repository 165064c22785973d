"""What the report says of checks and scores, where it can be worked out on paper."""

from pathlib import Path

import pytest

from autograder.gradebook.folder import ClassFolder
from autograder.gradebook.students import Student
from autograder.records import CheckVerdict
from autograder.reporting import report, statistics
from autograder.reporting.standing import Row, Standing
from tests.conftest import ROOT

MOST = 2_000_000  # bytes of a page that opens at once


def row(student: str, *outcomes: str, chapter: str = "01_tiny", cause: str = "") -> Row:
    """A graded submission with checks a, b, … of one point each."""
    checks = tuple(
        CheckVerdict("abcdefghijklmnopqrstuvwxyz01"[n], float(outcome == "passed"), 1.0, outcome, cause * (n == 0))
        for n, outcome in enumerate(outcomes)
    )
    score = sum(check.score for check in checks)
    return Row(student, chapter, "graded", "", score, float(len(checks)), checks, is_scored=True, notes=("a note",))


P, F, N = "passed", "failed", "not attempted"


def test_discrimination_is_the_correlation_with_the_rest_of_the_score() -> None:
    rows = [row("w", P, P, P), row("x", P, P, F), row("y", F, F, P), row("z", F, F, F)]
    a, _, c = statistics.of_checks(rows)
    assert a.discrimination == pytest.approx(2**-0.5)  # of 1 1 0 0 with 2 1 1 0: 1 / sqrt(1 · 2)
    assert c.discrimination == pytest.approx(0.0)
    assert a.is_small, "of four submissions discrimination says little"


def test_where_all_get_the_same_there_is_no_discrimination() -> None:
    a, b = statistics.of_checks([row("x", P, P), row("y", P, F)])
    assert a.discrimination is None and b.discrimination is None
    assert statistics.correlation([1.0], [2.0]) is None


def test_who_did_not_try_makes_a_check_no_harder() -> None:
    (a,) = statistics.of_checks([row("x", P), row("y", F), row("z", N)])
    assert (a.difficulty, a.passed, a.open, a.total) == (0.5, 1, 1, 3)
    assert a.share == pytest.approx(1 / 3)
    assert statistics.of_checks([row("x", N)])[0].difficulty is None


@pytest.mark.parametrize("most", [0, 1, 4, 12, 28, 100.5])
def test_every_score_is_in_one_bin(most: float) -> None:
    scores = [0, most / 3, most, most, most + 1]
    bins = statistics.distribution(scores, most)
    assert sum(each.number for each in bins) == len(scores)
    assert len(bins) <= statistics.MOST_BINS + 1 and bins[0].low == 0 and bins[-1].high > most


def test_a_cause_is_counted_once_for_a_student_and_the_commonest_comes_first() -> None:
    twice = row("x", F, F, cause="dead-input")
    rows = [twice, twice, row("y", F, cause="wrong-merge"), row("z", F, cause="wrong-merge")]
    assert [(each.cause, len(each.students)) for each in statistics.of_causes(rows)] == [
        ("wrong-merge", 2),
        ("dead-input", 1),
    ]


def standing(folder: Path, number: int) -> Standing:
    """A class of so many who handed in five chapters of 28 checks."""
    outcomes = [(P, F, N)[n % 3] for n in range(28)]
    students = [f"student-{n:04}" for n in range(number)]
    chapters = [f"0{n}_chapter" for n in range(5)]
    rows = [
        row(student, *outcomes[n % 5 :], *outcomes[: n % 5], chapter=chapter, cause="dead-input")
        for chapter in chapters
        for n, student in enumerate(students)
    ]
    listed = {student: Student(student, f"Given Name {student[-4:]}, Family") for student in students}
    return Standing(ROOT, ClassFolder(folder), rows, students, listed)


def test_the_report_of_a_thousand_students_is_not_too_large(tmp_path: Path) -> None:
    path = report.write(standing(tmp_path, 1000))
    text = path.read_text()
    assert len(text.encode()) < MOST
    assert "5000" not in text and "1000 graded" in text
    assert text.count("Given Name 0999, Family") == 1
    assert "a note" in text and "<script" not in text
