"""The cheat corpus' files are read as they say, and what a cheat would get to see is found."""

import json
from pathlib import Path

import pytest

from autograder.authoring import corpus, seen
from autograder.authoring.attack import remove_left
from autograder.project import ProjectError

CHAPTER = Path(__file__).parents[1] / "attacks" / "chapter"
HEADER = "# Tries something,\n# in two lines.\n# from: ours\n# aims: forge, stop\n# outcome: graded\n"


@pytest.fixture
def target() -> corpus.Target:
    cells = [
        {
            "cell_type": "code",
            "id": name,
            "metadata": {},
            "source": ["# ", name],
            "outputs": [],
            "execution_count": None,
        }
        for name in ("setup", "sum", "sum-right")
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    answers = {"right": {"sum": "total = 6"}, "wrong": {"sum": "total = 7"}}
    return corpus.Target(CHAPTER, "01_target", notebook, answers)


def written(folder: Path, text: str) -> corpus.Attack:
    (folder / "corpus").mkdir()
    (folder / "corpus" / "one.py").write_text(text)
    (attack,) = corpus.read_corpus(folder, [])
    return attack


def test_a_header_says_what_must_come_of_an_attack(tmp_path: Path) -> None:
    header = (
        f"{HEADER}# score: at most 3\n# told: put back\n# never: a\n# never: b\n# needs: sandbox\n\n# %% first=1\n1"
    )
    attack = written(tmp_path, header)
    assert (attack.name, attack.tries) == ("one", "Tries something, in two lines.")
    assert (attack.aims, attack.outcomes, attack.score, attack.at_most) == (("forge", "stop"), ("graded",), 3.0, True)
    assert (attack.told, attack.never, attack.needs_sandbox, attack.stock) == ("put back", ("a", "b"), True, False)


@pytest.mark.parametrize("broken", ["# from: ours\n", f"{HEADER}# scores: 3\n", HEADER.replace("forge", "forgery")])
def test_a_header_that_is_none_is_an_error(tmp_path: Path, broken: str) -> None:
    with pytest.raises(ProjectError, match=r"one\.py"):
        written(tmp_path, broken)


def test_an_unknown_attack_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="no attack called two"):
        written(tmp_path, HEADER)
        corpus.read_corpus(tmp_path, ["two"])


def test_cells_go_where_their_headers_say(tmp_path: Path, target: corpus.Target) -> None:
    text = (
        '# %% exercise="sum"\ntotal = 8\n\n# %% before="sum-right"\nbefore = 1\n\n'
        '# %% after="sum-right"\nafter = 1\n\n# %% [markdown] first="yes"\n# title\n'
    )
    corpus.hand_in(written(tmp_path, f"{HEADER}\n{text}"), tmp_path, target)
    cells = json.loads((tmp_path / "01_target.ipynb").read_text())["cells"]
    assert ["".join(cell["source"]) for cell in cells] == [
        *("title", "# setup", "total = 8", "before = 1", "# sum-right", "after = 1")
    ]


def test_exercises_that_an_attack_does_not_name_are_wrong_unless_it_says_otherwise(
    tmp_path: Path, target: corpus.Target
) -> None:
    for others, answer in (("wrong", "total = 7"), ("right", "total = 6"), ("unedited", "# sum")):
        (tmp_path / others).mkdir()
        attack = written(tmp_path / others, f"{HEADER}# others: {others}\n")
        corpus.hand_in(attack, tmp_path, target)
        notebook = json.loads((tmp_path / "01_target.ipynb").read_text())
        assert target.cell(notebook, "sum")["source"] == answer


def test_a_function_writes_what_it_likes(tmp_path: Path, target: corpus.Target) -> None:
    attack = written(tmp_path, f"{HEADER}\ndef make(folder, chapter):\n    (folder / chapter.name).write_bytes(b'x')\n")
    corpus.hand_in(attack, tmp_path, target)
    assert (tmp_path / "01_target").read_bytes() == b"x"


def test_secrets_are_what_only_hidden_checks_hold(target: corpus.Target) -> None:
    secrets = target.secrets()
    assert {"canary-7f3a91-graph", "48151.25", 'canary_of_the_line = "canary-7f3a91-line"'} <= set(secrets)
    source = (CHAPTER / "solutions" / "01_target" / "01_target.py").read_text()
    shown = "".join(part.split("### END HIDDEN TESTS")[-1] for part in source.split("### BEGIN HIDDEN TESTS"))
    assert not [secret for secret in secrets if secret in shown]


@pytest.mark.parametrize(
    "page",
    [
        "<p><script>attack(1)</script>",
        '<img src="x" onerror="attack(1)">',
        '<a href="javascript:attack(1)">x</a>',
        "<svg onload=attack(1)>",
        "<iframe src='https://example.org'></iframe>",
        "<base href='https://example.org'>",
    ],
)
def test_what_a_page_would_run_is_found(page: str) -> None:
    assert seen.text_and_active(page)[1]


def test_text_about_scripts_is_no_script() -> None:
    page = "<pre>&lt;script&gt;attack(1)&lt;/script&gt; <b>onerror</b>=attack(2)</pre><script>mathjax()</script>"
    text, active = seen.text_and_active(page)
    assert active == []
    assert "<script>attack(1)</script> onerror=attack(2)" in text


def test_files_that_were_left_are_told_and_removed(tmp_path: Path) -> None:
    attack = written(tmp_path, f"{HEADER}# leaves: ~/left\n# leaves: ~/not-left\n")
    (tmp_path / "left").touch()
    assert remove_left(attack, tmp_path) == ("~/left",)
    assert not (tmp_path / "left").exists()
