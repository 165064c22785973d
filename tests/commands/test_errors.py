"""What goes wrong with a command's files is told in words that say what to do, with exit code 1 and no traceback."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from autograder.cli import main
from tests.conftest import ROOT

CHAPTER = "00_graphs"
NO_SERVER = "postgresql+psycopg://nobody@127.0.0.1:1/x"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file, an empty folder, and classes of every kind that cannot be used."""
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "empty").mkdir()
    for name in ("no students", "damaged", "folder for gradebook", "file for students", "foreign", "two of a number"):
        (tmp_path / name).mkdir()
    (tmp_path / "no students" / "submitted").mkdir()
    (tmp_path / "file for students" / "submitted").write_text("no folder")
    for name in ("damaged", "folder for gradebook", "foreign", "two of a number"):
        notebook = tmp_path / name / "submitted" / "ada" / CHAPTER / f"{CHAPTER}.ipynb"
        notebook.parent.mkdir(parents=True)
        notebook.write_text("{}")
    (tmp_path / "damaged" / "gradebook.db").write_text("no database " * 100)
    (tmp_path / "folder for gradebook" / "gradebook.db").mkdir()
    (tmp_path / "two of a number" / "students.csv").write_text("id,lms_id\nada,1 7\nben,7\n")
    (tmp_path / "no students" / ".autograder" / "journal.jsonl").mkdir(parents=True)
    with closing(sqlite3.connect(tmp_path / "foreign" / "gradebook.db")) as database:
        database.execute("create table student (born text)")
    return tmp_path


OF_A_CLASS = [
    (["--class", name], told)
    for name, told in {
        "file": "file is not a class: it needs submitted/",
        "empty": "empty is not a class: it needs submitted/",
        "missing": "missing is not a class: it needs submitted/",
        "file for students": "is not a class: it needs submitted/",
    }.items()
]
OF_GRADING = [
    *OF_A_CLASS,
    (["--class", "damaged"], "is no database, or a damaged one. Put a copy of it that is whole in its place."),
    (["--class", "folder for gradebook", "--db-seconds=1"], "cannot be used (unable to open database file)"),
    (["--class", "foreign"], "has other tables than nbgrader's: it is another program's"),
    (["--class", "two of a number"], "lms_id 7 is that of ada and of ben"),
    (["--class", "damaged", "--db", "nonsense"], "'nonsense' is no address of a database"),
    (["--class", "damaged", "--db", NO_SERVER, "--db-seconds=1"], "Look whether its server runs"),
]
WRONG = {
    "grade": [
        *OF_GRADING,
        (["no_chapter", "--class", "no students"], "No chapter is called no_chapter. The chapters are: 00_graphs"),
        (["--class", "no students"], "There is nothing to grade: expected "),
    ],
    "regrade": OF_GRADING,
    "report": [*OF_A_CLASS, (["--class", "no students"], "journal.jsonl cannot be used (Is a directory)")],
    "export": OF_A_CLASS,
    "decide": [([*given, "ada", CHAPTER, "--rest", "none"], told) for given, told in OF_A_CLASS],
    "build": [(["no_chapter"], "No chapter is called no_chapter.")],
    "mutants": [(["no_chapter"], "No chapter is called no_chapter.")],
    "sample": [
        (["--class", "file"], "file cannot be used (Not a directory). Look whether"),
        (["--class", "no students"], "is not a sample class, so nothing is written there. Name a new folder."),
    ],
    "collect": [
        (["missing.zip", "--from", "moodle"], "There is no file missing.zip."),
        (["file", "--from", "canvas"], "file is no whole zip archive (File is not a zip file). Download it again"),
        (["empty", "--from", "folder", "--class", "file"], "cannot be used (Not a directory). Look whether"),
    ],
    "attack": [
        (["--corpus", "empty"], "There is no attack in empty/corpus. Name the corpus with --corpus."),
        (["--corpus", str(ROOT / "tests" / "attacks"), "unknown"], "There is no attack called unknown in "),
    ],
}


@pytest.mark.parametrize(
    ("command", "arguments", "told"),
    [pytest.param(c, a, told, id=f"{c} {' '.join(a)[-40:]}") for c, calls in WRONG.items() for a, told in calls],
)
def test_a_wrong_call_is_told_in_words(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    arguments: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(folder)
    assert main(["--root", str(ROOT), command, *arguments]) == 1
    last = capsys.readouterr().err
    assert last.startswith("autograder: ")
    assert told in last


@pytest.mark.parametrize("root", ["empty", "file", "missing"])
def test_a_folder_without_a_course_is_told(folder: Path, capsys: pytest.CaptureFixture[str], root: str) -> None:
    assert main(["--root", str(folder / root), "build"]) == 1
    assert "There is no course at or above " in capsys.readouterr().err


def test_a_chapter_may_be_named_as_a_shell_completes_it(capsys: pytest.CaptureFixture[str]) -> None:
    for name in (f"course/{CHAPTER}/", f"solutions/{CHAPTER}/{CHAPTER}.py", CHAPTER):
        assert main(["--root", str(ROOT), "build", "--check", name, CHAPTER]) in (0, 1)
        assert "No chapter" not in capsys.readouterr().err
