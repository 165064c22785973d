"""What makes the chapters' trainings quick stands beside them, not on their pages, and changes nothing learned."""

import importlib.util
import re
from types import ModuleType

import keras
import numpy as np
import pytest
from keras import layers

from autograder import project
from autograder.chapter.source import read_source
from tests.conftest import ROOT

COPIES = sorted((ROOT / project.SOLUTIONS).glob("*/quick.py"))
PLUMBING = re.compile(
    r"optimizer\.build|save_own_variables|load_own_variables|steps_per_execution|jit_compile|run_eagerly"
)


@pytest.fixture(scope="module")
def quick() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quick", COPIES[0])
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def small() -> keras.Model:
    number = keras.Input((3,))
    return keras.Model(number, layers.Dense(1)(layers.Dense(4, activation="relu")(number)))


def trained(prepare=lambda model: model) -> list[np.ndarray]:
    keras.utils.set_random_seed(3)
    model = small()
    model.compile(keras.optimizers.Adam(0.01), "mse")
    x = np.random.default_rng(0).normal(size=(40, 3))
    prepare(model).fit(x, x[:, :1], batch_size=10, epochs=3, shuffle=False, verbose=0)
    return model.get_weights()


def same(one: list[np.ndarray], other: list[np.ndarray]) -> bool:
    return all(np.allclose(a, b, atol=1e-5) for a, b in zip(one, other, strict=True))


def test_every_chapter_has_the_same_file() -> None:
    assert len(COPIES) >= 5
    assert len({path.read_bytes() for path in COPIES}) == 1


@pytest.mark.parametrize("chapter", [path.parent.name for path in COPIES])
def test_no_page_shows_the_plumbing(chapter: str) -> None:
    page = read_source(project.source_path(ROOT, chapter))
    shown = [cell.source for cell in page.cells if not cell.metadata.get("nbgrader", {}).get("grade")]
    assert [found.group() for source in shown if (found := PLUMBING.search(source))] == []


def test_a_prepared_model_learns_the_same(quick: ModuleType) -> None:
    plain = trained()
    assert same(plain, trained(lambda model: quick.ready(model, batches=4)))
    assert same(plain, trained(lambda model: quick.ready(model, batches=2, jit=False)))
    assert same(plain, trained(quick.eagerly))


def test_a_fresh_model_is_as_new_for_each_seed(quick: ModuleType) -> None:
    model = small()
    model.compile(keras.optimizers.Adam(0.01), "mse")
    runs = {1: [], 2: []}
    for seed in quick.fresh(model, small, (1, 2, 1)):
        model.fit(np.ones((20, 3)), np.ones((20, 1)), epochs=2, verbose=0)
        runs[seed].append(model.get_weights())
    first, again = runs[1]
    assert same(first, again)
    assert not same(first, runs[2][0])


def test_a_model_that_is_not_compiled_is_told_by_fit(quick: ModuleType) -> None:
    with pytest.raises(ValueError, match="compile"):
        quick.ready(small(), batches=2).fit(np.ones((2, 3)), np.ones((2, 1)), verbose=0)
