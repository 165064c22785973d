"""What a check says, as data with rows and a picture, and how that looks: in notebooks, on pages, and as text.

Nothing here needs Keras or a notebook, so every part of the project can read and show it.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Literal, get_args

from autograder.causes import CAUSES

if TYPE_CHECKING:
    from autograder.chapter.lending import Stopped

# What a check shows in a notebook carries its message as data under this type, for grading to read.
RECORD_MIME = "application/vnd.beyond-sequential.check+json"
PROGRESS_MIME = "application/vnd.beyond-sequential.progress+json"  # and how far the exercises of a chapter have come
Outcome = Literal["passed", "failed", "not attempted", "not reached"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
# What becomes of work that a person gives points to, and of a check where a person has decided instead.
ByHand = Literal["waits for a person", "decided by hand"]
MARKS: dict[Outcome | ByHand, str] = {
    **{"passed": "✓", "failed": "✗", "not attempted": "○", "not reached": "–"},
    **{"waits for a person": "…", "decided by hand": "✎"},
}
COLOURS: dict[Outcome, str] = {
    "passed": "#1a7f37",
    "failed": "#cf222e",
    "not attempted": "#9a6700",
    "not reached": "#9a6700",
}
# On JupyterLab's dark page such a colour alone is dim (3.5 to 1). Mixed with that of the page's text it has 5.5 to 1,
# and more on a light page. What does not know the mixture, such as an old browser, shows the colour alone.
MARK = "color:{0};color:color-mix(in srgb, {0} 70%, currentColor);font-weight:bold"
TO_DO = "Complete the exercise's cell above, run it, then run this cell again."


@dataclass(frozen=True)
class Picture:
    """A picture that belongs to a message: PNG bytes, and for those who do not see it what it tells, `alt`.

    `text` is the same picture drawn in lines of text.
    """

    png: bytes
    alt: str
    text: str = ""

    def to_dict(self) -> dict[str, str]:
        """Return the picture as JSON data."""
        return {"png": base64.b64encode(self.png).decode("ascii"), "alt": self.alt, "text": self.text}

    @classmethod
    def from_dict(cls, data: Any) -> Picture:
        """Return the picture that `to_dict` gave. Raises ValueError for anything else."""
        texts: dict[str, Any] = {"text": "", **data} if isinstance(data, Mapping) else {}
        if not all(isinstance(texts.get(name), str) for name in ("png", "alt", "text")):
            raise ValueError("a picture is a dict of the texts png, alt and text")
        try:
            return cls(base64.b64decode(texts["png"], validate=True), texts["alt"], texts["text"])
        except binascii.Error as problem:
            raise ValueError(f"a picture's png is not base64: {problem}") from None


@dataclass(frozen=True)
class Message:
    """What one check said.

    `check` is the check's name and `looked_at` what it looked at. A check that passed says what it `confirmed`; one
    that failed what it `expected` and `found`, the name of the recognised `cause` if there is one, where to
    `look_at`, and sometimes a `picture`.
    """

    check: str
    outcome: Outcome
    looked_at: str
    confirmed: str | None = None
    expected: str | None = None
    found: str | None = None
    cause: str | None = None
    look_at: str | None = None
    picture: Picture | None = None

    @property
    def headline(self) -> str:
        """Return the message's first line: what was confirmed, or what was looked at."""
        if self.outcome == "not attempted":
            return f"{self.looked_at}: not attempted yet"
        return self.confirmed or self.looked_at

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Return what stands below the headline, as (label, text)."""
        if self.outcome == "not attempted":
            return [*([("found", self.found)] if self.found else []), ("to do", TO_DO)]
        named = {
            "expected": self.expected,
            "found": self.found,
            "cause": self._cause_in_words(),
            "look at": self.look_at,
        }
        return [(label, text) for label, text in named.items() if text]

    def _cause_in_words(self) -> str | None:
        known = CAUSES.get(self.cause or "")  # none for the cause of another version, or one a kernel made up
        return f"{self.cause}: {known.sentence}" if known else self.cause

    def in_text(self) -> str:
        """Return all of the message as plain text: its rows, and below them its picture."""
        if self.picture is None or not self.picture.text:
            return str(self)
        return "\n".join([str(self), *(f"    {line}" for line in self.picture.text.split("\n"))])

    def __str__(self) -> str:
        """Return the message as plain text, one row a line, without its picture."""
        return "\n".join(
            [f"{MARKS[self.outcome]} {self.headline}", *(f"    {label:<9} {text}" for label, text in self.rows)]
        )

    __repr__ = __str__

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return self.to_bundle()

    def to_bundle(self) -> dict[str, Any]:
        """Return what a notebook shows (text, HTML) and what grading reads (the record)."""
        return {"text/plain": self.in_text(), "text/html": self.to_html(), RECORD_MIME: self.to_dict()}

    def to_html(self) -> str:
        """Return the message as a small card: headline, rows, and its picture if it has one."""
        colour = COLOURS[self.outcome]
        mark = f'<span style="{MARK.format(colour)}">{MARKS[self.outcome]}</span> '
        if not self.rows:
            return f"<div>{mark}{escape(self.headline)}</div>"
        cell = "text-align:left;vertical-align:top;padding:1px 12px 1px 0;background:transparent"
        rows = "".join(
            f'<tr style="background:transparent"><th scope="row" style="{cell};opacity:.75;font-weight:normal;'
            f'white-space:nowrap">{escape(label)}</th>'
            f'<td style="{cell};white-space:pre-wrap">{escape(text)}</td></tr>'
            for label, text in self.rows
        )
        return (
            f'<div style="border-left:4px solid {colour};padding:2px 0 2px 12px">'
            f"<div>{mark}<b>{escape(self.headline)}</b></div>"
            f'<table style="border:0;margin:2px 0 0 0">{rows}</table>{self._picture_in_html()}</div>'
        )

    def _picture_in_html(self) -> str:
        if self.picture is None:
            return ""
        data = self.picture.to_dict()
        image = f'<img src="data:image/png;base64,{data["png"]}" alt="{escape(data["alt"])}" style="max-width:none">'
        return f'<div style="overflow-x:auto;margin:4px 0 0 0">{image}</div>'  # small boxes cannot be read on a phone

    def to_dict(self) -> dict[str, Any]:
        """Return the message as JSON data, without the fields that are None."""
        data = {name: getattr(self, name) for name in TEXTS if getattr(self, name) is not None}
        return data if self.picture is None else {**data, "picture": self.picture.to_dict()}

    @classmethod
    def from_dict(cls, data: Any) -> Message:
        """Return the message that `to_dict` gave; keys it does not know are ignored.

        Raises ValueError when a field is missing or is no text, as data from a student's kernel may be.
        """
        if not isinstance(data, Mapping):
            raise ValueError("a message is a dict")
        texts: dict[str, Any] = {name: data.get(name) for name in TEXTS}
        for name, text in texts.items():
            if not isinstance(text, str) and (text is not None or name in ("check", "outcome", "looked_at")):
                raise ValueError(f"a message's {name} is a text, not {type(text).__name__}")
        if texts["outcome"] not in OUTCOMES:
            raise ValueError(f"a message's outcome is one of {', '.join(OUTCOMES)}")
        picture = data.get("picture")
        return cls(**texts, picture=None if picture is None else Picture.from_dict(picture))


CELL = "cell"  # stands for a check's name where no check spoke, and its cell stopped


def of_stopped(said: Stopped) -> Message:
    """Return the message of a check cell that stopped before a check of it could say anything."""
    if said.is_missing and not said.cell_to_run:
        return Message(CELL, "not attempted", f"{said.looked_at}: {said.found}")
    outcome: Outcome = "not reached" if said.is_missing else "failed"
    return Message(CELL, outcome, said.looked_at, None, said.expected, said.found, None, said.look_at)


TEXTS = ("check", "outcome", "looked_at", "confirmed", "expected", "found", "cause", "look_at")
