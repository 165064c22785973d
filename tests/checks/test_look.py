"""The frame of a check: what it declares, where its messages go, and what it refuses."""

import subprocess
import sys
from typing import Any

import pytest

from autograder.checks.look import (
    CHECKS,
    CheckFailed,
    NotAttempted,
    at,
    check,
    collected,
    fail,
    maker,
    not_attempted,
    slipped,
)


@pytest.fixture
def positive():
    """A check of a number, which is entered in CHECKS for the time of the test."""

    @check("whether {name} is positive", subjects=["number"])
    def positive(number: Any, /, name: str = "your number") -> str:
        if number is None:
            not_attempted()
        if number > 0:
            return f"{name} is positive"
        if number == 0:
            at(f"whether {name} is positive, not nothing")
        fail(expected="a positive number", found=str(number), cause="answer-clipped" if number == 0 else None)

    yield positive
    del CHECKS["positive"]


def test_a_check_says_what_it_confirmed_and_returns_nothing(positive) -> None:
    with collected() as messages:
        assert positive(3) is None
    (said,) = messages
    assert (said.check, said.outcome, said.looked_at) == ("positive", "passed", "whether your number is positive")
    assert said.confirmed == "your number is positive"


def test_what_was_looked_at_names_the_arguments(positive) -> None:
    with collected() as messages, pytest.raises(CheckFailed) as caught:
        positive(-2, name="your balance")
    assert messages == [caught.value.message]
    assert caught.value.message.looked_at == "whether your balance is positive"
    assert caught.value.message.found == "-2" and caught.value.cause is None


def test_a_check_may_say_more_exactly_what_it_looks_at(positive) -> None:
    with collected(), pytest.raises(CheckFailed) as caught:
        positive(0)
    assert caught.value.message.looked_at == "whether your number is positive, not nothing"
    assert caught.value.message.look_at and caught.value.cause == "answer-clipped"


def test_nothing_to_look_at_is_not_attempted(positive) -> None:
    with collected() as messages, pytest.raises(NotAttempted):
        positive(None)
    assert [message.outcome for message in messages] == ["not attempted"]


def test_after_a_check_the_one_that_called_it_goes_on(positive) -> None:
    @check("both", subjects=["first"])
    def both(first: float, second: float) -> str:
        positive(first)
        fail(expected="no second", found=str(second))

    try:
        with collected() as messages, pytest.raises(CheckFailed):
            both(1, 2)
        assert [(message.check, message.outcome) for message in messages] == [
            ("positive", "passed"),
            ("both", "failed"),
        ]
    finally:
        del CHECKS["both"]


def test_a_maker_hands_on_what_it_made() -> None:
    @maker("your list", subjects=["items"])
    def counted(items: list[int]) -> int:
        return len(items)

    try:
        with collected() as messages:
            assert counted([1, 2]) == 2
        assert messages == []
    finally:
        del CHECKS["counted"]


def test_what_is_declared_wrongly_is_said_at_once(positive) -> None:
    with pytest.raises(ValueError, match="no parameter called modell"):
        check("x", subjects=["modell"])(lambda model: "")
    with pytest.raises(TypeError, match=r"positive\(\) missing a required argument"):
        positive()
    with pytest.raises(ValueError, match="'answer-cliped' is not a cause"):
        slipped({"answer-clipped": 1, "answer-cliped": 2}, lambda wrong: wrong == 1)


def test_collecting_needs_no_notebook() -> None:
    script = """
import sys
sys.modules["IPython"] = None
from autograder.checks import look
with look.collected() as messages:
    try:
        look.check("x", subjects=[])(lambda: "all is well")()
    finally:
        print(messages)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "✓ all is well" in done.stdout
