"""Drawings written as text: compared with models, shown as pictures, chosen among."""

import html
import json
import os
import subprocess

import keras
import pytest
from keras import layers

from autograder import checks as check
from autograder.checks.look import collected
from autograder.messages import Message

RESIDUAL = """
    image  = input 8×8×4
    first  = Conv2D 4 · 3×3 · same   ← image
    strong = relu                    ← first
    second = Conv2D 4 · 3×3 · same   <- strong
    sum    = Add                     ← image, second
    output                           ← sum
"""
TWINS = """
    left   = input 6
    right  = input 6
    code   = Dense 3      ← left
    other  = again code   ← right
    apart  = Subtract     ← left_too, other
    output                ← apart
"""


def residual(activation: str | None = "relu", shortcut: bool = True) -> keras.Model:
    image = keras.Input((8, 8, 4), name="picture")
    change = layers.Conv2D(4, 3, padding="same", activation=activation)(image)
    change = layers.Conv2D(4, 3, padding="same")(change)
    return keras.Model(image, image + change if shortcut else change)


def test_a_model_is_compared_with_a_drawing(cause_of) -> None:
    check.same_graph(residual(), check.Drawing(RESIDUAL))
    assert cause_of(check.same_graph, residual(activation=None), check.Drawing(RESIDUAL)) == "missing-activation"
    assert cause_of(check.same_graph, residual(shortcut=False), check.Drawing(RESIDUAL)) == "missing-shortcut"


def test_an_addition_of_one_tensor_to_itself_is_told(cause_of) -> None:
    image = keras.Input((8, 8, 4))
    change = layers.Conv2D(4, 3, padding="same", activation="relu")(image)
    change = layers.Conv2D(4, 3, padding="same")(change)
    model = keras.Model(image, layers.Add()([change, change]))
    assert cause_of(check.same_graph, model, check.Drawing(RESIDUAL)) == "added-to-itself"


def test_a_projection_where_none_is_needed_is_told(cause_of) -> None:
    image = keras.Input((8, 8, 4))
    change = layers.Conv2D(4, 3, padding="same", activation="relu")(image)
    change = layers.Conv2D(4, 3, padding="same")(change)
    model = keras.Model(image, layers.Conv2D(4, 1)(image) + change)
    assert cause_of(check.same_graph, model, check.Drawing(RESIDUAL)) == "needless-projection"


def test_a_drawing_can_share_a_layer() -> None:
    drawing = check.Drawing(TWINS.replace("left_too", "code"))
    left, right, dense = keras.Input((6,), name="left"), keras.Input((6,), name="right"), layers.Dense(3)
    check.same_graph(keras.Model([left, right], dense(left) - dense(right)), drawing)
    with pytest.raises(check.CheckFailed):
        check.same_graph(keras.Model([left, right], dense(right) - dense(left)), drawing)
    with pytest.raises(check.CheckFailed):
        check.same_graph(keras.Model([left, right], layers.Dense(3)(left) - dense(right)), drawing)


@pytest.mark.parametrize("line", ["image: input 8", "a = Dense 3 ← nowhere", "= relu", TWINS])
def test_a_line_that_cannot_be_read_is_quoted(line) -> None:
    with pytest.raises(ValueError, match="a drawing has no line such as"):
        check.Drawing(line)


def test_a_drawing_shows_itself_as_a_picture() -> None:
    drawing, plain = check.Drawing(RESIDUAL), check.Drawing(RESIDUAL.replace("← image, second", "← image, strong"))
    png, alone = drawing._repr_png_()
    assert png.startswith(b"\x89PNG")
    both = check.Drawings(A=drawing, B=plain)
    png, beside = both._repr_png_()
    assert png.startswith(b"\x89PNG") and "A, B" in repr(both)
    assert "; 4 Conv2D 4 · 3×3 · same from 3; 5 Add from 1, 4; 6 output from 5." in alone["alt"]
    assert beside["alt"].startswith(f"A: {alone['alt']} B: 1 input") and "Add from 1, 3; " in beside["alt"]


def test_a_failed_comparison_is_one_message_with_both_drawings() -> None:
    with collected() as messages, pytest.raises(check.CheckFailed) as failed:
        check.same_graph(residual(activation=None), check.Drawing(RESIDUAL))
    (message,) = messages
    assert [label for label, _ in message.rows] == ["expected", "found", "cause", "look at"]
    assert message.picture is not None and message.picture.png.startswith(b"\x89PNG")
    text = message.in_text()
    assert text.startswith(str(message)) and str(failed.value) == str(message)
    yours, specification = text.split("yours:")[1].split("specification:")
    assert "≠" not in yours.replace("≠  3  Conv2D", "Conv2D") and "≠  3  relu ← 2" in specification
    assert "Only in the specification:" in message.picture.alt and "relu after Conv2D" in message.picture.alt
    bundle = message.to_bundle()
    assert bundle["text/plain"] == text
    assert bundle["text/html"].count("<img") == 1 and html.escape(message.picture.alt) in bundle["text/html"]
    assert Message.from_dict(json.loads(json.dumps(message.to_dict()))) == message


def test_where_one_side_has_all_of_the_other_the_text_alternative_says_so() -> None:
    with collected() as messages, pytest.raises(check.CheckFailed):
        check.same_graph(residual(shortcut=False), check.Drawing(RESIDUAL))
    assert "Only in yours: nothing." in messages[0].picture.alt


def test_a_picture_is_drawn_within_this_process(capfd: pytest.CaptureFixture[str], monkeypatch) -> None:
    def start(*_: object, **__: object) -> None:
        raise AssertionError("a program was started")

    monkeypatch.setattr(subprocess, "Popen", start)
    before = dict(os.environ)
    assert check.Drawing(RESIDUAL)._repr_png_()[0].startswith(b"\x89PNG")
    assert dict(os.environ) == before
    assert capfd.readouterr().err == "", "fontconfig's words would stand below a student's cell"


def test_the_right_drawing_is_chosen(cause_of) -> None:
    chain = check.Drawing("""
        image  = input 8×8×4
        first  = Conv2D 4 · 3×3 · same   ← image
        strong = relu                    ← first
        second = Conv2D 4 · 3×3 · same   ← strong
        output                           ← second
    """)
    drawings = {"A": chain, "B": check.Drawing(RESIDUAL)}
    for spelled in ("B", " b "):
        check.which_drawing(spelled, residual(), **drawings)
    assert cause_of(check.which_drawing, "A", residual(), **drawings) == "other-drawing"
    assert cause_of(check.which_drawing, "C", residual(), **drawings) is None
    assert cause_of(check.which_drawing, None, residual(), **drawings) is None
    with pytest.raises(ValueError, match="none of the drawings"):
        check.which_drawing("A", residual(activation=None), **drawings)


def test_two_wide_graphs_stand_below_each_other_so_that_both_are_seen() -> None:
    def widths(branches: int) -> tuple[int, int]:
        image = keras.Input((8, 8, 3))
        wide = layers.Concatenate()([layers.Conv2D(2 + n, 3, padding="same")(image) for n in range(branches)])
        text = "x = input 8×8×3\ny = Conv2D 7 · 3×3 · same ← x\noutput ← y"
        with collected() as said, pytest.raises(check.CheckFailed):
            check.same_graph(keras.Model(image, wide), check.Drawing(text))
        (message,) = said
        assert message.picture is not None
        return int.from_bytes(message.picture.png[16:20], "big"), int.from_bytes(message.picture.png[20:24], "big")

    (few, low), (many, high) = widths(2), widths(5)
    assert many < 900 and high > 1.5 * low
    assert few < 760
