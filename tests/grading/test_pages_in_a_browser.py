"""Pages as people see them: on a phone, on a large screen, light and dark, in a real browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.grading.tiny_class import TinyClass

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.xdist_group("graded-class"),
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]
PAGES = ("feedback/wrong/01_tiny/01_tiny.html", "feedback/cut-off/01_tiny/01_tiny.html", "report/index.html")
PHONE, SCREEN = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
LIGHTNESS = """([name]) => {
    const [r, g, b] = getComputedStyle(document.body)[name].match(/\\d+/g).map(Number);
    return (r + g + b) / 3;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def opened(browser: playwright.Browser, path: Path, **settings: object) -> playwright.Page:
    """A page opened as a file, without scripts and without a network."""
    context = browser.new_context(java_script_enabled=True, offline=True, **settings)
    window = context.new_page()
    window.asked = []
    window.on("request", lambda request: window.asked.append(request.url))
    window.goto(path.as_uri())
    return window


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
def test_a_page_is_as_wide_as_the_window(graded: TinyClass, browser: playwright.Browser, path: str, size: dict) -> None:
    window = opened(browser, graded.folder / path, viewport=size)
    assert window.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert window.asked == [(graded.folder / path).as_uri()], "a page asks for something else"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_dark_where_the_reader_has_it_so(graded: TinyClass, browser: playwright.Browser, path: str) -> None:
    for scheme in ("light", "dark"):
        window = opened(browser, graded.folder / path, color_scheme=scheme)
        page, ink = (window.evaluate(LIGHTNESS, [name]) for name in ("backgroundColor", "color"))
        assert (page > 200 and ink < 80) if scheme == "light" else (page < 50 and ink > 180)


def test_the_summary_comes_first_and_leads_to_the_check(graded: TinyClass, browser: playwright.Browser) -> None:
    window = opened(browser, graded.folder / PAGES[0], viewport=SCREEN)
    assert window.locator("main").bounding_box()["y"] < SCREEN["height"]
    window.locator(".next a").first.click()
    check = window.locator(":target")
    assert "double(4) is 16" in check.inner_text()
    assert -1 <= check.bounding_box()["y"] < SCREEN["height"]
