"""A chapter that `autograder new` lays out builds, releases and grades, in a course that is not this one."""

import errno
from pathlib import Path

import nbformat
import pytest

from autograder.authoring.cases import cases_path, read_cases
from autograder.authoring.student_notebooks import Handout
from autograder.authoring.trial import Trial
from autograder.chapter import chapter as chapters
from autograder.cli import main
from autograder.grading import questions
from tests.conftest import ROOT

CHAPTER = "07_two_numbers"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another course, with a new chapter."""
    folder = tmp_path_factory.mktemp("another")
    assert main(["--root", str(folder), "new", CHAPTER, "--course"]) == 0
    return folder


def test_a_course_that_is_begun_has_the_settings_of_this_one(root: Path, tmp_path: Path) -> None:
    ours = (ROOT / "nbgrader_config.py").read_bytes()
    assert (root / "nbgrader_config.py").read_bytes() == ours
    own = ours + b"# my own\n"
    (tmp_path / "nbgrader_config.py").write_bytes(own)
    assert main(["--root", str(tmp_path), "new", CHAPTER, "--course"]) == 0
    assert (tmp_path / "nbgrader_config.py").read_bytes() == own


def test_where_there_is_no_course_it_is_said_how_to_begin_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(tmp_path), "new", CHAPTER]) == 1
    assert "To begin a course here: autograder new 00_first --course" in capsys.readouterr().err


def test_it_builds_without_a_broken_rule(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "build"]) == 0
    assert "!" not in capsys.readouterr().out
    assert main(["--root", str(root), "build", "--check"]) == 0


def test_its_answers_are_judged_as_they_say(root: Path) -> None:
    loaded = chapters.load(root, CHAPTER)
    trial = Trial(loaded.solved, root / "solutions" / CHAPTER, loaded.plan, questions.read(root, loaded).asked)
    cases = read_cases(cases_path(root, CHAPTER))
    assert {case.kind for case in cases} == {"right", "wrong"}
    for case in cases:
        live, on_evidence = trial.answer_both_ways(case.exercise, case.source)
        for results in (live, on_evidence):
            causes = [result.cause for result in results if result.outcome != "passed"]
            assert causes[:1] == ([case.cause] if case.kind == "wrong" else []), case.name


def test_a_class_is_graded_on_it(root: Path) -> None:
    handout = Handout.read(root, CHAPTER)
    for student, notebook in {"ada": handout.solved(), "ben": nbformat.writes(handout.released).encode()}.items():
        path = root / "class" / "submitted" / student / CHAPTER / f"{CHAPTER}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(notebook)
    assert main(["--root", str(root), "grade", "--class", str(root / "class")]) == 0
    rows = (root / "class" / "grades.csv").read_text().splitlines()[1:]
    assert [row.split(",")[:5] for row in rows] == [
        ["ada", CHAPTER, "3", "3", "graded"],
        ["ben", CHAPTER, "0", "3", "graded"],
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("my chapter", "A chapter's name is two digits and lower-case words"),
        ("../07_two", "A chapter's name is two digits"),
        (CHAPTER, f"solutions/{CHAPTER}/{CHAPTER}.py is there already"),
    ],
)
def test_a_name_that_cannot_be_taken_is_told(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    assert main(["--root", str(root), "new", name]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("readme", ["", "# Sums\n\nA course on *sums*, in\ntwo lines.\n", "No heading\n\n| a | b |\n"])
def test_its_own_title_stands_on_its_site_and_in_what_students_get(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], readme: str
) -> None:
    (root / "README.md").write_text(readme)
    assert main(["--root", str(root), "build"]) == 0
    assert main(["--root", str(root), "site", "--to", str(tmp_path / "site")]) == 0, capsys.readouterr().out
    assert main(["--root", str(root), "release", "--to", str(tmp_path / "handout")]) == 0
    title = "Sums" if "Sums" in readme else root.name
    page = (tmp_path / "site" / "index.html").read_text()
    assert f"<h1>{title}<" in page and "Beyond Sequential" not in page
    given = (tmp_path / "handout" / "README.md").read_text()
    assert given.startswith(f"# {title}\n\nA course ") and "Beyond Sequential" not in given
    assert ("on *sums*, in two lines" in given) is ("Sums" in readme)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["handout", "site"]  # and nothing beside them


def test_a_site_is_not_made_where_a_file_is(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "site").write_text("mine")
    assert main(["--root", str(root), "site", "--to", str(tmp_path / "site")]) == 1
    assert "is a file. Name a folder with --to" in capsys.readouterr().err


def test_a_full_disk_is_told_of_a_site(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(root), "build"]) == 0
    full = OSError(errno.ENOSPC, "No space left on device")
    write = Path.write_bytes

    def fill(path: Path, data: bytes) -> int:
        if path.is_relative_to(tmp_path / "site" / "_static"):
            raise full
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", fill)
    assert main(["--root", str(root), "site", "--to", str(tmp_path / "site")]) == 1
    assert "the disk is full. Make room" in capsys.readouterr().err
