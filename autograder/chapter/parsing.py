"""Python's parser, for threads."""

from __future__ import annotations

import ast
import threading

one_at_a_time = threading.Lock()  # also for what parses Python by itself, as NumPy does to read an array


def parse(source: str) -> ast.Module:
    """Return the syntax tree of Python code. Raises as ``ast.parse`` does.

    CPython 3.11 counts the depth of all trees that are being made in one place, and two threads spoil each other's
    count: ``SystemError: AST constructor recursion depth mismatch``.
    """
    with one_at_a_time:
        return ast.parse(source)
