"""Which modules a chapter's cells and files import: who runs many submissions of it imports them once."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath

from nbformat import NotebookNode

from autograder.chapter.parsing import parse


def modules_of(notebook: NotebookNode, files: Mapping[str, bytes]) -> set[str]:
    """Return the names of modules that a notebook's cells and its files import, without these files themselves.

    ``from a import b`` gives a and a.b, which may be no module.
    """
    own = {PurePath(name).stem for name in files}
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    sources += [content.decode(errors="replace") for name, content in files.items() if name.endswith(".py")]
    return {name for name in imported(sources) if name.split(".")[0] not in own}


def imported(sources: Iterable[str]) -> Iterator[str]:
    """Yield the names of modules that Python sources import, also inside functions; see `modules_of`."""
    for source in sources:
        try:
            tree = parse(source)
        except (SyntaxError, ValueError):  # IPython's own ways of writing, which import nothing
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
