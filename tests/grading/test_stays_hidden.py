"""Hidden checks never enter a student's kernel: whatever a cell prints of what ran there, they are not in it."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from tests.grading.tiny_class import TinyClass

HIDDEN = ("secret_number", "HIDDEN TESTS")  # in the hidden part of the tiny chapter's check
LOOKS = {
    "history": "%history",
    "numbered-history": "%history -n -l 200",
    "unprocessed-history": "%history -t -o",
    "inputs": "print(In[-1], In, _ih, _i, _ii, _iii)",
    "history-manager": "kept = get_ipython().history_manager\nprint(kept.input_hist_raw, kept.input_hist_parsed)",
    "names": "%whos\nprint(dict(globals()), Out)",
    "code-cache": "import linecache\nprint(linecache.cache)",
    "saved": "%save -f everything 1-99\nprint(open('everything.py').read())",
}


@pytest.fixture(scope="module")
def curious(tiny: Path, tmp_path_factory: pytest.TempPathFactory, empty_gradebook: Path) -> TinyClass:
    """A class of right submissions, in which something looks at what ran after every cell of code."""
    folder = tmp_path_factory.mktemp("curious")
    shutil.copy(empty_gradebook, folder)
    made = TinyClass(tiny, folder)
    for name, looks in LOOKS.items():
        notebook = made.right()
        with_looks = []
        for cell in notebook.cells:
            with_looks += [cell, new_code_cell(looks)] if cell.cell_type == "code" else [cell]
        notebook.cells = with_looks
        made.submit(name, notebook)
    assert made.grade() == 0
    return made


@pytest.mark.parametrize("name", LOOKS)
def test_what_ran_shows_no_hidden_check(curious: TinyClass, name: str) -> None:
    assert curious.grades(name)["score"] == "4"
    notebook = nbformat.reads(curious.path(name, "autograded").read_text(), as_version=4)
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    page = curious.path(name, "feedback", ".html").read_text()
    said = str(outputs)
    assert "def double" in said or name in ("names", "code-cache", "saved"), "it printed what ran"
    for hidden in HIDDEN:
        assert hidden not in said and hidden not in page
