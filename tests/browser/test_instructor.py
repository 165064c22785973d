"""An instructor's way: build, hand out, collect, grade, formgrader in a browser, grade again, feedback, export."""

import csv
import shutil
import zipfile
from pathlib import Path

import nbformat
import pytest

from autograder.chapter import cells
from autograder.cli import main
from tests.browser.conftest import SECONDS
from tests.conftest import ROOT
from tests.lab import TOKEN, serving

sync_api = pytest.importorskip("playwright.sync_api")

CHAPTER = "01_rectangles"
SOURCE = """# %% [markdown]
# # Rectangles

# %% locked="setup"
from autograder import checks as check

# %% [markdown]
# ### Exercise 1 · An area

# %% exercise="area"
area = None
### BEGIN SOLUTION
area = 3 * 4
### END SOLUTION

# %% check="area-right" points=3
check.answer(area, 12)

# %% [markdown]
# ### Exercise 2 · In words

# %% [markdown] written="why-times" points=2
# Each of the three rows has four squares.
"""
COMMENT = "Say what the 3 stands for, and the 4."


class Instructor:
    """A course in the folder `root`, and what its instructor does with it on the command line."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "class"
        shutil.copy(ROOT / "nbgrader_config.py", root)
        source = root / "solutions" / CHAPTER / f"{CHAPTER}.py"
        source.parent.mkdir(parents=True)
        source.write_text(SOURCE)

    def does(self, *command: str) -> None:
        assert main(["--root", str(self.root), *command]) == 0

    def collects(self, **answers: str) -> None:
        """Collect an archive as Moodle makes it: what students made of the notebook that was handed out to them."""
        handed_out = self.root / "handout" / CHAPTER / f"{CHAPTER}.ipynb"
        archive = self.root / "from-moodle.zip"
        with zipfile.ZipFile(archive, "w") as written:
            for number, (student, area) in enumerate(answers.items()):
                notebook = cells.read(handed_out)
                for cell in notebook.cells:
                    if cells.grade_id(cell) == "area":
                        cell.source = area
                    if cells.grade_id(cell) == "why-times":
                        cell.source = "Rows times columns."
                name = f"{student}_{number}_assignsubmission_file_/homework (1).ipynb"
                written.writestr(name, nbformat.writes(notebook))
        self.does("collect", str(archive), "--from", "moodle", "--class", str(self.folder))

    def grades(self) -> dict[str, str]:
        with (self.folder / "grades.csv").open(newline="", encoding="utf-8") as table:
            return {row["student_id"]: row["score"] for row in csv.DictReader(table)}


@pytest.fixture(scope="module")
def instructor(tmp_path_factory: pytest.TempPathFactory) -> Instructor:
    return Instructor(tmp_path_factory.mktemp("course"))


def gives_points(window: "sync_api.Page", address: str, points: str, comment: str) -> None:
    """Open Ada's submission in formgrader, give points and a comment to her answer, and wait until both are saved."""
    window.goto(f"{address}/lab?token={TOKEN}")  # formgrader's own pages do not sign anybody in
    window.goto(f"{address}/formgrader/gradebook/{CHAPTER}/{CHAPTER}")
    link = window.locator("a[href*='/formgrader/submissions/']", has_text="Ada Lovelace")  # not shown until one asks
    link.wait_for(state="attached")
    window.goto(f"{address}{link.get_attribute('href')}")
    found = window.locator("input.score#area-right")  # the check's score stands where another may be written
    sync_api.expect(found).to_have_attribute("placeholder", "3", timeout=1000 * SECONDS)
    for field, value in {"input.score#why-times": points, "textarea#why-times-comment": comment}.items():
        with window.expect_response(lambda answer: answer.request.method == "PUT") as saved:
            window.locator(field).fill(value)
            window.keyboard.press("Tab")
        assert saved.value.ok


def test_an_instructor_takes_a_class_through_a_chapter(instructor: Instructor, window: "sync_api.Page") -> None:
    instructor.does("build")
    instructor.does("release", "--to", str(instructor.root / "handout"))
    instructor.collects(**{"Ada Lovelace": "area = 3 * 4", "Ben Ali": "area = 3 + 4"})
    instructor.does("grade", "--class", str(instructor.folder))
    assert instructor.grades() == {"Ada Lovelace": "", "Ben Ali": ""}, "answers in words wait for a person"

    with serving(instructor.root) as address:
        gives_points(window, address, "1.5", COMMENT)
    instructor.does("grade", "--class", str(instructor.folder))
    assert instructor.grades() == {"Ada Lovelace": "4.5", "Ben Ali": ""}
    instructor.does("decide", "--class", str(instructor.folder), "Ben Ali", CHAPTER, "why-times=0.5")
    assert instructor.grades() == {"Ada Lovelace": "4.5", "Ben Ali": "0.5"}

    # the check changes after the points were given: what Ben wrote counts now, and what a person gave stays
    source = instructor.root / "solutions" / CHAPTER / f"{CHAPTER}.py"
    source.write_text(SOURCE.replace("check.answer(area, 12)", "check.answer(area if area != 7 else 12, 12)"))
    instructor.does("build")
    instructor.does("regrade", "--yes", "--class", str(instructor.folder))
    instructor.does("grade", "--force", "--class", str(instructor.folder))
    assert instructor.grades() == {"Ada Lovelace": "4.5", "Ben Ali": "3.5"}

    window.goto((instructor.folder / "feedback" / "Ada Lovelace" / CHAPTER / f"{CHAPTER}.html").as_uri())
    said = window.locator("body").inner_text()
    assert COMMENT in said
    assert "4.5 of 5" in said

    instructor.does("export", "--to", "moodle", "--class", str(instructor.folder))
    (exported,) = (instructor.folder / "exports").rglob("*.csv")
    text = exported.read_text(encoding="utf-8")
    assert "Ada Lovelace" in text
    assert "4.5" in text
    assert "3.5" in text
