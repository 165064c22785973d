"""The pages for students that belong to no chapter: what they say stands in the chapters as well."""

import re

import pytest

from autograder import project
from tests.conftest import ROOT

GLOSSARY = (ROOT / project.SOLUTIONS / "glossary.md").read_text()
ENTRIES = re.findall(r"^- (\*\*.+?): .*\*\((\d\d)\)\*$", GLOSSARY, re.MULTILINE)
TERM = re.compile(r"\*\*(.+?)\*\*|\*([^*]+)\*|`([^`]+)`")


def text_of(number: str) -> str:
    """A chapter's source in one line, without the marks of comments, in small letters."""
    chapter = next(chapter for chapter in project.chapters(ROOT) if chapter.startswith(number))
    return re.sub(r"\n(# ?)?", " ", project.source_path(ROOT, chapter).read_text()).lower()


def test_every_column_of_a_table_has_words_at_its_head() -> None:
    pages = [
        ROOT / "README.md",
        *(ROOT / project.SOLUTIONS).glob("*.md"),
        *(ROOT / project.SOLUTIONS).glob("*/[0-9]*.py"),
    ]
    heads = [
        (page.name, head)
        for page in pages
        for head in re.findall(r"^(?:# )?(\|.+\|)\n(?:# )?\|[-|: ]+\|$", page.read_text(), re.MULTILINE)
    ]
    assert len(heads) > 100
    assert [head for head in heads if not all(cell.strip() for cell in head[1].strip("|").split("|"))] == []


def test_every_line_of_the_glossary_is_an_entry() -> None:
    assert len(ENTRIES) == len(re.findall(r"^- ", GLOSSARY, re.MULTILINE)) > 60


@pytest.mark.parametrize("entry, chapter", ENTRIES, ids=[entry for entry, _ in ENTRIES])
def test_a_term_occurs_in_the_chapter_that_introduces_it(entry: str, chapter: str) -> None:
    terms = [next(filter(None, groups)) for groups in TERM.findall(entry)]
    text = text_of(chapter)
    assert any(term.lower() in text for term in terms), terms


@pytest.mark.parametrize(
    "term",
    [
        "regression",
        "multi-class classification",
        "logit",
        "standardisation",
        "skip connection",
        "multi-task learning",
        "embedding",
        "fusion",
    ],
)
def test_the_words_of_the_field_stand_in_the_glossary_and_in_bold_or_italics_in_a_chapter(term: str) -> None:
    assert term in GLOSSARY
    chapters = " ".join(text_of(chapter[:2]) for chapter in project.chapters(ROOT))
    assert re.search(rf"\*[^*]*{term}[^*]*\*", chapters), term
