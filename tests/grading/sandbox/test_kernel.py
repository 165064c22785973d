"""A notebook's kernel in each sandbox: it answers, is interrupted, and is ended when it uses too much."""

import asyncio

import nbformat
import pytest
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook

from autograder.grading import run
from autograder.grading.kernel import Kernel
from autograder.grading.sandbox import Sandbox
from autograder.grading.sandbox.landlock import Landlock
from autograder.grading.warm.parent import Parent


def executed(sandbox: Sandbox, *sources: str, seconds: float = 30) -> tuple[run.Run, list[str]]:
    """Run cells; return what became of them, and what each printed."""
    notebook = nbformat.writes(new_notebook(cells=[new_code_cell(source) for source in sources]))
    job = run.Job(notebook, frozenset(range(len(sources))), {"data.txt": b"42"})
    with Parent(sandbox) as parent:
        done = run.run(job, run.Limits(cell_seconds=seconds), parent)
    cells = nbformat.reads(done.notebook, as_version=4).cells
    return done, ["".join(output.get("text", "") for output in cell.outputs) for cell in cells]


def test_it_answers_beside_its_files_and_nothing_else(sandbox: Sandbox) -> None:
    done, (printed,) = executed(sandbox, "import os; print(1 + 1, open('data.txt').read(), os.listdir())")
    assert [cell.state for cell in done.cells] == ["done"]
    assert printed == "2 42 ['data.txt']\n"


def test_an_endless_cell_is_interrupted_and_the_next_one_runs(sandbox: Sandbox) -> None:
    done, (_, printed) = executed(sandbox, "while True: pass", "print('next')", seconds=2)
    assert [cell.state for cell in done.cells] == ["stopped", "done"]
    assert printed == "next\n"


def test_a_kernel_that_uses_too_much_memory_is_ended(sandbox: Sandbox) -> None:
    hog = "data = []\nwhile True: data.append(b'x' * 100_000_000)"
    done, _ = executed(sandbox, hog, "print('next')")
    assert [cell.state for cell in done.cells] == ["stopped", "not run"]
    assert done.ended.endswith("used more than 4 GB of memory, so the kernel was ended")


def test_a_kernel_that_is_already_ending_is_ended_once(sandbox: Sandbox) -> None:
    async def flooding(parent: Parent) -> Kernel:
        notebook = new_notebook(cells=[new_code_cell("while True: print('x' * 100)")])
        for folder in ("work", "kernel"):
            (parent.base / folder).mkdir(0o700)
        kernel = Kernel(notebook, parent.base / "kernel", parent, kept=100, flood=100, startup_seconds=60)
        await kernel.start(parent.base / "work")
        running = asyncio.ensure_future(kernel.execute(0, 60))
        while not kernel.exceeded:
            await asyncio.sleep(0)
        await kernel.end()
        with pytest.raises(DeadKernelError):
            await running
        return kernel

    with Parent(sandbox) as parent:
        kernel = asyncio.run(flooding(parent))
    assert kernel.ending is not None and kernel.ending.exception() is None


def test_keras_works_in_it_and_says_nothing() -> None:
    code = "import keras\nprint(keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)]).count_params())"
    done, (printed,) = executed(Landlock(), code, seconds=120)
    assert [cell.state for cell in done.cells] == ["done"]
    assert printed == "15\n"
