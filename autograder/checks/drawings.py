"""Comparing a model's graph with a specification, and drawing both where they differ."""

from __future__ import annotations

from typing import Any

import keras
import networkx as nx

from autograder.checks import take
from autograder.checks.look import check, fail
from autograder.graphs.canonical import canonical, with_named_outputs
from autograder.graphs.difference import why
from autograder.graphs.drawing import Drawing, in_text, picture
from autograder.graphs.graph import read_graph
from autograder.graphs.matching import differing, same
from autograder.graphs.telling import in_words, in_words_of_each_other
from autograder.messages import Picture

YOURS, SPECIFICATION = "yours", "specification"
LARGE = 40  # a graph of more boxes is drawn only near those that differ
WIDEST = 760  # pixels that a notebook beside its list of files has room for: two that need more stand below each other


@check("the graph of your model", subjects=["model"])
def same_graph(model: Any, specification: keras.Model | Drawing) -> str:
    """Check that a model's graph equals the specification's, up to names and equivalent spellings.

    Compared are: each layer's or operation's kind and settings, where they are not Keras' defaults; the numbers, slices
    and arrays it is called with; its activation; which output of which call it reads, and at which place; a ``mask=``
    that Keras does not pass along by itself; which calls are of one layer with weights; the shapes of the inputs.
    Names count where there are several inputs, and where both make dicts of outputs under the same names.

    Not compared are: names otherwise, starting values, regularizers, constraints, ``trainable``, types of numbers, and
    the order of a list of outputs.

    Equal are: layer, operator or function; ``activation=`` or a layer of its own; models inside, of whatever class, or
    their layers; a Lambda or a function of one's own and what it calls (one that cannot be called on symbolic tensors
    equals every other); order and nesting of what is added or concatenated; an axis, index or slice counted from either
    end; axes exchanged, or axes of length 1 added, by whichever operation; a number that changes nothing, as the 0 that
    ``sum`` begins with; ``x / 2`` and ``0.5 * x``, ``x**2`` and ``x * x``; sums divided by their number and averages;
    ``maximum(x, 0)`` and relu; the mean over all positions and global pooling; Dense and a convolution that looks at
    one place; ``RNN(LSTMCell(3))`` and ``LSTM(3)``; the last step of a sequence and the state behind it; parts of a
    split and slices; zeros put around and padding "same"; shapes given one after the other and the last of them;
    ``a - b`` and ``a + -b``; ``abs(a - b)`` and ``abs(b - a)``; a length and the root of a sum of squares; sums of
    products of vectors and dot products; what is stacked and summed, and what is added; softmax and sigmoid, and their
    formulas with ``exp``; what is cropped, and a slice; an EinsumDense along the last axis, and Dense. One layer is one
    whichever models it stands in.

    Different are, though they compute the same: ``a + a`` and ``2 * a``; a Bidirectional and its two layers; stacked
    cells and stacked layers; an activation given once or twice; ``mask_zero`` and a mask worked out by hand; repeating
    by hand and RepeatVector or UpSampling; other formulas of activations, as with ``where``.

    On failure both graphs are drawn with the differing nodes marked.
    Raises CheckFailed; NotAttempted when there is no model yet.

    >>> x = keras.Input((4,), name="x")
    >>> wanted = keras.Model(x, x + layers.Dense(4, activation="relu")(x))
    >>> check.same_graph(keras.Model(x, layers.Add()([layers.ReLU()(layers.Dense(4)(x)), x])), wanted)
    ✓ your graph equals the specification, up to names
    >>> check.same_graph(keras.Model(x, layers.Dense(4, activation="relu")(x)), wanted)
    ✗ the graph of your model
        expected  Add after input x 4 and relu
        found     a graph of 4 boxes, each with its counterpart
        cause     missing-shortcut: no path leads around the layers, so what goes in reaches the end only through
                  all of them
        look at   the place where tensors should be joined: is one of them the earlier one, as it was before the
                  layers?
        yours:
           1  input x 4
           2  Dense 4 ← 1
           3  relu ← 2
           4  output ← 3
        specification:
           1  input x 4
           2  Dense 4 ← 1
           3  relu ← 2
        ≠  4  Add ← 1, 3
           5  output ← 4
    """
    mine = canonical(take.graph(model))
    wanted = _graph(specification)
    if same(mine, wanted):
        mine, wanted = with_named_outputs(mine, wanted)
        if same(mine, wanted):
            return "your graph equals the specification, up to names"
    odd_mine, odd_wanted = differing(mine, wanted)
    odd = {(YOURS, call) for call in odd_mine} | {(SPECIFICATION, call) for call in odd_wanted}
    drawn = {YOURS: _near(mine, odd_mine), SPECIFICATION: _near(wanted, odd_wanted)}
    expected, found = in_words_of_each_other(wanted, odd_wanted, mine, odd_mine)
    only = ("nothing" if not calls else words for calls, words in ((odd_mine, found), (odd_wanted, expected)))
    alt = "Your graph beside the specification. Only in yours: {}. Only in the specification: {}.".format(*only)
    fail(
        expected=expected,
        found=found,
        cause=why(mine, wanted, odd_mine, odd_wanted),
        picture=Picture(picture(drawn, odd, WIDEST), alt, in_text(drawn, odd)),
    )


@check("the drawing you chose", subjects=["chosen"])
def which_drawing(chosen: Any, model: keras.Model, /, **drawings: Drawing) -> str:
    """Check that the drawing whose title was `chosen` (in any case) is the one of `model`.

    Raises CheckFailed; NotAttempted when nothing is chosen; ValueError when no drawing is the model's.

    >>> a = check.Drawing('''
    ...     x = input 4
    ...     y = Dense 8 ← x
    ...     output ← y''')
    >>> b = check.Drawing('''
    ...     x = input 4
    ...     y = relu ← x
    ...     output ← y''')
    >>> x = keras.Input((4,), name="x")
    >>> model = keras.Model(x, layers.Dense(8)(x))
    >>> check.which_drawing("A", model, A=a, B=b)
    ✓ drawing A has the graph of this model
    >>> check.which_drawing("B", model, A=a, B=b)
    ✗ the drawing you chose
        expected  one of A, B: the one whose every box and arrow is in the code
        found     B, which has relu after input x 4
        cause     other-drawing: the drawing differs from the code in a box or in an arrow
        look at   the code, line by line: which box is this, and where does its arrow come from?
    """
    title = take.data(take.made(chosen))
    graph = canonical(read_graph(model))
    right = [title for title, drawing in drawings.items() if same(graph, drawing.graph)]
    if not right:
        raise ValueError("none of the drawings is one of this model")
    said = next((known for known in drawings if known.lower() == title), None)
    if said in right:
        return f"drawing {said} has the graph of this model"
    expected = f"one of {', '.join(drawings)}"
    if said is None:
        found = repr(chosen) if isinstance(chosen, str) else f"a {type(chosen).__name__}"
        fail(expected=expected, found=found, look_at="the letter above the drawing: it is a text of one letter")
    other = drawings[said].graph
    odd, _ = differing(other, graph)
    fail(
        expected=f"{expected}: the one whose every box and arrow is in the code",
        found=f"{said}, which has {in_words(other, odd)}" if odd else f"{said}, which lacks a part of the model",
        cause="other-drawing",
    )


def _near(graph: nx.MultiDiGraph, odd: set[str]) -> nx.MultiDiGraph:
    """Return a large graph without what is more than three arrows away from the first odd node."""
    if len(graph) <= LARGE:
        return graph
    start = next((call for call in nx.topological_sort(graph) if call in odd), next(iter(graph)))
    return graph.subgraph(nx.ego_graph(graph.to_undirected(as_view=True), start, radius=3))


def _graph(specification: keras.Model | Drawing) -> nx.MultiDiGraph:
    return specification.graph if isinstance(specification, Drawing) else canonical(read_graph(specification))
