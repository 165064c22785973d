"""One chapter with Keras and the real checks: their records, messages and causes arrive where they should."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from autograder.cli import main
from tests.conftest import ROOT
from tests.grading.tiny_class import CHAPTER, TinyClass

SOURCE = """
# %% locked="setup"
import keras
import numpy as np
from autograder import checks as check

# %% [markdown]
# ### Exercise 1 · Two inputs

# %% exercise="merge"
model = None
### BEGIN SOLUTION
a, b = keras.Input((3,), name="a"), keras.Input((4,), name="b")
model = keras.Model([a, b], keras.layers.Dense(1, name="answer")(keras.layers.concatenate([a, b])))
### END SOLUTION

# %% check="merge-inputs" points=1
check.inputs(model, a=(None, 3), b=(None, 4))

# %% check="merge-uses-both" points=2
check.moves(model, {"a": np.eye(3), "b": np.eye(4)[:3]}, a=True, b=True)

# %% check="merge-size" points=1
### BEGIN HIDDEN TESTS
check.parameters(model, 8)
### END HIDDEN TESTS

# %% locked="trained"
keras.utils.set_random_seed(3)
trained = keras.Sequential([keras.Input((3,), name="c"), keras.layers.Dense(2, name="sketch"), keras.layers.Dense(1)])
trained.compile("sgd", "mse")
trained.fit(np.ones((4, 3)), np.ones((4, 1)), verbose=0)
print("it is", "trained")

# %% [markdown]
# ### Exercise 2 · A part of it

# %% exercise="part"
part = None
### BEGIN SOLUTION
part = keras.Model(trained.inputs, trained.get_layer("sketch").output)
### END SOLUTION

# %% check="part-cut" points=1
check.share_weights(trained, part)
check.cut(part, trained, "sketch", {"c": np.ones((2, 3))})
"""
PART = 'part = keras.Model(trained.inputs, trained.get_layer("sketch").output)'
BUILT = 'a, b = keras.Input((3,), name="a"), keras.Input((4,), name="b")\n'
ANSWERS = {
    "right": BUILT + "model = keras.Model([a, b], keras.layers.Dense(1)(keras.layers.Concatenate()([b, a])))",
    "half-used": BUILT + "model = keras.Model([a, b], keras.layers.Dense(1)(a))",
    "broken": BUILT + "model = keras.Model([a, b], keras.layers.Dense(1)(a + b))",
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> TinyClass:
    root = tmp_path_factory.mktemp("keras")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    source = root / "solutions" / CHAPTER / f"{CHAPTER}.py"
    source.parent.mkdir(parents=True)
    source.write_text(SOURCE)
    assert main(["--root", str(root), "build"]) == 0
    c = TinyClass(root, root / "class")
    for student, answer in ANSWERS.items():
        c.submit(student, c.notebook(merge=answer))
    no_more_training = "def fit(*_, **__):\n    raise MemoryError\nkeras.Model.fit = keras.Sequential.fit = fit"
    c.submit("never-trains", c.notebook(merge=no_more_training, part=f"{PART}\nprint(np.random.randint(10**9))"))
    c.submit("unedited", c.notebook())
    assert c.grade() == 0
    return c


def outcomes(c: TinyClass, student: str) -> list[tuple[str, str]]:
    return [(row["outcome"], row["cause"]) for row in c.rows("checks.csv") if row["student_id"] == student]


def test_checks_of_keras_models_are_recorded(graded: TinyClass) -> None:
    assert outcomes(graded, "right")[:3] == [("passed", "")] * 3
    assert outcomes(graded, "unedited") == [("not attempted", "")] * 4
    assert outcomes(graded, "half-used")[0] == ("passed", "")
    assert outcomes(graded, "half-used")[1] == ("failed", "dead-input")
    assert outcomes(graded, "broken")[:3] == [("not reached", "")] * 3


def test_an_error_of_keras_is_named_with_its_line(graded: TinyClass) -> None:
    assert "the exercise's cell raised ValueError in line 2: " in graded.reason("broken", "merge-uses-both")


def test_a_checks_message_keeps_its_looks_in_the_page(graded: TinyClass) -> None:
    page = graded.page("half-used")
    assert "border-left:4px solid" in page
    assert "BEGIN HIDDEN" not in page and "check.parameters" not in page


def test_nothing_of_tensorflow_reaches_the_page(graded: TinyClass) -> None:
    for student in ("right", "broken"):
        page: str = Path(graded.path(student, "feedback", ".html")).read_text()
        assert "oneDNN" not in page and "output_stderr" not in page.split("<body")[1]


def test_what_the_chapter_trains_is_not_trained_again_for_each_submission(graded: TinyClass) -> None:
    """It was when the chapter was built: the student's kernel gets it as data, and the page what it printed."""
    assert outcomes(graded, "never-trains")[3] == ("passed", "")
    assert "it is trained" in graded.page("never-trains")
    assert str(np.random.RandomState(3).randint(10**9)) in graded.page("never-trains")  # the seed is set all the same
