"""`make lab` opens JupyterLab on the course, with nbgrader's extensions at work."""

import json
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.chapter.cells import nbgrader_metadata
from tests.conftest import ROOT
from tests.lab import TOKEN, serving

Ask = Callable[..., tuple[int, str]]


def write_chapter(folder: Path) -> None:
    """Write a project with one small released chapter, whose check passes."""
    cells = [nbformat.v4.new_code_cell(source) for source in ("answer = 6 * 7", "assert answer == 42")]
    cells[0].metadata["nbgrader"] = nbgrader_metadata("exercise", "answer")
    cells[1].metadata["nbgrader"] = nbgrader_metadata("check", "answer-is-right", points=1)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    for place in ["solutions", "course"]:
        (folder / place / "01_tiny").mkdir(parents=True)
        nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / place / "01_tiny" / "01_tiny.ipynb")


@pytest.fixture(scope="module")
def ask(tmp_path_factory) -> Iterator[Ask]:
    """Start what `make lab` starts, in a small project; give a function that asks its server."""
    folder = tmp_path_factory.mktemp("project")
    write_chapter(folder)
    with serving(folder) as address:

        def ask(path: str, data: str | None = None) -> tuple[int, str]:
            request = urllib.request.Request(f"{address}{path}", data.encode() if data else None)
            request.add_header("Authorization", f"token {TOKEN}")
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:
                    return answer.status, answer.read().decode()
            except urllib.error.HTTPError as error:
                return error.code, error.read().decode()

        yield ask


def page_config(ask: Ask) -> dict[str, Any]:
    """Return what JupyterLab's page tells the browser to load and open."""
    status, page = ask("/lab")
    assert status == 200
    return json.loads(page.split('id="jupyter-config-data" type="application/json">')[1].split("</script>")[0])


def test_lab_opens_on_the_course(ask):
    assert page_config(ask)["preferredPath"] == "course"


def test_the_browser_gets_nbgraders_extension(ask):
    config = page_config(ask)
    (extension,) = [entry for entry in config["federated_extensions"] if entry["name"] == "@jupyter/nbgrader"]
    assert "@jupyter/nbgrader" not in config["disabledExtensions"]
    status, script = ask(f"/lab/extensions/@jupyter/nbgrader/{extension['load']}")
    assert status == 200
    assert "nbgrader" in script


def test_the_browser_offers_nobody_to_make_an_assignment_of_a_notebook(ask):
    assert page_config(ask)["disabledExtensions"] == ["@jupyter/nbgrader:create-assignment"]


def test_nobody_is_asked_about_news(ask):
    status, answer = ask("/lab/api/settings/@jupyterlab/apputils-extension:notification")
    assert status == 200
    properties = json.loads(answer)["schema"]["properties"]
    assert properties["fetchNews"]["default"] == "false"
    assert properties["checkForUpdates"]["default"] is False


def test_formgrader_sees_the_chapter(ask):
    status, answer = ask("/formgrader/api/assignments")
    assert status == 200, answer
    (chapter,) = json.loads(answer)
    assert chapter["name"] == "01_tiny"
    assert chapter["release_path"]


def test_the_validate_button_runs_a_notebook(ask):
    status, answer = ask("/assignments/validate", data="path=course/01_tiny/01_tiny.ipynb")
    assert status == 200, answer
    assert json.loads(answer) == {"success": True, "value": {}}
