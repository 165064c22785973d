"""Judge the checks that ask about models, each alone, as grading does: they must ask then what was recorded.

A chapter's own model that a function of the student's is given is made again wherever the check is judged. Made
without a seed, or changed by a cell that does not run there, it would be another one, and no answer would be known.
It is started as ``python -m autograder.authoring.alone ROOT CHAPTER``, so that every chapter has a new process.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from autograder import project
from autograder.authoring.trial import harvested
from autograder.chapter import cells
from autograder.chapter import chapter as chapters
from autograder.chapter.chapter import Chapter
from autograder.grading import evidence, questions
from autograder.grading.judge import values
from autograder.grading.judge.engine import Judge, Trouble, run_check
from autograder.grading.judge.request import CellText
from autograder.grading.judge.screen import Screen
from autograder.grading.questions import Recorded


def asks_about_models(recorded: Recorded) -> list[str]:
    """Return the checks whose questions bring models along."""
    return [check for check, asked in recorded.asked.items() if evidence.unpack(asked).content["layers"]]


def require_answers(chapter: Chapter, recorded: Recorded) -> None:
    """Raise ProjectError where the solution's answers about models do not serve a check that is judged alone.

    Works in the chapter's folder.
    """
    checks = asks_about_models(recorded)
    taken = _evidence(chapter, recorded, checks)
    texts = [CellText(cell.id, cell.source) for cell in chapter.graded.cells if cell.cell_type == "code"]
    asked, trained = (
        {name: evidence.unpack(document) for name, document in part.items()}
        for part in (recorded.asked, recorded.trained)
    )
    for check in checks:
        judge = Judge(texts, chapter.plan, asked, trained)
        try:
            found = judge.judge(taken, frozenset({check}) | chapter.upstream[check])
        except Trouble as problem:
            raise project.ProjectError(str(problem)) from None
        for run in found.get(check, []):
            if run.state != "done":
                raise project.ProjectError(
                    f"its check {check} cannot be judged alone: {run.reason or f'{run.error}: {run.message}'}. A model "
                    "that a function is called with is made from a seed, by a locked cell or by the check itself, and "
                    "no other cell changes it: else it is another one where the check is judged."
                )


def _evidence(chapter: Chapter, recorded: Recorded, checks: list[str]) -> dict[str, bytes]:
    """Return, by check, the evidence that the chapter's solution gives where the check stands."""
    names: dict[str, Any] = {"__name__": "__main__"}
    taken: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as desk:
        for cell in chapter.solved.cells:
            if cell.cell_type != "code" or cells.is_demo(cell):
                continue
            if cell.id in recorded.trained:
                names.update(values.named(evidence.unpack(recorded.trained[cell.id])))
            elif cells.role(cell) != "check":
                Screen(cell.id).run(cell.source, names)
            else:
                if cell.id in checks:
                    taken[cell.id] = harvested(names, recorded.asked[cell.id], Path(desk))
                run_check(cell.id, cell.source, names)
    return taken


def main(root: Path, name: str) -> None:
    """Judge the checks of one chapter that ask about models."""
    chapter = chapters.load(root, name)
    recorded = questions.read(root, chapter)
    folder = project.solution_path(root, name).parent
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    require_answers(chapter, recorded)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]).resolve(), sys.argv[2])
    except project.ProjectError as problem:
        sys.exit(" ".join(str(problem).split()))  # in one line: the last one is what is told
