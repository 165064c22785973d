"""The part `notebooks` of `make test` fails when a notebook no longer gives what is stored in it."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]

SHAPES = "print('shape:', (None, 3 * 4))"
CHECK = """
from IPython.display import display
record = {"check": "inputs", "outcome": "passed", "cause": None, "message": "2 inputs"}
display({"text/plain": "2 inputs", "application/vnd.beyond-sequential.check+json": record}, raw=True)
"""
TIMING = "import time; print(time.time())"
STATED_ERROR = "raise ValueError('2 inputs, but 1 was fed')"


@pytest.fixture(scope="module")
def executed() -> nbformat.NotebookNode:
    cells = [nbformat.v4.new_code_cell(source) for source in (SHAPES, CHECK, TIMING, STATED_ERROR)]
    cells[2].metadata["tags"] = ["nbval-ignore-output"]
    cells[3].metadata["tags"] = ["raises-exception"]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    # a kernel that no machine has: what runs must be this environment's Python, whatever the notebook names
    notebook.metadata["kernelspec"] = {"name": "somewhere-else", "display_name": "Somewhere else"}
    return notebook


def validate(notebook: nbformat.NotebookNode, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the notebook as `make test` runs those in solutions/: same settings, another folder."""
    nbformat.write(notebook, folder / "tiny.ipynb")
    command = [sys.executable, "-m", "pytest", "--nbval", "-c", ROOT / "pyproject.toml", "--color=no", folder]
    environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}  # as `make test` has it
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_a_notebook_that_gives_what_is_stored_passes(executed, tmp_path):
    done = validate(executed, tmp_path)
    assert done.returncode == 0, done.stdout
    assert "4 passed" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
def test_it_runs_on_a_warm_kernel(tmp_path):
    look = "'grading.warm' in pathlib.Path('/proc/self/cmdline').read_text(), 'keras' in sys.modules"
    forked = f"import pathlib, sys; print({look})"
    outputs = [nbformat.v4.new_output("stream", name="stdout", text="True True\n")]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(forked, execution_count=1, outputs=outputs)])
    done = validate(notebook, tmp_path)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("cell", "right", "broken", "said"),
    [
        (0, "3 * 4", "3 * 5", "(None, 15)"),  # other text
        (1, '"passed"', '"failed"', "check+json"),  # another outcome of a check, whatever its text
        (0, "print(", "raise RuntimeError(", "RuntimeError"),  # an exception
        (2, "time.time()", "time.tine()", "AttributeError"),  # an exception where the output is not compared
        (3, "1 was fed", "none was fed", "none was fed"),  # another error than the one that is shown
        (3, "raise ", "", "Missing output fields"),  # no error where one is shown
    ],
)
def test_a_broken_cell_fails(executed, tmp_path, cell, right, broken, said):
    notebook = nbformat.from_dict(executed)
    assert right in notebook.cells[cell].source
    notebook.cells[cell].source = notebook.cells[cell].source.replace(right, broken)
    done = validate(notebook, tmp_path)
    assert done.returncode == 1, done.stdout
    assert "1 failed, 3 passed" in done.stdout
    assert said in done.stdout
    assert f"Cell {cell}" in done.stdout
