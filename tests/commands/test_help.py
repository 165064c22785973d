"""Every command shows by examples how it is called."""

import importlib
import importlib.metadata
import pkgutil
import shlex

import pytest

from autograder import cli, commands

COMMANDS = [
    module.name
    for module in pkgutil.iter_modules(commands.__path__)
    if hasattr(importlib.import_module(f"autograder.commands.{module.name}"), "add_parser")
]


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command prints that ends well at once."""
    with pytest.raises(SystemExit) as ended:
        cli.main(list(arguments))
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_the_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    listed = {line.split()[0] for line in said(capsys, "--help").splitlines() if line.startswith("    ")}
    assert set(COMMANDS) <= listed


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_of_a_command_are_calls_that_it_takes(capsys: pytest.CaptureFixture[str], name: str) -> None:
    examples = said(capsys, name, "--help").partition("\nexample")[2].splitlines()[1:]
    assert examples
    for example in examples:
        program, *arguments = shlex.split(example, comments=True)
        assert program == "autograder"
        assert arguments[0] == name
        assert callable(cli.parser().parse_args(arguments).run)


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "--version").split() == ["autograder", importlib.metadata.version("beyond-sequential")]
