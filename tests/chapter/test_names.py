"""Which of the chapter's cells a submission needs is read from its cells, whatever is in them."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.chapter.needs import running
from autograder.chapter.plan import Plan

HOSTILE = {
    "unfinished": "total = sum(",
    "null byte": "shown\0",
    "lone surrogate": "'\ud800' + shown",
    "deep brackets": "(" * 99_000,
    "deep signs": "-" * 99_000 + "shown",
    "deep attributes": "shown" + ".b" * 49_000,
    "deep lambdas": "lambda: " * 900 + "shown",
    "endless": "shown\n" * 1_000_000,
}


def demos_needed(demo: str, *cells: str) -> set[int]:
    page = new_notebook(cells=[new_code_cell(source) for source in (demo, *cells)])
    page.cells[0].metadata.tags = ["demo"]
    return set(running(page, new_notebook(cells=page.cells[:1]), NO_PLAN)) & {0}


def own_run(own: list[str], *cells: str, evident: str = "") -> list[str]:
    """Return which of the chapter's own cells run before a student's cells and a check that looks at one name."""
    page = new_notebook(cells=[new_code_cell(source) for source in [*own, *cells, "check.it()"]])
    page.cells[-1].metadata.nbgrader = {"grade": True, "grade_id": "it"}
    plan = Plan((), frozenset(), {page.cells[-1].id: frozenset({evident})})
    runs = running(page, new_notebook(cells=[*page.cells[: len(own)], page.cells[-1]]), plan)
    return [source for position, source in enumerate(own) if position in runs]


NO_PLAN = Plan((), frozenset())


@pytest.mark.parametrize(
    ("demo", "cell"),
    [
        ("shown = 1", "print(shown)"),
        ("import numpy as shown", "answer = shown.ones(3)"),
        ("def shown(): pass", "def answer():\n    return [shown() for _ in range(3)]"),
        ("class shown: pass", "class Answer(shown):\n    pass"),
        ("for shown in range(3): pass", "%pwd\n  !ls\nanswer = lambda: shown"),
        ("%pwd\nshown = 1", "f'{shown}'"),
        ("shown = 1", "%time answer = shown + 1"),
        ("shown = 1", "%%time\nanswer = shown + 1"),
        ("shown = 1", ">>> answer = shown"),
        ("shown = 1", "    answer = shown"),
        ("shown = 1", "shown += 1"),
        ("shown = 1", "if answer:\n    shown = 2\nprint(shown)"),
        ("shown = 1", "for _ in answers:\n    shown = 2\nprint(shown)"),
        ("shown = 1", "while answer:\n    shown = 2\nprint(shown)"),
        ("shown = 1", "for answer in range(3):\n    print(shown)\n    shown = answer"),
        ("shown = 1", "try:\n    shown = open(file)\nexcept OSError:\n    pass\nprint(shown)"),
        ("shown = 1", "match answer:\n    case [shown, *_]:\n        pass\nprint(shown)"),
        ("shown = {}", "for shown['x'] in range(3): pass"),
        ("shown = 1", "with answer(shown) as shown: pass"),
        ("def shown(): pass", "def answer():\n    return shown()\n\ndef shown():\n    return answer()"),
    ],
)
def test_a_demonstration_is_needed_whose_name_is_used(demo: str, cell: str) -> None:
    assert demos_needed(demo, cell) == {0}


@pytest.mark.parametrize(
    ("demo", "cells"),
    [
        ("shown = 1", ["shown = 2", "print(shown)"]),
        ("for shown in range(3): pass", ["for shown in 'ab': print(shown)"]),
        ("shown = 1", ["def answer(shown):\n    return shown"]),
        ("shown = 1", ["answer.shown", "answer(shown=2)", "'shown'  # shown"]),
        ("shown = 1", ["shown = 2", "def answer():\n    return shown"]),
        ("print(shown)", ["print(shown)"]),
        ("def answer():\n    shown = 1", ["shown"]),
        ("shown = 1", ["!ls shown", "%time shown = 3\nprint(shown)"]),
        ("shown = 1", ["for _ in 'ab':\n    for shown, *_ in answers:\n        print(shown)"]),
        ("shown = 1", ["for answer in 'ab':\n    shown = answer\n    print(shown)"]),
        ("shown = 1", ["if answer:\n    shown = 2\nelse:\n    shown = 3\nprint(shown)"]),
        ("shown = 1", ["with answer() as shown:\n    print(shown)", "with answer():\n    shown = 3\nshown"]),
        ("shown = 1", ["try:\n    answer()\nexcept ValueError as shown:\n    print(shown)"]),
        ("shown = 1", ["answer = [shown for answer in answers for shown in answer]"]),
        ("def shown(): pass", ["def shown(n):\n    return shown(n - 1) if n else 0"]),
    ],
)
def test_a_demonstration_is_spared_when_nobody_uses_what_it_makes(demo: str, cells: list[str]) -> None:
    assert demos_needed(demo, *cells) == set()


def test_the_nearest_demonstration_above_counts_and_what_it_needs_itself() -> None:
    sources = ["first = 1", "shown = first", "shown = 3", "shown = first + 1", "print(shown)", "shown = 5"]
    page = new_notebook(cells=[new_code_cell(source) for source in sources])
    for position in (0, 1, 2, 3, 5):
        page.cells[position].metadata.tags = ["demo"]
    page.cells.insert(0, new_markdown_cell("print(shown)"))
    own = new_notebook(cells=[cell for cell in page.cells if cell.metadata.get("tags")])
    assert running(page, own, NO_PLAN) == {1, 4, 5}


SEEDED = "import keras\nkeras.utils.set_random_seed(1)"


@pytest.mark.parametrize(
    ("own", "student", "run"),
    [
        (["a = 1", "b = 2"], "print(a)", [0]),
        (["a = [1]", "a.append(2)", "print(len(a))"], "print(a)", [0, 1]),
        (["a = {}", "a['x'] = 1", "a.keys()"], "a", [0, 1]),
        (["import numpy as np", "a = np.ones(3)", "np.mean(a)", "train(a)"], "a", [0, 1, 3]),
        (["a = 1", "a = 2"], "print(a)", [1]),
        (["a = 1", "a = a + 1"], "print(a)", [0, 1]),
        ([SEEDED, "b = 2"], "a = 1", [0]),
        (["a = 1", "b = 2"], "print(globals()['a'])", [0, 1]),
        (["a = 1", "b = 2"], "%load_ext something", [0, 1]),
        (["import keras", "model = 1", "train(keras.Input)"], "keras.Model", [0]),
        (["import keras", "keras.config = 1"], "keras.Model", [0, 1]),
        (["class A(B):\n    def __init__(self):\n        super().__init__()"], "super", []),
        (["model = build()", "model.summary()", "model.fit(x)", "score = model.evaluate(x)"], "model", [0, 2]),
    ],
)
def test_a_cell_runs_that_makes_or_may_change_what_is_read(own: list[str], student: str, run: list[int]) -> None:
    assert own_run(own, student) == [own[position] for position in run]


def test_what_a_check_looks_at_is_made_and_trained() -> None:
    own = ["data = load()", "answer.fit(data)", "print(answer.predict(data))"]
    assert own_run(own[:1], "answer = 1", evident="answer") == []
    assert own_run(own, evident="answer") == own[:2]


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_handed_in_is_read_without_harm(source: str) -> None:
    assert demos_needed("shown = 1", source, "print(shown)") == {0}
