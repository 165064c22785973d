"""The web site: made without a warning, whole in itself, and without what readers are not to see."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest

from autograder import project
from autograder.causes import CAUSES
from autograder.chapter import cells
from autograder.cli import main
from autograder.site.checks import public
from tests.conftest import ROOT

pytestmark = pytest.mark.xdist_group("site")
CHAPTERS = project.chapters(ROOT)


class Page(HTMLParser):
    """What a page has: ids, links, what it loads, and its text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.texts: list[str] = []
        self.pictures: list[tuple[str, str]] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.ids.add(told.get("id") or "")
        if tag == "a" and told.get("href"):
            self.links.append(told["href"] or "")
        if tag == "img":
            self.pictures.append((told.get("alt") or "", told.get("class") or ""))
        if tag in ("img", "script", "iframe") and told.get("src"):
            self.loaded.append(told["src"] or "")
        if tag == "link" and told.get("rel") in ("stylesheet", "preload", "icon"):
            self.loaded.append(told.get("href") or "")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    assert main(["--root", str(ROOT), "site", "--to", str(folder)]) == 0  # 1 for any warning
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in site.rglob("*.html") if "_static" not in path.parts}


def test_it_has_every_chapter_and_the_pages_beside_them(site: Path) -> None:
    made = {path.relative_to(site).with_suffix("").as_posix() for path in site.rglob("*.html")}
    assert made >= {f"chapters/{name}" for name in CHAPTERS}
    assert made >= {
        "index",
        "glossary",
        "traps",
        "silence",
        "causes",
        "checks",
        "teaching",
        "grading",
        "speed",
        "farm",
        "search",
    }


def test_every_link_leads_somewhere(pages: dict[Path, Page]) -> None:
    broken = []
    for path, page in pages.items():
        for link in [*page.links, *page.loaded]:
            told = urlsplit(link)
            if told.scheme:
                continue
            target = (path.parent / unquote(told.path)).resolve() if told.path else path
            anchor = unquote(told.fragment)
            if not target.exists() or (anchor and target in pages and anchor not in pages[target].ids):
                broken.append(f"{path.name}: {link}")
    assert broken == []


def test_nothing_is_loaded_from_another_host(pages: dict[Path, Page]) -> None:
    assert sum(len(page.loaded) for page in pages.values()) > 100
    loaded = {link for page in pages.values() for link in page.loaded}
    assert {link for link in loaded if urlsplit(link).scheme not in ("", "data") or link.startswith("//")} == set()


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_solutions_are_folded_and_hidden_checks_are_not_there(
    site: Path, pages: dict[Path, Page], chapter: str
) -> None:
    page = pages[site / "chapters" / f"{chapter}.html"]
    solved = cells.read(project.solution_path(ROOT, chapter)).cells
    exercises = [cell for cell in solved if cells.role(cell) == "exercise"]
    html = (site / "chapters" / f"{chapter}.html").read_text(encoding="utf-8")
    assert html.count("Show a solution") == len(exercises)
    assert page.text.count("raise NotImplementedError(") >= len(exercises)
    hidden = {
        line.strip()
        for cell in solved
        for number, line in enumerate(cell.source.split("\n"), 1)
        if cells.role(cell) == "check" and number in cells.hidden_lines(cell.source)
    }
    visible = {
        line.strip()
        for cell in cells.read(project.released_path(ROOT, chapter)).cells
        for line in cell.source.split("\n")
    }
    secret = {
        line for line in hidden - visible if len(line) > 20 and line not in "\n".join(c.source for c in exercises)
    }
    assert secret
    assert {line for line in secret if line in page.text} == set()
    assert "HIDDEN TESTS" not in page.text and "BEGIN SOLUTION" not in page.text


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_what_students_get_can_be_downloaded(site: Path, chapter: str) -> None:
    downloads, handed_out = site / "downloads", project.released_path(ROOT, chapter)
    assert (downloads / handed_out.name).read_bytes() == handed_out.read_bytes()
    with ZipFile(downloads / f"{chapter}.zip") as archive:
        assert archive.read(f"{chapter}/{chapter}.ipynb") == handed_out.read_bytes()
        assert not [name for name in archive.namelist() if name.endswith((f"{chapter}.py", ".questions"))]


def test_every_cause_and_every_check_has_its_section(site: Path, pages: dict[Path, Page]) -> None:
    assert set(CAUSES) <= pages[site / "causes.html"].ids
    text = pages[site / "checks.html"].text
    assert [name for name in public() if f"check.{name}(" not in text] == []


def test_every_picture_has_words_and_a_wide_one_is_not_shrunk_to_a_phone(pages: dict[Path, Page]) -> None:
    pictures = [picture for page in pages.values() for picture in page.pictures]
    assert len(pictures) > 30
    assert [words for words, _ in pictures if len(words) < 12 or words.endswith((".png", ".svg"))] == []
    assert {look for _, look in pictures} == {"", "wide"}


def test_a_cause_leads_to_the_section_that_teaches_it(site: Path, pages: dict[Path, Page]) -> None:
    links = [urlsplit(link) for link in pages[site / "causes.html"].links if "chapters/" in link]
    to_sections = [link for link in links if link.fragment]
    assert len(to_sections) > 0.5 * len(CAUSES)
    assert {urlsplit(f"chapters/{name}.html").path for name in CHAPTERS} <= {link.path for link in to_sections}
