"""Try the mutants of a chapter's solutions: does some check fail each one, on live values and on evidence alike?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rich.progress import Progress

from autograder import project
from autograder.authoring.cases import Reasons, ReasonsByCheck
from autograder.authoring.mutants import mutants
from autograder.authoring.trial import Trial, differing
from autograder.chapter import chapter as chapters
from autograder.grading import questions


@dataclass
class Score:
    """What became of one exercise's mutants, by name; `otherwise` names checks that differ on evidence as well."""

    exercise: str
    tried: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    equivalent: list[str] = field(default_factory=list)
    survived: list[str] = field(default_factory=list)
    otherwise: list[str] = field(default_factory=list)


def try_chapter(
    root: Path, chapter: str, equivalents: Reasons, excused: ReasonsByCheck, progress: Progress
) -> Iterator[Score]:
    """Try every mutant of a chapter, exercise by exercise, and yield each exercise's score.

    Each is judged on its live values and on the evidence that a submission leaves; where outcome or cause of a check
    differ, and nothing in `excused` says why they may, the score says so. Raises ProjectError as ``chapter.load`` does.
    """
    loaded = chapters.load(root, chapter)
    folder = project.solution_path(root, chapter).parent
    recorded = questions.read(root, loaded)
    trial = Trial(loaded.solved, folder, loaded.plan, recorded.asked, recorded.trained)
    for exercise in trial.exercises:
        known = equivalents.get(chapter, {}).get(exercise, {})
        score = Score(exercise)
        made = mutants(trial.solution(exercise))
        for mutant in progress.track(made, description=f"{chapter} {exercise}"):
            live, on_evidence = trial.answer_both_ways(exercise, mutant.source)
            may_differ = excused.get(chapter, {}).get(exercise, {}).get(mutant.name, {})
            differ = [check for check in differing(live, on_evidence) if check not in may_differ]
            score.otherwise += [f"{mutant.name}: {check}" for check in differ]
            score.tried.append(mutant.name)
            if any(result.outcome != "passed" for result in live):
                score.failed.append(mutant.name)
            elif mutant.name in known:
                score.equivalent.append(mutant.name)
            else:
                score.survived.append(mutant.name)
        yield score
