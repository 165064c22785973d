"""The frame of every check: its name and its subject are declared once, and what it says goes through one sink.

::

    @check("the inputs of your model", subjects=["model"])
    def inputs(model: Any, /, **expected: Shape) -> str:
        found = take.input_shapes(take.model(model))
        if found == expected:
            return f"inputs: {take.in_words(expected)}"
        fail(expected=take.in_words(expected), found=take.in_words(found), look_at="each keras.Input(shape, name=...)")

A check function returns the line that says what it confirmed, or calls `fail`.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Literal, NoReturn, ParamSpec, TypeVar

from autograder.causes import CAUSES
from autograder.messages import Message, Picture

P = ParamSpec("P")
T = TypeVar("T")
Weights = Literal["values", "hash"]
FOUND = 2_000  # letters of what was found that are shown: an answer may be a list without an end


class CheckFailed(AssertionError):
    """A check does not hold. `message` says what was looked at, expected and found, the cause, and where to look."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message

    @property
    def cause(self) -> str | None:
        """The name of the recognised misconception; None when none was recognised."""
        return self.message.cause

    def _render_traceback_(self) -> list[str]:
        """Tell IPython to show one line: the message stands above it already."""
        return [f"{type(self).__name__}: {self.message.headline}"]


class NotAttempted(CheckFailed):
    """There is nothing to look at yet: the exercise's cell was not completed, or not run."""


@dataclass(frozen=True)
class CheckInfo:
    """What a public check declares.

    `looked_at` may hold the names of parameters in braces. `subjects` are the parameters that take what a student
    made. `weights` says how far a model's weights count: by their "values", or only as far as a "hash" of each array
    tells (which are the same, and which are not).
    """

    name: str
    looked_at: str
    subjects: tuple[str, ...]
    weights: Weights


@dataclass
class _Look:
    """The check that is looking now, and at what."""

    check: str
    looked_at: str


CHECKS: dict[str, CheckInfo] = {}  # every public check, by name
_now: ContextVar[_Look] = ContextVar("the check that is looking")
_sink: ContextVar[Callable[[Message], object] | None] = ContextVar("where messages go", default=None)


def check(
    looked_at: str, *, subjects: Iterable[str], weights: Weights = "hash"
) -> Callable[[Callable[P, str]], Callable[P, None]]:
    """Make a function a check: the line it returns is shown as what was confirmed.

    Its name is the function's. See CheckInfo for the rest. Raises ValueError for a subject that is no parameter.
    """

    def decorate(function: Callable[P, str]) -> Callable[P, None]:
        framed = _framed(function, looked_at, subjects, weights)

        @functools.wraps(function)
        def looking(*arguments: P.args, **settings: P.kwargs) -> None:
            with framed(*arguments, **settings) as look:
                confirmed = function(*arguments, **settings)
                show(Message(look.check, "passed", look.looked_at, confirmed=confirmed))

        return looking

    return decorate


def maker(looked_at: str, *, subjects: Iterable[str]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Make a function a check that hands on what it made of the student's thing, and shows nothing when it could."""

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        framed = _framed(function, looked_at, subjects, "hash")

        @functools.wraps(function)
        def looking(*arguments: P.args, **settings: P.kwargs) -> T:
            with framed(*arguments, **settings):
                return function(*arguments, **settings)

        return looking

    return decorate


def _framed(function: Callable[..., Any], looked_at: str, subjects: Iterable[str], weights: Weights) -> Any:
    """Enter a check in CHECKS; return the context in which a call of it runs."""
    name, signature = function.__name__, inspect.signature(function)
    info = CheckInfo(name, looked_at, tuple(subjects), weights)
    for subject in info.subjects:
        if subject not in signature.parameters:
            raise ValueError(f"{name} has no parameter called {subject}")
    CHECKS[name] = info

    @contextmanager
    def framed(*arguments: Any, **settings: Any) -> Iterator[_Look]:
        try:
            given = signature.bind(*arguments, **settings)
        except TypeError as problem:
            raise TypeError(f"{name}() {problem}") from None
        given.apply_defaults()
        look = _Look(name, looked_at.format(**given.arguments))
        outer = _now.set(look)
        try:
            yield look
        except CheckFailed as said:
            if said.message.check == name:  # else a check that this one called has shown it
                show(said.message)
            raise
        finally:
            _now.reset(outer)

    return framed


def at(looked_at: str) -> None:
    """Say more exactly what the running check looks at, for the message that follows."""
    _now.get().looked_at = looked_at


def fail(
    *,
    expected: str,
    found: str,
    cause: str | None = None,
    look_at: str | None = None,
    picture: Picture | None = None,
) -> NoReturn:
    """End the running check: it does not hold. Raises CheckFailed.

    `cause` is a name in ``causes.CAUSES``; its sentence and its place to look are shown. `look_at` is where to look
    when no cause is recognised.
    """
    look = _now.get()
    if cause is not None:
        known(cause)
        look_at = CAUSES[cause].look_at
    if len(found) > FOUND:
        found = f"{found[:FOUND]}… and {len(found) - FOUND:,} letters more"
    elif found == expected:
        found = f"{found}, as far as it is written here; it differs in what is not shown"
    raise CheckFailed(Message(look.check, "failed", look.looked_at, None, expected, found, cause, look_at, picture))


def not_attempted(found: str | None = None) -> NoReturn:
    """End the running check: there is nothing to look at yet but what was `found`. Raises NotAttempted."""
    look = _now.get()
    raise NotAttempted(Message(look.check, "not attempted", look.looked_at, found=found))


def known(*causes: str) -> None:
    """Raise ValueError, with the name, when one of these is not a cause."""
    for cause in causes:
        if cause not in CAUSES:
            raise ValueError(f"{cause!r} is not a cause in autograder/causes/")


def slipped(slips: Mapping[str, T] | None, found: Callable[[T], bool]) -> str | None:
    """Return the first cause whose wrong answer is the one that was `found`; None when it is none of them.

    `slips` maps the names of causes to the wrong answers they lead to. Raises ValueError for a cause that is none,
    also when it is not the one.
    """
    known(*(slips or {}))
    return next((cause for cause, wrong in (slips or {}).items() if found(wrong)), None)


def show(message: Message) -> None:
    """Show a message where the reader is: below the notebook's cell, or wherever `collected` keeps it."""
    sink = _sink.get()
    if sink is not None:
        sink(message)
        return
    from IPython.display import display  # only here: judging elsewhere needs no notebook

    display(message)


@contextmanager
def collected() -> Iterator[list[Message]]:
    """Collect what checks say in a list, instead of showing it."""
    messages: list[Message] = []
    outer = _sink.set(messages.append)
    try:
        yield messages
    finally:
        _sink.reset(outer)
