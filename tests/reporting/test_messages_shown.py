"""A check's message is one thing wherever it is shown: in the notebook, under nbconvert, on a page."""

import html
import re

import pytest
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

from autograder.causes import CAUSES
from autograder.chapter.cells import nbgrader_metadata
from autograder.messages import Message, Picture
from autograder.records import CheckVerdict, Marks, Verdict
from autograder.reporting import feedback
from tests.grading.tiny_class import PIXEL

MESSAGE = Message(
    "same_graph",
    "failed",
    "the graph of your <model>",
    expected="relu after Dense & co",
    found='Dense 3 after "nothing"',
    cause="missing-activation",
    look_at=CAUSES["missing-activation"].look_at,
    picture=Picture.from_dict({"png": PIXEL, "alt": "Only in yours: <Dense>.", "text": "yours:\n≠  1  Dense 3"}),
)


@pytest.fixture
def notebook() -> NotebookNode:
    """A check cell that says MESSAGE, as it is when it has run."""
    shown = new_output("display_data", MESSAGE.to_bundle())
    error = new_output("error", ename="CheckFailed", evalue=str(MESSAGE), traceback=["CheckFailed: ..."])
    check = new_code_cell("check.same_graph(model, drawing)", id="a-check", outputs=[shown, error])
    check.metadata["nbgrader"] = nbgrader_metadata("check", "a-check", 1)
    return new_notebook(cells=[check])


def students_page(notebook: NotebookNode) -> str:
    check = CheckVerdict("a-check", 0.0, 1.0, "failed", MESSAGE.cause or "", str(MESSAGE), message=MESSAGE)
    result = Verdict("ada", "01_tiny", "graded", 1.0, "", "", checks=[check])
    return feedback.graded(result, notebook, Marks(0.0, 1.0, points={"a-check": (0.0, 1.0)}))


@pytest.mark.parametrize("place", ["notebook", "nbconvert", "student's page"])
def test_all_parts_stand_in_their_order_and_the_picture_with_them(notebook: NotebookNode, place: str) -> None:
    page = {
        "notebook": lambda: notebook.cells[0].outputs[0].data["text/html"],
        "nbconvert": lambda: HTMLExporter(template_name="lab").from_notebook_node(notebook)[0],
        "student's page": lambda: students_page(notebook),
    }[place]()
    text = html.unescape(re.sub(r"<style.*?</style>|<script.*?</script>|<[^>]+>", "", page, flags=re.DOTALL))
    place_of = text.index(MESSAGE.looked_at)
    for word in [word for row in MESSAGE.rows for word in row]:
        place_of = text.index(word, place_of) + len(word)
    (picture,) = re.findall(rf'<img[^>]*src="data:image/png;base64,{re.escape(PIXEL)}"[^>]*>', page)
    assert "Only in yours: &lt;Dense&gt;." in picture or "Only in yours: <Dense>." in picture
