"""What `autograder release` writes works by itself: in a Python with what it declares, and nothing of this project."""

import importlib.metadata
import re
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from packaging.requirements import Requirement

from autograder import cli
from autograder.authoring.student_notebooks import Handout
from autograder.chapter import cells
from autograder.messages import RECORD_MIME
from tests.conftest import ROOT

CHAPTER = "00_graphs"
NOT_FOR_STUDENTS = ("grading", "gradebook", "classroom", "authoring", "collect", "reporting", "bundle")


@dataclass(frozen=True)
class Student:
    """A zip unpacked, and the Python of an environment made as its README says."""

    folder: Path
    python: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(self.python), *arguments]
        return subprocess.run(command, cwd=self.folder / CHAPTER, capture_output=True, text=True)

    def work_through(self, notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
        """Run a notebook from its folder, as Restart & Run All does, and return it with its outputs."""
        path = self.folder / CHAPTER / f"{CHAPTER}.ipynb"
        nbformat.write(notebook, path)
        done = self.run("-m", "nbconvert", "--to", "notebook", "--inplace", "--execute", "--allow-errors", path.name)
        assert done.returncode == 0, done.stderr
        return cells.read(path)


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release") / "handout"
    assert cli.main(["--root", str(ROOT), "release", "--to", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def student(handed_out: Path, tmp_path_factory: pytest.TempPathFactory) -> Student:
    home = tmp_path_factory.mktemp("student")
    with zipfile.ZipFile(handed_out / "zips" / f"{CHAPTER}.zip") as archive:
        archive.extractall(home)
    venv.create(home / ".venv", with_pip=True)
    made = Student(home, home / ".venv" / "bin" / "python")
    wheel = next(home.glob("*.whl"))
    installed = made.run("-m", "pip", "install", "--quiet", "--no-index", "--no-deps", str(wheel))
    assert installed.returncode == 0, installed.stderr
    (packages,) = (home / ".venv" / "lib").glob("python*/site-packages")
    wanted = [line for line in (home / "requirements.txt").read_text().splitlines() if re.match(r"[a-z]", line)]
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = [name for name in archive.namelist() if name.endswith("METADATA")]
        wanted += re.findall(r"(?m)^Requires-Dist: (.+)$", archive.read(metadata).decode())
    lend(wanted, packages)
    return made


def lend(wanted: list[str], packages: Path) -> None:
    """Put what pip would install for these requirements into an environment, from the one of these tests."""
    for name in needed(wanted):
        distribution = importlib.metadata.distribution(name)
        for top in {path.parts[0] for path in distribution.files or []} - {"..", "__pycache__"}:
            place = packages / top
            if not place.exists():
                place.symlink_to(Path(str(distribution.locate_file(top))))


def needed(wanted: list[str]) -> Iterator[str]:
    """Yield the packages that these requirements ask for, directly or through one another."""
    seen: set[str] = set()
    waiting = [(Requirement(text), "") for text in wanted]
    while waiting:
        one, extra = waiting.pop()
        if one.name in seen or (one.marker and not one.marker.evaluate({"extra": extra})):
            continue
        seen.add(one.name)
        yield one.name
        extras = ["", *one.extras]
        needs = [Requirement(text) for text in importlib.metadata.requires(one.name) or []]
        waiting += [(need, extra) for need in needs for extra in extras]


def spoken(notebook: nbformat.NotebookNode) -> dict[str, set[str]]:
    """Return, by check cell, the outcomes that its checks told of."""
    return {
        cell.id: {
            output.data[RECORD_MIME]["outcome"] for output in cell.outputs if RECORD_MIME in output.get("data", {})
        }
        for cell in notebook.cells
        if cells.role(cell) == "check"
    }


def test_a_student_does_a_chapter_with_nothing_but_its_zip(student: Student) -> None:
    where = student.run("-c", "import autograder, keras; print(autograder.__file__)")
    assert str(student.folder) in where.stdout, where.stderr

    handout = Handout.read(ROOT, CHAPTER)
    unanswered = student.work_through(cells.read(student.folder / CHAPTER / f"{CHAPTER}.ipynb"))
    said = spoken(unanswered)
    assert said
    assert set().union(*said.values()) == {"not attempted"}

    solved = student.work_through(handout.notebook(handout.solution))
    said = spoken(solved)
    failed = [cell.id for cell in solved.cells if cell.id in said for one in cell.outputs if one.output_type == "error"]
    assert not failed
    assert set().union(*said.values()) == {"passed"}
    assert all(said.values())


@pytest.mark.parametrize("room", NOT_FOR_STUDENTS)
def test_nothing_of_grading_is_in_the_package(student: Student, room: str) -> None:
    assert student.run("-c", f"import autograder.{room}").returncode != 0


def test_no_solution_and_no_hidden_check_is_handed_out(handed_out: Path) -> None:
    files = [path for path in handed_out.rglob("*") if path.is_file() and path.suffix != ".zip"]
    for path in files:
        text = path.read_bytes()
        if path.suffix != ".whl":
            assert b"BEGIN SOLUTION" not in text and b"BEGIN HIDDEN" not in text, path
    for solved in sorted((ROOT / "solutions").glob("[0-9]*/*.ipynb")):
        shown = (handed_out / solved.parent.name / solved.name).read_text()
        hidden = [line for cell in cells.read(solved).cells for line in _hidden(cell)]
        assert hidden
        assert not [line for line in hidden if line in shown]


def _hidden(cell: nbformat.NotebookNode) -> list[str]:
    lines, numbers = cell.source.splitlines(), cells.hidden_lines(cell.source)
    shown = {line for number, line in enumerate(lines, 1) if number not in numbers}
    return [line for number, line in enumerate(lines, 1) if number in numbers and len(line) > 60 and line not in shown]


def test_a_zip_has_the_same_bytes_again(handed_out: Path, tmp_path: Path) -> None:
    assert cli.main(["--root", str(ROOT), "release", CHAPTER, "--to", str(tmp_path)]) == 0
    name = f"zips/{CHAPTER}.zip"
    again = zipfile.ZipFile(tmp_path / name)
    assert (tmp_path / next(iter(handed_out.glob("*.whl"))).name).read_bytes() == next(
        handed_out.glob("*.whl")
    ).read_bytes()
    with zipfile.ZipFile(handed_out / name) as first, again:
        different = [one for one in first.namelist() if first.read(one) != again.read(one)]
        assert first.namelist() == again.namelist()
    assert different == ["README.md"]  # it lists the chapters


def test_links_between_the_pages_lead_somewhere(handed_out: Path) -> None:
    for page in handed_out.glob("*.md"):
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("keep me")
    assert cli.main(["--root", str(ROOT), "release", CHAPTER, "--to", str(tmp_path)]) == 1
    assert "not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_it_runs_on_the_python_that_the_project_is_for(handed_out: Path) -> None:
    assert (
        f"python {importlib.metadata.metadata('beyond-sequential')['Requires-Python']}"
        in (handed_out / "environment.yml").read_text()
    )
    assert sys.version_info >= (3, 11)
