"""Collecting again: nothing changes, nothing newer is lost, and what was written can be graded."""

import os
from datetime import timedelta

import pytest

from tests.collect.archives import MONDAY, OTHER, TINY, TUESDAY, WEDNESDAY, Collecting, Entry, as_bytes, in_utc
from tests.grading.tiny_class import TinyClass

ADA = "Ada_1_assignsubmission_file/a.ipynb"
BEN = "Ben_2_assignsubmission_file/a.ipynb"


def state(collecting: Collecting) -> dict[str, tuple[bytes, int]]:
    """What is there, and when it was written."""
    submitted = collecting.folder / "class" / "submitted"
    return {name: (data, (submitted / name).stat().st_mtime_ns) for name, data in collecting.there().items()}


@pytest.mark.parametrize("platform", ["moodle", "canvas", "folder"])
def test_the_same_archive_a_second_time_changes_nothing(collecting: Collecting, platform: str) -> None:
    names = {
        "moodle": (ADA, BEN),
        "canvas": ("ada_1_2_x.ipynb", "ben_3_4_x.ipynb"),
        "folder": ("ada/x.ipynb", "ben/x.ipynb"),
    }
    times = (TUESDAY, MONDAY)
    entries = [Entry(name, collecting.notebook(), time) for name, time in zip(names[platform], times, strict=True)]
    archive = collecting.archive(*entries)
    assert collecting(platform, archive, more=["--dry-run"])[-2:] == [
        "2 files: 2 would be collected",
        "--dry-run: nothing was written.",
    ]
    assert not (collecting.folder / "class").exists()
    collecting(platform, archive)
    before = state(collecting)
    assert len(before) == 4  # with the time of each
    lines = collecting(platform, archive)
    assert lines[-2] == "2 files: 2 there already"
    assert state(collecting) == before


def test_an_older_archive_overwrites_nothing_and_a_newer_one_does(collecting: Collecting) -> None:
    one, two, three = (collecting.notebook(f"double = {n}") for n in (1, 2, 3))
    monday, tuesday, wednesday = (
        collecting.archive(Entry(ADA, data, time), name=f"{time:%a}.zip")
        for data, time in ((one, MONDAY), (two, TUESDAY), (three, WEDNESDAY))
    )
    collecting("moodle", tuesday)
    lines = collecting("moodle", monday)
    assert lines[0].startswith("newer there already")
    assert f"that is of {in_utc(TUESDAY)}, this one of {in_utc(MONDAY)}" in lines[0]
    assert collecting.path("Ada").read_bytes() == two
    lines = collecting("moodle", wednesday)
    assert "in place of an older one" in lines[0]
    assert collecting.path("Ada").read_bytes() == three


@pytest.mark.parametrize("order", ["old new", "new old"])
def test_of_several_archives_at_once_the_newest_counts(collecting: Collecting, order: str) -> None:
    archives = {
        "old": collecting.archive(Entry(ADA, collecting.notebook("double = 1"), MONDAY), name="old.zip"),
        "new": collecting.archive(Entry(ADA, collecting.notebook("double = 2"), TUESDAY), name="new.zip"),
    }
    lines = collecting("moodle", *(archives[name] for name in order.split()))
    assert collecting.row(lines, f"new.zip: {ADA}").startswith("collected")
    assert collecting.row(lines, f"old.zip: {ADA}").startswith("older attempt")
    assert collecting.path("Ada").read_bytes() == collecting.notebook("double = 2")


def test_a_time_of_handing_in_goes_with_its_notebook(collecting: Collecting) -> None:
    old, new = collecting.notebook("double = 1"), collecting.notebook("double = 2")
    collecting("folder", collecting.archive(Entry("ada/x.ipynb", old, MONDAY), Entry("ben/x.ipynb", old, TUESDAY)))
    assert collecting.timestamp("ada") == in_utc(MONDAY)
    os.utime(collecting.path("ada"))  # as copying a class does: the time of handing in is what counts
    collecting("folder", collecting.archive(Entry("ada/x.ipynb", new, TUESDAY), Entry("ben/x.ipynb", new, MONDAY)))
    assert (collecting.path("ada").read_bytes(), collecting.timestamp("ada")) == (new, in_utc(TUESDAY))
    assert (collecting.path("ben").read_bytes(), collecting.timestamp("ben")) == (old, in_utc(TUESDAY))
    packed = Entry("ada_x_1_2_x.ipynb", old, WEDNESDAY)
    collecting.students_csv("id,lms_id\nada,1\n")
    collecting("canvas", collecting.archive(packed))
    assert (collecting.path("ada").read_bytes(), collecting.timestamp("ada")) == (old, None)


def test_what_was_put_there_by_hand_stays_unless_it_is_older(collecting: Collecting) -> None:
    by_hand = collecting.path("Ada")
    by_hand.parent.mkdir(parents=True)
    by_hand.write_bytes(b"mended by hand")
    lines = collecting("moodle", collecting.archive(Entry(ADA, collecting.notebook(), MONDAY)))
    assert lines[0].startswith("newer there already")
    assert by_hand.read_bytes() == b"mended by hand"
    os.utime(by_hand, ((MONDAY - timedelta(hours=1)).timestamp(),) * 2)
    collecting("moodle", collecting.archive(Entry(ADA, collecting.notebook(), MONDAY)))
    assert by_hand.read_bytes() == collecting.notebook()


def test_nothing_is_written_through_a_link(collecting: Collecting) -> None:
    elsewhere = collecting.folder / "elsewhere"
    elsewhere.mkdir()
    (collecting.folder / "class" / "submitted").mkdir(parents=True)
    (collecting.folder / "class" / "submitted" / "Ada").symlink_to(elsewhere)
    lines = collecting(
        "moodle", collecting.archive(Entry(ADA, collecting.notebook()), Entry(BEN, collecting.notebook()))
    )
    assert "what is there now is no notebook" in collecting.row(lines, ADA)
    assert collecting.row(lines, BEN).startswith("collected")
    assert not list(elsewhere.iterdir())


def test_a_folder_that_may_not_be_written_is_one_students_trouble(collecting: Collecting) -> None:
    (collecting.folder / "class" / "submitted").mkdir(parents=True)
    (collecting.folder / "class" / "submitted" / "Ada" / TINY / f"{TINY}.ipynb").mkdir(parents=True)
    lines = collecting(
        "moodle", collecting.archive(Entry(ADA, collecting.notebook()), Entry(BEN, collecting.notebook()))
    )
    assert collecting.row(lines, ADA).startswith("not placed")
    assert collecting.row(lines, BEN).startswith("collected")


def test_what_was_collected_is_graded(collecting: Collecting) -> None:
    a_class = TinyClass(collecting.root, collecting.folder / "class")
    right, half = a_class.right(), a_class.notebook(double="def double(n):\n    return 2 * n")
    entries = [
        Entry("Ada Lovelace_1_assignsubmission_file/01 (2).ipynb", as_bytes(right), TUESDAY),
        Entry("Jörg Müller, Dr._2_assignsubmission_file/x.ipynb", as_bytes(half), MONDAY),
        Entry("Ada Lovelace_1_assignsubmission_file/other.ipynb", collecting.notebook("half = 0.5", OTHER), MONDAY),
        Entry("王小明_3_assignsubmission_file/broken.ipynb", b"{"),
    ]
    collecting("moodle", collecting.archive(*entries))
    assert a_class.grade() == 0
    scores = {(row["student_id"], row["chapter"]): row["score"] for row in a_class.rows("grades.csv")}
    assert scores == {("Ada Lovelace", TINY): "4", ("Ada Lovelace", OTHER): "1", ("Jörg Müller, Dr", TINY): "2"}


def test_somebody_of_the_same_name_overwrites_nobody_later(collecting: Collecting) -> None:
    first, second = (
        collecting.archive(
            Entry(f"Anna Müller_{n}_assignsubmission_file/a.ipynb", collecting.notebook(f"double = {n}"), time),
            name=f"group {n}.zip",
        )
        for n, time in ((11, MONDAY), (12, TUESDAY))
    )
    collecting("moodle", first)
    lines = collecting("moodle", second)
    assert "what is there is of Anna Müller 11, this of 12: tell them apart by their lms_id in students.csv" in lines[0]
    assert collecting.path("Anna Müller").read_bytes() == collecting.notebook("double = 11")
    collecting.students_csv("id,name,lms_id\nanna1,Anna Müller,11\nanna2,Anna Müller,12\n")
    collecting("moodle", first, second)
    assert [collecting.path(f"anna{n}").read_bytes() for n in (1, 2)] == [
        collecting.notebook(f"double = {n}") for n in (11, 12)
    ]
    kept = collecting.folder / "class" / ".autograder" / "collected.json"
    kept.write_text("{")
    assert f"{kept} is damaged. Remove it" in collecting("moodle", first, code=1)[0]


def test_one_students_folder_may_be_in_several_archives(collecting: Collecting) -> None:
    tiny, new, other = collecting.notebook(), collecting.notebook("double = 3"), collecting.notebook(chapter=OTHER)
    first = collecting.archive(Entry("ada/x.ipynb", tiny, MONDAY), name="1.zip")
    second = collecting.archive(Entry("2/ada/x.ipynb", other), Entry("2/ben/x.ipynb", other), name="2.zip")
    assert collecting("folder", first, second)[-2] == "3 files: 3 collected"
    third = [Entry("3/ada/y.ipynb", new, TUESDAY), Entry("3/ben/y.ipynb", tiny, TUESDAY)]
    collecting("folder", first, collecting.archive(*third, name="3.zip"))
    assert collecting.path("ada").read_bytes() == new
