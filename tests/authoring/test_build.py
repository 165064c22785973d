"""`autograder build` on a small course: what is written, what never leaves solutions/, what counts as stale."""

import json
import shutil
from pathlib import Path

import pytest

from autograder.chapter import cells
from autograder.cli import main
from tests.chapter.test_source import GOOD
from tests.conftest import ROOT

HIDDEN = "check.answer(count, 3)\n### BEGIN HIDDEN TESTS\ncheck.answer(count, 1 + 2)\n### END HIDDEN TESTS"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one small chapter, built by the command."""
    root = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    chapter = root / "solutions" / "09_demo"
    chapter.mkdir(parents=True)
    (chapter / "09_demo.py").write_text(GOOD.replace("check.answer(count, 3)", HIDDEN))
    (chapter / "data.py").write_text("SIZE = 3\n")
    assert main(["--root", str(root), "build"]) == 0
    return root


def released_text(course: Path) -> str:
    return (course / "course" / "09_demo" / "09_demo.ipynb").read_text()


def test_the_executed_page_has_outputs(course: Path) -> None:
    page = cells.read(course / "solutions" / "09_demo" / "09_demo.ipynb")
    assert [cell.execution_count for cell in page.cells if cell.cell_type == "code"] == [1, 2, 3, 4]
    assert "is what happens" in json.dumps(page.cells[3].outputs)


def test_students_get_no_solution_no_hidden_check_and_no_output(course: Path) -> None:
    text = released_text(course)
    assert "raise NotImplementedError(" in text
    for secret in ("count = 3", "SOLUTION", "1 + 2", "HIDDEN", "is what happens"):
        assert secret not in text
    assert sorted(path.name for path in (course / "course" / "09_demo").iterdir()) == ["09_demo.ipynb", "data.py"]


def test_check_cells_are_locked_for_students(course: Path) -> None:
    released = cells.read(course / "course" / "09_demo" / "09_demo.ipynb")
    check = next(cell for cell in released.cells if cells.role(cell) == "check")
    assert check.metadata["editable"] is False and check.metadata["deletable"] is False


@pytest.mark.parametrize(
    "edited",
    [
        "solutions/09_demo/09_demo.py",
        "course/09_demo/09_demo.ipynb",
        "course/09_demo/data.py",
        "solutions/09_demo/data.py",
    ],
)
def test_an_edit_of_one_side_makes_the_chapter_stale(
    course: Path, tmp_path: Path, edited: str, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "course"
    shutil.copytree(course, copy)
    assert main(["--root", str(copy), "build", "--check"]) == 0
    path = copy / edited
    path.write_text(path.read_text().replace("Title", "Another title").replace("SIZE = 3", "SIZE = 4"))
    assert main(["--root", str(copy), "build", "--check"]) == 1
    assert "make build" in capsys.readouterr().out


def test_a_failing_cell_is_quoted(course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "course"
    shutil.copytree(course, copy)
    source = copy / "solutions" / "09_demo" / "09_demo.py"
    source.write_text(source.read_text().replace("print(count)", "print(counted)"))
    assert main(["--root", str(copy), "build"]) == 1
    assert "name 'counted' is not defined" in capsys.readouterr().err


def test_an_unknown_chapter_is_named(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(course), "build", "10_demo"]) == 1
    assert "No chapter is called 10_demo. The chapters are: 09_demo." in capsys.readouterr().err
