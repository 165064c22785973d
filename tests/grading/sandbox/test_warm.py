"""Kernels forked from a warm parent are like others: the same answers, the same walls, and nothing left behind."""

from collections.abc import Iterator

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.grading import run
from autograder.grading.sandbox import Sandbox, Unsafe, watch
from autograder.grading.warm.parent import Parent

IS_FORKED = "print('autograder.grading.warm' in open('/proc/self/cmdline').read())"


@pytest.fixture(scope="module")
def parent(sandbox: Sandbox) -> Iterator[Parent]:
    with Parent(sandbox, ["numpy", "matplotlib.pyplot"]) as parent:
        yield parent


def printed(parent: Parent, *sources: str, files: dict[str, bytes] | None = None) -> list[str]:
    """Run cells, all to their end, and return what each printed."""
    notebook = nbformat.writes(new_notebook(cells=[new_code_cell(source) for source in sources]))
    done = run.run(run.Job(notebook, frozenset(range(len(sources))), files or {}), run.Limits(cell_seconds=30), parent)
    assert [cell.state for cell in done.cells] == ["done"] * len(sources), done
    cells = nbformat.reads(done.notebook, as_version=4).cells
    return ["".join(output.get("text", "") for output in cell.outputs) for cell in cells]


def test_it_is_forked_and_works_in_its_own_folder(parent: Parent) -> None:
    files = {"helper.py": b"answer = 42\n"}
    forked, own, module = printed(
        parent, IS_FORKED, "import os; print(os.listdir())", "import helper; print(helper.answer)", files=files
    )
    assert (forked, own, module) == ("True\n", "['helper.py']\n", "42\n")


def test_plots_are_shown(parent: Parent) -> None:
    notebook = nbformat.writes(new_notebook(cells=[new_code_cell("import matplotlib.pyplot as p; p.plot([1, 2]);")]))
    done = run.run(run.Job(notebook, frozenset({0})), run.Limits(), parent)
    (cell,) = nbformat.reads(done.notebook, as_version=4).cells
    assert ["image/png" in output.data for output in cell.outputs] == [True]


def test_two_kernels_draw_other_random_numbers(parent: Parent) -> None:
    draw = "import numpy, random; print(numpy.random.random(), random.random())"
    assert len({number for _ in range(2) for number in printed(parent, draw)[0].split()}) == 4


def test_it_sees_nothing_of_others(parent: Parent) -> None:
    (parent.base / "other").mkdir(0o755, exist_ok=True)
    (parent.base / "other" / "answer.txt").write_text("42")
    look = f"""
from pathlib import Path
for attempt in (lambda: list(Path('{parent.base}').iterdir()), Path('{parent.base}/other/answer.txt').read_text):
    try:
        print('it was possible:', attempt())
    except OSError as problem:
        print(type(problem).__name__)
"""
    assert printed(parent, look) == ["PermissionError\nPermissionError\n"]


def test_nobody_can_ask_the_parent_for_more(parent: Parent) -> None:
    ask = f"""
import socket
try:
    socket.socket(socket.AF_UNIX).connect('{parent.base}/socket')
    print('it was possible')
except OSError as problem:
    print(type(problem).__name__)
"""
    assert printed(parent, ask) == ["PermissionError\n"]


def test_without_its_parent_a_kernel_starts_in_the_plain_way(sandbox: Sandbox) -> None:
    with Parent(sandbox, ["numpy"]) as parent:
        assert printed(parent, IS_FORKED) == ["True\n"]
        assert parent.process is not None
        watch.end(parent.process.pid)
        assert printed(parent, IS_FORKED) == ["False\n"]


def test_nothing_of_it_is_left(sandbox: Sandbox) -> None:
    with Parent(sandbox, ["numpy"]) as parent:
        (number,) = printed(parent, "import os; print(os.getpid())")
        assert parent.process is not None
        processes = watch.tree(parent.process.pid)
    assert int(number) and processes
    assert not any(map(watch.is_running, processes)) and not parent.base.exists()


def test_what_has_threads_is_not_forked() -> None:
    with Parent(Unsafe(), ["tests.grading.sandbox.thread_at_import"]) as parent:
        assert printed(parent, IS_FORKED) == ["False\n"]
