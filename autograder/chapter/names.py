"""The global names that a cell makes and refers to, read as IPython reads the cell; and which cells others need."""

from __future__ import annotations

import ast
import contextlib
import re
import symtable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from autograder.chapter.parsing import parse

LONGEST = 100_000  # characters of a cell that is read; who hands in more than that has something else in mind
MAGIC = re.compile(r"^[ \t]*[%!].*$", re.MULTILINE)  # IPython's own lines, also where it would not take them
CELLS = 4096  # whose names are kept: of a class's cells most are the same


@dataclass(frozen=True)
class Names:
    """The global names that a cell makes, those that it refers to, and of these the ones it does not make itself."""

    made: frozenset[str] = frozenset()
    refers: frozenset[str] = frozenset()

    @property
    def used(self) -> frozenset[str]:
        """The names that must be there before the cell runs."""
        return self.refers - self.made


def needed_of(sources: list[str], spared: set[int]) -> set[int]:
    """Return which of the cells at the positions `spared` the others need, directly or through one another.

    A cell needs the nearest spared cell above it that makes a name it uses, if no cell that runs anyway makes that
    name above it.
    """
    found: set[int] = set()
    made_anyway: set[str] = set()  # by cells above that are not spared
    made: dict[str, int] = {}  # names of spared cells above, with the nearest one that makes each
    needs: list[set[int]] = []
    for position, source in enumerate(sources):
        names = names_of(source)
        needs.append({made[name] for name in names.used - made_anyway if name in made})
        if position in spared:
            made |= dict.fromkeys(names.made, position)
        else:
            made_anyway |= names.made
    for position in reversed(range(len(needs))):  # needs lead upwards only
        if position in found or position not in spared:
            found |= needs[position]
    return found


@lru_cache(CELLS)
def names_of(source: str) -> Names:
    """Read a cell's names; a cell that is neither Python nor what IPython makes of it, as an unfinished one, has none.

    What stands in a line such as ``%time x = f(y)`` counts as if the line were its code.
    """
    if len(source) > LONGEST:
        return Names()
    try:
        code = python_of(source)
        table = symtable.symtable(code, "cell", "exec")
        uses = _global_uses(table)
        uses |= set(_added_to(parse(code)))
        magic = [names_of(text) for text in _magic_texts(code)]
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # null bytes; and what is nested too deeply
        return Names()
    made = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_imported()}
    return Names(
        frozenset(made.union(*(names.made for names in magic))),
        frozenset(uses.union(*(names.refers for names in magic))),
    )


def _added_to(tree: ast.Module) -> Iterator[str]:
    """Yield the names in ``x += 1``, which reads the name that it makes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def python_of(source: str) -> str:
    """Return a cell as the Python that IPython runs: ``!ls``, ``len?`` and ``>>> x`` are no Python themselves."""
    with contextlib.suppress(SyntaxError, ValueError, RecursionError, MemoryError):
        parse(source)
        return source
    from IPython.core.inputtransformer2 import TransformerManager  # only here: most cells are plain Python

    with contextlib.suppress(Exception):  # it reads character by character, and what is handed in may be anything
        code = str(TransformerManager().transform_cell(source))
        parse(code)
        return code
    return MAGIC.sub("", source)


def _magic_texts(code: str) -> Iterator[str]:
    """Yield the text that IPython's own lines in a cell are given; of what runs in the system's shell nothing."""
    if "get_ipython()" not in code:
        return
    for node in ast.walk(parse(code)):
        called = getattr(node.func, "attr", "") if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and called in ("run_line_magic", "run_cell_magic"):
            yield from (str(part.value) for part in node.args[1:] if isinstance(part, ast.Constant) and part.value)


def _global_uses(table: symtable.SymbolTable) -> set[str]:
    """Return the global names that a cell, or a function or class in it, refers to."""
    top = table.get_type() == "module"
    referenced = [symbol for symbol in table.get_symbols() if symbol.is_referenced()]
    uses = {symbol.get_name() for symbol in referenced if top or symbol.is_global()}
    return uses.union(*(_global_uses(inner) for inner in table.get_children()))
