"""`autograder build` on a small course: what is written, what never leaves solutions/, what counts as stale."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from autograder.chapter import cells
from autograder.chapter.chapter import load
from autograder.cli import main
from tests.chapter.test_source import GOOD
from tests.conftest import ROOT

LEFT = [
    "09_demo.py~",
    "09_demo.py.bak",
    "Copy of 09_demo.py",
    ".09_demo.py.swp",
    "data copy.py",
    "table.csv.orig",
    "x.ipynb",
]
BELONGS = ["09_demo.ipynb", "09_demo.names", "data.py", "pictures", "table.csv"]
HIDDEN = "check.answer(count, 3)\n### BEGIN HIDDEN TESTS\ncheck.answer(count, 1 + 2)\n### END HIDDEN TESTS"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one small chapter, built by the command."""
    root = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    chapter = root / "solutions" / "09_demo"
    chapter.mkdir(parents=True)
    source = GOOD.replace("check.answer(count, 3)", HIDDEN).replace("as check\n", "as check\nimport data\n")
    (chapter / "09_demo.py").write_text(source.replace("# # Title", "# # Title\n# ![A graph](pictures/graph.svg)"))
    (chapter / "data.py").write_text("SIZE = 3\nTABLE = 'table.csv'\n")
    (chapter / "table.csv").write_text("1,2\n")
    (chapter / "pictures").mkdir()
    (chapter / "pictures" / "graph.svg").write_text("<svg/>")
    for left in LEFT:
        (chapter / left).write_text(source)
    assert main(["--root", str(root), "build"]) == 0
    return root


@pytest.fixture
def copy(course: Path, tmp_path: Path) -> Path:
    shutil.copytree(course, tmp_path / "course")
    return tmp_path / "course"


def edit(path: Path, old: str, new: str) -> None:
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def test_only_what_is_stale_is_built(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def built() -> str:
        capsys.readouterr()
        assert main(["--root", str(copy), "build"]) == 0
        return capsys.readouterr().out.split("\n")[0]

    assert built() == "✓ 09_demo  fresh"
    (copy / "course" / "09_demo" / "data.py").unlink()
    assert built() == "✓ 09_demo  released"
    assert "SIZE = 3" in (copy / "course" / "09_demo" / "data.py").read_text()
    for folder in ("solutions", "course"):
        (copy / folder / "09_demo" / "09_demo.names").write_text("[]")
        assert built() == "✓ 09_demo  released"
        assert "setup" in (copy / folder / "09_demo" / "09_demo.names").read_text()
    for name in ("09_demo.py", "data.py", "table.csv"):
        (copy / "solutions" / "09_demo" / name).open("a").write("\n")
        assert built().startswith("✓ 09_demo  " + ("fresh" if name == "09_demo.py" else "built, executed in "))
    edit(copy / "solutions" / "09_demo" / "09_demo.py", "print(count)", "print(count, 'again')")
    assert built().startswith("✓ 09_demo  built, executed in ")


def answer(notebook: NotebookNode) -> None:
    next(cell for cell in notebook.cells if cells.role(cell) == "exercise").source = "count = 7  # mine"


def add_a_cell(notebook: NotebookNode) -> None:
    notebook.cells.append(new_code_cell("count = 7  # mine"))


def write_into_a_text(notebook: NotebookNode) -> None:
    notebook.cells[0].source += "\ncount = 7  # mine"


@pytest.mark.parametrize("work", [answer, add_a_cell, write_into_a_text])
def test_what_a_learner_made_of_a_notebook_is_kept(
    copy: Path, capsys: pytest.CaptureFixture[str], work: Callable[[NotebookNode], None]
) -> None:
    folder = copy / "course" / "09_demo"
    for number in (1, 2):
        notebook = cells.read(folder / "09_demo.ipynb")
        work(notebook)
        cells.write(notebook, folder / "09_demo.ipynb")
        assert main(["--root", str(copy), "build"]) == 0
        assert f"is kept in course/09_demo/09_demo.kept-{number}.ipynb" in capsys.readouterr().out
        assert "# mine" in (folder / f"09_demo.kept-{number}.ipynb").read_text()
        assert "# mine" not in (folder / "09_demo.ipynb").read_text()
    assert main(["--root", str(copy), "build", "--check"]) == 0


def test_what_a_learner_only_ran_is_not_kept(copy: Path) -> None:
    path = copy / "course" / "09_demo" / "09_demo.ipynb"
    notebook = cells.read(path)
    notebook.cells[1].outputs = [new_output("stream", text="it ran")]
    cells.write(notebook, path)
    edit(copy / "solutions" / "09_demo" / "09_demo.py", "# # Title", "# # Another title")
    assert main(["--root", str(copy), "build"]) == 0
    assert "Another title" in path.read_text() and not list(path.parent.glob("*.kept-*"))


def test_files_of_a_learners_own_stay_and_are_named(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copy / "course" / "09_demo"
    (folder / "my_notes.ipynb").write_text("not even a notebook")
    edit(folder / "data.py", "SIZE = 3", "SIZE = 4")
    edit(copy / "solutions" / "09_demo" / "09_demo.py", "# ![A graph](pictures/graph.svg)", "# no graph")
    assert main(["--root", str(copy), "build"]) == 0
    said = capsys.readouterr().out
    assert "course/09_demo/my_notes.ipynb is not the chapter's, and stays as it is" in said
    assert "what somebody had made of the one before is kept in course/09_demo/data.kept-1.py" in said
    assert (folder / "my_notes.ipynb").read_text() == "not even a notebook"
    assert "SIZE = 4" in (folder / "data.kept-1.py").read_text() and "SIZE = 3" in (folder / "data.py").read_text()
    assert not (folder / "pictures" / "graph.svg").exists()  # which only an earlier build had handed out
    assert main(["--root", str(copy), "build", "--check"]) == 0


def test_a_cell_that_ends_the_kernel_is_named(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(copy / "solutions" / "09_demo" / "09_demo.py", "print(count)", "import os\nos._exit(1)")
    assert main(["--root", str(copy), "build"]) == 1
    said = capsys.readouterr().err
    assert "The kernel ended at line 21 of 09_demo.py ('import os')" in said and "Traceback" not in said


def test_a_cause_that_does_not_exist_is_told_at_build(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    slip = "check.answer(count, 3, slips={4: 'forgoten-bias'})"
    edit(copy / "solutions" / "09_demo" / "09_demo.py", "check.answer(count, 3)", slip)
    assert main(["--root", str(copy), "build"]) == 1
    said = capsys.readouterr().err
    assert slip in said and "'forgoten-bias' is not a cause in autograder/causes/" in said
    assert "forgoten" not in released_text(copy)


def test_a_build_that_is_stopped_says_so(copy: Path) -> None:
    edit(
        copy / "solutions" / "09_demo" / "09_demo.py", "print(count)", "open('begun', 'w')\nimport time\ntime.sleep(60)"
    )
    command = [sys.executable, "-m", "autograder.cli", "--root", str(copy), "build"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    until = time.monotonic() + 60
    while not (copy / "solutions" / "09_demo" / "begun").exists():
        assert time.monotonic() < until
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C does
    _, said = process.communicate(timeout=600)
    assert process.returncode == 130, said
    assert said.endswith("autograder: stopped.\n") and "Traceback" not in said


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
    assert sorted(path.name for path in (course / "course" / "09_demo").iterdir()) == BELONGS
    assert (course / "course" / "09_demo" / "pictures" / "graph.svg").is_file()
    assert sorted(load(course, "09_demo").files) == ["data.py", "pictures/graph.svg", "table.csv"]  # where it is graded


def test_what_is_not_handed_out_is_said(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(copy), "build", "--force"]) == 0
    said = capsys.readouterr().out
    assert all(f"solutions/09_demo/{name} is not handed out" in said for name in LEFT)


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
    copy: Path, edited: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(copy), "build", "--check"]) == 0
    path = copy / edited
    path.write_text(path.read_text().replace("Title", "Another title").replace("SIZE = 3", "SIZE = 4"))
    assert main(["--root", str(copy), "build", "--check"]) == 1
    assert "make build" in capsys.readouterr().out


def test_a_failing_cell_is_quoted(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = copy / "solutions" / "09_demo" / "09_demo.py"
    source.write_text(source.read_text().replace("print(count)", "print(counted)"))
    assert main(["--root", str(copy), "build"]) == 1
    said = capsys.readouterr().err
    assert (
        "09_demo was not built: an error at line 21 of 09_demo.py ('print(counted)')." in said
        and "name 'counted' is not defined" in said
    )
    assert "\x1b" not in said


def test_an_empty_source_takes_nothing_away(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    built = (copy / "course" / "09_demo" / "09_demo.ipynb").read_bytes()
    (copy / "solutions" / "09_demo" / "09_demo.py").write_text("\n")
    assert main(["--root", str(copy), "build"]) == 1
    assert "09_demo.py is empty." in capsys.readouterr().err
    assert (copy / "course" / "09_demo" / "09_demo.ipynb").read_bytes() == built


def test_an_unknown_chapter_is_named(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(course), "build", "10_demo"]) == 1
    assert "No chapter is called 10_demo. The chapters are: 09_demo." in capsys.readouterr().err
