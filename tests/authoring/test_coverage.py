"""The table of topics in the teachers' page names sections and exercises that are there, and what is found in them."""

import re
from functools import cache

from autograder import project
from tests.conftest import ROOT

PAGE = (ROOT / project.SOLUTIONS / "teaching.md").read_text()
TABLE = PAGE.split("## What is covered")[1].split("\n## ")[0]
ROWS = re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", TABLE, re.MULTILINE)


@cache
def source(number: str) -> str:
    (chapter,) = [name for name in project.chapters(ROOT) if name.startswith(f"{number}_")]
    return project.source_path(ROOT, chapter).read_text()


def sections(place: str) -> list[str]:
    """The texts, with their cells, of the sections that a row names."""
    found = []
    for number, section in re.findall(r"(\d\d) · (\d+)", place):
        text = re.search(rf"^# ## {section} · .*?(?=^# ## )", source(number), re.MULTILINE | re.DOTALL)
        assert text, f"chapter {number} has no section {section}"
        found.append(text[0])
    return found


def test_all_topics_stand_in_the_table_and_nearly_all_are_shown() -> None:
    assert [int(row[0]) for row in ROWS] == list(range(1, 39))
    assert sum("`" in looked_for for _, _, _, looked_for, _ in ROWS) >= 36


def test_sections_are_there_and_show_it() -> None:
    for _, topic, place, looked_for, _ in ROWS:
        texts = sections(place)
        assert texts, topic
        for words in re.findall(r"`([^`]+)`", looked_for):
            assert any(words in text for text in texts), f"{topic}: no {words} in {place}"


def test_exercises_are_there() -> None:
    named = [found for row in ROWS for found in re.findall(r"`(\d\d) ([a-z0-9-]+)`", row[4])]
    assert len(named) > 40
    for number, exercise in named:
        assert f'exercise="{exercise}"' in source(number), f"chapter {number} has no exercise {exercise}"
    assert sum("`" in row[4] for row in ROWS) >= 33
