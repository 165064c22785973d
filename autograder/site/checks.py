"""The reference of checks, made from their docstrings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

from autograder import checks

ALSO = ("CheckFailed", "NotAttempted", "Drawing", "Drawings")  # what is no check


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
        parts.append(f"## {name}\n\n```python\ncheck.{name}{_signature(function)}\n```\n\n{_text(function)}\n")
    return "\n".join(parts)


def _signature(function: Callable[..., Any]) -> str:
    signature = inspect.signature(inspect.unwrap(function))
    return str(signature.replace(return_annotation=inspect.Signature.empty)).replace("'", "")


def _text(function: Callable[..., Any]) -> str:
    """Return a docstring as Markdown: its double backquotes are single ones there, and its example is a block."""
    text, begins, example = (inspect.getdoc(inspect.unwrap(function)) or "").partition("\n>>> ")
    text = re.sub(r"``([^`]+)``", r"`\1`", text.rstrip())
    return f"{text}\n\n```pycon{begins}{example}\n```" if example else text
