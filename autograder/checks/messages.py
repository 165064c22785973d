"""What a check says, and how: one message for the student, one record for the grader."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any, Literal, NoReturn

from IPython.display import display

from autograder.causes import CAUSES

RECORD_MIME = "application/vnd.beyond-sequential.check+json"
Outcome = Literal["passed", "failed", "not attempted"]
COLOURS: dict[Outcome, str] = {
    "passed": "#1a7f37",
    "failed": "#cf222e",
    "not attempted": "#9a6700",
}  # on light and dark
MARKS: dict[Outcome, str] = {"passed": "✓", "failed": "✗", "not attempted": "○"}


@dataclass(frozen=True)
class Message:
    """A check's outcome in words: a headline, and rows of (label, text) below it."""

    check: str
    outcome: Outcome
    headline: str
    rows: tuple[tuple[str, str], ...] = ()
    cause: str | None = None

    def __str__(self) -> str:
        """Return the message as plain text, one row a line."""
        lines = [f"{MARKS[self.outcome]} {self.headline}"]
        return "\n".join(lines + [f"    {label:<9} {text}" for label, text in self.rows])

    __repr__ = __str__

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Return what a notebook shows (text, HTML) and what the grader reads (the record)."""
        return {"text/plain": str(self), "text/html": self.to_html(), RECORD_MIME: self.record()}

    def record(self) -> dict[str, str | None]:
        """Return the outcome as data."""
        return {"check": self.check, "outcome": self.outcome, "cause": self.cause, "message": str(self)}

    def to_html(self) -> str:
        """Return the message as a small card that reads on a light and on a dark page."""
        colour = COLOURS[self.outcome]
        mark = f'<span style="color:{colour};font-weight:bold">{MARKS[self.outcome]}</span> '
        if not self.rows:
            return f"<div>{mark}{escape(self.headline)}</div>"
        cell = "text-align:left;vertical-align:top;padding:1px 12px 1px 0;background:transparent"
        rows = "".join(
            f'<tr style="background:transparent"><td style="{cell};opacity:.75">{escape(label)}</td>'
            f'<td style="{cell};white-space:pre-wrap">{escape(text)}</td></tr>'
            for label, text in self.rows
        )
        return (
            f'<div style="border-left:4px solid {colour};padding:2px 0 2px 12px">'
            f"<div>{mark}<b>{escape(self.headline)}</b></div>"
            f'<table style="border:0;margin:2px 0 0 0">{rows}</table></div>'
        )


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
    display(Message(check, "passed", confirmed))


def fail(
    check: str, looked_at: str, *, expected: str, found: str, cause: str | None = None, look_at: str | None = None
) -> NoReturn:
    """Show a failed check's message and raise CheckFailed.

    `cause` is a name in ``causes.CAUSES``; its sentence and its place to look are shown. `look_at` is where to look
    when no cause is recognised.
    """
    rows = [("expected", expected), ("found", found)]
    if cause is not None:
        rows.append(("cause", f"{cause}: {CAUSES[cause].sentence}"))
        look_at = CAUSES[cause].look_at
    if look_at:
        rows.append(("look at", look_at))
    message = Message(check, "failed", looked_at, tuple(rows), cause)
    display(message)
    raise CheckFailed(message)


def not_attempted(check: str, looked_at: str) -> NoReturn:
    """Show that there is nothing to check yet and raise NotAttempted."""
    message = Message(
        check,
        "not attempted",
        f"{looked_at}: not attempted yet",
        (("to do", "Complete the exercise's cell above, run it, then run this cell again."),),
    )
    display(message)
    raise NotAttempted(message)
