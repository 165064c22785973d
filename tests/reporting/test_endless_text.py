"""Text without an end is on a student's page as it was written: what looks for Markdown in it would take for ever."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder import limits
from autograder.reporting.page import FeedbackExporter

SLOW = ["\\begin{a}", "![x](", "[a]("]  # so many of them take hours, in what looks for Markdown or for links


def page(*texts: str) -> str:
    notebook = new_notebook(cells=[new_markdown_cell(text) for text in texts])
    found: str = FeedbackExporter().from_notebook_node(notebook)[0]
    return found


@pytest.mark.parametrize("slow", SLOW)
def test_a_text_without_an_end_is_shown_as_it_was_written(slow: str) -> None:
    shown = page("some *words*", f"<b>{slow * 300_000}", "and **more**")
    assert "<em>words</em>" in shown and "<strong>more</strong>" in shown
    assert f">&lt;b&gt;{slow * 300_000}</pre>" in shown


def test_so_are_texts_of_which_there_are_too_many() -> None:
    long = "*so* " + "x " * (limits.TEXT_LETTERS // 2 - 10)
    shown = page(*[long] * 100)
    assert shown.count("<em>so</em>") == limits.PAGE_LETTERS // len(long)
    assert shown.count(">*so* x") == 100 - limits.PAGE_LETTERS // len(long)


def test_the_next_page_has_room_again() -> None:
    exporter = FeedbackExporter()
    for text in ("x" * limits.PAGE_LETTERS, "*words*"):
        shown, _ = exporter.from_notebook_node(new_notebook(cells=[new_markdown_cell(text)]))
    assert "<em>words</em>" in shown


def test_code_without_an_end_is_shown_without_colours() -> None:
    notebook = new_notebook(cells=[new_code_cell(code) for code in ("import os", "a." * 300_000 + "<b>", "import re")])
    shown, _ = FeedbackExporter().from_notebook_node(notebook)
    assert "a." * 300_000 + "&lt;b&gt;</pre>" in shown
    assert shown.count('class="kn">import') == 2
