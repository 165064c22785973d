"""Students' exercises and checks may stop without stopping Run All; nobody who builds, tests or grades is fooled by it.

How JupyterLab goes on behind them is looked at in a browser (tests/browser/test_journey.py); stock `nbgrader autograde`
is given such notebooks in test_stock_nbgrader.py.
"""

import copy
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.validator import Validator

from autograder import project
from autograder.chapter import cells
from autograder.chapter.handout import MAY_STOP
from tests.ci.test_nbval import validate
from tests.conftest import ROOT
from tests.grading.tiny_class import CHAPTER, TinyClass


def tagged(path: Path) -> set[str]:
    """The roles of the cells that may stop; a demonstration that shows an error has none."""
    return {cells.role(cell) or "" for cell in cells.read(path).cells if MAY_STOP in cell.metadata.get("tags", [])}


def untagged(notebook: NotebookNode) -> NotebookNode:
    plain = copy.deepcopy(notebook)
    for cell in plain.cells:
        cell.metadata.pop("tags", None)
    return plain


def test_only_what_students_get_may_stop() -> None:
    assert tagged(project.released_path(ROOT, "00_graphs")) >= {"exercise", "check"}
    assert not tagged(project.solution_path(ROOT, "00_graphs")) & {"exercise", "check"}


@pytest.mark.parametrize(
    "answers, failing",
    [({}, []), ({"total": "total = 7"}, ["total"]), ({"total": "raise NotImplementedError", "largest": "1/0"}, None)],
)
def test_validate_lists_what_does_not_pass(
    tiny: Path, new_class: TinyClass, answers: dict[str, str], failing: list[str] | None
) -> None:
    place = tiny / "course" / CHAPTER / "validated.ipynb"
    nbformat.write(new_class.right(**answers), place)
    try:
        listed = [cell["source"] for cell in Validator().validate(str(place)).get("failed", [])]
    finally:
        place.unlink()
    wanted = list(answers) if failing is None else failing
    assert [any(f'"{name}"' in source for source in listed) for name in wanted] == [True] * len(wanted)
    assert len(listed) == len(wanted)


def test_our_grading_gives_the_same_with_and_without_the_tag(new_class: TinyClass) -> None:
    for name, notebook in {
        "right": new_class.right(),
        "open": new_class.right(total="raise NotImplementedError"),
        "wrong": new_class.right(largest="largest = 1"),
    }.items():
        new_class.submit(name, notebook)
        new_class.submit(f"{name}-untagged", untagged(notebook))
    assert new_class.grade() == 0
    for name in ("right", "open", "wrong"):
        assert new_class.outcomes(name) == new_class.outcomes(f"{name}-untagged")
    assert new_class.outcomes("right") == ["passed"] * 3
    assert new_class.outcomes("open") == ["passed", "not attempted", "passed"]
    assert new_class.outcomes("wrong")[2].startswith("failed")


def test_nbval_notices_a_check_that_stops_where_none_did(tmp_path: Path) -> None:
    passing = nbformat.v4.new_code_cell("assert True", metadata={"tags": [MAY_STOP]}, execution_count=1)
    now = nbformat.v4.new_code_cell("assert 0, 'wrong'", metadata={"tags": [MAY_STOP]}, execution_count=2)
    assert validate(nbformat.v4.new_notebook(cells=[passing]), tmp_path).returncode == 0
    done = validate(nbformat.v4.new_notebook(cells=[passing, now]), tmp_path)
    assert done.returncode != 0, done.stdout
