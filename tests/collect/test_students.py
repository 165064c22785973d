"""students.csv says who is meant, in whatever way spreadsheets write it; who is not in it is not guessed."""

import pytest

from tests.collect.archives import TINY, Collecting, Entry

LIST = """id,name,email,lms_id
ada,Ada Maria Lovelace,ada@example.org,12345
joerg,"Müller, Jörg",joerg@example.org,
wang,王小明,,78 79
"""


@pytest.mark.parametrize(
    ("platform", "name", "student"),
    [
        ("moodle", "Ada Maria Lovelace_5_assignsubmission_file/x.ipynb", "ada"),
        ("moodle", "Somebody Else_12345_assignsubmission_file/x.ipynb", "ada"),
        ("moodle", "Jörg Müller_6_assignsubmission_file/x.ipynb", "joerg"),
        ("moodle", "王小明_7_assignsubmission_file/x.ipynb", "wang"),
        ("canvas", "lovelaceadamaria_9_10_x.ipynb", "ada"),
        ("canvas", "müllerjörg_LATE_9_10_x.ipynb", "joerg"),
        ("canvas", "renamed_79_10_x.ipynb", "wang"),
        ("canvas", "anon_Ab12_10_x.ipynb", None),
        ("moodle", "Ben_8_assignsubmission_file/x.ipynb", None),
        ("moodle", "ada_8_assignsubmission_file/x.ipynb", None),  # names can be chosen: an id is none
        ("folder", "export/ada/x.ipynb", "ada"),
        ("folder", "by mail/joerg@example.org/x.ipynb", "joerg"),
        ("folder", "78/deep/x.ipynb", "wang"),
        ("folder", "Jörg Müller/ada/x.ipynb", None),
        ("folder", "ben/x.ipynb", None),
    ],
)
def test_a_listed_student_is_known_by_number_or_name(
    collecting: Collecting, platform: str, name: str, student: str | None
) -> None:
    collecting.students_csv(LIST)
    lines = collecting(platform, collecting.archive(Entry(name, collecting.notebook())))
    if student:
        assert lines[0].split(": ")[0] == f"collected  {student} {TINY} ← {name}"
    else:
        assert lines[0].startswith(f"not placed  ? {TINY} ← {name}: ")
    assert {path.split("/")[0] for path in collecting.there()} == ({student} - {None})


def test_who_takes_anothers_name_does_not_hand_in_for_them(collecting: Collecting) -> None:
    collecting.students_csv(LIST)
    archive = collecting.archive(
        *(
            Entry(f"Ada Lovelace Maria_{n}_assignsubmission_file/x.ipynb", collecting.notebook(f"double = {n}"))
            for n in (5, 6)
        ),
        Entry("Ada Maria Lovelace_7_assignsubmission_file/x.ipynb", collecting.notebook()),
        Entry("Ada Maria Lovelace_8_assignsubmission_file/x.ipynb", collecting.notebook()),
    )
    lines = collecting("moodle", archive)
    assert lines[-2] == "4 files: 4 not placed"
    assert "several would have the id ada (Ada Maria Lovelace 7, Ada Maria Lovelace 8)" in lines[2]


@pytest.mark.parametrize(
    "text",
    [
        LIST.replace(",", ";").replace('"Müller; Jörg"', '"Müller, Jörg"'),
        LIST.replace("\n", "\r\n"),
        "\ufeff" + LIST,
        LIST.replace("id,name", "ID , Name") + "\n\n",
        LIST.replace("lms_id\n", "lms_id,group\n").replace("12345\n", "12345,A\n"),
    ],
)
def test_the_list_is_read_as_spreadsheets_write_it(collecting: Collecting, text: str) -> None:
    collecting.students_csv(text)
    name = "Jörg Müller_6_assignsubmission_file/x.ipynb"
    lines = collecting("moodle", collecting.archive(Entry(name, collecting.notebook())))
    assert lines[0].startswith(f"collected  joerg {TINY}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LIST.encode("utf-16"), "is not UTF-8 text. Save it again, as CSV UTF-8."),
        ("name,number\nAda,1\n", "has no column id. Its first line must be: id,name,email,lms_id"),
        ("", "has no column id"),
        ("id\nada\na/b\n", "line 3: 'a/b' cannot be an id, as it cannot be a folder's name."),
        ("id,name\n,Ada\n", "line 2: '' cannot be an id"),
        ("id\n.hidden\n", "line 2: '.hidden' cannot be an id"),
        ("id,name\nada," + "x" * 200_000 + "\n", "cannot be read as CSV: field larger than field limit"),
    ],
)
def test_a_list_that_is_wrong_stops_with_its_line_and_nothing_is_written(
    collecting: Collecting, text: str | bytes, told: str
) -> None:
    collecting.students_csv(text)
    archive = collecting.archive(Entry("Ada_1_assignsubmission_file/x.ipynb", collecting.notebook()))
    (line,) = collecting("moodle", archive, code=1)
    assert "students.csv" in line
    assert told in line
    assert not collecting.there()


@pytest.mark.parametrize(
    ("name", "told"),
    [("Thumbs.db", "a student's folder cannot be called Thumbs.db"), (" . ", "makes no student's id")],
)
def test_a_name_that_can_be_no_folders_is_not_placed(collecting: Collecting, name: str, told: str) -> None:
    archive = collecting.archive(Entry(f"{name}_1_assignsubmission_file_a.ipynb", collecting.notebook()))
    lines = collecting("moodle", archive)
    assert lines[0].startswith("not placed")
    assert told in lines[0]
    assert not collecting.there()


def test_a_name_makes_a_folder_on_every_system(collecting: Collecting) -> None:
    names = {"Dr. A: B*": "Dr. A_ B_", "C.  D.": "C. D", "E\x1b[31m\nF": "E_[31m_F", "G" * 300: "G" * 200}
    entries = [Entry(f"x/{name}/a.ipynb", collecting.notebook()) for name in names]
    lines = collecting("folder", collecting.archive(*entries))
    assert {path.split("/")[0] for path in collecting.there()} == set(names.values())
    assert "\x1b" not in "".join(lines)
