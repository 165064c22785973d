"""Record what a chapter's checks ask of students' functions, and what its training makes: it runs once as solved.

It is started as ``python -m autograder.authoring.rehearsal ROOT CHAPTER``, so that every chapter has a new process.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder import project
from autograder.authoring import alone
from autograder.chapter import cells, release
from autograder.chapter import chapter as chapters
from autograder.chapter.belonging import data_files
from autograder.chapter.names import names_of
from autograder.chapter.plan import Plan, plan
from autograder.grading import evidence, questions
from autograder.grading.harvest import Encoder
from autograder.grading.judge.engine import run_check
from autograder.grading.judge.functions import Recorder, Swapped
from autograder.grading.judge.screen import Screen


def record(root: Path, chapter: str) -> None:
    """Write what is recorded of a chapter, or remove it where there is nothing to record.

    Raises ProjectError, quoting the cell, when a cell of the chapter fails or a check does not pass its solution.
    """
    solved, graded = _notebooks(root, chapter)
    if not questions.is_recorded(solved, plan(solved, graded)):
        questions.path(root, chapter).unlink(missing_ok=True)
        return
    _run("autograder.authoring.rehearsal", root, chapter)
    if alone.asks_about_models(questions.read(root, chapters.load(root, chapter))):
        try:
            _run("autograder.authoring.alone", root, chapter)
        except project.ProjectError:
            questions.path(root, chapter).unlink()  # nobody is to be asked them
            raise


def _run(module: str, root: Path, chapter: str) -> None:
    """Run one of this room's processes on a chapter. Raises ProjectError with its last words when it fails."""
    environment = {**os.environ, **project.RUN_ENVIRONMENT, "MPLBACKEND": "agg"}
    command = [sys.executable, "-m", module, str(root), chapter]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise project.ProjectError(
            f"The checks of {chapter} could not be rehearsed: {done.stderr.strip().split(chr(10))[-1]}"
        )


def _notebooks(root: Path, chapter: str) -> tuple[NotebookNode, NotebookNode]:
    solved = cells.read(project.solution_path(root, chapter))
    return solved, release.without_solutions(solved, release.nbgrader_config(root))


def rehearse(solved: NotebookNode, planned: Plan) -> tuple[dict[str, Any], dict[str, evidence.Document], Encoder]:
    """Return, by check, the calls that it makes of the solution's functions, and the encoder that holds their arrays;
    between them, by training cell, what it makes as a document, where data tells all of it.

    Works in the chapter's folder. Raises ProjectError as ``record`` does.
    """
    encoder = Encoder("values")
    names: dict[str, Any] = {"__name__": "__main__"}
    asked: dict[str, Any] = {}
    trained: dict[str, evidence.Document] = {}
    functions, training = questions.functions(solved, planned), questions.training_cells(solved, planned)
    for cell in solved.cells:
        if cell.cell_type != "code" or cells.is_demo(cell):
            continue
        if cells.role(cell) != "check":
            problem = Screen(cell.id).run(cell.source, names)
            if problem is not None and "raises-exception" not in cell.metadata.get("tags", []):
                raise project.ProjectError(f"its cell {cell.id} raised {type(problem).__name__}: {problem}")
            if cell.id in training and (told := _told(cell, names)):
                trained[cell.id] = told
            continue
        recorded: list[Any] = []
        own = {name: names[name] for name in functions.get(cell.id, ())}
        swapped = Swapped(names, planned.swaps.get(cell.id, ()))
        names.update({name: Recorder(name, function, encoder, recorded, swapped) for name, function in own.items()})
        run = run_check(cell.id, cell.source, names)
        names.update(own)
        if run.state != "done":
            raise project.ProjectError(f"its check {cell.id} does not pass its solution: {run.error}: {run.message}")
        if recorded:
            asked[cell.id] = recorded
    return asked, trained, encoder


def _told(cell: NotebookNode, names: Mapping[str, Any]) -> evidence.Document | None:
    """Return the names that a cell makes as data; None where one is no data, or shares weights with another name."""
    encoder = Encoder("values", metrics=True)  # the chapter may go on to evaluate it
    made = names_of(cell.source).made & names.keys()
    told = {name: encoder.alone(names[name]) for name in sorted(made)}
    others = [value for name, value in names.items() if name not in made]
    is_whole = all(map(_is_whole, told.values())) and all(
        layer["kind"] != "opaque" for layer in encoder.layers.values()
    )
    if not is_whole or _weights(others) & _weights([names[name] for name in made]):
        return None
    return evidence.Document({"names": told, "layers": encoder.layers}, encoder.arrays)


def _is_whole(told: Any) -> bool:
    """Tell whether a value becomes the same value again: plain data, arrays and models do."""
    if isinstance(told, dict):
        whole = told["kind"] not in ("opaque", "function", "symbolic", "layer", "subclass")
        return whole and all(map(_is_whole, told.get("items", ())))
    return not isinstance(told, list) or all(map(_is_whole, told))


def _weights(values: Iterable[Any]) -> set[int]:
    import keras

    layers = [value for value in values if isinstance(value, keras.layers.Layer)]
    return {id(variable) for layer in layers for variable in layer.variables}


def main(root: Path, chapter: str) -> None:
    """Rehearse one chapter and write what is recorded of it."""
    solved, graded = _notebooks(root, chapter)
    folder = project.solution_path(root, chapter).parent
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    asked, trained, encoder = rehearse(solved, plan(solved, graded))
    digest = questions.digest(solved, data_files(folder, chapter, solved))
    content = {
        "digest": digest,
        "questions": asked,
        "layers": encoder.layers,  # of models that functions are called with
        "trained": {cell: told.content for cell, told in trained.items()},
    }
    arrays = dict(encoder.arrays)
    for told in trained.values():
        arrays |= told.arrays
    questions.path(root, chapter).write_bytes(evidence.pack(content, arrays))


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), sys.argv[2])
    except project.ProjectError as problem:
        sys.exit(str(problem))
