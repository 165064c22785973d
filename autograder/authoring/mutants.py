"""Mutants of a reference solution: small mechanical changes that its checks should notice."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Change = Callable[[Any], object]  # changes a node of a fresh copy of the tree

OTHER_WORD = {
    "activation": {"relu": "tanh", "sigmoid": "softmax", "softmax": "sigmoid", "tanh": "relu", "linear": "relu"},
    "padding": {"same": "valid", "valid": "same"},
    "loss": {
        "mse": "mae",
        "mae": "mse",
        "mean_squared_error": "mean_absolute_error",
        "categorical_crossentropy": "mse",
        "sparse_categorical_crossentropy": "categorical_crossentropy",
        "binary_crossentropy": "mse",
    },
}
NUMBERS = (
    "units",
    "filters",
    "kernel_size",
    "strides",
    "pool_size",
    "axis",
    "output_dim",
    "input_dim",
    "size",
    "num_oov_indices",
)
FLAGS = ("mask_zero", "return_sequences", "from_logits", "trainable", "invert")
FREE = ("set_random_seed", "range", "reshape", "fit", "Adam", "RMSprop", "SGD", "Dropout", "print")  # not the design
ORDER_FREE = ("concatenate", "add", "multiply", "average", "maximum")  # what these merge, in any order, is equivalent
LISTS_IN = ("compile", "fit", "Model")


@dataclass(frozen=True)
class Mutant:
    """A changed solution. `name` tells the line and the change, and is the same in every run."""

    name: str
    source: str


def mutants(source: str) -> list[Mutant]:
    """Return the mutants of an exercise's cell: each is the cell with one change in its solution region.

    Edges dropped, layers unshared, operands, inputs and outputs swapped, activations, losses, paddings, axes, strides,
    widths and flags changed, loss weights dropped. Raises SyntaxError when the cell is no Python.
    """
    tree = ast.parse(source)
    found: dict[str, Mutant] = {}
    for number, node in enumerate(ast.walk(tree)):
        for name, change in _changes(node, tree):
            changed = copy.deepcopy(tree)
            change(list(ast.walk(changed))[number])
            line = getattr(node, "lineno", 0)
            mutant = Mutant(f"line {line}: {name}", ast.unparse(ast.fix_missing_locations(changed)))
            found.setdefault(mutant.source, mutant)
    found.pop(ast.unparse(tree), None)
    return sorted(found.values(), key=lambda mutant: (int(mutant.name.split(":")[0][5:]), mutant.name))


def _changes(node: ast.AST, tree: ast.Module) -> Iterator[tuple[str, Change]]:
    """Yield the named changes that a node of the tree allows."""
    if isinstance(node, ast.Call):
        yield from _call_changes(node, tree)
    if isinstance(node, ast.keyword):
        yield from _keyword_changes(node)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub | ast.Mult):
        left, right = ast.unparse(node.left), ast.unparse(node.right)
        if isinstance(node.left, ast.Constant) or isinstance(node.right, ast.Constant):
            return
        yield f"{left} instead of {ast.unparse(node)}", lambda n: _become(n, n.left)
        yield f"{right} instead of {ast.unparse(node)}", lambda n: _become(n, n.right)


def _call_changes(call: ast.Call, tree: ast.Module) -> Iterator[tuple[str, Change]]:
    name = _name(call.func)
    if name in FREE:
        return
    for index, argument in enumerate(call.args):
        if isinstance(argument, ast.List) and len(argument.elts) > 1 and name != "Input":
            called = name or ast.unparse(call.func)
            order_counts = not any(merge in called.lower() for merge in ORDER_FREE)
            yield from _list_changes(argument, called, _argument(index), order_counts)
        elif isinstance(argument, ast.Constant) and name[:1].isupper() and name != "Input":
            yield from _constant_changes(argument, f"{name} argument {index + 1}", _argument(index))
    if isinstance(call.func, ast.Name) and _times_called(call.func.id, tree) > 1 and call.args and not call.keywords:
        layer = call.func.id
        yield f"{layer} unshared", _unshared(layer)
    for keyword in call.keywords:
        if isinstance(keyword.value, ast.List) and len(keyword.value.elts) > 1 and name in LISTS_IN:
            at = call.keywords.index(keyword)
            yield from _list_changes(keyword.value, f"{keyword.arg}=", _keyword(at), order_counts=True)
        if keyword.arg == "loss_weights":
            at = call.keywords.index(keyword)
            yield "loss_weights dropped", _dropped_keyword(at)


def _keyword_changes(keyword: ast.keyword) -> Iterator[tuple[str, Change]]:
    value = keyword.value
    if keyword.arg in ("loss", "loss_weights") and isinstance(value, ast.Dict):
        for index, item in enumerate(value.values):
            key = ast.unparse(value.keys[index] or value)
            yield from _constant_changes(item, f"{keyword.arg}[{key}]", _dict_value(index), word=keyword.arg)
    elif keyword.arg in OTHER_WORD or keyword.arg in NUMBERS or keyword.arg in FLAGS:
        yield from _constant_changes(value, f"{keyword.arg}", lambda n: n.value, word=keyword.arg)


def _constant_changes(
    value: ast.expr, what: str, find: Callable[[Any], Any], word: str | None = None
) -> Iterator[tuple[str, Change]]:
    if not isinstance(value, ast.Constant):
        return
    old = value.value
    if isinstance(old, str):
        new: object = OTHER_WORD.get(word or "", {}).get(old)
    elif isinstance(old, bool):
        new = not old
    elif isinstance(old, int):
        new = old + 1
    elif isinstance(old, float):
        new = old * 2 + 1
    else:
        return
    if new is not None:
        yield f"{what} {old!r} → {new!r}", lambda n: setattr(find(n), "value", new)


def _list_changes(
    items: ast.List, what: str, find: Callable[[Any], Any], order_counts: bool
) -> Iterator[tuple[str, Change]]:
    names = [ast.unparse(item) for item in items.elts]
    for index, name in enumerate(names):
        yield f"{what} without {name}", _dropped_element(find, index)
    for index in range(len(names) - 1) if order_counts else ():
        yield f"{what} with {names[index]} and {names[index + 1]} swapped", _swapped_elements(find, index)


def _argument(index: int) -> Callable[[Any], Any]:
    return lambda call: call.args[index]


def _keyword(index: int) -> Callable[[Any], Any]:
    return lambda call: call.keywords[index].value


def _dict_value(index: int) -> Callable[[Any], Any]:
    return lambda keyword: keyword.value.values[index]


def _dropped_keyword(index: int) -> Change:
    return lambda call: call.keywords.pop(index)


def _dropped_element(find: Callable[[Any], Any], index: int) -> Change:
    return lambda node: find(node).elts.pop(index)


def _swapped_elements(find: Callable[[Any], Any], index: int) -> Change:
    def change(node: Any) -> None:
        elements = find(node).elts
        elements[index], elements[index + 1] = elements[index + 1], elements[index]

    return change


def _unshared(layer: str) -> Change:
    """Replace ``layer(x)`` by a new layer of the same make, called on x."""

    def change(call: Any) -> None:
        call.func = ast.parse(f"type({layer}).from_config({layer}.get_config())", mode="eval").body

    return change


def _become(node: Any, other: Any) -> None:
    node.__class__ = other.__class__
    node.__dict__ = dict(other.__dict__)


def _times_called(name: str, tree: ast.Module) -> int:
    """Return how often a layer or model assigned to `name` in this cell is called; 0 for any other name."""
    made = any(
        isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
        and (_name(node.value.func)[:1].isupper())
        for node in ast.walk(tree)
    )
    calls = [
        n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == name
    ]
    return len(calls) if made else 0


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
