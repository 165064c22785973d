"""A function that is given a model and says yes or no: the chapter's own models reach it as data, with the question."""

import shutil
from pathlib import Path

import pytest

from autograder.cli import main
from tests.conftest import ROOT
from tests.grading.tiny_class import CHAPTER, TinyClass

SOURCE = '''
# %% locked="setup"
import keras
import numpy as np
from autograder import checks as check

left, right = np.eye(3, dtype="float32"), np.ones((3, 3), "float32")


def pair_model(join, seed):
    """Return a model of two inputs, joined in this way."""
    keras.utils.set_random_seed(seed)
    a, b = keras.Input((3,), name="left"), keras.Input((3,), name="right")
    both = keras.layers.Concatenate()([a, b]) if join == "end to end" else keras.layers.Add()([a, b])
    return keras.Model([a, b], keras.layers.Dense(1, name="answer")(both))


even, colleagues = pair_model("added", 1), pair_model("end to end", 2)

# %% [markdown]
# ### Exercise 1 · Is it even-handed?

# %% exercise="even"
is_even = None
### BEGIN SOLUTION
def is_even(model):
    one, other = model([left, right]), model([right, left])
    return bool(np.allclose(one, other, atol=1e-6))
### END SOLUTION

# %% check="even-one" points=1
check.gives(is_even, even, expected=True, name="is_even(even)")

# %% check="even-other" points=2
check.gives(is_even, colleagues, expected=False, name="is_even(colleagues)")
### BEGIN HIDDEN TESTS
check.gives(is_even, pair_model("added", 5), expected=True, name="is_even(another)")
check.gives(is_even, pair_model("end to end", 6), expected=False, name="is_even(another)")
### END HIDDEN TESTS
'''
RIGHT = """def is_even(model):
    one, other = model([left, right]), model([right, left])
    return bool(np.abs(one - other).max() < 1e-6)"""
SPOIL = "model.set_weights([0 * weight for weight in model.get_weights()])"
ANSWERS = {
    "right": RIGHT,
    "with-predict": RIGHT.replace("model([left, right])", "model.predict([left, right], verbose=0)").replace(
        "model([right, left])", "model.predict([right, left], verbose=0)"
    ),
    "reads-the-graph": "def is_even(model):\n"
    "    return not any(isinstance(layer, keras.layers.Concatenate) for layer in model.layers)",
    "by-turns": "asked = []\ndef is_even(model):\n    asked.append(1)\n    return len(asked) % 2 == 1",
    "by-turns-no-first": "asked = []\ndef is_even(model):\n    asked.append(1)\n    return len(asked) % 2 == 0",
    "always-true": "def is_even(model):\n    return True",
    "knows-the-names": "def is_even(model):\n    return model is even",  # right in the notebook, and no property
    "spoils-first": RIGHT.replace("    one", f"    {SPOIL}\n    one"),
    "spoils-and-answers": RIGHT.replace("    return", f"    {SPOIL}\n    return"),
    "keeps-the-first": "first = []\n"
    + RIGHT.replace("    one", "    first.append(model)\n    model = first[0]\n    one"),
    "gives-the-names-away": f"colleagues, even = even, even\n{RIGHT}",
    "swaps-the-weights": f"even.set_weights([w + 1 for w in even.get_weights()])\n{RIGHT}",
    "gives-the-model": "def is_even(model):\n    return model",
    "equal-to-all": "class Yes:\n    __eq__ = lambda *_: True\n    __bool__ = lambda _: True\n"
    "def is_even(model):\n    return Yes()",
    "raises": "def is_even(model):\n    return model.no_such_thing",
    "unedited": "is_even = None",
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> TinyClass:
    root = tmp_path_factory.mktemp("lent")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    source = root / "solutions" / CHAPTER / f"{CHAPTER}.py"
    source.parent.mkdir(parents=True)
    source.write_text(SOURCE)
    assert main(["--root", str(root), "build"]) == 0
    c = TinyClass(root, root / "class")
    for student, answer in ANSWERS.items():
        c.submit(student, c.notebook(even=answer))
    assert c.grade() == 0
    return c


def outcomes(c: TinyClass, student: str) -> list[str]:
    return [row["outcome"] for row in c.rows("checks.csv") if row["student_id"] == student]


@pytest.mark.parametrize(
    "student",
    ["right", "with-predict", "reads-the-graph", "spoils-and-answers", "gives-the-names-away", "swaps-the-weights"],
)
def test_whatever_tells_the_models_apart_is_right(graded: TinyClass, student: str) -> None:
    """Each question brings a model of its own: what a function, or a cell, does to one changes no other."""
    assert outcomes(graded, student) == ["passed", "passed"]


@pytest.mark.parametrize(
    ("student", "expected"),
    [
        ("always-true", ["passed", "failed"]),
        ("spoils-first", ["passed", "failed"]),
        ("keeps-the-first", ["passed", "failed"]),
        ("knows-the-names", ["failed", "failed"]),  # what it is given is no model that a name holds
        ("gives-the-model", ["failed", "failed"]),
        ("equal-to-all", ["failed", "failed"]),
        ("raises", ["failed", "failed"]),
        ("unedited", ["not attempted", "not attempted"]),
    ],
)
def test_what_does_not_tell_them_apart_is_told(graded: TinyClass, student: str, expected: list[str]) -> None:
    assert outcomes(graded, student) == expected


@pytest.mark.parametrize("student", ["by-turns", "by-turns-no-first"])
def test_who_says_yes_and_no_by_turns_is_not_right(graded: TinyClass, student: str) -> None:
    """Questions come in an order of their own, not in that of the checks, in which authors are likely to alternate."""
    assert "failed" in outcomes(graded, student)


def test_nothing_waits_for_a_person(graded: TinyClass) -> None:
    assert {row["outcome"] for row in graded.rows("grades.csv")} == {"graded"}


UNSEEDED = ("    keras.utils.set_random_seed(seed)\n", "")
TRAINED = (
    "# %% [markdown]\n# ### Exercise 1",
    "# %%\neven.set_weights([w + 1 for w in even.get_weights()])\n\n# %% [markdown]\n# ### Exercise 1",
)
CHANGED = (
    '# %% check="even-other" points=2\n',
    '# %% check="even-other" points=2\ncolleagues.set_weights([w + 1 for w in colleagues.get_weights()])\n',
)
BETWEEN = (
    '# %% check="even-one" points=1\n',
    '# %% check="even-one" points=1\neven.set_weights([w + 1 for w in even.get_weights()])\n',
)


def course(folder: Path, *changes: tuple[str, str]) -> Path:
    """A course with the chapter, in which texts are replaced by others."""
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    source = folder / "solutions" / CHAPTER / f"{CHAPTER}.py"
    source.parent.mkdir(parents=True)
    text = SOURCE
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    source.write_text(text)
    return folder


@pytest.mark.parametrize(
    "change", [UNSEEDED, TRAINED], ids=["without a seed", "trained by a cell that anybody may change"]
)
def test_a_lent_model_that_is_another_one_when_judged_is_told_to_the_author(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: tuple[str, str]
) -> None:
    root = course(tmp_path, change)
    assert main(["--root", str(root), "build"]) != 0
    said = " ".join(capsys.readouterr().err.split())
    assert "cannot be judged alone" in said and "made from a seed" in said
    assert not list(root.rglob("*.questions")), "nobody is asked about a model that is not made again"


def test_what_the_checks_themselves_do_to_a_lent_model_is_done_where_they_are_judged(tmp_path: Path) -> None:
    root = course(tmp_path, CHANGED, BETWEEN)
    assert main(["--root", str(root), "build"]) == 0
    c = TinyClass(root, root / "class")
    c.submit("right", c.notebook(even=RIGHT))
    c.submit("wrong", c.notebook(even=ANSWERS["always-true"]))
    assert c.grade() == 0
    assert (outcomes(c, "right"), outcomes(c, "wrong")) == (["passed", "passed"], ["passed", "failed"])
