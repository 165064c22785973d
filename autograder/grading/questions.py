"""What is recorded of a chapter when it is built, and never released: what its checks ask of students' functions, and
what its own training makes.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from nbformat import NotebookNode

from autograder import project
from autograder.chapter.chapter import Chapter
from autograder.chapter.parsing import parse
from autograder.chapter.plan import Plan
from autograder.grading import evidence

Json = Any
FORM = 2  # of a question, as ``judge.functions.Recorder`` writes it


@dataclass(frozen=True)
class Recorded:
    """What was recorded of a chapter.

    `asked` holds, by check, the document with which a kernel is asked for the check's evidence. `trained` holds, by
    training cell of the chapter, a document with the names that it makes.
    """

    asked: dict[str, bytes]
    trained: dict[str, bytes] = field(default_factory=dict)


def path(root: Path, chapter: str) -> Path:
    """Return where a chapter's questions are: ``solutions/<chapter>/<chapter>.questions``."""
    return root / project.SOLUTIONS / chapter / f"{chapter}.questions"


def functions(solved: NotebookNode, plan: Plan) -> dict[str, frozenset[str]]:
    """Return, by check, the names that are functions in the chapter's solution and that the check looks at."""
    made = {name for cell in solved.cells if cell.cell_type == "code" for name in _functions(cell.source)}
    found = {check: names & made & set(plan.group_of(check).names) for check, names in plan.uses.items()}
    return {check: frozenset(names) for check, names in found.items() if names}


def _functions(source: str) -> set[str]:
    """Return the names that a cell gives to functions, with def or lambda."""
    try:
        body = parse(source).body
    except SyntaxError:  # a line of IPython's own
        return set()
    made = {node.name for node in body if isinstance(node, ast.FunctionDef)}
    for node in body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
            made |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return made


def training_cells(solved: NotebookNode, plan: Plan) -> frozenset[str]:
    """Return the ids of the chapter's own cells that train what its checks need: nothing else of theirs takes long."""
    return frozenset(cell.id for cell in solved.cells if cell.id in plan.own_cells and ".fit(" in cell.source)


def digest(solved: NotebookNode, files: Mapping[str, bytes]) -> str:
    """Return a fingerprint of what decides what is recorded of a chapter: its form, the code, the files."""
    code = [cell.source for cell in solved.cells if cell.cell_type == "code"]
    hashed = hashlib.sha256(json.dumps([FORM, code]).encode())
    for name, content in sorted(files.items()):
        hashed.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return hashed.hexdigest()


def is_recorded(solved: NotebookNode, plan: Plan) -> bool:
    """Tell whether there is anything to record of a chapter."""
    return bool(functions(solved, plan) or training_cells(solved, plan))


def read(root: Path, chapter: Chapter) -> Recorded:
    """Return what was recorded of a chapter.

    Raises ProjectError when that was not done, or for another state of the chapter.
    """
    recorded = evidence.Document({"questions": {}}, {})
    if is_recorded(chapter.solved, chapter.plan):
        stored = path(root, chapter.name)
        with contextlib.suppress(OSError, evidence.EvidenceError):
            recorded = evidence.unpack(stored.read_bytes())
        if recorded.content.get("digest") != digest(chapter.solved, chapter.files):
            raise project.ProjectError(
                f"What is recorded of {chapter.name} for its checks is not up to date. "
                f"Run: autograder build {chapter.name}"
            )
    asked = {check: _asked(check, chapter.plan, recorded) for group in chapter.plan.groups for check in group.checks}
    return Recorded(asked, _trained(recorded))


def _trained(recorded: evidence.Document) -> dict[str, bytes]:
    trained = recorded.content.get("trained", {})
    return {cell: evidence.pack(told, _used(told, recorded.arrays)) for cell, told in trained.items()}


def _used(told: Json, arrays: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the arrays that JSON names."""
    text = json.dumps(told)
    return {name: array for name, array in arrays.items() if json.dumps(name) in text}


def _layers(questions: list[Json], layers: Json) -> Json:
    """Return the table of layers for questions that have models among their arguments, else an empty one."""
    return layers if '"kind": "model"' in json.dumps(questions) else {}


def _asked(check: str, plan: Plan, recorded: evidence.Document) -> bytes:
    group = plan.group_of(check)
    questions = recorded.content["questions"].get(check, [])
    content = {
        "names": [*group.subjects, *group.names],
        "subjects": list(group.subjects),
        "weights": group.weights,
        "questions": questions,
        "layers": _layers(questions, recorded.content.get("layers", {})),
    }
    return evidence.pack(content, recorded.arrays if questions else {})
