"""The README leads somewhere: its links, its pictures and its commands exist."""

import re
from pathlib import Path

import pytest

from autograder import cli

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
LINKS = re.findall(r"(!?)\[([^\]]*)\]\(([^)]+)\)", README)


@pytest.mark.parametrize("target", [target for _, _, target in LINKS])
def test_link_leads_somewhere(target):
    if target.startswith("#"):
        headings = re.findall(r"^#+ (.*)$", README, re.MULTILINE)
        assert target[1:] in [heading.lower().replace(" ", "-") for heading in headings]
    else:
        assert (ROOT / target).exists()


def test_pictures_have_a_text_alternative():
    pictures = [text for is_picture, text, _ in LINKS if is_picture]
    assert len(pictures) == 2
    assert all(len(text) > 40 for text in pictures)


def test_each_reader_has_a_door_near_the_top():
    doors = [target for _, text, target in LINKS if text.startswith("I ") and target.startswith("#")]
    assert len(doors) == 3
    assert README.index("Which door is yours?") < 2500  # characters: the first screen


def test_every_make_command_is_a_target():
    makefile = (ROOT / "Makefile").read_text()
    named = set(re.findall(r"\bmake (?:PYTHON=\S+ )?([a-z]+)\b(?=[ `\n])", README)) - {"does"}
    assert {"grade", "test", "lab", "build"} <= named
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_autograder_command_exists():
    for command in re.findall(r"autograder ([a-z]+)", README):
        with pytest.raises(SystemExit) as stopped:
            cli.parser().parse_args([command, "--help"])
        assert stopped.value.code == 0
