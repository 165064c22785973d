"""Every file of checks stands for itself: the rule in pyproject.toml knows of each."""

import tomllib

from tests.conftest import ROOT

RULE = "checks know nothing of each other, only of look, take, parts and near"


def test_the_rule_of_independence_names_every_file_that_has_a_check() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (rule,) = (contract for contract in contracts if contract["name"] == RULE)
    files = (ROOT / "autograder" / "checks").glob("*.py")
    with_checks = {file.stem for file in files if "\n@check(" in file.read_text() or "\n@maker(" in file.read_text()}
    assert {f"autograder.checks.{name}" for name in with_checks} == set(rule["modules"])
