"""What the report says of where time and retries went: only what is known, the most first, and all of it in a table."""

import re
from pathlib import Path

import pytest

from autograder.classroom import effort as counting
from autograder.gradebook.folder import ClassFolder
from autograder.records import CheckVerdict, Verdict
from autograder.reporting import effort, report
from autograder.reporting.outline import Exercise
from autograder.reporting.standing import Row, Standing
from tests.conftest import ROOT
from tests.reporting.test_statistics import MOST

EXERCISES = [
    Exercise("A model", "m", answers=["model"], grade_ids=["model-inputs", "model-learned"]),
    Exercise("A number", "n", answers=["number"], grade_ids=["number-right"]),
]


def row(student: str, took: dict[str, float] | None = None, failed: dict[str, int] | None = None) -> Row:
    return Row(student, "01_tiny", "graded", "", 1.0, 1.0, took=took or {}, failed_before=failed or {})


def test_time_is_the_median_of_those_that_ran_it() -> None:
    rows = [row("x", {"model": 1.0, "number": 0.001}), row("y", {"model": 3.0}), row("z", {"model": 8.0}), row("old")]
    (model,) = effort.of_exercises(rows, EXERCISES)  # a number takes no time, and nobody tried it again
    assert (model.title, model.usual, model.longest, len(model.seconds)) == ("A model", 3.0, 8.0, 3)


def test_an_exercise_was_tried_again_as_often_as_its_worst_check() -> None:
    rows = [row("x", failed={"model-inputs": 1, "model-learned": 3}), row("y", failed={"number-right": 1}), row("z")]
    model, number = effort.of_exercises(rows, EXERCISES)
    assert (model.again, model.retries, number.again) == ((3,), 3, (1,))
    assert model.usual is None, "nobody knows how long it took"


def test_pictures_show_the_most_first() -> None:
    rows = [row("x", {"model": 1.0, "number": 4.0}, {"model-inputs": 2, "number-right": 1})]
    time, retries = effort.pictures(effort.of_exercises(rows, EXERCISES))
    assert [bar["title"] for bar in time["bars"]] == ["A number", "A model"]
    assert [(bar["title"], bar["said"]) for bar in retries["bars"]] == [("A model", "2"), ("A number", "1")]
    assert time["bars"][0]["width"] == 4 * time["bars"][1]["width"] == effort.WIDE
    assert time["bars"][0]["said"] == "4\u00a0s, longest 4\u00a0s"


def test_one_endless_loop_does_not_make_every_bar_a_dot() -> None:
    rows = [row(name, {"model": 2.0, "number": 1.0}) for name in "xyz"] + [row("loop", {"model": 117.0, "number": 1.0})]
    (time,) = effort.pictures(effort.of_exercises(rows, EXERCISES))
    model, number = time["bars"]
    assert number["width"] == effort.WIDE / effort.FAR / 2
    assert (model["end"], model["is_whole"], number["is_whole"]) == (effort.WIDE, False, True)
    assert model["said"] == "2\u00a0s, longest 117\u00a0s"


def test_nothing_is_drawn_where_nothing_is_known() -> None:
    assert effort.of_exercises([row("x"), row("y")], EXERCISES) == []
    assert effort.pictures([]) == []


def result(*outcomes: str, digest: str, failed: dict[str, int] | None = None) -> Verdict:
    checks = [CheckVerdict(name, 0.0, 1.0, outcome) for name, outcome in zip("ab", outcomes, strict=False)]
    kept = {"took": {"answer": 2.0}, "failed_before": failed or {}}
    return Verdict("ada", "01_tiny", "graded", 2.0, digest, "", checks=checks, **kept)


@pytest.mark.parametrize(
    "before, counted",
    [
        (None, {}),
        (result("failed", "not attempted", digest="1"), {"a": 1}),  # what was left open was not tried
        (result("failed", "failed", digest="1", failed={"a": 2}), {"a": 3, "b": 1}),
        (result("failed", "failed", digest="2", failed={"a": 2}), {"a": 2}),  # the same one, graded again
        (result(digest="1", failed={"a": 2}), {"a": 2}),  # it could not be graded
    ],
)
def test_what_failed_before_is_counted_once_for_each_submission(before: Verdict | None, counted: dict) -> None:
    assert counting.with_earlier(result("passed", "passed", digest="2"), before).failed_before == counted


def test_the_seconds_of_a_run_are_kept_when_it_is_only_judged_again() -> None:
    again = Verdict("ada", "01_tiny", "graded", 2.0, "2", "")
    assert counting.with_earlier(again, result(digest="2")).took == {"answer": 2.0}
    assert counting.with_earlier(again, result(digest="1")).took == {}


def test_the_report_of_a_thousand_students_stays_small_with_their_time_and_retries(tmp_path: Path) -> None:
    chapter = "01_multi_input"
    source = (ROOT / "solutions" / chapter / f"{chapter}.py").read_text()
    answers = re.findall(r'# %% exercise="([^"]+)"', source)[:12]
    checks = re.findall(r'# %% check="([^"]+)"', source)[:12]
    took, failed = dict.fromkeys(answers, 12.25), dict.fromkeys(checks, 3)
    rows = [
        Row(f"student-{n:04}", chapter, "graded", "", 1.0, 1.0, took=took, failed_before=failed) for n in range(1000)
    ]
    students = [each.student for each in rows]
    text = report.write(Standing(ROOT, ClassFolder(tmp_path), rows, students, {})).read_text()
    assert len(text.encode()) < MOST
    assert "Where most time, and most retries, went" in text and "12.25" in text and "3000" in text
    plain = report.write(Standing(ROOT, ClassFolder(tmp_path), rows[:0], students, {})).read_text()
    assert "retries" not in plain
