"""What a chapter's own cells train is stored when it is built: no judge trains it again for each submission."""

import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.authoring.rehearsal import rehearse
from autograder.chapter import chapter as chapters
from autograder.chapter import reading
from autograder.chapter.plan import Plan
from autograder.grading import evidence, questions
from autograder.grading.judge import values
from autograder.grading.judge.engine import Judge, Trouble
from autograder.grading.judge.request import CellText
from autograder.grading.judge.screen import Screen
from autograder.grading.judge.subjects import is_the_chapters
from autograder.grading.questions import Recorded
from tests.conftest import ROOT

CELL = "trained-model"


@pytest.fixture(scope="module")
def chapter() -> chapters.Chapter:
    return chapters.load(ROOT, "00_graphs")


@pytest.fixture(scope="module")
def recorded(chapter: chapters.Chapter) -> Recorded:
    return questions.read(ROOT, chapter)


def judge(chapter: chapters.Chapter, trained: dict[str, bytes]) -> Judge:
    """A judge in which the chapter's training cell cannot run."""
    cells = [CellText(CELL, "raise RuntimeError('it is run')")]
    return Judge(cells, chapter.plan, {}, {cell: evidence.unpack(told) for cell, told in trained.items()})


def test_a_judge_takes_what_was_trained_and_runs_nothing(chapter: chapters.Chapter, recorded: Recorded) -> None:
    assert judge(chapter, recorded.trained).judge({}, frozenset({CELL})) == {}
    with pytest.raises(Trouble, match="it is run"):
        judge(chapter, {}).judge({}, frozenset({CELL}))


def test_it_is_the_chapters_model(chapter: chapters.Chapter, recorded: Recorded) -> None:
    cell = next(cell for cell in chapter.solved.cells if cell.id == CELL)
    untrained = "\n".join(line for line in cell.source.splitlines() if ".fit(" not in line and "print" not in line)
    names: dict[str, object] = {}
    assert Screen(CELL).run(f"import keras\nfrom keras import layers\n{untrained}", names) is None
    made = values.named(evidence.unpack(recorded.trained[CELL]))
    assert made.keys() == {"trained_model"}
    model = made["trained_model"]
    assert is_the_chapters(model, names["trained_model"])
    assert model.compiled


TRAINS = """
model = keras.Sequential([keras.Input((3,)), {layer}, keras.layers.Dense(1)])
model.compile("sgd", "mse")
model.fit(keras.ops.ones((4, 3)), keras.ops.ones((4, 1)), verbose=0)
"""


@pytest.mark.parametrize(
    ("layer", "is_stored"), [("keras.layers.Dense(2)", True), ("keras.layers.Lambda(lambda x: 2 * x)", False)]
)
def test_a_model_with_code_in_it_is_not_stored(layer: str, is_stored: bool) -> None:
    trains = new_code_cell(TRAINS.format(layer=layer), id="trains")
    notebook = new_notebook(cells=[new_code_cell("import keras"), trains])
    _, trained, _ = rehearse(notebook, Plan((), frozenset({"trains"})))
    assert ("trains" in trained) is is_stored


def test_what_is_trained_can_be_evaluated_as_it_was_compiled() -> None:
    """A later cell of the chapter may unpack what `evaluate` returns: loss and metrics."""
    source = TRAINS.format(layer="keras.layers.Dense(2)").replace('"mse")', '"mse", metrics=["mae"])')
    notebook = new_notebook(cells=[new_code_cell("import keras"), new_code_cell(source, id="trains")])
    _, trained, _ = rehearse(notebook, Plan((), frozenset({"trains"})))
    names = values.named(trained["trains"])
    rows, targets = np.ones((4, 3), "float32"), np.ones((4, 1), "float32")
    assert len(names["model"].evaluate(rows, targets, verbose=0)) == 2


@pytest.mark.parametrize(
    ("statement", "acts"),
    [
        ("model.set_weights(before)", False),
        ("keras.utils.set_random_seed(1)", True),
        ("keras.config.set_floatx('float64')", True),
        ("for beginning in (1, 2):\n    model.set_weights(before)\n    model.fit(rows, targets)", False),
    ],
)
def test_what_sets_more_than_names_runs_all_the_same(statement: str, acts: bool) -> None:
    """Beside what takes the place of a training cell only that runs; weights are part of what was stored."""
    assert reading.acting(statement) == (statement if acts else "")
