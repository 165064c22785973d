"""What students choose, their names and the first lines of their cells, is shown on the screen, and never obeyed."""

import pytest

from autograder.commands.shared import harmless
from tests.grading.tiny_class import TinyClass

CLEARS = "\x1b[2J\x1b]0;title\x07"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("zoë · 北京 \U0001f600\u00a0!", "zoë · 北京 \U0001f600\u00a0!"),
        ("two\nlines", "two\nlines"),
        ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
        ("\u202etxt.exe\u2066", "\\u202etxt.exe\\u2066"),
        ("a\rb\x85\u2028\u200b\ud83d", "a\\rb\\x85\\u2028\\u200b\\ud83d"),
        ("[red]x[/] [link=file:///x]y[/link]", "\\[red]x\\[/] \\[link=file:///x]y\\[/link]"),
    ],
)
def test_a_terminal_is_given_nothing_to_obey(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_names_and_cells_of_students_do_not_clear_the_screen(
    new_class: TinyClass, capsys: pytest.CaptureFixture[str]
) -> None:
    c = new_class
    c.submit(f"ada{CLEARS}", c.right())
    c.submit("ben", c.right(total=f"'{CLEARS}'\nimport os\nos._exit(1)"))
    assert c.grade() == 0
    said = capsys.readouterr().out
    assert "\x1b]0;" not in said and "\x07" not in said
    assert "ada\\x1b[2J" in "".join(said.split())
