"""What a chapter owes its readers is told by the build, at the line of its source."""

import re
import shutil
from pathlib import Path

import pytest
from nbformat.v4 import new_output

from autograder import project
from autograder.authoring import new, rules
from autograder.chapter import cells
from autograder.chapter.source import read_source
from tests.conftest import ROOT

CHAPTER = "07_two_numbers"
PIXEL = "iVBORw0KGgo="


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course with one chapter, as `autograder new` lays it out."""
    (tmp_path / "solutions").mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    new.write_chapter(tmp_path, CHAPTER)
    return tmp_path


def told(root: Path, old: str = "", becomes: str = "", shown: dict[str, str] | None = None) -> list[str]:
    """What is told of the chapter with something else in its source, whose first plain cell shows something."""
    source = project.source_path(root, CHAPTER)
    text = source.read_text()
    assert old in text
    source.write_text(text.replace(old, becomes, 1))
    notebook = read_source(source)
    plain = next(cell for cell in notebook.cells if cell.cell_type == "code" and not cells.role(cell))
    plain.outputs = [new_output("display_data", shown)] if shown else []
    cells.write(notebook, project.solution_path(root, CHAPTER))
    return [str(rule) for rule in rules.broken(root, CHAPTER)]


def line_of(text: str) -> int:
    (at,) = [at for at, line in enumerate(SOURCE.split("\n"), 1) if line == text]
    return at


SOURCE = (new.TEMPLATES / "chapter.py.txt").read_text(encoding="utf-8")
EXERCISE, CHECK = line_of('# %% exercise="sides"'), line_of('# %% check="sides-both" points=2')
VISIBLE = re.findall(r"points=2\n(.*?)### BEGIN", SOURCE, re.DOTALL)[0]


@pytest.mark.parametrize(
    ("old", "becomes", "line", "what"),
    [
        ("### Exercise 1 · Two numbers", "### Two numbers", EXERCISE, "has no heading"),
        ("*Difficulty: ●○○ · 5 minutes*", "*Easy*", EXERCISE, "does not say how hard it is"),
        ("<summary>Hint</summary>", "<summary>Help</summary>", EXERCISE, "has no hint"),
        (VISIBLE, "", CHECK, "of the check sides-both students see nothing"),
        ("length=True, width=True)", 'length=True, width=True, cause="dead-inputs")', CHECK, "'dead-inputs'"),
        ("# A small puzzle", "# ![](puzzle.png) A small puzzle", 1, "a picture has no text for"),
        ("# A small puzzle", '# <img src="puzzle.png"> A small puzzle', 1, "a picture has no text for"),
    ],
)
def test_a_broken_rule_is_told_with_its_line(root: Path, old: str, becomes: str, line: int, what: str) -> None:
    first, *others = told(root, old, becomes)
    assert others == []
    where = re.fullmatch(rf"solutions/{CHAPTER}/{CHAPTER}\.py, line (\d+): (.*)", first)
    assert where and what in where[2]
    assert int(where[1]) == line


def test_a_new_chapter_breaks_no_rule(root: Path) -> None:
    assert told(root) == []


def test_a_picture_that_a_cell_shows_is_told_in_words_below_it(root: Path) -> None:
    shows = {"image/png": PIXEL}
    (without,) = told(root, shown=shows)
    assert f"line {line_of('# %%')}: this cell shows a picture" in without
    assert told(root, "# ### Exercise 1", "# *In words:* a dot.\n#\n# ### Exercise 1", shown=shows) == []


def test_a_cell_that_shows_more_than_is_kept_of_students_is_told(root: Path) -> None:
    (large,) = told(root, shown={"text/plain": "many words " * 200_000})
    assert "this cell shows 2.2 MB, and of a student's 2 MB are kept" in large


def test_an_exercise_without_a_check_is_told(root: Path) -> None:
    checks = SOURCE[SOURCE.index('# %% check="sides-ends"') : SOURCE.index("# %% [markdown]\n# ## What to keep")]
    (unchecked,) = told(root, checks)
    assert "nothing checks the exercise sides" in unchecked


def test_an_exercise_without_known_answers_is_told(root: Path) -> None:
    answers = root / "tests" / "exercises" / f"{CHAPTER}.py"
    answers.write_text(answers.read_text().replace('right="joined', 'wrong="none" name="joined'))
    (missing,) = told(root)
    assert missing.startswith(f"tests/exercises/{CHAPTER}.py: no right answer to sides is known. Write one, headed")
    answers.unlink()
    assert len(told(root)) == 2
