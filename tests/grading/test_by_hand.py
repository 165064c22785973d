"""Answers and tasks that a person gives points to, as in nbgrader's own quickstart course, whose checks are asserts."""

import shutil
from pathlib import Path

import nbformat
import nbgrader
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook

from autograder.chapter import cells
from autograder.cli import main
from tests.conftest import ROOT
from tests.grading.tiny_class import PIXEL, TinyClass

GUIDE = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide"
CHECKS = ["correct_squares", "squares_invalid_input", "correct_sum_of_squares", "sum_of_squares_uses_squares"]
BY_HAND = ["sum_of_squares_equation", "sum_of_squares_application", "cell-938593c4a215c6cc"]
PASSED, FAILED, WAITS, DECIDED = "passed", "failed", "waits for a person", "decided by hand"
NOT_ATTEMPTED, NOT_REACHED = "not attempted", "not reached"


class Quickstart(TinyClass):
    """A class whose assignments are the notebooks of nbgrader's ps1."""

    def released(self, name: str) -> NotebookNode:
        return cells.read(self.root / "course" / name / f"{name}.ipynb")

    def hand_in(self, student: str, name: str, **answers: str) -> None:
        notebook = self.released(name)
        for cell in notebook.cells:
            cell.source = answers.get(cells.grade_id(cell) or "", cell.source)
        self.write(student, name, notebook)

    def write(self, student: str, name: str, notebook: NotebookNode) -> None:
        path = self.folder / "submitted" / student / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)

    def became(self, student: str, name: str = "problem1") -> dict[str, str]:
        wanted = (student, name)
        rows = [row for row in self.rows("checks.csv") if (row["student_id"], row["chapter"]) == wanted]
        return {row["grade_id"]: f"{row['outcome']} {row['score']}".strip() for row in rows}

    def row(self, student: str, name: str = "problem1") -> dict[str, str]:
        (found,) = [row for row in self.rows("grades.csv") if (row["student_id"], row["chapter"]) == (student, name)]
        return found

    def decide(self, *arguments: str) -> int:
        return self.command("decide", *arguments)

    def feedback(self, student: str, name: str = "problem1") -> str:
        return (self.folder / "feedback" / student / name / f"{name}.html").read_text()


SQUARES = (
    "def squares(n):\n    if n < 1:\n        raise ValueError('too small')\n    return [i * i for i in range(1, n + 1)]"
)
SUM = "def sum_of_squares(n):\n    return sum(squares(n))"
ANEW = "def sum_of_squares(n):\n    return n * (n + 1) * (2 * n + 1) // 6"


SWAPS = [
    ("exercise", "two", "def once(n):\n    ### BEGIN SOLUTION\n    return n + 1\n    ### END SOLUTION"),
    ("exercise", "twice", "def twice(n):\n    ### BEGIN SOLUTION\n    return once(once(n))\n    ### END SOLUTION"),
    ("check", "stands-on-once", "kept = once\nonce = lambda n: 10 * n\nassert twice(1) == 100\nonce = kept"),
    ("check", "right", "kept = once\nonce = None\nonce = kept\nassert twice(1) == 3"),
]

WORDS = """
# %% [markdown]
# Why do two models share weights?

# %% locked="setup"
import math

# %% [markdown] written="why-shared" points=2
# So that both learn from all pictures.
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """nbgrader's ps1, as its authors wrote it: each of its notebooks is a chapter."""
    root = tmp_path_factory.mktemp("quickstart")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    for name in ("problem1", "problem2"):
        folder = root / "solutions" / name
        folder.mkdir(parents=True)
        shutil.copy(GUIDE / "source" / "ps1" / f"{name}.ipynb", folder)
    shutil.copy(GUIDE / "source" / "ps1" / "jupyter.png", root / "solutions" / "problem1")
    swaps = new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    for role, grade_id, source in SWAPS:
        metadata = {"nbgrader": cells.nbgrader_metadata(role, grade_id, points=1)}
        swaps.cells.append(new_code_cell(source, id=grade_id, metadata=metadata))
    cells.write(swaps, root / "solutions" / "swaps" / "swaps.ipynb")
    (root / "solutions" / "words").mkdir()
    (root / "solutions" / "words" / "words.py").write_text(WORDS)
    assert main(["--root", str(root), "build"]) == 0
    return root


@pytest.fixture(scope="module")
def quickstart(course: Path, tmp_path_factory: pytest.TempPathFactory, empty_gradebook: Path) -> Quickstart:
    folder = tmp_path_factory.mktemp("class")
    shutil.copy(empty_gradebook, folder)
    c = Quickstart(course, folder)
    written = {"sum_of_squares_equation": "$\\sum i^2$", "sum_of_squares_application": "sum_of_squares(3)"}
    c.hand_in("ada", "problem1", squares=SQUARES, sum_of_squares=SUM, **written)
    c.hand_in("ben", "problem1", squares=SQUARES.replace("i * i", "i"), sum_of_squares=ANEW)
    c.hand_in("cem", "problem1", squares="1 / 0")
    c.hand_in("ada", "problem2", **{"part-a": "It is Fibonacci.", "part-b": "Negative ones never end."})
    picture = c.released("problem2")
    picture.cells[-1].source = "![my sketch](attachment:sketch.png)"
    picture.cells[-1]["attachments"] = {"sketch.png": {"image/png": PIXEL}}
    c.write("ben", "problem2", picture)
    c.hand_in("ada", "swaps", two="def once(n):\n    return n + 1", twice="def twice(n):\n    return once(once(n))")
    c.hand_in("ada", "words", **{"why-shared": "To save memory, and both learn."})
    c.hand_in("ben", "words")
    mine = "They learn from all pictures."
    for student, cells_of in {
        "in-a-copy": lambda answer: [answer, new_markdown_cell(mine, metadata=answer.metadata)],
        "below": lambda answer: [answer, new_markdown_cell(mine)],
        "in-its-place": lambda _answer: [new_markdown_cell(mine)],
        "far-below": lambda _answer: [new_code_cell("1"), new_markdown_cell("# More"), new_markdown_cell(mine)],
    }.items():
        notebook = c.released("words")
        notebook.cells = [*notebook.cells[:-1], *cells_of(notebook.cells[-1])]
        c.write(student, "words", notebook)
    (c.folder / "submitted" / "dan" / "problem1").mkdir(parents=True)
    (c.folder / "submitted" / "dan" / "problem1" / "problem1.ipynb").write_text("my notebook")
    assert c.grade() == 0
    return c


def test_plain_asserts_are_judged_and_answers_wait(quickstart: Quickstart) -> None:
    became = quickstart.became("ada")
    assert list(became) == [*CHECKS, *BY_HAND]
    assert list(became.values()) == [f"{PASSED} {n}" for n in ("1", "1", "0.5", "0.5")] + [WAITS] * 3
    assert quickstart.row("ada") | {"reason": ""} == {
        **{"student_id": "ada", "chapter": "problem1", "score": "", "max_score": "10"},
        **{"outcome": "needs a human", "reason": ""},
    }
    assert quickstart.row("ada")["reason"].startswith("a person has to give points: ")
    wrong = list(quickstart.became("ben").values())
    assert wrong[:5] == [f"{FAILED} 0", f"{PASSED} 1", f"{PASSED} 0.5", f"{FAILED} 0", f"{NOT_ATTEMPTED} 0"]
    assert list(quickstart.became("cem").values())[:3] == [f"{NOT_REACHED} 0"] * 2 + [f"{NOT_ATTEMPTED} 0"]
    assert list(quickstart.became("ada", "problem2").values()) == [WAITS] * 2
    assert list(quickstart.became("ben", "problem2").values()) == [f"{NOT_ATTEMPTED} 0", WAITS]


def test_a_check_that_gives_a_students_name_something_else_waits(quickstart: Quickstart) -> None:
    assert quickstart.became("ada", "swaps") == {"stands-on-once": WAITS, "right": f"{PASSED} 1"}
    assert "calls twice with something else as once" in quickstart.row("ada", "swaps")["reason"]


def test_what_an_answer_shows_is_on_the_page_and_in_formgraders_notebook(quickstart: Quickstart) -> None:
    assert PIXEL in quickstart.feedback("ben", "problem2")
    assert PIXEL in (quickstart.folder / "autograded" / "ben" / "problem2" / "problem2.ipynb").read_text()
    assert "… waits for a person" in quickstart.feedback("ada")


def test_a_written_answer_of_a_chapter_waits_and_keeps_its_points(quickstart: Quickstart) -> None:
    c = quickstart
    released = c.released("words").cells[-1]
    assert (cells.role(released), released.source) == ("answer", "YOUR ANSWER HERE")
    assert c.became("ada", "words") == {"why-shared": WAITS}
    assert c.became("ben", "words") == {"why-shared": f"{NOT_ATTEMPTED} 0"}
    assert (c.row("ada", "words")["outcome"], c.row("ben", "words")["outcome"]) == ("needs a human", "graded")
    with Gradebook(f"sqlite:///{c.folder / 'gradebook.db'}") as gradebook:
        comment = gradebook.find_comment("why-shared", "words", "words", "ada")
        comment.manual_comment = "The first half is about something else."
        gradebook.db.commit()
    assert c.decide("ada", "words", "why-shared=1.5") == 0
    for command in ("grade", "regrade"):
        assert c.command(command) == 0
        assert (c.row("ada", "words")["outcome"], c.row("ada", "words")["score"]) == ("graded", "1.5")
        assert "The first half is about something else." in c.feedback("ada", "words")


@pytest.mark.parametrize("student", ["in-a-copy", "below", "in-its-place", "far-below"])
def test_an_answer_that_stands_elsewhere_is_read_too(quickstart: Quickstart, student: str) -> None:
    assert quickstart.became(student, "words") == {"why-shared": WAITS}
    assert quickstart.row(student, "words")["outcome"] == "needs a human"
    assert "They learn from all pictures." in quickstart.feedback(student, "words")


def test_points_by_hand_make_it_graded(quickstart: Quickstart) -> None:
    c = quickstart
    for grade_id in BY_HAND:
        with Gradebook(f"sqlite:///{c.folder / 'gradebook.db'}") as gradebook:
            grade = gradebook.find_grade(grade_id, "problem1", "problem1", "ada")
            assert grade.needs_manual_grade and grade.auto_score is None
        assert c.row("ada")["outcome"] == "needs a human"
        assert c.decide("ada", "problem1", f"{grade_id}=0.5") == 0
    assert (c.row("ada")["outcome"], c.row("ada")["score"]) == ("graded", "4.5")
    assert list(c.became("ada").values())[4:] == [f"{DECIDED} 0.5"] * 3
    assert "4.5 of 10 points" in c.feedback("ada") and "✎ decided by hand" in c.feedback("ada")
    assert c.grade("--force") == 0
    assert (c.row("ada")["outcome"], c.row("ada")["score"]) == ("graded", "4.5")
    for part, points in (("part-a", "1"), ("part-b", "1.5")):
        assert c.decide("ada", "problem2", f"{part}={points}") == 0
    assert (c.row("ada", "problem2")["outcome"], c.row("ada", "problem2")["score"]) == ("graded", "2.5")
    c.hand_in("ada", "problem1", squares=SQUARES, sum_of_squares=SUM, sum_of_squares_equation="another")
    assert c.grade() == 0
    assert c.row("ada")["outcome"] == "needs a human"  # it is other work than the points were for


def test_a_refused_notebook_is_decided(quickstart: Quickstart, capsys: pytest.CaptureFixture[str]) -> None:
    c = quickstart
    assert (c.row("dan")["outcome"], c.row("dan")["score"]) == ("refused", "")
    assert c.decide("dan", "problem1", "correct_squares=1") == 0
    assert c.row("dan")["outcome"] == "refused"
    assert "still to be given points: " in capsys.readouterr().out
    assert c.decide("dan", "problem1", "--rest", "none") == 0
    assert (c.row("dan")["outcome"], c.row("dan")["score"]) == (DECIDED, "1")
    assert "decided: <strong>1 of\n10 points" in c.feedback("dan")
    for options in ((), ("--force",)):
        assert c.grade(*options) == 0
        assert (c.row("dan")["outcome"], c.row("dan")["score"]) == (DECIDED, "1")
    assert "--force: 13 that are done run again. Points and comments given by hand stay." in capsys.readouterr().out
    (c.folder / "submitted" / "dan" / "problem1" / "problem1.ipynb").write_text("my other notebook")
    assert c.grade() == 0
    assert (c.row("dan")["outcome"], c.row("dan")["score"]) == ("refused", "")
    assert "decided" not in c.feedback("dan")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("eve", "problem1", "correct_squares=1"), "no result of eve for problem1"),
        (("ada", "problem1", "squares=1"), "gives no points for 'squares'. It does for: correct_squares, "),
        (("ada", "problem1", "correct_squares=2"), "worth 0 to 1 points, so it cannot get 2"),
        (("ada", "problem1", "correct_squares=nan"), "worth 0 to 1 points"),
        (("ada", "problem1", "correct_squares=1", "correct_squares=0"), "correct_squares stands there twice"),
        (("ada", "problem1"), "Say what to give"),
        (("ada", "problem3", "--rest", "full"), "No chapter is called problem3"),
    ],
)
def test_what_cannot_be_decided_is_said(
    quickstart: Quickstart, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    before = (quickstart.folder / "grades.csv").read_text()
    assert quickstart.decide(*arguments) == 1
    assert said in capsys.readouterr().err
    assert (quickstart.folder / "grades.csv").read_text() == before
