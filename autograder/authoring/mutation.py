"""Try the mutants of a chapter's solutions: does some check fail each one?"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rich.progress import Progress

from autograder import project
from autograder.authoring.cases import cases_folder
from autograder.authoring.mutants import mutants
from autograder.authoring.trial import Trial
from autograder.chapter import cells

Equivalents = dict[str, dict[str, dict[str, str]]]  # chapter → exercise → mutant → why it is as good as the solution


@dataclass
class Score:
    """What became of one exercise's mutants, by name."""

    exercise: str
    tried: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    equivalent: list[str] = field(default_factory=list)
    survived: list[str] = field(default_factory=list)


def read_equivalents(root: Path) -> Equivalents:
    """Read which mutants are known to be equivalent, and why; empty when there is no such file."""
    path = cases_folder(root) / "equivalent_mutants.toml"
    return tomllib.loads(path.read_text()) if path.is_file() else {}


def try_chapter(root: Path, chapter: str, equivalents: Equivalents, progress: Progress) -> Iterator[Score]:
    """Try every mutant of a chapter, exercise by exercise, and yield each exercise's score."""
    path = project.solution_path(root, chapter)
    trial = Trial(cells.read(path), path.parent)
    for exercise in trial.exercises:
        known = equivalents.get(chapter, {}).get(exercise, {})
        score = Score(exercise)
        made = mutants(trial.solution(exercise))
        for mutant in progress.track(made, description=f"{chapter} {exercise}"):
            score.tried.append(mutant.name)
            if any(result.outcome != "passed" for result in trial.answer(exercise, mutant.source)):
                score.failed.append(mutant.name)
            elif mutant.name in known:
                score.equivalent.append(mutant.name)
            else:
                score.survived.append(mutant.name)
        yield score
