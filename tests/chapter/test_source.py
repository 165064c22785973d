"""A chapter's text source becomes a notebook with nbgrader's metadata, or a clear error."""

import re
from pathlib import Path

import pytest

from autograder.chapter import cells
from autograder.chapter.source import read_source
from autograder.project import ProjectError

GOOD = """\
# %% [markdown]
# # Title

# %% locked="setup"
from autograder import checks as check

# %% exercise="count"
count = None
### BEGIN SOLUTION
count = 3
### END SOLUTION

# %% check="count-right" points=2
check.answer(count, 3)

# %% tags=["demo"]
print(count)

# %% [markdown] written="why-three" points=1.5
# They are three because there were three.
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "09_demo.py"
    path.write_text(text)
    return path


def test_headers_become_nbgrader_metadata(tmp_path: Path) -> None:
    read = read_source(write(tmp_path, GOOD)).cells
    assert [(cell.cell_type, cells.role(cell), cells.points(cell)) for cell in read] == [
        ("markdown", None, 0),
        ("code", "locked", 0),
        ("code", "exercise", 0),
        ("code", "check", 2),
        ("code", None, 0),
        ("markdown", "answer", 1.5),
    ]
    assert [cell.id for cell in read] == ["cell-000", "setup", "count", "count-right", "cell-004", "why-three"]
    assert cells.is_demo(read[4])


def test_reading_twice_gives_the_same_notebook(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    assert read_source(path) == read_source(path)


@pytest.mark.parametrize(
    "old, new, complaint",
    [
        ('check="count-right"', 'check="count"', "used twice"),
        ('exercise="count"', 'exercise="Count 1"', "lower-case words"),
        ('exercise="count"', 'exercise="cell-002"', "what an ordinary cell is called"),
        (" points=2", " points=true", "greater than 0, as a number"),
        (" points=2", " points=Infinity", "greater than 0, as a number"),
        (" points=2", " points=1" + "0" * 400, "and at most 1000000"),
        (" points=2", " points=two", "values are written as JSON"),
        ('exercise="count"', f'exercise="{"a" * 65}"', "a notebook allows 64"),
        ('tags=["demo"]', "tags=[1]", "('# %% tags=[1]'): tags are a list"),
        ('tags=["demo"]', "tags=true", "tags are a list"),
        ('tags=["demo"]', 'tags={"demo": 1}', "tags are a list"),
        ('tags=["demo"]', 'tags=["demo", "demo"]', "of different texts"),
        ('tags=["demo"]', 'tags=["demo,slow"]', "without commas"),
        ("# %% [markdown]", "# ---\n# jupyter:\n#   kernelspec: 3\n# ---\n# %% [markdown]", "Leave them out"),
        ('tags=["demo"]', 'tags="demo"', 'tags are a list of different texts without commas, such as tags=["demo"].'),
        ("### END SOLUTION", "", "between ### BEGIN SOLUTION and ### END SOLUTION"),
        (" points=2", "", "points"),
        ("check.answer(count, 3)", "count", "must call a check"),
        ('locked="setup"', 'locked="setup" points=1', "only a check, or a written answer, has points"),
        ('locked="setup"', 'locked="setup" check="c" points=1', "a cell is one thing"),
        ('locked="setup"', 'looked="setup"', "unknown header"),
        ('exercise="count"', 'exercise="count" tags=["demo"]', "left out when grading"),
        ('exercise="count"', 'tags=["x"]', "a solution belongs in"),
        (" points=1.5", "", "a written answer needs points"),
        (" points=1.5", ' points=1.5 tags=["demo"]', "left out when grading"),
        ('[markdown] written="why-three"', 'written="why-three"', "a written answer is text"),
        ('# %% check="count-right"', '# %% [markdown] check="count-right"', "a written answer is text"),
        ("# They are three because there were three.", "", "an answer as you would give it"),
        ("# They are three", "# ### BEGIN SOLUTION\n# They are three", "no marks"),
        ('exercise="count"\ncount = None\n### BEGIN SOLUTION\ncount = 3\n### END SOLUTION', "", "before any exercise"),
    ],
)
def test_a_broken_rule_is_named_with_its_cell(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert old in GOOD
    with pytest.raises(ProjectError, match="09_demo.py.*" + re.escape(complaint)):
        read_source(write(tmp_path, GOOD.replace(old, new)))


HIDDEN = "check.answer(count, 3)\n### BEGIN HIDDEN TESTS\ncheck.answer(count, 4 - 1)\n### END HIDDEN TESTS"


@pytest.mark.parametrize(
    "old, new, complaint",
    [
        (
            "### BEGIN HIDDEN TESTS",
            "### BEGIN HIDDEN TEST",
            "looks like a mark and is none: write ### BEGIN HIDDEN TESTS.",
        ),
        ("### BEGIN HIDDEN TESTS", "###BEGIN HIDDEN TESTS", "write ### BEGIN HIDDEN TESTS."),
        ("### BEGIN HIDDEN TESTS", "### begin hidden tests", "write ### BEGIN HIDDEN TESTS."),
        ("### BEGIN HIDDEN TESTS", "# Begin hidden checks:", "write ### BEGIN HIDDEN TESTS."),
        ("### END HIDDEN TESTS", "", "### BEGIN HIDDEN TESTS has no ### END HIDDEN TESTS"),
        ("### BEGIN HIDDEN TESTS\n", "", "no ### BEGIN HIDDEN TESTS is above it"),
        ("### BEGIN HIDDEN TESTS", "### BEGIN HIDDEN TESTS (larger)", "write ### BEGIN HIDDEN TESTS."),
        ("print(count)", "print('### BEGIN HIDDEN TESTS')", "write ### BEGIN HIDDEN TESTS."),
        ("### BEGIN SOLUTION", "### BEGIN SOLUTIONS", "write ### BEGIN SOLUTION."),
        ("count = 3\n", "count = 3\n### BEGIN SOLUTION\n", "before ### END SOLUTION"),
        ("print(count)", "print(count)\n### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS", "belong in a check's cell"),
    ],
)
def test_what_looks_like_a_mark_and_is_none_hands_nothing_out(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    good = GOOD.replace("check.answer(count, 3)", HIDDEN)
    read_source(write(tmp_path, good))
    with pytest.raises(ProjectError, match="09_demo.py, line [0-9]+ .*" + re.escape(complaint)):
        read_source(write(tmp_path, good.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("### BEGIN HIDEN TESTS", "### END HIDEN TESTS"),
        ("### BEGIN HIDDEN", "### END HIDDEN"),
        ("### START HIDDEN TESTS", "### STOP HIDDEN TESTS"),
        ("### HIDDEN TESTS BEGIN", "### HIDDEN TESTS END"),
        ("# begin tests", "# end tests"),
        ("### BEGINN HIDDEN ASSERTS", "### ENDS HIDDEN ASSERTS"),
    ],
)
def test_marks_that_are_misspelt_at_both_ends_hand_nothing_out(tmp_path: Path, begin: str, end: str) -> None:
    hidden = HIDDEN.replace("### BEGIN HIDDEN TESTS", begin).replace("### END HIDDEN TESTS", end)
    with pytest.raises(ProjectError, match=r"09_demo\.py, line [0-9]+ .*write ### BEGIN HIDDEN TESTS"):
        read_source(write(tmp_path, GOOD.replace("check.answer(count, 3)", hidden)))


@pytest.mark.parametrize(
    "comment", ["### hidden layers", "# Test step", "# the end of the road", "# check the solution", "### numbers"]
)
def test_a_comment_is_no_mark(tmp_path: Path, comment: str) -> None:
    assert len(read_source(write(tmp_path, GOOD.replace("print(count)", comment))).cells) == 6


def test_a_source_that_is_no_utf_8_is_said(tmp_path: Path) -> None:
    path = tmp_path / "09_demo.py"
    path.write_bytes(GOOD.replace("# # Title", "# # Caf\xe9").encode("latin-1"))
    with pytest.raises(ProjectError, match=r"09_demo\.py, line 2: this is not UTF-8 text"):
        read_source(path)


def test_a_byte_order_mark_of_windows_is_no_part_of_the_source(tmp_path: Path) -> None:
    plain, marked = tmp_path / "plain.py", tmp_path / "marked.py"
    plain.write_text(GOOD, encoding="utf-8")
    marked.write_text(GOOD, encoding="utf-8-sig")
    assert read_source(marked) == read_source(plain)
