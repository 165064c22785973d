"""Make the site: pages as MyST and notebooks in a folder for Sphinx, and Sphinx' pages of them."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import warnings
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace

from autograder import project
from autograder.authoring.cases import cases_path, read_cases
from autograder.bundle import zips
from autograder.chapter import cells
from autograder.chapter import chapter as chapters
from autograder.reporting import outline
from autograder.site import chapters as pages_of_chapters
from autograder.site import checks, texts

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def make(root: Path, target: Path, told: Callable[[str], None]) -> list[str]:
    """Make the site of a course in the folder `target`; return Sphinx' warnings, one a line.

    `told` hears of each step. Raises ProjectError where a chapter has not been built, or Sphinx gives up.
    """
    if target.exists() and not target.is_dir():
        raise project.ProjectError(f"{target} is a file. Name a folder with --to, a new one or one for the site.")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        write_source(root, source, told)
        told("making the pages")
        made = Path(folder) / "made" / "site"  # MyST-NB leaves a folder of its own beside it
        warned = _sphinx(source, made, Path(folder) / "doctrees")
        for path in made.rglob("*"):  # shutil.copytree would go on when the disk is full
            if path.is_file():
                into = target / path.relative_to(made)
                into.parent.mkdir(parents=True, exist_ok=True)
                into.write_bytes(path.read_bytes())
        return warned


def write_source(root: Path, folder: Path, told: Callable[[str], None]) -> None:
    """Write what Sphinx makes the site of."""
    names = project.chapters(root)
    own = {name: root / project.SOLUTIONS / f"{name}.md" for name in texts.PAGES}
    own = {name: path for name, path in own.items() if path.is_file()}
    title, words = project.about(root)
    titles: dict[str, str] = {}
    (folder / "chapters").mkdir(parents=True)
    (folder / "extra" / "downloads").mkdir(parents=True)
    for name in names:
        told(name)
        loaded = chapters.load(root, name)
        titles[name] = outline.title(loaded.solved) or name
        cells.write(pages_of_chapters.page(loaded), folder / "chapters" / f"{name}.ipynb")
        for file, content in loaded.files.items():
            (folder / "chapters" / file).write_bytes(content)
        _write_downloads(root, name, folder / "extra" / "downloads")
    (folder / "index.md").write_text(texts.first(title, words, titles, own), encoding="utf-8")
    (folder / "causes.md").write_text(texts.causes(_shown(root, names), titles), encoding="utf-8")
    (folder / "checks.md").write_text(checks.reference(), encoding="utf-8")
    for name, path in own.items():
        text = texts.own_page(path.read_text(encoding="utf-8"), root, path, own)
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    if (images := root / project.SOLUTIONS / "images").is_dir():
        shutil.copytree(images, folder / "images", dirs_exist_ok=True)
    (folder / "static").mkdir()
    for name in ("conf.py", "static/own.css"):
        setting = resources.files("autograder.site") / f"{Path(name).name}.txt"
        text = setting.read_text(encoding="utf-8")
        for word, stands_for in (
            ("TITLE", title),
            ("AUTHORS", f"The {title} authors"),
            ("RIGHTS", _rights(root, title)),
        ):
            text = text.replace(f'"{word}"', repr(stands_for))
        (folder / name).write_text(text, encoding="utf-8")


def _rights(root: Path, title: str) -> str:
    """Return whose the course is, and how others may use it, as far as its LICENSE says so in words known here."""
    path = root / "LICENSE"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    terms = {"MIT License": "code MIT", "Creative Commons Attribution": "text CC BY 4.0"}
    told = ", ".join(short for words, short in terms.items() if words in " ".join(text.split()))
    return f"The {title} authors{f': {told}' if told else ''}"


def _write_downloads(root: Path, chapter: str, folder: Path) -> None:
    """Write what students get of a chapter: its notebook, and a zip with its files."""
    handed_out = project.released_path(root, chapter).parent
    shutil.copy(project.released_path(root, chapter), folder)
    files = {
        f"{chapter}/{path.relative_to(handed_out).as_posix()}": path.read_bytes()
        for path in handed_out.rglob("*")
        if path.is_file() and not set(path.relative_to(handed_out).parts) & project.LEFT_BEHIND
    }
    zips.write(folder / f"{chapter}.zip", files)


def _shown(root: Path, names: list[str]) -> dict[str, texts.Shown]:
    """Return, by cause, the shortest wrong answer that is known to show it."""
    found: dict[str, texts.Shown] = {}
    for name in names:
        exercises = outline.exercises(cells.read(project.solution_path(root, name)))
        by_answer = {answer: exercise for exercise in exercises for answer in exercise.answers}
        path = cases_path(root, name)
        for case in read_cases(path) if path.is_file() else []:
            shorter = case.cause not in found or len(case.source) < len(found[case.cause].source)
            if case.cause and shorter and case.exercise in by_answer:
                found[case.cause] = texts.Shown(name, by_answer[case.exercise], case.source)
    return found


def _sphinx(source: Path, target: Path, doctrees: Path) -> list[str]:
    said = io.StringIO()
    with warnings.catch_warnings(), docutils_namespace():
        warnings.simplefilter("ignore")  # of Sphinx' own libraries
        try:
            app = Sphinx(source, source, target, doctrees, "html", status=None, warning=said, freshenv=True)
            app.build(force_all=True)
        except SphinxError as problem:
            raise project.ProjectError(f"Sphinx could not make the site: {problem}") from problem
    return [COLOUR.sub("", line) for line in said.getvalue().splitlines() if line.strip()]
