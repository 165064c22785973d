"""What contributors and their tools read agrees with what the project does."""

import re
import tomllib

import pytest
import yaml

from tests.conftest import ROOT
from tests.parts import PARTS

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def links() -> list[str]:
    return sorted(set(re.findall(r"\]\(([^)]+)\)", CONTRIBUTING)))


@pytest.mark.parametrize("link", links())
def test_what_contributing_names_is_there(link: str) -> None:
    path, _, heading = link.partition("#")
    target = ROOT / path
    assert target.exists()
    if heading:
        headings = re.findall(r"^#+ (.*)$", target.read_text(), re.MULTILINE)
        assert heading in [found.lower().replace(" ", "-") for found in headings]


def test_contributing_shows_every_room() -> None:
    rooms = {path.parent.name for path in (ROOT / "autograder").glob("*/__init__.py")} - {"lab"}
    shown = CONTRIBUTING.partition("## The house")[2].partition("## How")[0]
    assert rooms == set(re.findall(r"\]\(autograder/(\w+)\)", shown))


def test_the_citation_is_of_this_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    assert citation["version"] == PROJECT["version"]
    assert " AND ".join(citation["license"]) == PROJECT["license"]


def test_the_changes_are_of_this_version() -> None:
    newest = re.search(r"^## .*?(\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert newest and newest[1] == PROJECT["version"]


def test_the_workflow_calls_what_ci_runs_on_the_oldest_and_the_newest_python() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text())
    job = workflow["jobs"]["test"]
    assert job["steps"][-1] == {"run": ".ci/run"}
    oldest, beyond = re.findall(r"3\.(\d+)", PROJECT["requires-python"])
    assert job["strategy"]["matrix"]["python"] == [f"3.{oldest}", f"3.{int(beyond) - 1}"]


def test_hooks_are_what_make_test_runs() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
    entries = [hook["entry"].removeprefix(".venv/bin/") for hook in hooks]
    assert entries == ["ruff check --fix", "ruff format", "mypy"]
    lint = " ".join([*PARTS["lint"], *PARTS["types"]])
    assert all(program in lint for program in ("ruff check", "ruff format", "mypy"))
