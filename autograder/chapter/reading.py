"""What a cell does with global names: which it reads, which it makes, and whose values it may change."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from nbformat import NotebookNode

from autograder.chapter.names import CELLS, LONGEST, names_of, python_of
from autograder.chapter.parsing import parse

# What acts on more than names: such a cell always runs. IPython's own lines are not read.
ACTS_ELSEWHERE = re.compile(
    r"^\s*[%!]|seed|filterwarnings|environ|sys\.path|set_(?!weights\()\w+\(|import \*|enable_|disable_", re.M
)
# Libraries whose functions leave their arguments as they are.
LEAVES_ARGUMENTS = {
    *("numpy", "matplotlib", "keras", "tensorflow", "sklearn", "IPython", "math", "time", "random"),
    "autograder",  # a check gives back what it was lent
}
READING_FUNCTIONS = {
    *("abs", "all", "any", "bool", "dict", "display", "enumerate", "float", "format", "int", "isinstance", "len"),
    *("list", "max", "min", "print", "range", "repr", "reversed", "round", "set", "sorted", "str", "sum", "super"),
    *("tuple", "type", "zip"),
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
        changes -= READING_FUNCTIONS - names.made  # handed on as they are, they are Python's own
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
    reads: set[str] = set()
    return reads, _after(tree.body, set(), reads)


def _after(statements: Iterable[ast.stmt], before: Iterable[str], reads: set[str]) -> set[str]:
    """Return which names are surely there after statements, if those of `before` were; add what they read to `reads`.

    What a ``with`` holds is taken to run to its end.
    """
    made = set(before)
    for statement in statements:
        match statement:
            case ast.If(test, body, other):
                _read(test, made, reads)
                made = _after(body, made, reads) & _after(other, made, reads)
            case ast.For(target, over, body, other):
                _read(over, made, reads)
                within = _after([ast.Assign([target], ast.Constant(None), lineno=0)], made, reads)
                _after(body, within, reads)
                _after(other, made, reads)
            case ast.While(test, body, other):
                _read(test, made, reads)
                _after(body, made, reads)
                _after(other, made, reads)
            case ast.Try(body, handlers, other, final):
                _after(other, _after(body, made, reads), reads)
                for handler in handlers:
                    _read(handler.type, made, reads)
                    _after(handler.body, made | {handler.name or ""}, reads)
                made = _after(final, made, reads)
            case ast.With(items, body):
                for item in items:
                    _read(item.context_expr, made, reads)
                    if item.optional_vars is not None:
                        made = _after([ast.Assign([item.optional_vars], ast.Constant(None), lineno=0)], made, reads)
                made = _after(body, made, reads)
            case _:
                own = names_of(ast.unparse(statement))
                is_itself = isinstance(statement, ast.FunctionDef | ast.ClassDef)  # as a recursive function is
                reads |= own.refers - made - (own.made if is_itself else set())
                if not isinstance(statement, ast.Match):
                    made |= own.made
    return made


def _read(expression: ast.expr | None, made: set[str], reads: set[str]) -> None:
    if expression is not None:
        reads |= names_of(ast.unparse(expression)).refers - made


def _plain(tree: ast.Module) -> set[str]:
    """Return the names that stand in a cell's code itself, and not in what IPython's own lines are given."""
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _changes(tree: ast.AST, modules: Mapping[str, str]) -> Iterator[str]:
    """Yield the names whose values a cell may change: assigned into, or handed to what may do so.

    A library that is handed on is not changed by that.
    """
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
            handed = {name.id for name in ast.walk(argument) if isinstance(name, ast.Name)}
            yield from (name for name in handed if modules.get(name, "").split(".")[0] not in LEAVES_ARGUMENTS)


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
