"""Lay out a new chapter that builds, releases and grades: a beginning for authors to change."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

from autograder import project
from autograder.authoring import cases

NAME = re.compile(r"\d\d(_[a-z0-9]+)+")  # nbgrader_config.py keeps sources of such names from being handed out
TEMPLATES = resources.files("autograder.authoring") / "new_chapter"


def begin_course(folder: Path) -> Path:
    """Give a folder what makes it a course: settings, as this course has them, and a place for chapters. Return it."""
    (folder / project.SOLUTIONS).mkdir(parents=True, exist_ok=True)
    settings = folder / project.CONFIG
    if not settings.exists():
        settings.write_text((TEMPLATES / f"{project.CONFIG}.txt").read_text(encoding="utf-8"), encoding="utf-8")
    return folder


def write_chapter(root: Path, chapter: str) -> list[Path]:
    """Write a new chapter's source, and answers to its exercise; return their paths.

    Raises ProjectError for a name that no chapter may have, and where one of the two files is there already.
    """
    if not NAME.fullmatch(chapter):
        raise project.ProjectError(
            f"A chapter's name is two digits and lower-case words, joined by _, such as 07_my_chapter; not {chapter!r}."
        )
    texts = {
        project.source_path(root, chapter): "chapter.py.txt",
        cases.cases_path(root, chapter): "cases.py.txt",
    }
    for path in texts:
        if path.exists():
            raise project.ProjectError(f"{path.relative_to(root)} is there already. Choose another name.")
    title = " ".join(chapter.split("_")[1:]).capitalize()
    for path, template in texts.items():
        text = (TEMPLATES / template).read_text(encoding="utf-8")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("TITLE", title).replace("NAME", chapter), encoding="utf-8")
    return list(texts)
