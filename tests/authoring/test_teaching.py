"""The teachers' page speaks of what there is: every chapter, and causes that a check can name."""

import re

from autograder import project
from autograder.causes import CAUSES
from tests.conftest import ROOT

PAGE = (ROOT / project.SOLUTIONS / "teaching.md").read_text()
ROWS = re.findall(r"^\| .+ \| (`[a-z-]+`(?:, `[a-z-]+`)*) \| .+ \|$", PAGE, re.MULTILINE)


def test_every_cause_that_is_named_exists() -> None:
    named = {name for row in ROWS for name in re.findall(r"`([a-z-]+)`", row)}
    assert len(named) > 30
    assert named <= set(CAUSES)


def test_every_chapter_has_timing_goals_errors_and_questions() -> None:
    for chapter in project.chapters(ROOT):
        text = PAGE.split(f"### {chapter[:2]} · ", 1)[1].split("\n### ")[0].split("\n## ")[0]
        for part in ("**Timing**", "**Goals**", "**Common errors**", "**Ask the class**"):
            assert part in text, f"{chapter} lacks {part}"
        assert re.search(r"\((three|five) seeds|, three seeds", text), (
            f"{chapter} lacks the numbers behind its surprise"
        )
