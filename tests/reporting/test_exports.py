"""What platforms are given: names come back as they were, nobody gets another's points, nothing is taken away."""

import csv
import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.gradebook import students
from autograder.gradebook.students import Student
from autograder.project import ProjectError
from autograder.reporting.exports import canvas, gradescope, moodle
from autograder.reporting.exports.book import Book, Item, Result, number

# Letters, signs and separators of every script; not what ends a line, which no list of names has.
NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=30).filter(str.strip)
HARD = [
    'O\'Neil, "Tip"',
    "Müller; Zoë",
    "李小龍",
    "محمد بن موسى",
    "=1+1",
    "@SUM(A1)",
    "-2",
    "+49",
    '"',
    ",",
    "שלום, עולם",
]
HEADER = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "01_tiny (77)", "Homework (78)", "Final Score"]


def rows(path: Path, between: str = ",") -> list[list[str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.reader(file, delimiter=between))


def book(*scores: float, **more: str) -> Book:
    """Students s0, s1, … with numbers 100, 101, …, and their points of 01_tiny."""
    known = {
        f"s{n}": Student(f"s{n}", more.get(f"s{n}", ""), f"s{n}@x.org", (str(100 + n),)) for n in range(len(scores))
    }
    return Book(known, [Result(f"s{n}", "01_tiny", score, 4.0) for n, score in enumerate(scores)])


def written(folder: Path, table: list[list[str]], between: str = ",", mark: str = "") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=between).writerows(table)
    path = folder / "roster.csv"
    path.write_bytes((mark + text.getvalue()).encode())
    return path


def with_examples(test: object) -> object:
    for name in HARD:
        test = example(name)(test)
    return test


@with_examples
@given(NAMES)
def test_a_name_comes_back_as_it_was(name: str) -> None:
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top)
        listed = folder / "students.csv"
        with listed.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([["id", "name", "lms_id"], ["ada", name, "7"]])
        (ada,) = students.read(listed).values()
        of_class = Book({"ada": ada}, [Result("ada", "01_tiny", 3.5, 4.0)])
        canvas.write(of_class, folder / "canvas.csv")
        assert rows(folder / "canvas.csv")[2] == [ada.name or "ada", "7", "", "", "", "3.5"]
        moodle.write(of_class, folder / "moodle")
        first, last, idnumber, _, points = rows(folder / "moodle" / "01_tiny.csv")[1]
        assert (first, last) == ada.first_and_last and (idnumber, points) == ("ada", "3.5")
        assert (
            "".join(sorted(first + last)).replace(" ", "") in "".join(sorted(ada.name)).replace(" ", "") or "," in name
        )


@with_examples
@given(NAMES)
def test_canvas_own_columns_stay_as_they_came(name: str) -> None:
    table = [HEADER, ["    Points Possible", "", "", "", "", "4", "10", "(read only)"]]
    table += [[name, "100", name, "s0", name, "", "9", "50"], [name, "999", "", "", name, "1", "", ""]]
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top)
        for between, mark in ((",", ""), (";", canvas.BOM)):
            told = canvas.write(book(2.5), folder / "canvas.csv", written(folder, table, between, mark))
            assert told == []
            assert (folder / "canvas.csv").read_bytes().startswith(mark.encode() or b"Student")
            found = rows(folder / "canvas.csv", between)
            assert [row[:5] for row in found] == [row[:5] for row in table]
            assert [row[5:] for row in found] == [["01_tiny (77)"], ["4"], ["2.5"], ["1"]]


def test_who_has_nothing_new_keeps_what_canvas_has(tmp_path: Path) -> None:
    table = [
        HEADER[:6],
        ["", "100", "", "", "", "3"],
        ["", "101", "", "", "", "2"],
        ["Test Student", "5", "", "", "", ""],
    ]
    of_class = book(4.0, 1.0)
    of_class.results.pop()  # s1 needs a human
    canvas.write(of_class, tmp_path / "canvas.csv", written(tmp_path, table))
    assert [row[5] for row in rows(tmp_path / "canvas.csv")] == ["01_tiny (77)", "4", "4", "2", ""]


@pytest.mark.parametrize(
    ("line", "points"),
    [
        (["x", "101", "", ""], "1"),
        (["x", "", "101", ""], "1"),
        (["x", "", "", "S1@X.org"], "1"),
        (["x", "", "s1", ""], "1"),
        (["s1", "7", "8", "9"], ""),  # a name alone is nobody's: there may be two
    ],
)
def test_somebody_is_known_by_number_or_login(tmp_path: Path, line: list[str], points: str) -> None:
    told = canvas.write(book(4.0, 1.0), tmp_path / "canvas.csv", written(tmp_path, [HEADER[:5], [*line, "A"]]))
    assert rows(tmp_path / "canvas.csv")[2] == [*line, "A", points]
    assert ("s0, s1" if not points else "s0") in told[0]


def test_other_points_in_canvas_are_told(tmp_path: Path) -> None:
    table = [HEADER[:6], ["    Points Possible", "", "", "", "", "100"], ["", "100", "", "", "", ""]]
    assert canvas.write(book(4.0), tmp_path / "c.csv", written(tmp_path, table)) == [
        "01_tiny has 4 points here and 100 in Canvas"
    ]


@pytest.mark.parametrize("content", [b"", b"id,name\nada,Ada\n", b"Student,ID\n\xff"])
def test_what_is_no_gradebook_of_canvas_is_explained(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "roster.csv").write_bytes(content)
    with pytest.raises(ProjectError, match=r"roster\.csv is not"):
        canvas.write(book(1.0), tmp_path / "canvas.csv", tmp_path / "roster.csv")
    with pytest.raises(ProjectError, match="cannot be read"):
        canvas.write(book(1.0), tmp_path / "canvas.csv", tmp_path / "none.csv")


def test_moodle_gets_those_alone_who_have_points(tmp_path: Path) -> None:
    of_class = book(4.0, 0.0)
    of_class.students["s2"] = Student("s2")
    assert "idnumber of 3" in moodle.write(of_class, tmp_path)[0]
    assert [row[2:] for row in rows(tmp_path / "01_tiny.csv")] == [
        ["ID number", "Email address", "01_tiny"],
        ["s0", "s0@x.org", "4"],
        ["s1", "s1@x.org", "0"],
    ]


def test_moodles_id_numbers_are_taken_from_the_list(tmp_path: Path) -> None:
    (tmp_path / "students.csv").write_text("id,name,idnumber\nada,Ada,U-77\n")
    known = students.read(tmp_path / "students.csv")
    assert moodle.write(Book(known, [Result("ada", "c", 1.0, 1.0)]), tmp_path) == []
    assert rows(tmp_path / "c.csv")[1] == ["", "Ada", "U-77", "", "1"]


def test_gradescope_gets_each_check_and_the_score_that_counts(tmp_path: Path) -> None:
    items = [Item("Exercise 1: a", 2.0, 2.0, True), Item("Exercise 1: b", 0.0, 1.0, False, "✗ why «so»")]
    gradescope.write(Book({}, [Result("zoë", "c", 1.5, 3.0, items)]), tmp_path)
    found = json.loads((tmp_path / "c" / "zoë" / "results.json").read_text(encoding="utf-8"))
    assert found["score"] == 1.5 and "0.5 points are taken off" in found["output"]
    assert [(test["name"], test["score"], test["max_score"], test["status"]) for test in found["tests"]] == [
        ("Exercise 1: a", 2.0, 2.0, "passed"),
        ("Exercise 1: b", 0.0, 1.0, "failed"),
    ]
    assert found["tests"][1]["output"] == "✗ why «so»"


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (10.0, "10"), (2.5, "2.5"), (1 / 3, "0.3333"), (1e7, "10000000")]
)
def test_points_are_written_as_platforms_read_them(value: float, text: str) -> None:
    assert number(value) == text
