"""Which demonstrations a submission needs is read from its cells, whatever is in them."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.chapter.names import needed

HOSTILE = {
    "unfinished": "total = sum(",
    "null byte": "shown\0",
    "lone surrogate": "'\ud800' + shown",
    "deep brackets": "(" * 99_000,
    "deep signs": "-" * 99_000 + "shown",
    "deep attributes": "shown" + ".b" * 49_000,
    "deep lambdas": "lambda: " * 900 + "shown",
    "endless": "shown\n" * 1_000_000,
}


def demos_needed(demo: str, *cells: str) -> set[int]:
    page = new_notebook(cells=[new_code_cell(source) for source in (demo, *cells)])
    page.cells[0].metadata.tags = ["demo"]
    return needed(page)


@pytest.mark.parametrize(
    ("demo", "cell"),
    [
        ("shown = 1", "print(shown)"),
        ("import numpy as shown", "answer = shown.ones(3)"),
        ("def shown(): pass", "def answer():\n    return [shown() for _ in range(3)]"),
        ("class shown: pass", "class Answer(shown):\n    pass"),
        ("for shown in range(3): pass", "%pwd\n  !ls\nanswer = lambda: shown"),
        ("%pwd\nshown = 1", "f'{shown}'"),
    ],
)
def test_a_demonstration_is_needed_whose_name_is_used(demo: str, cell: str) -> None:
    assert demos_needed(demo, cell) == {0}


@pytest.mark.parametrize(
    ("demo", "cells"),
    [
        ("shown = 1", ["shown = 2", "print(shown)"]),
        ("for shown in range(3): pass", ["for shown in 'ab': print(shown)"]),
        ("shown = 1", ["def answer(shown):\n    return shown"]),
        ("shown = 1", ["answer.shown", "answer(shown=2)", "'shown'  # shown"]),
        ("shown = 1", ["shown = 2", "def answer():\n    return shown"]),
        ("print(shown)", ["print(shown)"]),
        ("def answer():\n    shown = 1", ["shown"]),
    ],
)
def test_a_demonstration_is_spared_when_nobody_uses_what_it_makes(demo: str, cells: list[str]) -> None:
    assert demos_needed(demo, *cells) == set()


def test_the_nearest_demonstration_above_counts_and_what_it_needs_itself() -> None:
    sources = ["first = 1", "shown = first", "shown = 3", "shown = first + 1", "print(shown)", "shown = 5"]
    page = new_notebook(cells=[new_code_cell(source) for source in sources])
    for position in (0, 1, 2, 3, 5):
        page.cells[position].metadata.tags = ["demo"]
    page.cells.insert(0, new_markdown_cell("print(shown)"))
    assert needed(page) == {1, 4}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_handed_in_is_read_without_harm(source: str) -> None:
    assert demos_needed("shown = 1", source, "print(shown)") == {0}
