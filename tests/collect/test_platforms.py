"""Archives as Moodle, Canvas and others make them: whose notebook it is, which chapter's, and which attempt counts."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from autograder import project
from autograder.collect.recognise import Course
from tests.collect.archives import MONDAY, OTHER, TINY, TUESDAY, WEDNESDAY, Collecting, Entry, in_utc, without_metadata
from tests.conftest import ROOT

FOLDER = "Ada Lovelace_1234567_assignsubmission_file"


@pytest.mark.parametrize(
    "name",
    [
        f"{FOLDER}/01_tiny.ipynb",
        f"{FOLDER}_/01_multi_input-Copy1 (2).ipynb",
        f"{FOLDER}_02_other.ipynb",
        f"{FOLDER}/my work/deeper/homework.IPYNB",
        f"unpacked and packed again/{FOLDER}/x.ipynb",
        f"{FOLDER}/Ben_2_assignsubmission_file/x.ipynb",
    ],
)
def test_a_notebook_from_moodle_is_known_by_its_cells_and_its_folder(collecting: Collecting, name: str) -> None:
    data = collecting.notebook("double = 1")
    lines = collecting("moodle", collecting.archive(Entry(name, data)))
    assert lines[0] == f"collected  Ada Lovelace {TINY} ← {name}"
    assert lines[1] == "1 files: 1 collected"
    assert collecting.there() == {f"Ada Lovelace/{TINY}/{TINY}.ipynb": data}


@pytest.mark.parametrize("name", ["Jörg Müller", "王小明", "Lovelace, Ada", "O'Brien", "علي", "Ærø Ñandú-Smith"])
def test_names_of_every_alphabet_make_ids(collecting: Collecting, name: str) -> None:
    archive = collecting.archive(Entry(f"{name}_7_assignsubmission_file/a.ipynb", collecting.notebook()))
    collecting("moodle", archive)
    assert list(collecting.there()) == [f"{name}/{TINY}/{TINY}.ipynb"]


def test_a_name_that_macos_wrote_in_two_characters_is_the_same_student(collecting: Collecting) -> None:
    for name in ("J\u00f6rg", "Jo\u0308rg"):
        archive = collecting.archive(Entry(f"{name}_7_assignsubmission_file/a.ipynb", collecting.notebook()))
        collecting("moodle", archive)
    assert list(collecting.there()) == [f"J\u00f6rg/{TINY}/{TINY}.ipynb"]


def test_chapters_are_told_apart_by_what_only_one_of_them_has(collecting: Collecting) -> None:
    other = collecting.notebook(chapter=OTHER)
    only_setup = json.loads(other)
    only_setup["cells"] = [cell for cell in only_setup["cells"] if cell["id"] == "setup"]
    archive = collecting.archive(
        Entry(f"{FOLDER}/01_tiny.ipynb", other),
        Entry(f"{FOLDER}/bare.ipynb", without_metadata(collecting.notebook())),
        Entry("Ben_2_assignsubmission_file/s.ipynb", json.dumps(only_setup).encode()),
        Entry("Cem_3_assignsubmission_file/e.ipynb", b'{"nbformat": 4, "nbformat_minor": 5, "cells": []}'),
    )
    lines = collecting("moodle", archive)
    assert set(collecting.there()) == {f"Ada Lovelace/{TINY}/{TINY}.ipynb", f"Ada Lovelace/{OTHER}/{OTHER}.ipynb"}
    assert f"as much of {TINY} as of {OTHER} is in it" in collecting.row(lines, "/s.ipynb")
    assert "no exercise or check of a chapter is in it" in collecting.row(lines, "/e.ipynb")


def test_what_needs_nobody_is_left_out_and_what_needs_somebody_says_what_to_do(collecting: Collecting) -> None:
    data = collecting.notebook()
    archive = collecting.archive(
        Entry(f"{FOLDER}/a.ipynb", data),
        Entry(f"{FOLDER}/numbers.csv", b"1,2"),
        Entry(f"{FOLDER}/.DS_Store", b"x"),
        Entry(f"{FOLDER}/.ipynb_checkpoints/a-checkpoint.ipynb", data),
        Entry(f"__MACOSX/{FOLDER}/._a.ipynb", b"x"),
        Entry("Ben_2_assignsubmission_onlinetext/onlinetext.html", b"<p>I have a cold."),
        Entry("Cem_3_assignsubmission_file/all.zip", b"PK"),
        Entry("Dan_4_assignsubmission_file/page.ipynb", b"<!DOCTYPE html>"),
        Entry("Eva_5_assignsubmission_file/cut.ipynb", data[:100]),
        Entry("Fay_6_assignsubmission_file/.a.ipynb", data),
        Entry("lovelaceada_1_2_a.ipynb", data),
    )
    lines = collecting("moodle", archive)
    assert lines[-2] == "11 files: 2 collected, 5 left out, 4 not placed"
    for file in ("numbers.csv", ".DS_Store", "a-checkpoint.ipynb", "._a.ipynb", "onlinetext.html"):
        assert collecting.row(lines, file).startswith("left out")
    assert "unpack it, and collect the student's folder" in collecting.row(lines, "all.zip")
    assert "download the .ipynb file itself" in collecting.row(lines, "page.ipynb")
    assert "ask the student to hand it in again" in collecting.row(lines, "cut.ipynb")
    assert "is --from right?" in collecting.row(lines, "lovelaceada_1_2_a.ipynb")
    assert sorted(collecting.there()) == [f"{student}/{TINY}/{TINY}.ipynb" for student in ("Ada Lovelace", "Fay")]


def test_of_two_notebooks_in_one_submission_nobody_guesses_which_counts(collecting: Collecting) -> None:
    one, two = collecting.notebook("double = 1"), collecting.notebook("double = 2")
    lines = collecting("moodle", collecting.archive(Entry(f"{FOLDER}/a.ipynb", one), Entry(f"{FOLDER}/b.ipynb", two)))
    assert lines[-2] == "2 files: 2 not placed"
    assert "nothing tells which of these is newer, a.ipynb, b.ipynb" in collecting.row(lines, "/a.ipynb")
    lines = collecting("moodle", collecting.archive(Entry(f"{FOLDER}/a.ipynb", one), Entry(f"{FOLDER}/b.ipynb", one)))
    assert "the same as" in collecting.row(lines, "/b.ipynb")
    assert list(collecting.there().values()) == [one]


def test_two_students_of_one_name_are_not_made_one(collecting: Collecting) -> None:
    archive = collecting.archive(
        *(
            Entry(f"Anna Müller_{n}_assignsubmission_file/a.ipynb", collecting.notebook(f"double = {n}"))
            for n in (1, 2)
        ),
        Entry("Ben_3_assignsubmission_file/a.ipynb", collecting.notebook()),
    )
    lines = collecting("moodle", archive)
    assert lines[-2] == "3 files: 1 collected, 2 not placed"
    row = collecting.row(lines, "Müller_1_assignsubmission_file/a.ipynb")
    assert "several would have the id Anna Müller (Anna Müller 1, Anna Müller 2)" in row
    collecting.students_csv("id,name,lms_id\nanna1,Anna Müller,1\nanna2,Anna Müller,2 22\nben,Ben,\n")
    collecting("moodle", archive)
    assert {name.split("/")[0] for name in collecting.there()} == {"Ben", "anna1", "anna2", "ben"}


def test_what_a_group_hands_in_together_is_one_students(collecting: Collecting) -> None:
    data = collecting.notebook("double = 1")
    moodle = collecting.archive(
        Entry("Group A_77_assignsubmission_file/a.ipynb", data),
        Entry("Default group_assignsubmission_file/b.ipynb", data),
        name="moodle.zip",
    )
    canvas = collecting.archive(Entry("groupa_LATE_12345_678_a.ipynb", data), name="canvas.zip")
    collecting("moodle", moodle)
    collecting("canvas", canvas)
    assert {name.split("/")[0] for name in collecting.there()} == {"Group A", "Default group", "groupa_12345"}
    collecting.students_csv("id,name\ngroup-a,Group A\n")
    assert "has nobody called Default group" in collecting.row(collecting("moodle", moodle), "b.ipynb")
    collecting("canvas", canvas)
    assert "group-a" in {name.split("/")[0] for name in collecting.there()}


def test_in_a_blind_assignment_the_numbers_are_the_students(collecting: Collecting) -> None:
    blind = [Entry(f"Teilnehmerin_{n}_assignsubmission_file/a.ipynb", collecting.notebook()) for n in (11, 12)]
    collecting("moodle", collecting.archive(*blind))
    collecting("moodle", collecting.archive(Entry("Participant_13_assignsubmission_file/a.ipynb", blind[0].data)))
    assert {name.split("/")[0] for name in collecting.there()} == {
        "Teilnehmerin_11",
        "Teilnehmerin_12",
        "Participant_13",
    }


def test_canvas_numbers_attempts_and_marks_who_was_late(collecting: Collecting) -> None:
    old, new = collecting.notebook("double = 1"), collecting.notebook("double = 2")
    archive = collecting.archive(
        Entry("lovelaceada_LATE_12345_67891_01_tiny-1.ipynb", new),
        Entry("lovelaceada_LATE_12345_67890_01_tiny.ipynb", old),
        Entry("lovelaceada_LATE_12345_9999_01_tiny-2.ipynb", old),
        Entry("müllerjörg_7_8_9_10_x.ipynb", collecting.notebook(chapter=OTHER)),
        Entry("anon_Ab1Cd_12_3_4_x.ipynb", old),
        Entry("LATE_anon_Zz9_13_x.ipynb", old),
        Entry("turingalan_77_text.html", b"<p>see my mail"),
        Entry("turingalan_LATE_77_78_data-1.csv", b"1"),
        Entry("turingalan_01_tiny.ipynb", old),
    )
    lines = collecting("canvas", archive)
    assert lines[-2] == "9 files: 4 collected, 2 older attempt, 2 left out, 1 not placed"
    assert collecting.row(lines, "67891_01_tiny-1.ipynb").endswith("01_tiny-1.ipynb: late, says Canvas")
    assert "newer is lovelaceada_LATE_12345_67891_01_tiny-1.ipynb" in collecting.row(lines, "9999_01_tiny-2.ipynb")
    assert "typed into a form" in collecting.row(lines, "text.html")
    there = collecting.there()
    assert there.pop(f"lovelaceada_12345/{TINY}/{TINY}.ipynb") == new
    assert set(there) == {
        f"müllerjörg_7/{OTHER}/{OTHER}.ipynb",
        f"anon_Ab1Cd/{TINY}/{TINY}.ipynb",
        f"anon_Zz9/{TINY}/{TINY}.ipynb",
    }


def test_canvas_leaves_nothing_of_a_name_without_letters(collecting: Collecting) -> None:
    old, new = collecting.notebook("double = 1"), collecting.notebook("double = 2")
    names = ("_12345_678_01_tiny.ipynb", "_LATE_12345_679_01_tiny-1.ipynb", "smith_john_7_680_01_tiny.ipynb")
    collecting("canvas", collecting.archive(*map(Entry, names, (old, new, old))))
    assert {name.split("/")[0] for name in collecting.there()} == {"_12345", "smith_john_7"}
    assert collecting.path("_12345").read_bytes() == new


def test_an_anonymous_assignment_of_canvas_has_the_numbers_alone(collecting: Collecting) -> None:
    names = ("anon_Ab1Cd_12_x.ipynb", "LATE_anon_Zz9_13_x.ipynb")
    collecting("canvas", collecting.archive(*(Entry(name, collecting.notebook()) for name in names)))
    assert {name.split("/")[0] for name in collecting.there()} == {"anon_Ab1Cd", "anon_Zz9"}


@pytest.mark.parametrize(
    ("paths", "students"),
    [
        (["ada/01_tiny/01_tiny.ipynb", "ben/x.ipynb", "cem/some/where/deep.ipynb"], ["ada", "ben", "cem"]),
        (["class/submitted/ada/01_tiny/01_tiny.ipynb", "class/submitted/ben/01_tiny/x.ipynb"], ["ada", "ben"]),
        (["01_tiny/ada/x.ipynb", "01_tiny/ben/x.ipynb"], ["ada", "ben"]),
        (["ada/x.ipynb"], ["ada"]),
        (["ada/try/x.ipynb", "ben/try/x.ipynb"], ["ada", "ben"]),
        (["a/ada/x.ipynb", "a/cem/x.ipynb", "b/ben/x.ipynb"], ["ada", "cem", "ben"]),
        (["ada/x.ipynb", "ben/x.ipynb", "handout.ipynb"], ["ada", "ben", None]),
        (["ada/mine/x.ipynb", "ben/homework/x.ipynb"], [None, None]),
        (["export/ada/x.ipynb"], [None]),
    ],
)
def test_the_students_folders_are_found_at_any_depth_that_is_plain(
    collecting: Collecting, paths: list[str], students: list[str | None]
) -> None:
    notebooks = [collecting.notebook(f"double = {n}") for n in range(len(paths))]
    lines = collecting("folder", collecting.archive(*map(Entry, paths, notebooks)))
    for path, student, data in zip(paths, students, notebooks, strict=True):
        if student:
            assert collecting.row(lines, path).split()[:2] == ["collected", student]
            assert collecting.path(student).read_bytes() == data
        else:
            assert "make one folder for each student, named by the id" in collecting.row(lines, path)
    assert len([name for name in collecting.there() if name.endswith(".ipynb")]) == len(set(students) - {None})


def test_of_several_attempts_in_a_folder_the_one_written_last_counts(collecting: Collecting) -> None:
    old, new = collecting.notebook("double = 1"), collecting.notebook("double = 2")
    archive = collecting.archive(
        Entry("ada/01_tiny-Copy1.ipynb", old, MONDAY),
        Entry("ada/01_tiny (2).ipynb", new, TUESDAY),
        Entry("ben/a.ipynb", old, WEDNESDAY),
    )
    lines = collecting("folder", archive)
    assert collecting.row(lines, "Copy1.ipynb").startswith("older attempt")
    assert collecting.path("ada").read_bytes() == new
    assert collecting.timestamp("ada") == in_utc(TUESDAY)


def test_what_was_unpacked_already_is_collected_from_its_folder(collecting: Collecting, tmp_path: Path) -> None:
    unpacked = tmp_path / "unpacked"
    (unpacked / FOLDER).mkdir(parents=True)
    (unpacked / FOLDER / "a.ipynb").write_bytes(collecting.notebook())
    (unpacked / FOLDER / "link.ipynb").symlink_to(unpacked / FOLDER / "a.ipynb")
    (unpacked / "Ben_2_assignsubmission_file").symlink_to(unpacked / FOLDER)
    lines = collecting("moodle", unpacked)
    assert lines[-2] == "3 files: 1 collected, 2 not placed"
    assert "it is a link" in collecting.row(lines, "link.ipynb")
    assert "it is a link" in collecting.row(lines, "Ben_2_assignsubmission_file")


def test_the_time_of_a_download_is_not_taken_for_that_of_handing_in(collecting: Collecting) -> None:
    times = [MONDAY + timedelta(seconds=2 * n) for n in range(3)]
    packed = [Entry(f"S{n}_{n}_assignsubmission_file/a.ipynb", collecting.notebook(), t) for n, t in enumerate(times)]
    collecting("moodle", collecting.archive(*packed))
    assert [collecting.timestamp(f"S{n}") for n in range(3)] == [None] * 3
    times = [WEDNESDAY, MONDAY, TUESDAY]
    own = [Entry(f"T{n}_{n}_assignsubmission_file/a.ipynb", packed[0].data, t) for n, t in enumerate(times)]
    lines = collecting("moodle", collecting.archive(*own))
    assert "handed in 2026-11-2" in collecting.row(lines, "T1_1_assignsubmission_file/a.ipynb")
    assert [collecting.timestamp(f"T{n}") for n in range(3)] == list(map(in_utc, times))


def test_every_notebook_of_this_course_is_known_as_its_own_chapters() -> None:
    course = Course(ROOT)
    assert course.chapters
    for name in course.chapters:
        data = project.released_path(ROOT, name).read_bytes()
        assert course.chapter_of(data) == name
        assert course.chapter_of(without_metadata(data)) == name
