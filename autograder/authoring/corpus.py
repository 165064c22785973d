"""The cheat corpus: attacks on grading, one file each, and the class of students who try them.

A corpus is a folder with ``corpus/*.py``, the attacks, and ``chapter/``, a small course with the chapters they attack
(the first one, unless they name another) and, in ``chapter/wrong.py``, wrong answers to all exercises. An attack's file
begins with a comment: what it tries, and what is to come of it, one ``# key: value`` a line (see Attack). After that
stand either cells as py:percent text, answers headed ``exercise="id"`` and added cells headed ``before="id"``,
``after="id"`` or ``first="yes"``; or a function ``make(folder, chapter)`` that writes into the student's folder
whatever it likes.
"""

from __future__ import annotations

import ast
import copy
import importlib.util
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jupytext

from autograder.project import ProjectError

Notebook = dict[str, Any]
AIMS = ("forge", "read-hidden", "escape", "stop", "other-submission")
KEYS = {"aims", "from", "chapter", "outcome", "score", "told", "never", "shows", "leaves", "others", "needs", "stock"}
HEADER = re.compile(r"# ([a-z]+): +(.*)")
MADE = re.compile(r"^def make\(", re.MULTILINE)
TELLING = 7  # characters: what is longer stands nowhere else
HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS\n(.*?)### END HIDDEN TESTS", re.DOTALL)


@dataclass(frozen=True)
class Attack:
    """One attack, and the honest outcome.

    `aims` are of AIMS; `source` is where it comes from; `chapter` is what it attacks, empty for the first one;
    `outcomes` are those that would be right; `score` is what the submission honestly earns, at most that where
    `at_most`; `told` is a part of what student and instructor read. `never` may not stand in anything the student gets,
    `shows` may: what a hidden question has to tell. `leaves` are files that may not be there afterwards. What needs a
    sandbox could harm the machine without one. `stock` says whether nbgrader is tried on it too.
    """

    name: str
    tries: str
    path: Path
    aims: tuple[str, ...]
    source: str
    outcomes: tuple[str, ...]
    chapter: str = ""
    score: float | None = None
    at_most: bool = False
    told: str = ""
    never: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    others: str = "wrong"
    needs_sandbox: bool = False
    stock: bool = True


@dataclass(frozen=True)
class Target:
    """The chapter that is attacked: what a ``make(folder, chapter)`` gets."""

    root: Path
    name: str
    released: Notebook
    answers: dict[str, dict[str, str]] = field(repr=False)  # "right" and "wrong": by exercise

    def notebook(self, kind: str) -> Notebook:
        """Return a new notebook with "right" or "wrong" answers, or "unedited"."""
        notebook = copy.deepcopy(self.released)
        for cell in notebook["cells"]:
            cell["source"] = self.answers.get(kind, {}).get(cell["id"], "".join(cell["source"]))
        return notebook

    def cell(self, notebook: Notebook, cell_id: str) -> dict[str, Any]:
        """Return the cell of a notebook that has this id. Raises KeyError when there is none."""
        for cell in notebook["cells"]:
            if cell["id"] == cell_id:
                found: dict[str, Any] = cell
                return found
        raise KeyError(cell_id)

    def encoded(self, notebook: Notebook) -> bytes:
        """Return a notebook as the bytes of a file."""
        return json.dumps(notebook, indent=1).encode()

    def hand_in(self, folder: Path, notebook: Notebook) -> None:
        """Write a notebook as a submission into a student's folder."""
        (folder / f"{self.name}.ipynb").write_bytes(self.encoded(notebook))

    def secrets(self) -> list[str]:
        """Return what stands in hidden checks only: their lines, and the texts and numbers in them that tell."""
        source = (self.root / "solutions" / self.name / f"{self.name}.py").read_text(encoding="utf-8")
        hidden = "\n".join(HIDDEN.findall(source))
        lines = [line.strip() for line in hidden.splitlines() if len(line.strip()) > TELLING]
        values = [node.value for node in ast.walk(ast.parse(hidden)) if isinstance(node, ast.Constant)]
        return [*lines, *(str(value) for value in values if len(str(value)) > TELLING)]


def read_corpus(folder: Path, names: list[str]) -> list[Attack]:
    """Read the attacks `names`, or all, of a corpus. Raises ProjectError for a name or a header that is none."""
    paths = {path.stem: path for path in sorted((folder / "corpus").glob("*.py"))}
    unknown = [name for name in names if name not in paths]
    if unknown or not paths:
        missing = f"no attack called {', '.join(unknown)}" if unknown else "no attack"
        raise ProjectError(f"There is {missing} in {folder}/corpus. Name the corpus with --corpus.")
    return [_attack(paths[name]) for name in names or paths]


def _attack(path: Path) -> Attack:
    tries: list[str] = []
    found: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("# ") or line.startswith("# %%"):
            break
        if key := HEADER.fullmatch(line):
            found.setdefault(key[1], []).append(key[2].strip())
        else:
            tries.append(line[2:])
    if set(found) - KEYS or not {"aims", "from", "outcome"} <= set(found):
        raise ProjectError(f"{path}: an attack says `# aims:`, `# from:`, `# outcome:`, and of the rest only {KEYS}.")
    one = {key: values[0] for key, values in found.items()}
    aims = _listed(one["aims"])
    if set(aims) - set(AIMS):
        raise ProjectError(f"{path}: an attack's aims are of {', '.join(AIMS)}.")
    score = one.get("score", "").removeprefix("at most ")
    return Attack(
        *(path.stem, " ".join(tries), path, aims, one["from"], _listed(one["outcome"])),
        chapter=one.get("chapter", ""),
        score=float(score) if score else None,
        at_most=one.get("score", "").startswith("at most"),
        told=one.get("told", ""),
        never=tuple(found.get("never", ())),
        shows=tuple(found.get("shows", ())),
        leaves=tuple(found.get("leaves", ())),
        others=one.get("others", "wrong"),
        needs_sandbox=one.get("needs") == "sandbox",
        stock=one.get("stock") != "not run" and one.get("needs") != "sandbox",
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


def read_target(root: Path, name: str) -> Target:
    """Read the built chapter that is attacked, in the course `root`, and right and wrong answers to its exercises."""
    released = json.loads((root / "course" / name / f"{name}.ipynb").read_text(encoding="utf-8"))
    solved = json.loads((root / "solutions" / name / f"{name}.ipynb").read_text(encoding="utf-8"))
    right = {
        cell["id"]: "".join(line for line in _lines(cell) if not line.startswith("### "))
        for cell in solved["cells"]
        if cell["metadata"].get("nbgrader", {}).get("solution")
    }
    cells = jupytext.read(root / "wrong.py", fmt="py:percent").cells
    wrong = {cell.metadata["exercise"]: cell.source for cell in cells if "exercise" in cell.metadata}
    return Target(root, name, released, {"right": right, "wrong": wrong})


def _lines(cell: dict[str, Any]) -> list[str]:
    return "".join(cell["source"]).splitlines(keepends=True)


def hand_in(attack: Attack, folder: Path, target: Target) -> None:
    """Write an attack's submission into a student's folder, which is there and empty."""
    text = attack.path.read_text(encoding="utf-8")
    if MADE.search(text):
        _module(attack).make(folder, target)
        return
    notebook = target.notebook(attack.others)
    for number, cell in enumerate(jupytext.reads(text, fmt="py:percent").cells):
        place = {key: cell.metadata[key] for key in ("exercise", "before", "after", "first") if key in cell.metadata}
        if "exercise" in place:
            target.cell(notebook, place["exercise"])["source"] = cell.source
        elif place:
            added = {"cell_type": cell.cell_type, "id": f"mine-{number}", "metadata": {}, "source": cell.source}
            if cell.cell_type == "code":
                added |= {"outputs": [], "execution_count": None}
            notebook["cells"].insert(_position(notebook, place, target), added)
    target.hand_in(folder, notebook)


def _position(notebook: Notebook, place: dict[str, str], target: Target) -> int:
    if "first" in place:
        return 0
    beside = target.cell(notebook, place.get("before") or place["after"])
    return int(notebook["cells"].index(beside)) + ("after" in place)


def _module(attack: Attack) -> Any:
    spec = importlib.util.spec_from_file_location(f"attack_{attack.name}", attack.path)
    if spec is None or spec.loader is None:
        raise ProjectError(f"{attack.path} cannot be imported.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
