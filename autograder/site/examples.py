"""The examples in the docstrings of checks: read, and run as a reader of the reference would run them."""

from __future__ import annotations

import doctest
import inspect
import io
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np

from autograder import checks
from autograder.checks.look import CheckFailed, collected


@dataclass(frozen=True)
class Step:
    """One statement of an example, and what stands below it: what it shows, with lines that are too long broken."""

    source: str
    shown: str


def steps(function: Callable[..., Any]) -> list[Step]:
    """Return the statements of the example in a check's docstring, in their order."""
    text = inspect.getdoc(inspect.unwrap(function)) or ""
    return [Step(found.source, found.want) for found in doctest.DocTestParser().get_examples(text)]


def run(example: list[Step]) -> Iterator[tuple[Step, str]]:
    """Run an example's statements one after the other; give each with what it shows.

    They find ``check``, ``keras``, ``layers`` and ``np``. Keras begins to count its names anew, and its seed is 0.
    """
    keras.utils.clear_session()
    keras.utils.set_random_seed(0)
    names: dict[str, Any] = {"check": checks, "keras": keras, "layers": keras.layers, "np": np}
    for step in example:
        printed = io.StringIO()
        with collected() as messages, redirect_stdout(printed), suppress(CheckFailed):  # its message is collected
            exec(compile(step.source, "<example>", "single"), names)  # noqa: S102 - it stands in our own docstring
        yield step, "\n".join([*(message.in_text() for message in messages), printed.getvalue()]).strip()
