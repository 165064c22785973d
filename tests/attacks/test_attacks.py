"""Every attack of the corpus is made once, in one class, on this installation: each has its honest outcome."""

from pathlib import Path

import pytest

from autograder.authoring import corpus
from autograder.authoring.attack import Arena, Finding, Outcome
from tests.conftest import ROOT

FOLDER = Path(__file__).parent
ATTACKS = corpus.read_corpus(FOLDER, [])
LIMITS = ["--cell-seconds=15", "--notebook-seconds=60"]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    arena = Arena(ROOT, FOLDER, tmp_path_factory.mktemp("attacks") / "arena")
    return arena.grade(ATTACKS, LIMITS, lambda done, most: None)


@pytest.fixture(scope="module")
def findings(outcome: Outcome) -> dict[str, Finding]:
    return {finding.attack.name: finding for finding in outcome.findings}


def test_the_run_goes_to_its_end(outcome: Outcome) -> None:
    assert outcome.stopped == ""


def test_honest_students_beside_get_what_they_get_alone(outcome: Outcome) -> None:
    assert outcome.touched == []


def test_nothing_of_an_attack_runs_in_the_report(outcome: Outcome) -> None:
    assert outcome.in_report == []


@pytest.mark.parametrize("name", [attack.name for attack in ATTACKS])
def test_an_attack_has_its_honest_outcome(findings: dict[str, Finding], name: str) -> None:
    found = findings[name]
    assert found.gained == 0
    assert found.shown == ()
    assert found.left == ()
    assert found.outcome in found.attack.outcomes, found.reason
    assert found.is_exact, found.reason
    assert found.told, f"nobody is told {found.attack.told!r}"


def test_the_corpus_is_as_large_as_it_must_be() -> None:
    """Every aim is tried, and many attacks are of our own devising."""
    assert len(ATTACKS) >= 100
    assert sum(attack.source == "ours" for attack in ATTACKS) >= 25
    for aim in corpus.AIMS:
        assert sum(aim in attack.aims for attack in ATTACKS) >= 5, aim
