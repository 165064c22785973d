"""Python's parser, for threads."""

from __future__ import annotations

import ast
import threading

_one_at_a_time = threading.Lock()


def parse(source: str) -> ast.Module:
    """Return the syntax tree of Python code. Raises as ``ast.parse`` does.

    CPython 3.11 counts the depth of all trees that are being made in one place, and two threads spoil each other's
    count: ``SystemError: AST constructor recursion depth mismatch``.
    """
    with _one_at_a_time:
        return ast.parse(source)
