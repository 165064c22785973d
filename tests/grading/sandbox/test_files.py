"""What is not the command's own can be neither read nor changed."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from autograder.grading.sandbox import temporary_folder
from tests.conftest import ROOT
from tests.grading.sandbox.conftest import Inside

REFUSALS = {"PermissionError", "FileNotFoundError", "OSError", "NotADirectoryError"}
SOLUTIONS = sorted(ROOT.glob("solutions/*/*.py"))
NOT_FOR_STUDENTS = ["/etc/shadow", "/etc/passwd", SOLUTIONS[0], ROOT / "tests" / "conftest.py", Path(__file__)]


@pytest.mark.parametrize("path", NOT_FOR_STUDENTS, ids=str)
def test_files_of_the_machine_cannot_be_read(inside: Inside, path: str | Path) -> None:
    assert Path(path).exists()
    assert inside.attempt("Path(sys.argv[1]).read_bytes()", path) in REFUSALS


@pytest.mark.parametrize("folder", [ROOT / "solutions", ROOT, Path.home()], ids=["solutions", "project", "home"])
def test_folders_of_the_machine_show_nothing_of_theirs(inside: Inside, folder: Path) -> None:
    # A folder around one that is shown may be there, with that one in it.
    listed = inside.run("import os, sys\ntry: print(*os.listdir(sys.argv[1]))\nexcept OSError: pass", folder).split()
    assert set(listed) <= {"autograder", ".venv", ".pyenv"}


def test_another_submission_cannot_be_read_written_or_linked(inside: Inside) -> None:
    other = inside.top / "other"
    other.mkdir()
    (other / "answer").write_text("42")
    (inside.work / "link").symlink_to(other / "answer")
    for attempt in (
        "Path('../other/answer').read_text()",
        "Path('link').read_text()",
        "os.listdir('../other')",
        "os.link('../other/answer', 'mine'); Path('mine').read_text()",
        "os.rename('../other/answer', 'mine')",
        "os.symlink('../other/answer', 'through'); Path('through').read_text()",
        "os.truncate(sys.argv[1], 0)",
        "os.remove(sys.argv[1])",
        "open(sys.argv[1], 'w')",
        "Path('../other/new').write_text('')",
        "os.mkfifo('../other/fifo')",
    ):
        assert inside.attempt(attempt, other / "answer") in REFUSALS, attempt
    inside.attempt("Path('../new').write_text('')")  # bubblewrap may let it, in a temporary folder
    assert (other / "answer").read_text() == "42"
    assert sorted(path.name for path in inside.top.iterdir()) == ["other", "work"]


def test_how_files_outside_are_marked_cannot_be_changed(inside: Inside) -> None:
    outside = inside.top / "file"
    outside.write_text("")
    before = outside.stat()
    inside.attempt("os.chmod(sys.argv[1], 0o777)", outside)
    inside.attempt("os.utime(sys.argv[1], (0, 0))", outside)
    inside.attempt("os.chown(sys.argv[1], 1, 1)", outside)
    inside.attempt("os.setxattr(sys.argv[1], 'user.mark', b'')", outside)
    after = outside.stat()
    assert (after.st_mode, after.st_mtime, after.st_uid) == (before.st_mode, before.st_mtime, before.st_uid)
    assert os.listxattr(outside) == []


def test_python_and_this_package_cannot_be_changed(inside: Inside) -> None:
    for folder in (sys.prefix, sys.base_prefix, ROOT / "autograder", "/usr/lib", "/etc"):
        assert inside.attempt("Path(sys.argv[1], 'written').write_text('')", folder) in REFUSALS


def test_the_working_folder_home_and_temporary_folder_are_its_own(inside: Inside) -> None:
    code = """
import os, tempfile
from pathlib import Path
Path('file').write_text('text'); Path('folder').mkdir(); os.mkfifo('fifo'); os.symlink('file', 'link')
(Path.home() / 'note').write_text(''); tempfile.NamedTemporaryFile()
print(os.getcwd())
"""
    assert inside.run(code) == str(inside.work)
    assert (inside.work / "file").read_text() == "text"
    assert not (Path.home() / "note").exists()


def test_only_the_environment_it_is_given(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "abc")
    names = set(inside.run("import os; print(*os.environ)").split())
    assert {"GIVEN", "HOME", "PATH"} <= names
    assert "SECRET_TOKEN" not in names


def test_what_it_left_is_removed_and_nothing_it_links_to() -> None:
    with temporary_folder("sandbox-") as outside:
        (outside / "kept").write_text("kept")
        (outside / "kept").chmod(0o400)
        with temporary_folder("sandbox-") as top:
            closed = top / "work" / "closed"
            closed.mkdir(parents=True)
            (closed / "link").symlink_to(outside / "kept")
            (closed / "folder").symlink_to(outside)
            os.mkfifo(closed / "fifo")
            closed.chmod(0)
        assert not top.exists()
        assert (outside / "kept").read_text() == "kept"
        assert (outside / "kept").stat().st_mode & 0o777 == 0o400
        shutil.rmtree(outside)
