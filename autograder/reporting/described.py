"""What a picture that a cell drew shows, in words for those who do not see it: read from the cell's own code.

A plot's code names its axes, its lines and its titles. What a figure says goes further, and stands in the text below.
"""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterable, Iterator

from nbformat import NotebookNode

PICTURES = ("image/png", "image/jpeg", "image/svg+xml")
MOST = 300  # characters of a description, and of them one text at most a third
# What says which part of a plot a text is: as an argument's name, and as a method that is called with it.
ACROSS, UP = "Across", "Upwards"
PARTS = {
    "Titles": ("title", "suptitle"),
    ACROSS: ("xlabel", "supxlabel"),
    UP: ("ylabel", "supylabel"),
    "Key": ("label",),
}
BY_WORD = {word: part for part, words in PARTS.items() for each in words for word in (each, f"set_{each}")}


def picture(cell: NotebookNode) -> str:
    """Return what the pictures among a cell's outputs show, as far as its code says it."""
    tree = _parsed(cell.source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)] if tree else []
    if drawn := next((call.args[0] for call in calls if _name(call) == "plot_model" and call.args), None):
        return _short(f"The graph of {ast.unparse(drawn)}: its layers as boxes, with arrows from each to the next.")
    found: dict[str, list[str]] = {part: [] for part in PARTS}
    for part, text in _texts(calls):
        if text and text not in found[part]:
            found[part].append(text)
    told = ". ".join(f"{part}: {', '.join(texts)}" for part, texts in found.items() if texts)
    kind = "Pictures of the data" if any(_name(call) == "imshow" for call in calls) else "A plot" if told else ""
    if kind:
        return _short(f"{kind}. {told}." if told else f"{kind}.")
    last = cell.source.strip().split("\n")[-1].strip()
    return _short(f"What this draws: {last}" if last else "A picture.")


def describe(cells: Iterable[NotebookNode]) -> None:
    """Give each picture among the outputs of `cells` its words, where it has none; leave nothing else but its size."""
    for cell in cells:
        for output in cell.get("outputs", []):
            if "metadata" in output:
                output.metadata = {kind: _kept(cell, output, kind) for kind in PICTURES if kind in output.data}


def _kept(cell: NotebookNode, output: NotebookNode, kind: str) -> dict[str, str | int]:
    """Return a picture's words and size. What else a student's code says of an output is nobody's business here."""
    told = output.metadata.get(kind)
    told = told if isinstance(told, dict) else {}
    sizes = {name: told[name] for name in ("width", "height") if type(told.get(name)) is int}
    own = told.get("alt")
    return {**sizes, "alt": own if isinstance(own, str) and own.strip() else picture(cell)}


def _parsed(source: str) -> ast.Module | None:
    """Return a cell's code without the lines that are IPython's own; None where it cannot be read."""
    with contextlib.suppress(SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.parse("\n".join(line for line in source.split("\n") if not line.lstrip().startswith(("%", "!"))))
    return None


def _texts(calls: Iterable[ast.Call]) -> Iterator[tuple[str, str]]:
    for call in calls:
        if (part := BY_WORD.get(_name(call))) and call.args:
            yield part, _words(call.args[0])
        for each in call.keywords:
            if each.arg in BY_WORD:
                yield BY_WORD[each.arg], _words(each.value)


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _words(node: ast.expr) -> str:
    """Return a text as it stands in the code, with … for what is put into it; empty for what is no text."""
    if isinstance(node, ast.Constant):
        text = node.value if isinstance(node.value, str) else ""
    elif isinstance(node, ast.JoinedStr):
        text = "".join(str(each.value) if isinstance(each, ast.Constant) else "…" for each in node.values)
    else:
        text = ""
    return "" if text == "…" else " ".join(text.split())[: MOST // 3]


def _short(text: str) -> str:
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"
