"""What is said survives the way through JSON, whole, and what is no message is refused."""

import json
import re
import subprocess
import sys

import pytest

from autograder.causes import CAUSES
from autograder.messages import OUTCOMES, Message, Outcome, Picture

FAILED = Message(
    "inputs",
    "failed",
    "the inputs of your model",
    expected="text (None, None)",
    found="text (None,) & <b>no more</b>",
    cause="missing-input",
    look_at=CAUSES["missing-input"].look_at,
    picture=Picture(b"\x89PNG\x00\xff", 'yours beside "theirs"'),
)
MESSAGES = [
    FAILED,
    Message("inputs", "passed", "the inputs of your model", confirmed="inputs: text (None, None)"),
    Message("inputs", "not attempted", "the inputs of your model"),
    Message("inputs", "failed", "the inputs of your model", expected="2", found="3"),
]


@pytest.mark.parametrize("message", MESSAGES)
def test_a_message_comes_back_from_json_as_it_was(message: Message) -> None:
    assert Message.from_dict(json.loads(json.dumps(message.to_dict()))) == message


def test_rows_stay_rows() -> None:
    assert [label for label, _ in FAILED.rows] == ["expected", "found", "cause", "look at"]
    assert dict(FAILED.rows)["cause"] == f"missing-input: {CAUSES['missing-input'].sentence}"
    assert [label for label, _ in MESSAGES[2].rows] == ["to do"]
    assert str(FAILED).split("\n")[0] == "✗ the inputs of your model"
    assert str(MESSAGES[1]) == "✓ inputs: text (None, None)"


def test_what_was_found_is_text_on_a_page_not_html() -> None:
    page = FAILED.to_html()
    assert "&lt;b&gt;no more&lt;/b&gt;" in page
    assert 'alt="yours beside &quot;theirs&quot;"' in page


def test_a_cause_of_another_version_is_shown_by_its_name() -> None:
    assert dict(Message("inputs", "failed", "x", cause="not-yet-known").rows) == {"cause": "not-yet-known"}


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "passed",
        {},
        {"check": "inputs", "outcome": "passed"},
        {"check": "inputs", "outcome": "excellent", "looked_at": "x"},
        {"check": "inputs", "outcome": ["passed"], "looked_at": "x"},
        {"check": "inputs", "outcome": "failed", "looked_at": "x", "found": 3},
        {"check": "inputs", "outcome": "failed", "looked_at": "x", "picture": {"png": "?", "alt": "x"}},
        {"check": "inputs", "outcome": "failed", "looked_at": "x", "picture": {"png": 3, "alt": "x"}},
    ],
)
def test_what_is_no_message_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r"message|picture"):
        Message.from_dict(data)


def test_reading_and_showing_messages_needs_no_keras_and_no_notebook() -> None:
    without = "import sys; sys.modules.update(dict.fromkeys(('keras', 'tensorflow', 'IPython', 'nbformat', 'numpy')))"
    show = "from autograder.records import Message; print(Message('inputs', 'failed', 'x', cause='dead-input'))"
    done = subprocess.run([sys.executable, "-c", f"{without}; {show}"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "dead-input: " in done.stdout


def luminance(colour: tuple[float, ...]) -> float:
    """How bright a colour is, as WCAG counts it; its parts are 0 to 255."""
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


PAGES = {
    "dark": ((17, 17, 17), (224, 224, 224)),
    "light": ((255, 255, 255), (33, 33, 33)),
}  # JupyterLab's, and its text


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_mark_can_be_read_on_a_light_and_on_a_dark_page(outcome: Outcome, page: str) -> None:
    html = Message("inputs", outcome, "the inputs of your model").to_html()
    mixed = re.search(r"color:color-mix\(in srgb, #(\w{6}) (\d+)%, currentColor\)", html)
    assert mixed
    background, text = PAGES[page]
    share = int(mixed[2]) / 100
    mark = tuple(share * part + (1 - share) * other for part, other in zip(bytes.fromhex(mixed[1]), text, strict=True))
    darker, brighter = sorted([luminance(mark), luminance(background)])
    assert (brighter + 0.05) / (darker + 0.05) >= 4.5  # what WCAG asks of text
