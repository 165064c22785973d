"""Find the demonstrations that a submission stands on: cells whose names its other cells use.

Demonstrations are left out when a submission is graded, to save time. A student sees them run, though, and may use a
helper, an import or a number from one of them; then it has to run, or a right answer would end in a NameError.
"""

from __future__ import annotations

import re
import symtable
from dataclasses import dataclass

from nbformat import NotebookNode

from autograder.chapter import cells

LONGEST = 100_000  # characters of a cell that is read; who hands in more than that has something else in mind
MAGIC = re.compile(r"^[ \t]*[%!].*$", re.MULTILINE)  # IPython's own lines


@dataclass(frozen=True)
class Names:
    """The global names that a cell makes, those that it refers to, and of these the ones it does not make itself."""

    made: frozenset[str] = frozenset()
    refers: frozenset[str] = frozenset()

    @property
    def used(self) -> frozenset[str]:
        """The names that must be there before the cell runs."""
        return self.refers - self.made


def needed(notebook: NotebookNode) -> set[int]:
    """Return the positions of the demonstrations that other cells need, directly or through other demonstrations."""
    sources = [cell.source if cell.cell_type == "code" else "" for cell in notebook.cells]
    demonstrations = {position for position, cell in enumerate(notebook.cells) if cells.is_demo(cell)}
    return needed_of(sources, demonstrations)


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


def names_of(source: str) -> Names:
    """Read a cell's names; a cell that is not Python, as an unfinished one, has none."""
    if len(source) > LONGEST:
        return Names()
    try:
        table = symtable.symtable(MAGIC.sub("", source), "cell", "exec")
        uses = _global_uses(table)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # null bytes; and what is nested too deeply
        return Names()
    made = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_imported()}
    return Names(frozenset(made), frozenset(uses))


def _global_uses(table: symtable.SymbolTable) -> set[str]:
    """Return the global names that a cell, or a function or class in it, refers to."""
    top = table.get_type() == "module"
    referenced = [symbol for symbol in table.get_symbols() if symbol.is_referenced()]
    uses = {symbol.get_name() for symbol in referenced if top or symbol.is_global()}
    return uses.union(*(_global_uses(inner) for inner in table.get_children()))
