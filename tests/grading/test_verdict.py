"""An ordinary assignment of nbgrader's, whose checks are plain assertions, is judged on evidence as a chapter is."""

import shutil
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder import limits
from autograder.chapter import cells
from autograder.chapter.cells import Role
from autograder.cli import main
from tests.conftest import ROOT
from tests.grading.tiny_class import CHAPTER, TinyClass, changed, index

CELLS: list[tuple[Role, str, str]] = [
    ("locked", "setup", "import math\n\nLIMIT = 10"),
    ("exercise", "number", "number = None\n### BEGIN SOLUTION\nnumber = 6\n### END SOLUTION"),
    ("check", "number-even", 'remainder = number % 2\nassert remainder == 0, "an odd number"'),
    (
        "check",
        "number-small",
        "assert number < LIMIT\n### BEGIN HIDDEN TESTS\n"
        'assert number * 7 == 42, f"canary: {number} is not six"\n### END HIDDEN TESTS',
    ),
    (
        "exercise",
        "area",
        "def area(radius):\n    ### BEGIN SOLUTION\n    return math.pi * radius**2\n    ### END SOLUTION",
    ),
    (
        "check",
        "area-right",
        "assert abs(area(2.0) - 12.566) < 0.01\ntry:\n    area('two')\nexcept TypeError:\n    pass\nelse:\n"
        "    raise AssertionError('a text has no area')",
    ),
    (  # and where a chapter is not about Keras, nobody waits for its import
        "check",
        "area-of-many",
        "import sys\nfor n in range(3):\n    assert area(n) >= 0 and 'keras' not in sys.modules\nprint('fine')",
    ),
    ("check", "silent", "area(1.0)"),
]
RIGHT = {"number": "number = 2 + 4", "area": "def area(radius):\n    return 3.14159 * radius * radius"}
CHECKS = ("number-even", "number-small", "area-right", "area-of-many", "silent")
OPEN_HARVEST = "import autograder.grading.harvest as harvest\n"


def submissions(c: TinyClass) -> None:
    c.submit("right", c.notebook(**RIGHT))
    c.submit("unedited", c.notebook())
    c.submit("odd", c.notebook(**RIGHT | {"number": "number = 7"}))
    c.submit("hidden", c.notebook(**RIGHT | {"number": "number = 8"}))
    between = changed(
        c.notebook(**RIGHT),
        lambda n: n.cells.insert(index(n, "number-small"), new_code_cell("number = 7")),
    )
    c.submit("changed-between", between)
    c.submit("own-limit", c.notebook(**RIGHT | {"number": "LIMIT = 1000\nnumber = 6"}))
    c.submit("uses-a-check", c.notebook(**RIGHT | {"area": RIGHT["area"] + "\n_ = remainder"}))
    c.submit(
        "no-text", c.notebook(**RIGHT | {"area": "def area(radius):\n    return 3.14159 * float(len(str(radius)))"})
    )
    c.submit("no-harvest", c.notebook(**RIGHT | {"number": OPEN_HARVEST + "harvest.harvest = None\nnumber = 6"}))
    nothing = "harvest.harvest = lambda names, wanted, target: open(target, 'wb').write(b'points: 100')\nnumber = 6"
    c.submit("forged", c.notebook(**RIGHT | {"number": OPEN_HARVEST + nothing}))
    c.submit("endless", c.notebook(**RIGHT | {"area": "def area(radius):\n    while True:\n        pass"}))
    with_pi = c.notebook(**RIGHT | {"area": "def area(radius):\n    return math.pi * radius**2"})
    c.submit("slow-setup", changed(with_pi, lambda n: n.cells.insert(0, new_code_cell(SLOW_IMPORTS))))


SLOW_IMPORTS = """
import builtins
true_import = builtins.__import__
def slow(name, *rest):
    while name == "math":
        pass
    return true_import(name, *rest)
builtins.__import__ = slow
"""


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> TinyClass:
    root = tmp_path_factory.mktemp("asserts")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    assignment = new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    for role, grade_id, source in CELLS:
        metadata = {"nbgrader": cells.nbgrader_metadata(role, grade_id, points=1)}
        assignment.cells.append(new_code_cell(source, id=grade_id, metadata=metadata))
    cells.write(assignment, root / "solutions" / CHAPTER / f"{CHAPTER}.ipynb")
    assert main(["--root", str(root), "build"]) == 0
    c = TinyClass(root, root / "class")
    submissions(c)
    assert c.grade("--cell-seconds", "3") == 0
    return c


def outcomes(c: TinyClass, student: str) -> list[str]:
    rows = {row["grade_id"]: row["outcome"] for row in c.rows("checks.csv") if row["student_id"] == student}
    return [rows[check] for check in CHECKS]


P, F, N, R = "passed", "failed", "not attempted", "not reached"
OUTCOMES = {
    "right": [P, P, P, P, F],  # the last check demands nothing, so there is nothing to give points for
    "unedited": [N, N, N, N, N],
    "odd": [F, F, P, P, F],
    "hidden": [P, F, P, P, F],
    "changed-between": [F, F, P, P, F],
    "own-limit": [P, P, P, P, F],
    "uses-a-check": [P, P, P, P, F],
    "no-text": [P, P, F, P, F],
    "endless": [P, P, R, R, R],
}


@pytest.mark.parametrize("student", OUTCOMES)
def test_plain_assertions_are_checks(graded: TinyClass, student: str) -> None:
    assert outcomes(graded, student) == OUTCOMES[student]
    assert graded.grades(student)["outcome"] == "graded"


def test_a_name_that_changes_between_checks_is_told_and_earns_its_worst(graded: TinyClass) -> None:
    assert "names changed between the checks" in graded.reason("changed-between", "number-even")


def test_what_a_hidden_assertion_says_reaches_nobody(graded: TinyClass) -> None:
    assert "canary" not in graded.page("hidden")
    assert "a hidden check" in graded.reason("hidden", "number-small")


@pytest.mark.parametrize("student", ["no-harvest", "forged", "slow-setup"])
def test_what_cannot_be_judged_needs_a_human_and_earns_nothing(graded: TinyClass, student: str) -> None:
    row = graded.grades(student)
    assert (row["outcome"], row["score"]) == ("needs a human", "")
    said = "a person has to look at it" if student == "slow-setup" else "… waits for a person"
    assert said in graded.page(student)
    rows = [row for row in graded.rows("checks.csv") if row["student_id"] == student]
    assert not any(float(row["score"] or 0) for row in rows)


def test_a_stop_in_the_chapters_own_cell_is_said_to_be_none_of_the_students(graded: TinyClass) -> None:
    assert "one of the chapter's own cells" in graded.grades("slow-setup")["reason"]


def test_a_function_without_end_is_named_at_its_check(graded: TinyClass) -> None:
    assert "took longer than 3 s" in graded.reason("endless", "area-right")


def test_the_questions_stay_with_the_authors(graded: TinyClass) -> None:
    name = f"{CHAPTER}.questions"
    assert (graded.root / "solutions" / CHAPTER / name).is_file()
    assert not (graded.root / "course" / CHAPTER / name).exists()


def test_a_chapter_whose_questions_are_stale_is_not_graded(
    graded: TinyClass, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "course"
    shutil.copytree(graded.root, root)
    (root / "solutions" / CHAPTER / f"{CHAPTER}.questions").unlink()
    assert TinyClass(root, root / "class").grade() == 1
    assert f"Run: autograder build {CHAPTER}" in capsys.readouterr().err


def test_there_is_a_limit_to_the_evidence_of_all_checks(
    graded: TinyClass, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    c = TinyClass(graded.root, tmp_path / "class")
    large = "import numpy\nnumber = numpy.full(200_000, 6.0)"  # 1.6 MB, of which two checks want to know
    c.submit("large", c.notebook(**RIGHT | {"number": large}))
    c.submit("right", c.notebook(**RIGHT))
    monkeypatch.setattr(limits, "EVIDENCE", limits.EvidenceLimits(bytes_of_all=3_000_000))
    assert c.grade() == 0
    row = c.grades("large")
    assert (row["outcome"], row["score"]) == ("needs a human", "")
    assert "the evidence of all checks together has more than 3 MB" in row["reason"]
    assert (c.grades("right")["outcome"], c.grades("right")["score"]) == ("graded", "4")
