"""Which cells of a submission must run, so that students' cells find what they use and checks what they look at.

The chapter's own cells are made for readers: many only show something, and no answer needs them. One runs if a cell
that runs reads a name that it makes, or a name that it may change.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from nbformat import NotebookNode

from autograder.chapter import cells
from autograder.chapter.names import CELLS, LONGEST, names_of, python_of
from autograder.chapter.parsing import parse
from autograder.chapter.plan import Plan

# What acts on more than names: such a cell always runs. IPython's own lines are not read.
ACTS_ELSEWHERE = re.compile(
    r"^\s*[%!]|seed|filterwarnings|environ|sys\.path|set_(?!weights\()\w+\(|import \*|enable_|disable_", re.M
)
# Who uses these may read any name.
READS_ANYTHING = {"globals", "locals", "vars", "eval", "exec", "get_ipython", "dir"}
# Libraries whose functions leave their arguments as they are.
LEAVES_ARGUMENTS = {
    *("numpy", "matplotlib", "keras", "tensorflow", "sklearn", "IPython", "math", "time", "random"),
    "autograder",  # a check gives back what it was lent
}
READING_FUNCTIONS = {
    *("abs", "all", "any", "bool", "dict", "display", "enumerate", "float", "format", "int", "isinstance", "len"),
    *("list", "max", "min", "print", "range", "repr", "reversed", "round", "set", "sorted", "str", "sum", "tuple"),
    *("type", "zip"),
}
READING_METHODS = {
    *("astype", "copy", "count", "count_params", "endswith", "evaluate", "format", "get", "get_config", "get_layer"),
    *("get_weights", "index", "items", "join", "keys", "lower", "max", "mean", "min", "numpy", "predict", "replace"),
    *(
        "reshape",
        "round",
        "split",
        "startswith",
        "std",
        "strip",
        "sum",
        "summary",
        "title",
        "tolist",
        "upper",
        "values",
    ),
}


@dataclass(frozen=True)
class Reading:
    """What a cell does with global names: those it reads before it makes them, makes for sure, makes, may change."""

    reads: frozenset[str]
    makes_surely: frozenset[str]
    makes: frozenset[str]
    changes: frozenset[str]
    acts_elsewhere: bool = False


def running(notebook: NotebookNode, chapter: NotebookNode, plan: Plan) -> frozenset[int]:
    """Return the positions of the cells to run, in a submission that was restored; `chapter` has its cells as released.

    A student's cells run always, and of the chapter's own those that these, or the evidence of checks, need.
    Demonstrations and checks only run where cells that run read names that they make.
    """
    own = {cell.id: cell.source for cell in chapter.cells if not cells.is_students(cell)}
    modules = modules_in(chapter)
    read: set[str] = set()  # by cells below that run
    evident: set[str] = set()  # looked at by checks below
    runs: set[int] = set()
    students = [cell.source for cell in notebook.cells if cell.cell_type == "code" and own.get(cell.id) != cell.source]
    if any(names_of(source).refers & READS_ANYTHING for source in students):
        evident |= set().union(*(names_of(cell.source).made for cell in chapter.cells if cell.cell_type == "code"))
    for position in reversed(range(len(notebook.cells))):
        cell = notebook.cells[position]
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        reading = reading_of(cell.source, modules)
        if cells.role(cell) == "check":
            evident |= plan.uses.get(cell.id, frozenset())
        if cell.id in own and own[cell.id] == cell.source:
            is_shown_only = cells.role(cell) == "check" or cells.is_demo(cell)
            needed = reading.makes & read
            if not is_shown_only:
                needed |= (reading.makes | reading.changes) & (read | evident)
                needed |= {"it acts elsewhere"} if reading.acts_elsewhere else set()
            if not needed:
                continue
        runs.add(position)
        read -= reading.makes_surely
        evident -= reading.makes_surely
        read |= reading.reads
    return frozenset(runs)


@lru_cache(CELLS)
def reading_of(source: str, modules: frozenset[tuple[str, str]]) -> Reading:
    """Read a cell; `modules` are imported names, each with its module. A cell that is no Python acts elsewhere."""
    names = names_of(source)
    if len(source) > LONGEST:
        return Reading(frozenset(), frozenset(), frozenset(), frozenset(), True)
    try:
        tree = parse(python_of(source))
        reads, surely = _in_order(tree)
        functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        changes = frozenset(_changes(tree, {**dict(modules), **dict.fromkeys(functions, "")}))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Reading(names.refers, frozenset(), names.made, names.refers, True)
    reads |= names.refers - _plain(tree)
    return Reading(frozenset(reads), frozenset(surely), names.made, changes, bool(ACTS_ELSEWHERE.search(source)))


def acting(source: str) -> str:
    """Return those statements of a cell of the chapter's that act on more than names, such as setting a seed."""
    statements = map(ast.unparse, parse(source).body)
    return "\n".join(statement for statement in statements if ACTS_ELSEWHERE.search(statement))


def _in_order(tree: ast.Module) -> tuple[set[str], set[str]]:
    """Return which names a cell reads before it makes them, and which it makes whatever happens."""
    surely: set[str] = set()
    reads: set[str] = set()
    for statement in tree.body:
        own = names_of(ast.unparse(statement))
        targets = set()
        if isinstance(statement, ast.For):
            targets = {node.id for node in ast.walk(statement.target) if isinstance(node, ast.Name)}
            targets -= names_of(ast.unparse(statement.iter)).refers
        reads |= own.refers - surely - targets
        if not isinstance(statement, ast.If | ast.For | ast.While | ast.Try | ast.Match | ast.AugAssign):
            surely |= own.made
    return reads, surely


def _plain(tree: ast.Module) -> set[str]:
    """Return the names that stand in a cell's code itself, and not in what IPython's own lines are given."""
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _changes(tree: ast.AST, modules: Mapping[str, str]) -> Iterator[str]:
    """Yield the names whose values a cell may change: assigned into, or handed to what may do so."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            yield from _root(node)
        if not isinstance(node, ast.Call):
            continue
        root = next(_root(node.func), None)
        library = modules.get(root or "", "").split(".")[0]
        if root in READING_FUNCTIONS or library in LEAVES_ARGUMENTS:
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr in READING_METHODS:
            continue
        if root is not None and root not in modules:
            yield root
        for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
            yield from (name.id for name in ast.walk(argument) if isinstance(name, ast.Name))


def _root(node: ast.AST) -> Iterator[str]:
    """Yield the name at the beginning of an expression such as ``a.b[c](d).e``."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Name):
        yield node.id


def modules_in(chapter: NotebookNode) -> frozenset[tuple[str, str]]:
    """Return the names that a chapter's cells import, each with its module."""
    return frozenset().union(*(_imports(cell.source) for cell in chapter.cells if cell.cell_type == "code"))


@lru_cache(CELLS)
def _imports(source: str) -> frozenset[tuple[str, str]]:
    try:
        tree = parse(source)
    except (SyntaxError, ValueError):
        return frozenset()
    found: set[tuple[str, str]] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update((alias.asname or alias.name.split(".")[0], alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.update((alias.asname or alias.name, node.module or "") for alias in node.names)
    return frozenset(found)
