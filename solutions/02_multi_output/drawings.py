"""The models of exercises 1 and 7, as drawings: what a box holds stands behind the =, where its arrows come from behind
the ←.

They are specifications, written down from the listing and the picture of the chapter, and not code that builds a model.
"""

from __future__ import annotations

from autograder.checks import Drawing


def _convolution(name: str, filters: int, width: int, source: str) -> str:
    """Return the two lines of a convolution with a relu behind it; the relu has the name."""
    return f"{name}_sums = Conv1D {filters} · {width} ← {source}\n{name} = relu ← {name}_sums\n"


SOCIAL_POSTS = Drawing(
    "posts = input ?\nwords = Embedding 50000 → 256 ← posts\n"
    + _convolution("first", 128, 5, "words")
    + "fifth = MaxPooling1D 5 ← first\n"
    + _convolution("second", 256, 5, "fifth")
    + _convolution("third", 256, 5, "second")
    + "fifth_again = MaxPooling1D 5 ← third\n"
    + _convolution("fourth", 256, 5, "fifth_again")
    + _convolution("last", 256, 5, "fourth")
    + """
    strongest  = GlobalMaxPooling1D ← last
    trunk_sums = Dense 128          ← strongest
    trunk      = relu               ← trunk_sums
    age        = Dense 1            ← trunk
    group_sums = Dense 10           ← trunk
    income     = softmax            ← group_sums
    one_sum    = Dense 1            ← trunk
    gender     = sigmoid            ← one_sum
    output                          ← age
    output                          ← income
    output                          ← gender
    """
)

NOVEL = Drawing(
    "novel = input ?\nwords = Embedding 5000 → 32 ← novel\n"
    + _convolution("phrases", 64, 3, "words")
    + """
    strongest  = GlobalMaxPooling1D ← phrases
    trunk_sums = Dense 32           ← strongest
    trunk      = relu               ← trunk_sums
    genre_sums = Dense 6            ← trunk
    genre      = softmax            ← genre_sums
    hidden     = Dense 16           ← trunk
    hidden_on  = relu               ← hidden
    date       = Dense 1            ← hidden_on
    output                          ← genre
    output                          ← date
    """
)
