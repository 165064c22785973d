"""Of plain answers that are the same, one is judged; whatever else a result hangs on keeps others apart."""

import shutil
from pathlib import Path

import pytest

from autograder.chapter import cells
from autograder.chapter import chapter as chapters
from autograder.cli import main
from autograder.grading import evidence
from autograder.grading.remembered import Remembered
from tests.grading.tiny_class import CHAPTER, TinyClass, index

LARGEST = 'check.equals("largest", largest, 3)'
# A check that says when it was judged, and one that looks at what another has made of another answer.
WHEN = 'import uuid\n\nprint("judged as", uuid.uuid4())\nseen = total\n'
TOGETHER = '\n\n# %% check="together" points=1\ncheck.equals("largest and total", largest + seen, 9)'


@pytest.fixture
def c(tiny: Path, tmp_path: Path, empty_gradebook: Path) -> TinyClass:
    """A class of a course whose checks say more."""
    shutil.copytree(tiny, tmp_path / "course")
    source = tmp_path / "course" / "solutions" / CHAPTER / f"{CHAPTER}.py"
    text = source.read_text().replace('check.equals("total"', f'{WHEN}check.equals("total"')
    source.write_text(text.replace(LARGEST, LARGEST + TOGETHER))
    assert main(["--root", str(tmp_path / "course"), "build"]) == 0
    (tmp_path / "class").mkdir()
    shutil.copy(empty_gradebook, tmp_path / "class")
    return TinyClass(tmp_path / "course", tmp_path / "class")


def judged_as(c: TinyClass, student: str) -> str:
    """What the check of `total` printed when it was judged."""
    notebook = cells.read(c.path(student, "autograded"))
    return str(notebook.cells[index(notebook, "total-right")].outputs[0].text)


def test_the_same_answer_is_judged_once(c: TinyClass) -> None:
    c.submit("ada", c.right())
    c.submit("ben", c.right(total="total = 3 + 3", double="double = None"))
    c.submit("eva", c.right(total="total = 6.0"))
    c.submit("dan", c.right(total="total = 7"))
    assert c.grade("--workers", "1") == 0
    ada, ben, eva, dan = (judged_as(c, name) for name in ("ada", "ben", "eva", "dan"))
    assert ada == ben
    assert len({ada, eva, dan}) == 3
    assert [c.grades(name)["score"] for name in ("ada", "ben", "eva", "dan")] == ["5", "3", "5", "3"]


def test_a_check_that_looks_at_another_answer_too_is_judged_of_both(c: TinyClass) -> None:
    c.submit("ada", c.right())
    c.submit("ben", c.right(total="total = 5"))
    assert c.grade("--workers", "1") == 0
    assert [c.grades(name)["score"] for name in ("ada", "ben")] == ["5", "3"]


def test_who_hands_in_a_model_is_judged_apart(c: TinyClass) -> None:
    """Whatever evidence of a model does where it is judged, what others get does not come from there."""
    remembered = Remembered(chapters.load(c.root, CHAPTER))
    number = {"names": {"total": 6}, "layers": {}, "answers": [], "answers_layers": {}}
    plain = evidence.pack(number, {})
    with_model = evidence.pack({**number, "layers": {"0": {"class_name": "Dense"}}}, {})
    told = remembered.plain(["total-right", "together"], {"total-right": plain, "together": plain})
    assert told == {"total-right": {"total-right": plain}, "together": {"together": plain, "total-right": plain}}
    for snapshot in (with_model, b"no evidence"):
        assert remembered.plain(["together"], {"total-right": snapshot, "together": plain}) == {}
        assert remembered.plain(["total-right"], {"total-right": plain, "together": snapshot}).keys() == {"total-right"}
