"""Every cell on the page of silent mistakes runs, without an error, and prints what the page says."""

import pytest

from tests.authoring.silent import PAGE, Mistake, beginning, mistakes, ran

TEXT = PAGE.read_text(encoding="utf-8")
MISTAKES = mistakes(TEXT)


def test_there_are_as_many_as_the_page_says() -> None:
    assert [mistake.title.split(" ")[0] for mistake in MISTAKES] == [str(number) for number in range(1, 26)]
    assert TEXT.startswith(f"# {len(MISTAKES)} ways")


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake.title for mistake in MISTAKES])
def test_a_cell_prints_what_the_page_says(mistake: Mistake) -> None:
    printed, warned = ran(mistake.cell, beginning(TEXT))
    assert printed == mistake.printed
    assert bool(warned) == ("warns" in mistake.words), warned
