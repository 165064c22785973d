"""The reference of checks, made from their docstrings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

from autograder import checks

ALSO = ("CheckFailed", "NotAttempted", "Drawing", "Drawings")  # what is no check
SHORT = 60  # characters of a call in one line, as a small page has them


def public() -> dict[str, Callable[..., Any]]:
    """Return every check, by its name."""
    return {name: getattr(checks, name) for name in sorted(checks.__all__) if name not in ALSO}


def reference() -> str:
    """Return the page: of each check how it is called, what it needs, and what it tells."""
    parts = [
        "# Checks\n\nWhat a check cell calls, after `from autograder import checks as check`. A check looks at what a "
        "student made. Where it holds, it shows one line; where it does not, it says what it looked at, what it "
        "expected and found, the cause where it recognises one, and where to look.\n\n"
        "Each example shows what the check says of something right, and of something wrong. The examples find "
        "`keras`, `keras.layers` as `layers`, and NumPy as `np`.\n"
    ]
    for name, function in public().items():
        parts.append(f"## {name}\n\n```python\n{_call(name, function)}\n```\n\n{_text(function)}\n")
    return "\n".join(parts)


def _call(name: str, function: Callable[..., Any]) -> str:
    """Return how a check is called: in one line, or where that is too long with an argument a line."""
    signature = inspect.signature(inspect.unwrap(function)).replace(return_annotation=inspect.Signature.empty)
    whole = f"check.{name}{signature}".replace("'", "")
    if len(whole) <= SHORT:
        return whole
    arguments, starred = [], False
    for each in signature.parameters.values():
        if each.kind is each.KEYWORD_ONLY and not starred:
            arguments.append("*")
        starred = starred or each.kind in (each.VAR_POSITIONAL, each.KEYWORD_ONLY)
        arguments.append(str(each).replace("'", ""))
    return "\n".join([f"check.{name}(", *(f"    {each}," for each in arguments), ")"])


def _text(function: Callable[..., Any]) -> str:
    """Return a docstring as Markdown: its double backquotes are single ones there, and its example is a block."""
    text, begins, example = (inspect.getdoc(inspect.unwrap(function)) or "").partition("\n>>> ")
    text = re.sub(r"``([^`]+)``", r"`\1`", text.rstrip())
    return f"{text}\n\n```pycon{begins}{example}\n```" if example else text
