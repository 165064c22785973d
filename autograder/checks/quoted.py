"""What Keras or a student's own code said when it stopped, in one line of a message."""

from __future__ import annotations

import re

SAID = 300  # characters of an error's message that are quoted
TENSORFLOW = re.compile(r"\{\{function_node [^}]*\}\} |\s*\[Op:\w+\](?: name:.*)?$")  # says nothing to a student
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
CALLING = re.compile(r"Exception encountered when calling (\S+)\.$")  # what was the matter stands in the next line
INSIDE = "Error encountered:"  # and where Keras guessed a shape, behind these words


def error(problem: Exception) -> str:
    """Return an error's name and the line of its message that says what was the matter, as a finding."""
    lines = [line.strip() for line in COLOUR.sub("", str(problem)).split("\n") if line.strip()]
    where = CALLING.match(lines[0]) if lines else None
    if where and len(lines) > 1:
        lines = lines[1:]
    if len(lines) > 1 and lines[0].endswith(INSIDE):
        lines = lines[1:]
    said = TENSORFLOW.sub("", lines[0] if lines else "")
    return f"{type(problem).__name__}: {f'in {where[1]}: ' if where else ''}{said}"[:SAID]
