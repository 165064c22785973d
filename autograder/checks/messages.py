"""How a check says what it found: it shows a message, and raises it when the check does not hold."""

from __future__ import annotations

from typing import NoReturn

from autograder.causes import CAUSES
from autograder.checks.look import CheckFailed, NotAttempted, show
from autograder.records import Message, Picture


def passed(check: str, confirmed: str) -> None:
    """Show the one line that says what a check confirmed."""
    show(Message(check, "passed", confirmed, confirmed=confirmed))


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
    show(message)
    raise CheckFailed(message)


def not_attempted(check: str, looked_at: str) -> NoReturn:
    """Show that there is nothing to check yet and raise NotAttempted."""
    message = Message(check, "not attempted", looked_at)
    show(message)
    raise NotAttempted(message)
