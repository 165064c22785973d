"""The tables of a class: as other programs read them, and as Excel does."""

import codecs

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
