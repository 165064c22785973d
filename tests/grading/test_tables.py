"""The tables of a class: as other programs read them, and as Excel does."""

import codecs
import csv
from pathlib import Path

import pytest

from autograder.reporting.tables import write_table
from tests.grading.tiny_class import TinyClass


def test_excel_gets_tables_that_say_they_are_utf_8_and_others_get_them_without(new_class: TinyClass) -> None:
    c = new_class
    c.submit("zoë", c.right())
    assert c.grade() == 0
    assert c.command("export", "--excel") == 0
    for table in ("grades.csv", "checks.csv"):
        plain = (c.folder / table).read_bytes()
        assert "zoë".encode() in plain
        assert plain.startswith(b"student_id,")
        assert (c.folder / "excel" / table).read_bytes() == codecs.BOM_UTF8 + plain


@pytest.mark.parametrize(
    "begins", ["=", "+", "-", "@", "\t=", "\r", "\n", " =", "\u00a0@", "\uff1d", "\uff0b", "\uff0d", "\uff20"]
)
def test_no_cell_begins_as_a_formula_does(tmp_path: Path, begins: str) -> None:
    written, plain = f"{begins}cmd|' /C calc'!A0", "a = 1, and\r\n-1"
    write_table(tmp_path / "t.csv", ["reason", "rest"], [[written, plain], ["-1.5", "7.5"]])
    with (tmp_path / "t.csv").open(newline="", encoding="utf-8") as file:
        assert list(csv.reader(file)) == [["reason", "rest"], [f"'{written}", plain], ["-1.5", "7.5"]]
