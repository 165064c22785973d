"""What a chapter is made of: exercises by their headings, wherever these stand."""

from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.chapter import cells
from autograder.chapter.cells import nbgrader_metadata
from autograder.reporting import outline


def text(source: str, name: str) -> NotebookNode:
    return new_markdown_cell(source, id=name)


def graded(role: str, name: str) -> NotebookNode:
    return new_code_cell("...", id=name, metadata={"nbgrader": nbgrader_metadata(role, name, 1)})


def answer(name: str) -> NotebookNode:
    meta = {**nbgrader_metadata("check", name, 2), "solution": True, "locked": False}
    return new_markdown_cell("...", id=name, metadata={"nbgrader": meta})


def test_an_exercise_is_called_as_the_heading_above_its_answer() -> None:
    notebook = new_notebook(
        cells=[
            text("# 01 · **Several** `inputs`", "top"),
            text("## 2 · A model\nwords\n### Exercise 1 · *Mend* it ###", "one"),
            graded("exercise", "mend"),
            text("### A hint", "hint"),
            graded("check", "mend-ends"),
            graded("check", "mend-graph"),
            text("```python\n# Not a heading\n```", "code"),
            text("### Exercise 2", "two"),
            graded("exercise", "a"),
            graded("check", "a-right"),
            graded("exercise", "b"),
            graded("check", "b-right"),
            text("## 3 · In words", "three"),
            answer("why"),
        ]
    )
    assert outline.title(notebook) == "01 · Several inputs"
    first, second, third = outline.exercises(notebook)
    assert (first.title, first.cell, first.section) == ("Exercise 1 · Mend it", "one", "2 · A model")
    assert (first.answers, first.grade_ids) == (["mend"], ["mend-ends", "mend-graph"])
    assert (second.title, second.grade_ids) == ("Exercise 2", ["a-right", "b-right"])
    assert (third.title, third.section, third.grade_ids) == ("3 · In words", "3 · In words", ["why"])


def test_without_headings_an_exercise_is_called_by_its_id() -> None:
    notebook = new_notebook(cells=[graded("check", "all-well"), graded("exercise", "my-sum"), graded("check", "right")])
    assert outline.title(notebook) == ""
    assert [(each.title, each.cell, each.grade_ids) for each in outline.exercises(notebook)] == [
        ("all well", "all-well", ["all-well"]),
        ("my sum", "my-sum", ["right"]),
    ]


def test_every_check_of_the_course_stands_in_an_exercise_with_a_title(root: Path) -> None:
    for path in sorted(root.glob("solutions/*/*.ipynb")):
        notebook = cells.read(path)
        worth = [cells.grade_id(cell) for cell in notebook.cells if cells.points(cell)]
        exercises = outline.exercises(notebook)
        assert [name for each in exercises for name in each.grade_ids] == worth
        assert all(each.title and each.section for each in exercises), path.name
        assert outline.title(notebook)[:2] == path.name[:2]
