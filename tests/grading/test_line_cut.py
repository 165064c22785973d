"""A kernel that spoils the lines that lead to it is ended, and that is told; nobody waits for it without an end."""

from tests.grading.tiny_class import TinyClass

CUT = """import os, socket
for number in range(3, 1024):
    for part in (b"{}\\n", b"\\0" * 64, b"\\xff" * 64):
        try:
            os.set_blocking(number, False)
            os.write(number, part)
        except OSError:
            pass
"""


def test_who_writes_into_every_descriptor_stops_nobody(new_class: TinyClass) -> None:
    c = new_class
    c.submit("ada", c.right(total=f"{CUT}total = 6"))
    c.submit("ben", c.right())
    assert c.grade("--cell-seconds", "3") == 0
    assert c.grades("ben")["score"] == "4"
    assert c.grades("ada")["outcome"] == "graded"
    assert "so the kernel was ended" in c.page("ada")
