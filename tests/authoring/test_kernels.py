"""A chapter that is built with a warm kernel shows what it shows with a plain one."""

import shutil
from pathlib import Path

import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder import project
from autograder.authoring import build
from autograder.chapter import cells
from autograder.grading.sandbox import watch
from tests.conftest import ROOT

CHAPTER = "00_graphs"
UNSTEADY = "nbval-ignore-output"  # what differs from run to run, however its kernel started


def shown(notebook: NotebookNode) -> list[tuple[str, list[NotebookNode]]]:
    """The code cells' outputs, but of those that are another each time."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [(cell.id, cell.outputs) for cell in code if UNSTEADY not in cell.metadata.get("tags", [])]


def test_the_outputs_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in project.RUN_ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("MPLBACKEND", raising=False)
    folder = tmp_path / CHAPTER
    shutil.copytree(ROOT / project.SOLUTIONS / CHAPTER, folder)
    warm, plain = (cells.read(project.solution_path(ROOT, CHAPTER)) for _ in range(2))
    warm.cells.append(new_code_cell("import os; print(os.getpid())"))
    build.execute(warm, folder)
    kernel = int(warm.cells.pop().outputs[0].text)
    assert not watch.is_running(kernel)
    NotebookClient(
        plain, kernel_name="python3", coalesce_streams=True, resources={"metadata": {"path": folder}}
    ).execute()
    assert sum(len(outputs) for _, outputs in shown(plain)) > 20
    assert shown(warm) == shown(plain)
