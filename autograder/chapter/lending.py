"""A check cell runs among names of its own: the chapter's as the chapter made them, and the student's beside them.

A student may call something of theirs as a name of the chapter is called. The check still looks at the chapter's, and
what a check cell makes takes nothing of the student's away. Which names are whose is read when the chapter is built
(``chapter.owners``) and lies beside the notebook, for a cell cannot tell who runs it.
"""

from __future__ import annotations

import ast
import hashlib
import json
import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.chapter.in_place import fingerprint
from autograder.chapter.names import names_of
from autograder.chapter.parsing import parse

PACKAGE = Path(__file__).resolve().parents[1]
SUFFIX = ".names"  # of the file beside a chapter's notebook


@dataclass(frozen=True)
class OwnCell:
    """A code cell of the chapter's own: its id, how it `begins`, and a fingerprint of its source.

    Of a check cell also the heading of its `exercise`, its `points`, and which names are `yours`, the student's, that
    it looks at. One that runs among names of its own (`is_check`) tells which of the chapter's it needs, each with the
    id of the cell that makes it; any other works on the notebook itself.
    """

    id: str
    begins: str
    digest: str
    is_check: bool = False
    yours: tuple[str, ...] = ()
    needs: dict[str, str] = field(default_factory=dict)
    exercise: str = ""
    points: float = 0.0


@dataclass(frozen=True)
class Stopped:
    """Why a check cell stopped with an error that is no check's finding, in a message's words.

    `is_missing` tells that a name was not there yet; `cell_to_run` is how the chapter's cell begins that makes it.
    """

    looked_at: str
    expected: str
    found: str
    look_at: str
    is_missing: bool = False
    cell_to_run: str = ""


class Lending:
    """What the chapter's cells made as they ran, to lend to its check cells. Cells are known by their source."""

    def __init__(self, cells: Iterable[OwnCell]) -> None:
        self._cells: dict[str, list[OwnCell]] = {}
        self._begins: dict[str, str] = {}
        self._made: dict[str, dict[str, Any]] = {}
        self._prints: dict[tuple[str, str], str] = {}  # of what a cell made under a name, as the chapter left it
        for cell in cells:
            if cell.exercise and not cell.is_check:
                continue
            self._cells.setdefault(cell.digest, []).append(cell)
            self._begins[cell.id] = cell.begins

    @property
    def _checks(self) -> set[str]:
        return {cell.id for same in self._cells.values() for cell in same if cell.is_check}

    def copy(self) -> Lending:
        """Return a second one that knows the same, and learns apart."""
        other = Lending(())
        other._cells, other._begins, other._made = self._cells, self._begins, dict(self._made)
        other._prints = dict(self._prints)
        return other

    def check(self, source: str) -> OwnCell | None:
        """Return the check cell with this source; None when the chapter has none."""
        return next((cell for cell in self._cells.get(digest(source), []) if cell.is_check), None)

    def is_own(self, source: str) -> bool:
        """Tell whether the chapter has a cell with this source."""
        return digest(source) in self._cells

    def changed(self) -> frozenset[tuple[str, str]]:
        """Return which values are no longer as the chapter left them: the cell that made each, and its name."""
        made = self._made
        return frozenset(
            (cell, name) for (cell, name), was in self._prints.items() if fingerprint(made[cell][name]) != was
        )

    def ran(
        self, source: str, names: Mapping[str, Any], changed_before: frozenset[tuple[str, str]] = frozenset()
    ) -> None:
        """Take note that a cell has run to its end: what one of the chapter's own has made, or changed, is kept.

        `changed_before` are the values that were `changed` when it began: these stay so.
        """
        for cell in self._cells.get(digest(source), []):
            self._made[cell.id] = {name: names[name] for name in names_of(source).made if name in names}
            changed_before -= {(cell.id, name) for name in self._made[cell.id]}
            self._prints = {
                (maker, name): self._prints[maker, name] if (maker, name) in changed_before else fingerprint(value)
                for maker, values in self._made.items()
                for name, value in values.items()
                if maker not in self._checks
            }

    def namespace(self, check: OwnCell, names: Mapping[str, Any]) -> dict[str, Any]:
        """Return the names among which a check cell runs, where `names` are those of the notebook.

        A name of the chapter's that its cell has not made, since it never ran as it was handed out, is as it is found.
        """
        own = dict(names)
        for name, maker in check.needs.items():
            if name in self._made.get(maker, {}):
                own[name] = _among(self._made[maker][name], names, own)
        return own

    def give_back(self, check: OwnCell, own: Mapping[str, Any], source: str, names: dict[str, Any]) -> None:
        """Hand on what a check cell made: to later checks, and to the notebook where that is not the student's name."""
        made = {name: own[name] for name in names_of(source).made - set(check.yours) if name in own}
        before = list(self._made.values())
        for name, value in made.items():
            if name not in names or any(names[name] is values[name] for values in before if name in values):
                names[name] = value
        self._made[check.id] = made

    def spoilt(self, check: OwnCell) -> Stopped | None:
        """Say which value of the chapter's that a check needs was changed where it stands; None when none was."""
        changed = self.changed()
        for name, maker in check.needs.items():
            if (maker, name) in changed:
                begins = self._begins[maker]
                return Stopped(
                    f"{name}, a name of the chapter's own",
                    f"what the cell that begins with {begins!r} makes",
                    "numbers in it were changed since",
                    f"run that cell, then this one again; to change numbers, change a copy: {name} stays as it is then",
                    is_missing=True,
                    cell_to_run=begins,
                )
        return None

    def stopped(self, check: OwnCell, problem: BaseException, source: str, names: Mapping[str, Any]) -> Stopped | None:
        """Say why a check cell stopped, where a name is missing or it could not work with something of the student's.

        None for any other error: that is a mistake in the chapter.
        """
        if isinstance(problem, NameError) and problem.name in check.needs:
            begins = self._begins[check.needs[problem.name]]
            return Stopped(
                f"{problem.name}, a name of the chapter's own",
                f"what the cell that begins with {begins!r} makes",
                "nothing has this name yet",
                "run that cell, then this one again",
                is_missing=True,
                cell_to_run=begins,
            )
        return stopped(problem, source, check.yours, names)


def stopped(problem: BaseException, source: str, yours: Iterable[str], names: Mapping[str, Any]) -> Stopped | None:
    """Say why a check cell stopped among `names`, where that lies in the student's; None where it does not."""
    if isinstance(problem, NameError) and problem.name in set(yours):
        return Stopped(
            f"your {problem.name}", "a value", "nothing has this name yet", "your cell above", is_missing=True
        )
    statement = "" if _raised_here(problem) else _statement(problem, source)
    theirs = sorted(names_of(statement).refers & set(yours)) if isinstance(problem, Exception) else []
    if not theirs:
        return None
    for name in theirs:
        if names.get(name) is None or names.get(name) is Ellipsis:
            found = f"it is {names.get(name)} still"
            return Stopped(f"your {name}", "a value", found, "your cell above", is_missing=True)
    return Stopped(
        f"your {' and your '.join(theirs)}",
        f"something that the check can work with, in: {statement}",
        f"{type(problem).__name__}: {problem}",
        "what your cell gives to this name" if len(theirs) == 1 else "what your cell gives to these names",
    )


def _raised_here(problem: BaseException) -> bool:
    """Tell whether a check itself raised: it does so where the chapter calls it in a wrong way."""
    trace = problem.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return trace is not None and Path(trace.tb_frame.f_code.co_filename).is_relative_to(PACKAGE)


def _statement(problem: BaseException, source: str) -> str:
    """Return the cell's statement that raised; empty when none did. Frames of the cell are those without a file."""
    lines = {trace.tb_lineno for trace in _cell_frames(problem)}
    for node in parse(source).body if lines else []:
        if lines & set(range(node.lineno, (node.end_lineno or node.lineno) + 1)):
            return ast.unparse(node)
    return ""


def _cell_frames(problem: BaseException) -> list[types.TracebackType]:
    """Return the outermost frame of a cell's own: of what has no file that Python could have read it from."""
    trace = problem.__traceback__
    while trace and Path(trace.tb_frame.f_code.co_filename).is_file():
        trace = trace.tb_next
    return [trace] if trace else []


def _among(value: Any, notebook: Mapping[str, Any], own: dict[str, Any]) -> Any:
    """Return a function of the chapter's as one that finds the chapter's names; anything else as it is."""
    if not isinstance(value, types.FunctionType) or value.__globals__ is not notebook:
        return value
    lent = types.FunctionType(value.__code__, own, value.__name__, value.__defaults__, value.__closure__)
    lent.__kwdefaults__, lent.__doc__ = value.__kwdefaults__, value.__doc__
    lent.__dict__.update(value.__dict__)
    return lent


def digest(source: str) -> str:
    """Return a cell's fingerprint, in which blank lines and blanks at the ends of lines do not count."""
    lines = [line.rstrip() for line in source.splitlines()]
    return hashlib.sha256("\n".join(line for line in lines if line).encode()).hexdigest()[:32]


def to_json(cells: Iterable[OwnCell]) -> bytes:
    """Return the file that lies beside a chapter's notebook; nothing where there are no cells to tell of."""
    entries = []
    for cell in cells:
        entry: dict[str, Any] = {"id": cell.id, "begins": cell.begins, "digest": cell.digest}
        if cell.exercise:
            entry["counts"] = {"exercise": cell.exercise, "points": cell.points, "yours": list(cell.yours)}
        if cell.is_check:
            entry["check"] = {"needs": dict(sorted(cell.needs.items()))}
        entries.append(entry)
    return (json.dumps(entries, indent=1, ensure_ascii=False) + "\n").encode() if entries else b""


def read(folder: Path) -> list[OwnCell]:
    """Read what lies beside the notebooks of a folder.

    Raises ValueError, naming the file, for what `to_json` never wrote.
    """
    found = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            for entry in json.loads(path.read_bytes()):
                check, counts = entry.get("check"), entry.get("counts", {"exercise": "", "points": 0, "yours": []})
                own = OwnCell(entry["id"], entry["begins"], entry["digest"], bool(check), tuple(counts["yours"]))
                needs = check["needs"] if check else {}
                found.append(replace(own, needs=needs, exercise=counts["exercise"], points=counts["points"]))
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise ValueError(
                f"{path.name} cannot be read ({type(problem).__name__}: {problem}). Take the file again from where "
                "the notebook came from."
            ) from None
    return found
