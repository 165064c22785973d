"""Whatever stands in submitted/ ends in one row: graded where one notebook can be meant, else with what to do."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.grading.tiny_class import CHAPTER, TinyClass

pytestmark = pytest.mark.xdist_group("folders")

NAME = f"{CHAPTER}.ipynb"
# Where a right notebook stands beneath submitted/ → whose it is, and what the row says of it.
TAKEN = {
    f"lock/{CHAPTER}/{NAME}": ("lock", ""),
    f"results/{CHAPTER}/{NAME}": ("results", ""),
    f"anna/{CHAPTER}/{NAME}": ("anna", "anna  is another folder: is it the same student?"),
    f"anna /{CHAPTER}/{NAME}": ("anna ", "anna is another folder: is it the same student?"),
    f"Zoe\u0308/{CHAPTER}/{NAME}": ("Zoe\u0308", "zoë is another folder: is it the same student?"),
    f"zo\u00eb/{CHAPTER}/{NAME}": ("zo\u00eb", "Zoe\u0308 is another folder"),
    f"renamed/{CHAPTER}/{CHAPTER} (1).ipynb": (
        "renamed",
        f"taken from renamed/{CHAPTER}/{CHAPTER} (1).ipynb, expected renamed/{CHAPTER}/{NAME}",
    ),
    f"own-name/{CHAPTER}/homework.ipynb": ("own-name", "taken from"),
    f"too-deep/{CHAPTER}/{CHAPTER}/{NAME}": ("too-deep", "taken from"),
    f"too-shallow/{NAME}": ("too-shallow", "taken from"),
    f"shallow-copy/{CHAPTER}-Copy1.ipynb": ("shallow-copy", "taken from"),
    f"{CHAPTER}/exchanged/{NAME}": ("exchanged", "taken from"),
    f"wrong-case/{CHAPTER.title()}/{NAME}": ("wrong-case", "taken from"),
    f"other-case/{CHAPTER}/{NAME.title()}": ("other-case", "taken from"),
    f"as-text/{CHAPTER}/{NAME}.txt": ("as-text", "taken from"),
    f"as-json/{NAME}.json": ("as-json", "taken from"),
    f"shouted/{NAME.upper()}": ("shouted", "taken from"),
    f"blanks/{CHAPTER.replace('_', ' ')} /{CHAPTER.replace('_', '-')}.ipynb ": ("blanks", "taken from"),
    f"copied-folder/{CHAPTER} (1)/{NAME}": ("copied-folder", "taken from"),
    f"hidden/{CHAPTER}/.{NAME}": ("hidden", f"taken from hidden/{CHAPTER}/.{NAME}, expected"),
    f"hidden-folder/.{CHAPTER}/{NAME}": ("hidden-folder", "taken from"),
    f"named/named_{CHAPTER}_final.ipynb": ("named", "taken from"),
    f"started/{CHAPTER}/my {NAME}": ("started", "taken from"),
    f"beside/{CHAPTER}/{NAME}": ("beside", f"not read, as {NAME} is there: beside/{CHAPTER}/{CHAPTER}-Copy1.ipynb"),
}
# What stands beneath submitted/ → the row's student and chapter, and what it says is to be done.
STRAY = {
    "two/{c}/a.ipynb two/{c}/b.ipynb": ("two", CHAPTER, f"two/{CHAPTER}/b.ipynb: rename one to two/{CHAPTER}/{NAME}"),
    "packed/{c}/{c}.zip": ("packed", CHAPTER, f"holds no notebook, only {CHAPTER}.zip"),
    "packed-above/all.zip": ("packed-above", "", "all.zip in packed-above/ is packed: unpack it"),
    "exported/{c}/{c}.py": ("exported", CHAPTER, f"holds no notebook, only {CHAPTER}.py: expected {NAME} in it"),
    "no-chapter/{c}": ("no-chapter", CHAPTER, f"no-chapter/{CHAPTER} is not a folder with {NAME} in it"),
    "empty-chapter/{c}/": ("empty-chapter", CHAPTER, "is empty"),
    "empty/": ("empty", "", "the folder empty is empty"),
    "remarks/notes.txt": ("remarks", "", "holds only notes.txt"),
    "unknown/homework.ipynb": ("unknown", "", "is in no chapter's folder: move it to <chapter>/<chapter>.ipynb"),
    "group-a/lea/{c}/{c}.ipynb": ("group-a/lea", CHAPTER, f"lea is no chapter: move group-a/lea/{CHAPTER}/{NAME} to"),
    "autosaved/{c}/.ipynb_checkpoints/{c}-checkpoint.ipynb": ("autosaved", CHAPTER, "only what is hidden, .ipynb_c"),
    ".anna/{c}/{c}.ipynb": (".anna", "", "begins with a dot, as those of systems' files do: rename the folder to"),
    ".no-work/": (".no-work", "", "rename the folder to the student's id"),
    "..\u00a0/{c}/{c}.ipynb": ("..\u00a0", "", "rename the folder to the student's id"),
    "{c}-copy/.lea/{c}.ipynb": (".lea", CHAPTER, f".lea stands in a chapter's folder: move it to <student>/{CHAPTER}"),
    "hidden-pack/.{c}.zip": ("hidden-pack", "", "is packed: unpack it"),
    "README.txt": ("README.txt", "", "is a file, and no student's folder: it is not needed here"),
    "all.zip": ("all.zip", "", "unpack it as <student>/<chapter>/<chapter>.ipynb"),
    "{c}-Copy2.ipynb": (f"{CHAPTER}-Copy2.ipynb", CHAPTER, "and no student's folder: move it to"),
}
NOBODY = [".gitignore", f".git/{CHAPTER}/{NAME}", ".Trash-1000/files/x.ipynb", f"anna/{CHAPTER}/.~{NAME}"]
NOBODY += [f"anna/{CHAPTER}/._{NAME}", f"anna/.history/{CHAPTER}/{CHAPTER}_1.ipynb", "anna/Icon\r", "._anna/x"]
NOBODY += [
    ".DS_Store",
    "Thumbs.db",
    "anna/.DS_Store",
    "__MACOSX/anna/._x",
    f"anna/{CHAPTER}/.ipynb_checkpoints/x.ipynb",
]
NOT_UTF_8 = b"M\xfcller"


def put(path: Path, content: bytes = b"") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@pytest.fixture(scope="module")
def folders(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> TinyClass:
    """A class with every kind of odd folder, graded by one command."""
    c = TinyClass(tiny, tmp_path_factory.mktemp("folders") / "class")
    submitted, right = c.folder / "submitted", nbformat.writes(c.right()).encode()
    for place in TAKEN:
        put(submitted / place, right)
    put(submitted / "started" / CHAPTER / "Untitled.ipynb", b"{}")
    put(submitted / "beside" / CHAPTER / f"{CHAPTER}-Copy1.ipynb", right)
    for places in STRAY:
        for place in places.format(c=CHAPTER).split(" "):
            if place.endswith("/"):
                (submitted / place).mkdir(parents=True)
            else:
                put(submitted / place, right)
    for place in NOBODY:
        put(submitted / place)
    put(Path(os.fsdecode(os.fsencode(submitted) + b"/" + NOT_UTF_8)) / CHAPTER / NAME, right)
    assert c.grade() == 0
    return c


@pytest.mark.parametrize("place", TAKEN)
def test_the_only_notebook_that_can_be_meant_is_graded_and_told(folders: TinyClass, place: str) -> None:
    student, remark = TAKEN[place]
    row = folders.grades(student)
    assert (row["chapter"], row["outcome"], row["score"]) == (CHAPTER, "graded", "4")
    assert row["reason"].startswith(remark) if remark else row["reason"] == ""
    assert "How this was graded" in folders.page(student)


@pytest.mark.parametrize("places", STRAY)
def test_what_is_not_graded_says_what_to_do(folders: TinyClass, places: str) -> None:
    student, chapter, to_do = STRAY[places]
    row = folders.grades(student)
    assert (row["chapter"], row["outcome"], row["score"]) == (chapter, "not graded", "")
    assert row["reason"].startswith("in submitted/, not graded: ") and to_do in row["reason"]
    assert to_do.replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;") in report(folders)


def report(c: TinyClass) -> str:
    return (c.folder / "report" / "index.html").read_text()


def test_a_name_that_is_not_utf_8_is_told(folders: TinyClass) -> None:
    row = folders.grades("M\\xfcller")
    assert row["outcome"] == "not graded" and "rename the folder" in row["reason"]


def test_each_thing_has_one_row_and_systems_files_have_none(folders: TinyClass) -> None:
    found = sorted(row["student_id"] for row in folders.rows("grades.csv"))
    taken = [row[0] for row in TAKEN.values()]
    assert found == sorted([*taken, *(row[0] for row in STRAY.values()), "M\\xfcller"])


def test_a_mended_name_is_not_told_any_more(new_class: TinyClass) -> None:
    c = new_class
    c.submit("ada", c.right())
    c.path("ada").rename(c.path("ada").with_name("mine.ipynb"))
    c.submit("ben", c.right())
    assert c.grade() == 0
    assert c.grades("ada")["reason"].startswith("taken from")
    c.path("ada").with_name("mine.ipynb").rename(c.path("ada"))
    c.path("ben").rename(c.path("ben").with_suffix(".zip"))
    assert c.grade() == 0
    assert (c.grades("ada")["score"], c.grades("ada")["reason"]) == ("4", "")
    assert (c.grades("ben")["score"], c.grades("ben")["outcome"]) == ("", "not graded")
    assert not c.path("ben", "autograded").exists() and not c.path("ben", "feedback", ".html").exists()
    shutil.rmtree(c.path("ben").parent)
    assert c.grade() == 0
    assert c.grades("ben")["reason"].endswith("expected ben/<chapter>/<chapter>.ipynb")


def test_a_class_of_nothing_to_grade_still_gets_its_tables(
    new_class: TinyClass, capsys: pytest.CaptureFixture[str]
) -> None:
    put(new_class.path("ada").with_suffix(".zip"))
    assert new_class.grade() == 1
    assert "There is nothing to grade" in capsys.readouterr().err
    assert f"only {CHAPTER}.zip" in new_class.grades("ada")["reason"]


@pytest.fixture
def unreadable(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let whatever has this name on its way fail to open, as for who may not read it; the tests may run as root."""
    unread: dict[str, OSError] = {}
    opened = os.open

    def open_unless(path: str, *arguments: Any, **more: Any) -> int:
        if str(path) in unread:
            raise unread[str(path)]
        return opened(path, *arguments, **more)

    monkeypatch.setattr(os, "open", open_unless)
    denied = PermissionError(13, "Permission denied")
    return lambda name, problem=denied: unread.update({name: problem})


def test_what_cannot_be_read_stops_nobody_and_loses_nothing(
    new_class: TinyClass, unreadable: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    c = new_class
    for student in ("ada", "dan"):
        c.submit(student, c.right())
    assert c.grade() == 0
    unreadable("ada")
    unreadable("dan", FileNotFoundError(2, "No such file or directory"))  # a syncing program, between two looks
    unreadable("ben")
    for student in ("ben", "cleo"):
        c.submit(student, c.right())
    assert c.grade("--force") == 1
    told = f"ada/{CHAPTER}/{NAME} cannot be read here (Permission denied): make it readable"
    said = capsys.readouterr().err
    assert told in said and f"dan/{CHAPTER}/{NAME} went away while the class was graded" in said
    assert [c.grades(student)["score"] for student in ("ada", "cleo", "dan")] == ["4", "4", "4"]
    assert (c.grades("ben")["outcome"], c.grades("ben")["score"]) == ("needs a human", "")
    assert "ben/" in c.grades("ben")["reason"] and "nothing you need to do" in c.page("ben")


def test_a_name_in_the_list_is_that_of_the_folder_however_its_accents_are_stored(new_class: TinyClass) -> None:
    c = new_class
    c.submit("Zoe\u0308", c.right())
    (c.folder / "students.csv").write_text("id,name\nZo\u00eb,Zo\u00eb Nowak\n", encoding="utf-8")
    assert c.grade() == 0
    assert "Zo\u00eb Nowak" in c.page("Zoe\u0308")
    assert c.command("export", "--to", "moodle") == 0
    (written,) = (c.folder / "exports" / "moodle").iterdir()
    assert len(written.read_text(encoding="utf-8").splitlines()) == 2
