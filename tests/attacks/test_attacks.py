"""Attacks are made in one class, on this installation, and each has its honest outcome.

Here a part of the corpus is tried, at least one attack of each kind; `make attack` tries all of it, and takes longer.
"""

from pathlib import Path

import pytest

from autograder.authoring import corpus
from autograder.authoring.attack import Arena, Finding, Outcome
from tests.conftest import ROOT

FOLDER = Path(__file__).parent
CORPUS = corpus.read_corpus(FOLDER, [])
TRIED = """
    replaced_check_library forged_records patched_check_functions ast_transformer do_execute_replaced display_hooks
    equal_to_everything count_params_overridden edited_checks more_points tag_skip_execution baked_outputs
    two_models_for_two_checks rebound_locked_names layer_class_of_ones_own weights_that_are_no_numbers
    forged_evidence_by_hand two_evidences evidence_of_another_cell evidence_of_shared_layers_that_are_not
    answers_from_a_table shadowing_modules_written
    look_up_in_history uses_names_of_hidden_checks reads_the_solutions function_prints_its_questions reads_the_questions
    daemon network evidence_of_dangerous_layers files_for_the_grader startup_files
    reads_other_submissions changes_other_submissions markup_in_outputs writes_the_gradebook
    os_exit system_exit output_flood comm_flood function_never_returns evidence_is_a_pipe evidence_zip_bomb
    million_layers
    evidence_of_settings_in_pairs evidence_of_compile_settings numbers_hidden_from_a_count models_that_measure_nothing
    saved_model_under_two_names lookup_of_ones_own markup_in_words knows_the_lent_models errors_tell_of_lent_models
    code_that_colours_slowly answers_by_turns written_answer_is_a_page written_answer_without_end
    writes_into_every_descriptor right_answer_beside_a_heavy_one
    huge_units swallowed_interrupts deep_json pipe lone_surrogates random_bytes
"""
ATTACKS = corpus.read_corpus(FOLDER, TRIED.split())
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
    assert len(CORPUS) >= 100
    assert sum(attack.source == "ours" for attack in CORPUS) >= 25
    for aim in corpus.AIMS:
        assert sum(aim in attack.aims for attack in CORPUS) >= 5, aim
        assert sum(aim in attack.aims for attack in ATTACKS) >= 3, aim
