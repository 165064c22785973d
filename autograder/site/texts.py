"""The site's pages that no chapter is: its first page, the causes, and the project's own pages with their links."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.causes import CAUSES
from autograder.reporting import outline
from autograder.site.chapters import place

# Pages of solutions/, with what they are to readers.
PAGES = {
    "start": "How it works, and how to hand in",
    "glossary": "Words",
    "traps": "Traps and their symptoms",
    "silence": "25 ways Keras fails in silence",
    "teaching": "Teaching with this course",
    "grading": "How a submission is graded",
    "speed": "How long grading takes",
    "farm": "Grading on more than one machine",
}
MADE = ("causes", "checks")  # those that are made here
BESIDE = ("start", "glossary", "traps", "silence", *MADE)  # those for everybody, in their order
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)]+)\)")


@dataclass(frozen=True)
class Shown:
    """A wrong answer that shows a cause: in which chapter and exercise, and what was written."""

    chapter: str
    exercise: outline.Exercise
    source: str


def first(title: str, words: str, titles: Mapping[str, str], pages: Collection[str]) -> str:
    """Return the site's first page: what the course is, its chapters by their `titles`, and the `pages` beside them."""
    chapters = "\n".join(f"| [{title}](chapters/{name}.ipynb) | {_downloads(name)} |" for name, title in titles.items())
    beside = [page for page in BESIDE if page in pages or page in MADE]
    parts = {"Chapters": [f"chapters/{name}" for name in titles], "Beside them": beside}
    parts["For teachers"] = [page for page in pages if page not in BESIDE]
    contents = "\n".join(_contents(caption, entries) for caption, entries in parts.items() if entries)
    return f"""# {title}

{words}

The pages here show each chapter as it was run. Solutions are folded behind *Show a solution*: best after your own try.

| chapter | to work on |
|---|---|
{chapters}

{contents}"""


def _contents(caption: str, entries: Iterable[str]) -> str:
    listed = "\n".join(entries)
    return f"```{{toctree}}\n:hidden:\n:caption: {caption}\n\n{listed}\n```\n"


def _downloads(chapter: str) -> str:
    return (
        f'<a href="downloads/{chapter}.ipynb">notebook</a> · <a href="downloads/{chapter}.zip">zip, with its files</a>'
    )


def causes(shown: Mapping[str, Shown], titles: Mapping[str, str]) -> str:
    """Return the index of causes: of each its sentence, where to look, an answer that shows it, where it is taught."""
    parts = ["# Causes\n\nWhat a check may say of a wrong answer, beside what it expected and what it found.\n"]
    for name, cause in sorted(CAUSES.items()):
        parts.append(f"## {name}\n\n{cause.sentence[0].upper()}{cause.sentence[1:]}.\n\n*Look at* {cause.look_at}\n")
        if example := shown.get(name):
            parts.append(f"An answer that shows it, to *{example.exercise.title}*:\n")
            parts.append(f"```python\n{example.source.strip()}\n```\n")
            parts.append(f"Taught in {_taught(example, titles[example.chapter])}.\n")
    return "\n".join(parts)


def _taught(example: Shown, title: str) -> str:
    """Return a link to the section in which an exercise stands, and one to its chapter."""
    chapter, exercise = f"[{title}](chapters/{example.chapter}.ipynb)", example.exercise
    if not exercise.section_cell or exercise.section == title:
        return chapter
    return f"[{exercise.section}](#{place(example.chapter, exercise.section_cell)}), {chapter}"


def own_page(text: str, root: Path, source: Path, pages: Iterable[str]) -> str:
    """Return a page of the project's with its links made for the site; of what is not in the site the words stay."""

    def changed(match: re.Match[str]) -> str:
        words, target = match[1], match[2]
        path = target.partition("#")[0]
        if target.startswith(("http://", "https://", "#")):
            return match[0]
        return match[0] if path.removesuffix(".md") in pages and (source.parent / path).exists() else words

    return LINK.sub(changed, text)
