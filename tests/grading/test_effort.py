"""A class that hands in again: what its exercises cost is kept with the results, and told by the report."""

from autograder.gradebook.journal import Journal
from tests.grading.tiny_class import CHAPTER, TinyClass

SAID = '<span class="soft">'  # what a bar says, behind its title
SLEEPY = "import time\ntime.sleep(0.3)\ntotal = sum(numbers)"


def test_retries_and_seconds_are_told_of_the_exercises_they_belong_to(new_class: TinyClass) -> None:
    new_class.submit("again", new_class.right(double="def double(n):\n    return n + 1"))
    new_class.submit("once", new_class.right(total=SLEEPY))
    assert new_class.grade() == 0
    report = new_class.folder / "report" / "index.html"
    assert f"Exercise 1 · Double {SAID}1" not in report.read_text()
    new_class.submit("again", new_class.right())
    assert new_class.grade() == 0
    text = report.read_text()
    assert f"Exercise 1 · Double {SAID}1" in text and f"Exercise 2 · Total {SAID}" in text
    assert "Exercise 3" not in text.split("Where most time")[1].split("</details>")[0]
    result = Journal(new_class.journal).result("again", CHAPTER)
    assert result is not None and result.failed_before == {"double-works": 1}
    slow = Journal(new_class.journal).result("once", CHAPTER)
    assert slow is not None and slow.took["total"] >= 0.3 and slow.failed_before == {}


def test_grading_the_same_again_is_no_retry(new_class: TinyClass) -> None:
    new_class.submit("wrong", new_class.right(double="def double(n):\n    return n + 1"))
    assert new_class.grade() == 0
    assert new_class.grade("--force") == 0
    result = Journal(new_class.journal).result("wrong", CHAPTER)
    assert result is not None and result.failed_before == {} and set(result.took) == {"double", "total", "largest"}
