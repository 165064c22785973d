"""Drawings written as text: compared with models, shown as pictures, chosen among."""

import keras
import pytest
from keras import layers

from autograder import checks as check

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
    drawing = check.Drawing(RESIDUAL)
    assert drawing._repr_png_().startswith(b"\x89PNG")
    both = check.Drawings(A=drawing, B=drawing)
    assert both._repr_png_().startswith(b"\x89PNG") and "A, B" in repr(both)


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
