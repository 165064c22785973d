"""How a check says what it found: it shows a message, and raises it when the check does not hold."""

from __future__ import annotations

from typing import NoReturn

from IPython.display import display

from autograder.causes import CAUSES
from autograder.records import Message, Picture


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


def passed(check: str, confirmed: str) -> None:
    """Show the one line that says what a check confirmed."""
    display(Message(check, "passed", confirmed, confirmed=confirmed))


def fail(
    check: str,
    looked_at: str,
    *,
    expected: str,
    found: str,
    cause: str | None = None,
    look_at: str | None = None,
    picture: Picture | None = None,
) -> NoReturn:
    """Show a failed check's message and raise CheckFailed.

    `cause` is a name in ``causes.CAUSES``; its sentence and its place to look are shown. `look_at` is where to look
    when no cause is recognised.
    """
    if cause is not None:
        look_at = CAUSES[cause].look_at
    message = Message(check, "failed", looked_at, None, expected, found, cause, look_at, picture)
    display(message)
    raise CheckFailed(message)


def not_attempted(check: str, looked_at: str) -> NoReturn:
    """Show that there is nothing to check yet and raise NotAttempted."""
    message = Message(check, "not attempted", looked_at)
    display(message)
    raise NotAttempted(message)
