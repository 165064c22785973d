"""A check that is judged alone, with the cells that it needs, comes out as among all others."""

import pytest

from autograder.chapter import chapter as chapters
from autograder.chapter.imports import modules_of
from autograder.classroom import one
from autograder.grading import questions
from autograder.grading.bench import Bench
from autograder.grading.judge.request import CheckRun
from autograder.grading.judging import Judges
from autograder.grading.run import Limits
from autograder.grading.sandbox import find
from autograder.messages import RECORD_MIME
from tests.conftest import ROOT


@pytest.mark.parametrize("name", ["00_graphs", "04_weight_sharing"])
def test_each_check_of_a_chapter_alone(name: str) -> None:
    chapter = chapters.load(ROOT, name)
    solution = (ROOT / "solutions" / name / f"{name}.ipynb").read_bytes()
    with Bench(find(False), modules_of(chapter.released, chapter.files)) as bench:
        judges = Judges(chapter, questions.read(ROOT, chapter), bench.judges)
        stored = one.grade(one.HandedIn("ada", solution), bench, judges, Limits()).stored
        assert stored is not None and stored.judged.keys() == chapter.upstream.keys()
        for check, among_all in stored.judged.items():
            anew = Judges(chapter, judges.recorded, bench.judges)  # which remembers nothing
            alone = anew.judge(stored.run.snapshots, [check])
            assert alone.keys() == {check}
            assert said(alone[check]) == said(among_all)


def said(runs: list[CheckRun]) -> list[tuple[object, ...]]:
    """What became of a check, without its pictures."""
    records = [[output.get("data", {}).get(RECORD_MIME, {}).get("outcome") for output in run.outputs] for run in runs]
    return [(run.state, run.error, run.reason, run.hidden, *record) for run, record in zip(runs, records, strict=True)]
