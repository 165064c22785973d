"""What must be true of every chapter that this project ships: fresh, without leaks, readable by everybody."""

import json
import re
from pathlib import Path

import pytest

from autograder import project
from autograder.authoring import build, rules
from autograder.chapter import cells, release
from autograder.chapter.source import read_source
from tests.conftest import ROOT

CHAPTERS = project.chapters(ROOT)
TEACHING = (ROOT / project.SOLUTIONS / "teaching.md").read_text(encoding="utf-8")
every_chapter = pytest.mark.parametrize("chapter", CHAPTERS)


@every_chapter
def test_everything_built_is_fresh(chapter: str) -> None:
    assert build.stale_parts(ROOT, chapter) == []


@every_chapter
def test_nothing_of_a_solution_or_hidden_check_leaks(chapter: str) -> None:
    folder = ROOT / project.COURSE / chapter
    released = "\n".join(path.read_text() for path in folder.rglob("*") if path.suffix in (".py", ".ipynb"))
    assert "BEGIN SOLUTION" not in released and "HIDDEN TESTS" not in released
    assert not (folder / f"{chapter}.py").exists()
    visible = {
        line.strip()
        for cell in cells.read(project.released_path(ROOT, chapter)).cells
        for line in cell.source.split("\n")
    }
    secret = secret_lines(chapter)
    assert secret, "found no solution to look for"
    assert not secret & visible


def secret_lines(chapter: str) -> set[str]:
    """Lines of solutions and hidden checks that stand nowhere else in the chapter's source."""
    secret, public = set(), set()
    for cell in read_source(project.source_path(ROOT, chapter)).cells:
        hiding = False
        for line in cell.source.split("\n"):
            if "### BEGIN" in line:
                hiding = True
            (secret if hiding and "###" not in line else public).add(line.strip())
            if "### END" in line:
                hiding = False
    return {line for line in secret - public if len(line) > 8}


@every_chapter
def test_checks_are_folded_and_say_what_they_are_worth(chapter: str) -> None:
    checks = [c for c in cells.read(project.released_path(ROOT, chapter)).cells if cells.role(c) == "check"]
    assert checks
    for cell in checks:
        assert cell.metadata["jupyter"] == {"source_hidden": True}
        plural = "" if cells.points(cell) == 1 else "s"
        first = cell.source.split("\n")[0]  # all that JupyterLab shows of a folded cell
        assert first == f"# Check {cells.grade_id(cell)} · {cells.points(cell):g} point{plural}"


@every_chapter
def test_released_notebook_has_no_outputs(chapter: str) -> None:
    for cell in cells.read(project.released_path(ROOT, chapter)).cells:
        if cell.cell_type == "code":
            assert cell.outputs == [] and cell.execution_count is None


@every_chapter
def test_grade_ids_differ_and_checks_are_locked(chapter: str) -> None:
    released = cells.read(project.released_path(ROOT, chapter))
    ids = [cells.grade_id(cell) for cell in released.cells if cells.role(cell)]
    assert len(ids) == len(set(ids))
    checks = [cell for cell in released.cells if cells.role(cell) == "check"]
    assert checks
    for cell in checks:
        assert cell.metadata["nbgrader"]["locked"] and cell.metadata["editable"] is False


@every_chapter
def test_every_rule_of_a_chapter_is_kept(chapter: str) -> None:
    assert [str(rule) for rule in rules.broken(ROOT, chapter)] == []


@every_chapter
def test_the_page_shows_no_noise(chapter: str) -> None:
    for cell in cells.read(project.solution_path(ROOT, chapter)).cells:
        for output in cell.get("outputs", []):
            assert output.get("name") != "stderr", f"{cell.source[:80]}\nprinted to stderr: {output.get('text')}"


@every_chapter
def test_there_are_five_to_eight_exercises(chapter: str) -> None:
    text = "\n".join(cell.source for cell in cells.read(project.solution_path(ROOT, chapter)).cells)
    assert 5 <= len(re.findall(r"^### Exercise \d+ · ", text, re.MULTILINE)) <= 8


@every_chapter
def test_every_task_says_its_minutes_and_points(chapter: str) -> None:
    """Difficulty, minutes and points stand under each heading; the points are those of its checks."""
    page = cells.read(project.solution_path(ROOT, chapter)).cells
    points: dict[str, int] = {}
    lines: dict[str, str] = {}
    for cell in page:
        for heading, line in re.findall(r"^### ((?:Exercise \d+|Predict) · .+)\n\n(.*)", cell.source, re.MULTILINE):
            lines[heading], points[heading] = line, 0
        if cells.role(cell) == "check":
            points[heading] += int(cell.metadata["nbgrader"]["points"])
    for heading, line in lines.items():
        exercise = r" · (core|more)" if heading.startswith("Exercise") else ""
        said = re.fullmatch(rf"\*Difficulty: [●○]{{3}} · \d+ minutes? · (\d+) points?{exercise}\*", line)
        assert said, f"{heading}: {line}"
        assert int(said[1]) == points[heading], heading
    assert 2 <= sum(line.endswith("core*") for line in lines.values()) <= 4


@every_chapter
def test_the_short_way_fits_a_lesson_and_the_teachers_page_says_the_same(chapter: str) -> None:
    text = re.sub(r"\n(# ?)?", " ", project.source_path(ROOT, chapter).read_text())
    short, whole = re.findall(r"bout (\d+) minutes for (?:the short way|everything)", text)
    assert int(short) <= (100 if chapter == "06_capstone" else 75)  # the capstone takes two lessons
    row = next(line for line in TEACHING.splitlines() if line.startswith(f"| {chapter[:2]} | "))
    core = re.findall(r"### Exercise (\d+) · (?:(?!### ).)*?· core\*", text)
    assert row.split(" | ")[2:] == [", ".join(core), short, f"{whole} |"]


@every_chapter
def test_prose_is_plain(chapter: str) -> None:
    for cell in cells.read(project.solution_path(ROOT, chapter)).cells:
        if cell.cell_type == "markdown":
            found = re.search(r"\b(just|simply|obviously)\b", cell.source, re.IGNORECASE)
            assert not found, f"{found.group() if found else ''!r} in: {cell.source[:120]}"


@every_chapter
def test_a_full_solution_needs_no_demonstration(chapter: str) -> None:
    """What is left when demo cells are left out still runs: names that later cells use are made by other cells."""
    page = cells.read(project.solution_path(ROOT, chapter))
    page.cells = [cell for cell in page.cells if not cells.is_demo(cell)]
    build.execute(page, project.solution_path(ROOT, chapter).parent)
    assert '"failed"' not in json.dumps([cell.get("outputs") for cell in page.cells if cells.role(cell)])


def test_pages_for_students_are_fresh() -> None:
    assert release.stale_pages(ROOT) == []


def test_the_course_holds_chapters_only() -> None:
    found = sorted(
        path.name for path in Path(ROOT / project.COURSE).iterdir() if (path / f"{path.name}.ipynb").exists()
    )
    assert found == CHAPTERS
