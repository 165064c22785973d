"""Check cells in a notebook: they look at the chapter's names, leave the student's alone, and their errors are told."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from autograder.chapter import cells
from autograder.cli import main
from autograder.messages import RECORD_MIME
from tests.conftest import ROOT

SOURCE = '''# %% [markdown]
# # Names

# %% locked="setup"
from autograder import checks as check

# %% locked="given"
# the shape
both = (None, 48)
scale = 2
years = {"ages": [30, 40]}


def doubled():
    """Return twice the numbers."""
    return scale * both[1]


# %% exercise="shape"
predicted, listed = None, None
### BEGIN SOLUTION
predicted, listed = (None, 48), [1, 2]
### END SOLUTION

# %% check="shape-right" points=1
check.answer(predicted, both)

# %% check="shape-doubled" points=1
helper = doubled()
check.answer(predicted[1], helper // 2)

# %% check="list-right" points=1
check.answer(sum(listed), 3)
### BEGIN HIDDEN TESTS
hidden_helper = 0
check.answer(max(listed), 2 + hidden_helper)
### END HIDDEN TESTS

# %% exercise="function"
def plus_helper(number):
    """Return a number with something added."""
    ### BEGIN SOLUTION
    return number + 1
    ### END SOLUTION

# %% check="function-right" points=1
helper = 2
check.gives(plus_helper, helper, expected=3)

# %% exercise="years"
total = None
### BEGIN SOLUTION
total = 70
### END SOLUTION

# %% check="years-right" points=1
check.answer(total, sum(years["ages"]))
'''
LEFT_OUT = "left out"
FUNCTION = "def plus_helper(number):\n    return number + 1"
ANSWERS = {
    "right": {"shape": "predicted, listed = (None, 48), [1, 2]", "function": FUNCTION, "years": "total = 70"},
    "changed": {"years": "years['ages'][:] = [0, 0]\ntotal = 0"},
    "changed-a-copy": {"years": "years = {**years, 'ages': [0]}\ntotal = 70"},
    # each of the chapter's names is given something else
    "right-overwritten": {
        "shape": (
            "check, both = None, 48\nscale = hidden_helper = helper = 1\npredicted, listed = (None, both), [scale, 2]"
        ),
        "function": "def plus_helper(number):\n    return number + helper",
        "years": "years, total = 0, 70",
    },
    "wrong": {"shape": "both = predicted = (None, 7)\nscale, listed = 0, 'one, two'", "function": FUNCTION},
    "not-run": {"given": LEFT_OUT, "function": LEFT_OUT, "shape": "predicted, listed = (None, 48), [1, 2]"},
}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one small chapter, built by the command."""
    root = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    chapter = root / "solutions" / "08_names"
    chapter.mkdir(parents=True)
    (chapter / "08_names.py").write_text(SOURCE)
    assert main(["--root", str(root), "build"]) == 0
    return root


@pytest.fixture(scope="module")
def run(course: Path) -> Callable[..., dict[str, NotebookNode]]:
    """Run the chapter's notebook with answers, in a folder, as Jupyter does; return its cells by id."""

    @cache
    def run(answers: str, where: str) -> dict[str, NotebookNode]:
        folder = course / where / "08_names"
        notebook = nbformat.read(folder / "08_names.ipynb", as_version=4)
        notebook.cells = [cell for cell in notebook.cells if ANSWERS[answers].get(cell.id) != LEFT_OUT]
        for cell in notebook.cells:
            cell.source = ANSWERS[answers].get(cell.id, cell.source)
        notebook.cells.append(nbformat.v4.new_code_cell("print(both, scale, helper)", id="after"))
        resources = {"metadata": {"path": str(folder)}}
        client = NotebookClient(notebook, timeout=None, kernel_name="python3", allow_errors=True, resources=resources)
        client.execute()
        return {cell.id: cell for cell in notebook.cells}

    return run


def outcomes(ran: dict[str, NotebookNode]) -> dict[str, list[str]]:
    """Return what the checks of each check cell said, and the errors that ended it."""
    return {
        name: [
            output.ename if output.output_type == "error" else output.data[RECORD_MIME]["outcome"]
            for output in cell.outputs
        ]
        for name, cell in ran.items()
        if cells.role(cell) == "check"
    }


PASSED = {"shape-right": 1, "shape-doubled": 1, "list-right": 1, "function-right": 1, "years-right": 1}


# course/ is what students have, solutions/ is what nbgrader's autograde runs
@pytest.mark.parametrize(
    "answers, where", [("right-overwritten", "course"), ("right-overwritten", "solutions"), ("right", "solutions")]
)
def test_right_answers_pass_whatever_the_students_names_are(run, answers: str, where: str) -> None:
    most = {**PASSED, "list-right": 2} if where == "solutions" else PASSED
    assert outcomes(run(answers, where)) == {name: ["passed"] * number for name, number in most.items()}


def test_a_check_takes_no_name_of_the_students_away(run) -> None:
    assert run("right-overwritten", "solutions")["after"].outputs[0].text == "48 1 1\n"


def test_what_a_check_makes_is_there_afterwards_where_it_is_nobodys(run) -> None:
    assert run("right", "solutions")["after"].outputs[0].text == "(None, 48) 2 2\n"


def test_a_reference_that_was_overwritten_is_not_compared_with_itself(run) -> None:
    found = outcomes(run("wrong", "course"))
    assert found["shape-right"] == found["shape-doubled"] == ["failed", "CheckFailed"]


def test_a_value_that_a_check_cannot_work_with_is_named_with_the_line(run) -> None:
    ran = run("wrong", "course")
    assert outcomes(ran)["list-right"] == ["failed", "CheckFailed"]
    said = ran["list-right"].outputs[0].data["text/plain"]
    assert "your listed" in said and "check.answer(sum(listed), 3)" in said and "TypeError" in said


def test_a_cell_of_the_chapter_that_was_not_run_is_named(run) -> None:
    ran = run("not-run", "course")
    assert outcomes(ran)["shape-right"] == ["not reached", "CheckFailed"]
    said = ran["shape-right"].outputs[0].data["text/plain"]
    assert "both" in said and "'# the shape'" in said and "run that cell, then this one again" in said


def test_a_value_of_the_chapter_that_was_changed_is_named_with_the_cell_to_run_again(run) -> None:
    ran = run("changed", "course")
    assert outcomes(ran)["years-right"] == ["not reached", "CheckFailed"]
    said = ran["years-right"].outputs[0].data["text/plain"]
    assert (
        "years, a name of the chapter's own" in said
        and "'# the shape'" in said
        and "run that cell, then this one again" in said
    )
    assert outcomes(run("changed-a-copy", "course"))["years-right"] == ["passed"]


def test_an_exercise_that_was_not_run_is_not_attempted(run) -> None:
    ran = run("not-run", "course")
    assert outcomes(ran)["list-right"] == ["passed"]
    assert outcomes(ran)["function-right"] == ["not attempted", "NotAttempted"]


def test_nothing_of_hidden_checks_is_told_beside_the_students_notebook(course: Path) -> None:
    names = (course / "course" / "08_names" / "08_names.names").read_text()
    assert "doubled" in names and "hidden_helper" not in names
