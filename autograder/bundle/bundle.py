"""The folder that can be handed out: it works by itself, without this project and without its solutions."""

from __future__ import annotations

import tempfile
from pathlib import Path

from autograder import project
from autograder.bundle import package, zips
from autograder.chapter import belonging, cells, handout, release
from autograder.chapter.imports import modules_of

VERSIONS, REQUIREMENTS, ENVIRONMENT, README = "versions.txt", "requirements.txt", "environment.yml", "README.md"
ZIPS = "zips"
JUPYTER = "jupyterlab"
TEMPLATE = Path(__file__).with_name("README.md.txt")
CONDA = """\
name: beyond-sequential
channels:
  - conda-forge
dependencies:
  - python {python}
  - pip
  - pip:
      - -r {requirements}
"""


def write(root: Path, chapters: list[str], folder: Path) -> list[Path]:
    """Write what students get of these chapters into a new or empty folder; return the zips, one a chapter.

    Chapters come from ``solutions/``, not from ``course/``, where somebody may have worked. The same project gives the
    same bytes. Raises ProjectError for a folder with something in it, and for a chapter that is not built.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise project.ProjectError(f"{folder} is there, and is not empty. Name a new folder with --to, or empty it.")
    by_chapter = {chapter: handout.contents(root, chapter) for chapter in chapters}
    shared = _shared(root, by_chapter)
    wheel = next(name for name in shared if name.endswith(".whl"))
    archives = []
    for name, content in shared.items():
        _write(folder / name, content)
    for chapter, files in by_chapter.items():
        own = {f"{chapter}/{name}": content for name, content in files.items()}
        own[f"{chapter}/{REQUIREMENTS}"] = _requirements("../", wheel).encode()
        for name, content in own.items():
            _write(folder / name, content)
        archive = folder / ZIPS / f"{chapter}.zip"
        archive.parent.mkdir(exist_ok=True)
        zips.write(archive, {**shared, **own})
        archives.append(archive)
    return archives


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _shared(root: Path, by_chapter: dict[str, dict[str, bytes]]) -> dict[str, bytes]:
    """Return what all chapters have in common: the package, the environment, the pages, and how to begin."""
    used: set[str] = set()
    for chapter in project.chapters(root):  # all of them: students' next chapter must not need another package
        notebook = cells.read(project.solution_path(root, chapter))
        files = belonging.data_files(root / project.SOLUTIONS / chapter, chapter, notebook)
        used |= {name for name in modules_of(notebook, files) if name.split(".")[0] != package.PACKAGE.name}
    with tempfile.TemporaryDirectory() as place:
        wheel = package.build(Path(place), used)
        shared = {wheel.name: wheel.read_bytes()}
    shared[REQUIREMENTS] = _requirements("./", wheel.name).encode()
    shared[VERSIONS] = _versions(root).encode()
    python = package.python_range()
    shared[ENVIRONMENT] = CONDA.format(python=python, requirements=REQUIREMENTS).encode()
    text = TEMPLATE.read_text(encoding="utf-8").replace("CHAPTERS", "\n".join(f"- `{name}`" for name in by_chapter))
    title, words = project.about(root)
    text = text.replace("TITLE", title, 1).replace("WORDS", words, 1)
    shared[README] = text.replace("FIRST", next(iter(by_chapter))).replace("PYTHON", python).encode()
    pages = [root / project.SOLUTIONS / page for page in release.PAGES]
    return {**shared, **{page.name: page.read_bytes() for page in pages if page.is_file()}}


def _requirements(up: str, wheel: str) -> str:
    """Return what pip is given, when it is called in the folder where this stands: `up` leads to the package."""
    return f"# pip install -r {REQUIREMENTS}\n-c {up}{VERSIONS}\n{up}{wheel}\n{JUPYTER}\n"


def _versions(root: Path) -> str:
    """Return the versions that the course was measured with, from the project's lock: pip takes them for limits."""
    lock = root / REQUIREMENTS
    lines = lock.read_text(encoding="utf-8").splitlines() if lock.is_file() else []
    pins = [line for line in lines if line.strip() and not line.lstrip().startswith(("#", "-")) and "[" not in line]
    return "\n".join(["# What is installed has these versions, with which the course was measured.", *pins, ""])
