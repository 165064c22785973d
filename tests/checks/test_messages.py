"""How a check's message looks and counts in a real notebook."""

import json

import nbformat
import pytest
from nbclient import NotebookClient
from nbgrader.utils import determine_grade

from autograder.causes import CAUSES
from autograder.chapter.cells import nbgrader_metadata
from autograder.messages import RECORD_MIME, Message


@pytest.fixture(scope="module")
def executed() -> list[nbformat.NotebookNode]:
    """Check cells that pass, fail and find nothing, run in a kernel."""
    cells = [nbformat.v4.new_code_cell("from autograder import checks as check")]
    for number, call in enumerate(
        ["check.answer(3, 3)", "check.answer(9, 3, slips={9: 'dead-input'})", "check.answer(None, 3)"]
    ):
        cell = nbformat.v4.new_code_cell(call)
        cell.metadata["nbgrader"] = nbgrader_metadata("check", f"c{number}", points=2)
        cells.append(cell)
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, allow_errors=True, kernel_name="python3").execute()
    return notebook.cells[1:]


def test_each_call_shows_one_message_with_its_record(executed) -> None:
    messages = [Message.from_dict(cell.outputs[0].data[RECORD_MIME]) for cell in executed]
    assert [message.outcome for message in messages] == ["passed", "failed", "not attempted"]
    assert [message.cause for message in messages] == [None, "dead-input", None]
    assert [str(message) for message in messages] == [cell.outputs[0].data["text/plain"] for cell in executed]
    assert "text/html" in executed[1].outputs[0].data


def test_a_passing_check_shows_one_line(executed) -> None:
    assert len(executed[0].outputs) == 1
    assert executed[0].outputs[0].data["text/plain"].count("\n") == 0


def test_a_failing_check_shows_no_page_of_traceback(executed) -> None:
    error = executed[1].outputs[-1]
    assert error.ename == "CheckFailed"
    assert error.traceback == ["CheckFailed: your prediction"]
    shown = executed[1].outputs[0].data["text/plain"]
    order = [shown.index(word) for word in ("your prediction", "expected", "found", "cause", "look at")]
    assert order == sorted(order)
    assert shown == error.evalue


def test_stock_nbgrader_counts_them_as_it_should(executed) -> None:
    assert [determine_grade(cell)[0] for cell in executed] == [2, 0, 0]


def test_nothing_is_printed_to_stderr(executed) -> None:
    assert "stderr" not in json.dumps([cell.outputs for cell in executed])


def test_every_cause_says_what_and_where() -> None:
    for name, cause in CAUSES.items():
        assert name == name.lower() and " " not in name
        assert cause.sentence and cause.look_at, name
