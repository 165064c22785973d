"""Points for learning platforms, from a graded class: by this project's command and by nbgrader's own."""

import csv
import json
from pathlib import Path

import pytest

from tests.grading.test_stock_nbgrader import nbgrader
from tests.grading.tiny_class import CHAPTER, TinyClass

ROSTER = """Student,ID,SIS User ID,SIS Login ID,Section,01_tiny (77)
    Points Possible,,,,,4
"Lovelace, Ada",11,u11,ada,"Physics, A",
"=1+1",12,u12,ben,"Physics, A",2
"Student, Test",13,,,"Physics, A",
"""


def rows(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


@pytest.fixture
def c(new_class: TinyClass) -> TinyClass:
    c = new_class
    c.submit("ada", c.right(largest="largest = 2"))
    c.submit("ben", b"no notebook")
    c.submit("eve", c.right())
    (c.folder / "students.csv").write_text('id,name,lms_id\nada,"Lovelace, Ada",11\nben,=1+1,12\nzoe,Zoë,14\n')
    (c.folder / "roster.csv").write_text(ROSTER)
    assert c.grade() == 0
    return c


def test_canvas_gets_its_own_table_back_with_the_points(c: TinyClass, capsys: pytest.CaptureFixture[str]) -> None:
    assert c.command("export", "--to", "canvas", "--roster", str(c.folder / "roster.csv")) == 0
    before, after = rows(c.folder / "roster.csv"), rows(c.folder / "exports" / "canvas.csv")
    assert [row[:5] for row in after] == [row[:5] for row in before]
    assert [row[5] for row in after] == ["01_tiny (77)", "4", "3", "2", ""]
    said = " ".join(capsys.readouterr().out.split())
    assert "ben 01_tiny: refused" in said and "students.csv: eve" in said


def test_moodle_and_gradescope_get_who_has_points(c: TinyClass) -> None:
    assert c.command("export", "--to", "moodle") == 0
    assert [row[2::2] for row in rows(c.folder / "exports" / "moodle" / "01_tiny.csv")] == [
        ["ID number", CHAPTER],
        ["ada", "3"],
        ["eve", "4"],
    ]
    assert c.command("export", "--to", "gradescope") == 0
    found = {path.parent.name: json.loads(path.read_text()) for path in c.folder.glob("exports/gradescope/*/*/*.json")}
    assert {name: result["score"] for name, result in found.items()} == {"ada": 3, "eve": 4}
    last = found["ada"]["tests"][-1]
    assert last["name"] == "Exercise 3 · Largest: largest-right" and "largest is 2" in last["output"]
    assert "secret_number" not in json.dumps(found)


def test_points_given_by_hand_are_in_it(c: TinyClass) -> None:
    assert c.command("decide", "ben", CHAPTER, "--rest", "full") == 0
    assert c.command("export", "--to", "canvas", "--roster", str(c.folder / "roster.csv")) == 0
    assert rows(c.folder / "exports" / "canvas.csv")[3][5] == "4"


def test_a_roster_is_for_canvas_alone(c: TinyClass, capsys: pytest.CaptureFixture[str]) -> None:
    assert c.command("export", "--to", "moodle", "--roster", "x.csv") != 0
    assert "goes with --to canvas" in " ".join(capsys.readouterr().err.split())


def test_nbgraders_own_export_writes_the_same(c: TinyClass) -> None:
    plugin = "autograder.reporting.exports.plugins"
    assert c.command("export", "--to", "canvas", "--roster", str(c.folder / "roster.csv")) == 0
    target, roster = c.folder / "theirs.csv", c.folder / "roster.csv"
    said = nbgrader(c, "export", f"--exporter={plugin}.Canvas", f"--to={target}", f"--Canvas.roster={roster}")
    assert said.returncode == 0, said.stderr
    assert target.read_bytes() == (c.folder / "exports" / "canvas.csv").read_bytes()
    assert "eve" in said.stderr
