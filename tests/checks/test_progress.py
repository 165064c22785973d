"""`check.progress()` and `autograder check` say which exercises pass, fail or are open, and never keep an old pass."""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from autograder.chapter import cells
from autograder.cli import main
from autograder.messages import PROGRESS_MIME
from tests.conftest import ROOT

CHAPTER = "08_products"
SOURCE = '''# %% locked="setup"
from autograder import checks as check

# %% [markdown]
# ## One
#
# ### Exercise 1 · A product

# %% exercise="product"
product = None
### BEGIN SOLUTION
product = 12 * 16
### END SOLUTION

# %% check="product-right" points=1
check.answer(product, 192, slips={28: "forgotten-bias"})

# %% check="product-halved" points=2
check.answer(product / 2, 96.0)

# %% [markdown]
# ### Exercise 2 · A sum

# %% exercise="plus"
def plus(one, other):
    """Return the sum."""
    ### BEGIN SOLUTION
    return one + other
    ### END SOLUTION

# %% check="plus-right" points=3
check.gives(plus, 1.0, 2.0, expected=3.0)

# %% check="plus-itself" points=1
one = 5.0
check.gives(plus, one, one, expected=10.0)
### BEGIN HIDDEN TESTS
check.gives(plus, -1.0, 1.0, expected=0.0)
### END HIDDEN TESTS

# %% tags=["demo"]
check.progress()
'''
FIRST, SECOND = "Exercise 1 · A product", "Exercise 2 · A sum"
RIGHT = {"product": "product = 192", "plus": "def plus(one, other):\n    return one + other"}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one small chapter, built by the command."""
    root = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    (root / "solutions" / CHAPTER).mkdir(parents=True)
    (root / "solutions" / CHAPTER / f"{CHAPTER}.py").write_text(SOURCE)
    assert main(["--root", str(root), "build"]) == 0
    return root


def progresses(notebook: nbformat.NotebookNode) -> list[dict[str, tuple[str, float, str]]]:
    """Return what each call of progress said: by exercise its state, its points, and why."""
    return [
        {one["title"]: (one["state"], one["points"], one["why"]) for one in output.data[PROGRESS_MIME]["exercises"]}
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if PROGRESS_MIME in output.get("data", {})
    ]


def test_it_follows_what_a_student_does(course: Path) -> None:
    folder = course / "course" / CHAPTER
    chapter = {cell.id: cell.source for cell in cells.read(folder / f"{CHAPTER}.ipynb").cells}
    ask = "check.progress()"
    product = [chapter["product-right"], chapter["product-halved"]]
    plus = [chapter["plus-right"], chapter["plus-itself"]]
    steps = [
        *(chapter["setup"], ask),
        *(chapter["product"], *product, ask),  # left out
        *("product = 28", *product, ask),  # wrong, with a cause
        *("product = 192", ask),  # mended, and not checked again
        *(*product, ask),
        *("print(product)", ask),  # looked at only
        *("product = 191", ask),  # spoilt after it passed
        *("product = 192", *product, RIGHT["plus"], plus[0], ask),  # one check of two has run
        *(plus[1], ask),
        *("check.answer(product, 3)", chapter["product-right"].replace("192", "28"), ask),  # other checks count nothing
    ]
    notebook = new_notebook(cells=[new_code_cell(step) for step in steps])
    resources = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, kernel_name="python3", allow_errors=True, resources=resources).execute()
    said = progresses(notebook)
    states = [(one[FIRST][:2], one[SECOND][:2]) for one in said]
    assert states == [
        (("open", 0), ("open", 0)),
        (("open", 0), ("open", 0)),
        (("fails", 0), ("open", 0)),
        (("changed", 0), ("open", 0)),
        (("passes", 3), ("open", 0)),
        (("passes", 3), ("open", 0)),
        (("changed", 0), ("open", 0)),
        (("passes", 3), ("open", 3)),
        (("passes", 3), ("passes", 4)),
        (("passes", 3), ("passes", 4)),
    ]
    assert "forgotten-bias" in said[2][FIRST][2]
    assert "run them again" in said[3][FIRST][2]
    texts = [cell.outputs[0].data["text/plain"] for cell in notebook.cells if cell.source == ask]
    assert texts[2].endswith(f"Next, mend: {FIRST}")
    assert texts[3].endswith(f"Next, run the checks again of: {FIRST}")
    assert texts[4].endswith(f"Next, do: {SECOND}")
    assert "Of 2 exercises 2 pass; 7 of 7 points" in texts[-1]


def test_a_page_of_solutions_shows_that_all_pass(course: Path) -> None:
    (said,) = progresses(cells.read(course / "solutions" / CHAPTER / f"{CHAPTER}.ipynb"))
    assert said == {FIRST: ("passes", 3, ""), SECOND: ("passes", 4, "")}


@pytest.fixture
def hand_in(course: Path, tmp_path: Path) -> Callable[..., Path]:
    """Return a copy of what students have, with answers."""

    def hand_in(**answers: str) -> Path:
        folder = tmp_path / CHAPTER
        shutil.copytree(course / "course" / CHAPTER, folder)
        notebook = cells.read(folder / f"{CHAPTER}.ipynb")
        for cell in notebook.cells:
            cell.source = answers.get(cell.id, cell.source)
        cells.write(notebook, folder / f"{CHAPTER}.ipynb")
        return folder

    return hand_in


def told(course: Path, capsys: Any, place: Path) -> tuple[int, str]:
    code = main(["--root", str(course), "check", str(place)])
    captured = capsys.readouterr()
    return code, " ".join((captured.out + captured.err).split())


@pytest.mark.parametrize(
    "answers, code, words",
    [
        ({**RIGHT, "product": "product = 28"}, 1, ["fails", "forgotten-bias", "1 of 2 exercises pass, 4 of 7 points"]),
        ({"product": RIGHT["product"]}, 0, ["open", "1 of 2 exercises pass, 3 of 7 points"]),
    ],
)
def test_the_command_names_the_exercise_and_why(
    course: Path, hand_in: Callable[..., Path], capsys: Any, answers: dict[str, str], code: int, words: Iterable[str]
) -> None:
    folder = hand_in(**answers)
    before = (folder / f"{CHAPTER}.ipynb").read_bytes()
    found, said = told(course, capsys, folder)
    assert found == code, said
    assert all(word in said for word in words), said
    assert (folder / f"{CHAPTER}.ipynb").read_bytes() == before


def test_a_notebook_without_what_lies_beside_it_is_told_so(course: Path, tmp_path: Path, capsys: Any) -> None:
    alone = shutil.copy(course / "course" / CHAPTER / f"{CHAPTER}.ipynb", tmp_path)
    code, said = told(course, capsys, Path(alone))
    assert code == 1
    assert "Keep the chapter's folder as you got it" in said


@pytest.mark.parametrize("content", [None, "no notebook"])
def test_what_is_no_notebook_is_told_in_a_line(course: Path, tmp_path: Path, capsys: Any, content: str | None) -> None:
    path = tmp_path / "some.ipynb"
    if content is not None:
        path.write_text(content)
    code, said = told(course, capsys, path)
    assert code == 1
    assert said.startswith("autograder: ") and "some.ipynb" in said
