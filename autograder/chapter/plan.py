"""What each check of a chapter needs as evidence, read from the chapter's own cells: names, and how far weights travel.

A name that an exercise's cell makes, in the chapter's solution or stub, is the student's: its value is evidence.
Everything else that a check reads is the chapter's, and is made anew where the check is judged.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from nbformat import NotebookNode

from autograder.chapter import cells
from autograder.chapter.names import Names, names_of, needed_of
from autograder.chapter.parsing import parse

WITH_VALUES = frozenset(
    {"learns", "cut", "frozen", "from_words", "loads", "ranked", "reopened"}
)  # checks of a model's trained weights
SUBJECTS = frozenset({"cut", "share_weights"})  # checks of two models' weights, of which one may be the chapter's


@dataclass(frozen=True)
class Group:
    """Checks of one exercise that look at one state of the student's names: no cell of the chapter stands between.

    `names` are the student's names, and `subjects` the chapter's own models, that its checks look at. `weights` says
    how far weights of models travel: as "values", or as a "hash" of each array.
    """

    exercise: str | None
    checks: tuple[str, ...]
    names: tuple[str, ...]
    subjects: tuple[str, ...]
    weights: str


@dataclass(frozen=True)
class Plan:
    """A chapter's groups of checks, in order; and the chapter's own cells, by id, that judging them needs.

    `swaps` are, by check, the student's names that it takes away or gives something else, to see what a function
    makes of that.
    """

    groups: tuple[Group, ...]
    own_cells: frozenset[str]
    uses: dict[str, frozenset[str]] = field(default_factory=dict)  # check: names of its group that it looks at
    swaps: dict[str, frozenset[str]] = field(default_factory=dict)

    def group_of(self, check: str) -> Group:
        """Return the group that a check is in. Raises KeyError for what is no check of the chapter."""
        for group in self.groups:
            if check in group.checks:
                return group
        raise KeyError(check)


def plan(solved: NotebookNode, graded: NotebookNode) -> Plan:
    """Return the plan of a chapter.

    `solved` is its notebook with solutions, `graded` the same with stubs; both have hidden checks.
    """
    read = [both_names(a, b) for a, b in zip(solved.cells, graded.cells, strict=True)]
    students = students_names(graded, read)
    groups: list[Group] = []
    uses: dict[str, frozenset[str]] = {}
    swaps: dict[str, frozenset[str]] = {}
    for exercise, checks in _groups(graded):
        positions = [graded.cells.index(check) for check in checks]
        for check, position in zip(checks, positions, strict=True):
            uses[check.id] = read[position].refers & students[position]
            if swapped := read[position].made & students[position]:
                swaps[check.id] = swapped
        subjects = {name for check in checks for name in _arguments(check.source, SUBJECTS)}
        own = {name for name in subjects if name not in students[positions[0]]}
        for check in checks:
            uses[check.id] |= own & names_of(check.source).refers
        names = sorted(set().union(*(uses[check.id] for check in checks)) - own)
        by_hash = all(_only_handed_on(check.source, set(names)) for check in checks)
        weights = "hash" if by_hash else "values"
        exercise_id = exercise.id if exercise is not None else None
        groups.append(Group(exercise_id, tuple(c.id for c in checks), tuple(names), tuple(sorted(own)), weights))
    return Plan(tuple(groups), _own_cells(graded, read, students), uses, swaps)


def both_names(solved: NotebookNode, graded: NotebookNode) -> Names:
    """Return the names of a cell; of an exercise's those that its solution or its stub makes."""
    if solved.cell_type != "code":
        return Names()
    one, other = names_of(solved.source), names_of(graded.source)
    return Names(one.made | other.made, one.refers | other.refers)


def students_names(graded: NotebookNode, read: list[Names]) -> list[frozenset[str]]:
    """Return, for each position, the names that hold something of the student's there.

    They are made by an exercise's cell, or by a cell of the chapter that uses such a name.
    """
    students: frozenset[str] = frozenset()
    before = []
    for cell, names in zip(graded.cells, read, strict=True):
        before.append(students)
        role = cells.role(cell)
        if cells.is_students(cell) or (role != "check" and names.used & students):
            students |= names.made
        elif role != "check":
            students -= names.made
    return before


def _groups(graded: NotebookNode) -> Iterator[tuple[NotebookNode | None, list[NotebookNode]]]:
    """Yield each exercise with its checks; with those after a cell of the chapter's code apart."""
    exercise, checks = None, []
    for cell in graded.cells:
        role = cells.role(cell)
        if role == "check":
            checks.append(cell)
        elif cell.cell_type == "code" and not cells.is_demo(cell):
            if checks:
                yield exercise, checks
            checks = []
            exercise = cell if cells.is_students(cell) else exercise
    if checks:
        yield exercise, checks


def _own_cells(graded: NotebookNode, read: list[Names], students: list[frozenset[str]]) -> frozenset[str]:
    """Return the ids of the chapter's cells that its checks need: locked ones, and others whose names are used."""
    sources, spared = [], set()
    for position, cell in enumerate(graded.cells):
        role = cells.role(cell)
        is_own = cell.cell_type == "code" and role != "check" and not cells.is_students(cell)
        if (not is_own and role != "check") or (is_own and read[position].used & students[position]):
            sources.append("")
            continue
        sources.append(cell.source)
        if role is None:
            spared.add(position)
    runs = needed_of(sources, spared) | {n for n, cell in enumerate(graded.cells) if cells.role(cell) == "locked"}
    return frozenset(graded.cells[position].id for position in runs if sources[position])


def _arguments(source: str, checks: frozenset[str]) -> Iterator[str]:
    """Yield the names that are handed to some of the checks, as positional arguments."""
    for name, called in _handed_on(parse(source)):
        if called in checks:
            yield name.id


def _only_handed_on(source: str, names: set[str]) -> bool:
    """Tell whether a check cell only hands these names to checks that need no trained weights."""
    tree = parse(source)
    handed = {id(name) for name, called in _handed_on(tree) if called not in WITH_VALUES}
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in names]
    return all(id(use) in handed for use in uses)


def _handed_on(tree: ast.Module) -> Iterator[tuple[ast.Name, str]]:
    """Yield each name that is a positional argument of ``check.<name>(...)``, with that check's name."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "check":
            yield from ((argument, node.func.attr) for argument in node.args if isinstance(argument, ast.Name))
