"""The pictures that cells drew have words on every page, and nothing else of what a student's code says of them."""

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from autograder.records import Marks
from autograder.reporting import described, page, summary
from tests.grading.tiny_class import PIXEL


def cell(source: str, **told: object) -> NotebookNode:
    shown = new_output("display_data", {"image/png": PIXEL}, metadata=told)
    return new_code_cell(source, outputs=[shown])


@pytest.mark.parametrize(
    "source, words",
    [
        (
            'axes.plot(x, label="loss")\naxes.set(xlabel="epoch", title=f"run {n}")\naxes.set_ylabel("error")',
            "A plot. Titles: run …. Across: epoch. Upwards: error. Key: loss.",
        ),
        (
            "%matplotlib inline\nkeras.utils.plot_model(my_model, dpi=70)",
            "The graph of my_model: its layers as boxes, with arrows from each to the next.",
        ),
        ("plt.imshow(digit)\nplt.show()", "Pictures of the data."),
        ("draw(named=True)", "What this draws: draw(named=True)"),
        ("x = (", "What this draws: x = ("),
        ("", "A picture."),
    ],
)
def test_a_cells_code_says_what_it_draws(source: str, words: str) -> None:
    assert described.picture(cell(source)) == words


def test_long_texts_are_cut() -> None:
    assert len(described.picture(cell(f'axes.set(xlabel="{"x" * 999}", ylabel="{"y" * 999}")\n' * 9))) <= described.MOST


def students_page(*shown: NotebookNode) -> str:
    notebook = new_notebook(cells=[new_markdown_cell("# A title"), *shown])
    marks = Marks(0.0, 1.0)
    return page.of_notebook(notebook, summary.of(notebook, "01_tiny", "ada", marks), marks)


def test_a_page_has_the_words_the_cell_gave_else_those_of_its_code() -> None:
    text = students_page(cell("draw('a<b')"), cell("draw(2)", **{"image/png": {"alt": "my <cat>", "width": 70}}))
    assert 'alt="What this draws: draw(&#x27;a&lt;b&#x27;)"' in text
    assert 'alt="my &lt;cat&gt;"' in text and "width=70" in text
    assert "No description has been provided" not in text


@pytest.mark.parametrize("told", [{"width": "1 style=position:fixed"}, {"width": True}, {"alt": [1]}, "text", None])
def test_what_a_students_code_says_of_a_picture_is_no_html(told: object) -> None:
    text = students_page(cell("draw()", **{"image/png": told}))
    assert "position:fixed" not in text and 'alt="What this draws: draw()"' in text


def test_a_students_page_has_one_title() -> None:
    assert students_page().count("<h1") == 1
