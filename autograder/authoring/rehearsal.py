"""Record what a chapter's checks ask of students' functions: its checks run once on its own solution.

It is started as ``python -m autograder.authoring.rehearsal ROOT CHAPTER``, so that every chapter has a new process.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder import project
from autograder.chapter import cells, release
from autograder.chapter.belonging import data_files
from autograder.chapter.plan import Plan, plan
from autograder.grading import evidence, questions
from autograder.grading.harvest import Encoder
from autograder.grading.judge.engine import run_check
from autograder.grading.judge.functions import Recorder, Swapped
from autograder.grading.judge.screen import Screen


def record(root: Path, chapter: str) -> None:
    """Write a chapter's questions, or remove them where no check looks at a function.

    Raises ProjectError, quoting the cell, when a cell of the chapter fails or a check does not pass its solution.
    """
    solved, graded = _notebooks(root, chapter)
    if not questions.functions(solved, plan(solved, graded)):
        questions.path(root, chapter).unlink(missing_ok=True)
        return
    environment = {**os.environ, **project.RUN_ENVIRONMENT, "MPLBACKEND": "agg"}
    command = [sys.executable, "-m", "autograder.authoring.rehearsal", str(root), chapter]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise project.ProjectError(
            f"The checks of {chapter} could not be rehearsed: {done.stderr.strip().split(chr(10))[-1]}"
        )


def _notebooks(root: Path, chapter: str) -> tuple[NotebookNode, NotebookNode]:
    solved = cells.read(project.solution_path(root, chapter))
    return solved, release.without_solutions(solved, release.nbgrader_config(root))


def rehearse(solved: NotebookNode, planned: Plan) -> tuple[dict[str, Any], Encoder]:
    """Return, by check, the calls that it makes of the solution's functions, and the encoder that holds their arrays.

    Works in the chapter's folder. Raises ProjectError as ``record`` does.
    """
    encoder = Encoder("values")
    names: dict[str, Any] = {"__name__": "__main__"}
    asked: dict[str, Any] = {}
    functions = questions.functions(solved, planned)
    for cell in solved.cells:
        if cell.cell_type != "code" or cells.is_demo(cell):
            continue
        if cells.role(cell) != "check":
            problem = Screen(cell.id).run(cell.source, names)
            if problem is not None and "raises-exception" not in cell.metadata.get("tags", []):
                raise project.ProjectError(f"its cell {cell.id} raised {type(problem).__name__}: {problem}")
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
    return asked, encoder


def main(root: Path, chapter: str) -> None:
    """Rehearse one chapter and write its questions."""
    solved, graded = _notebooks(root, chapter)
    folder = project.solution_path(root, chapter).parent
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    asked, encoder = rehearse(solved, plan(solved, graded))
    content = {"digest": questions.digest(solved, data_files(folder, chapter, solved)), "questions": asked}
    questions.path(root, chapter).write_bytes(evidence.pack(content, encoder.arrays))


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), sys.argv[2])
    except project.ProjectError as problem:
        sys.exit(str(problem))
