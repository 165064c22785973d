"""A student's way through a chapter, in a browser: open, run, answer wrongly, mend it, run all, validate."""

import shutil
from collections.abc import Callable, Iterator

import pytest

from autograder.cli import main
from tests.browser.conftest import SECONDS
from tests.checks.test_progress import CHAPTER, SOURCE
from tests.conftest import ROOT
from tests.lab import TOKEN, serving

sync_api = pytest.importorskip("playwright.sync_api")
PATIENCE = 10  # until a key is pressed again
DONE = "[data-status='idle']"


class Page:
    """JupyterLab in a browser, with the chapter's notebook open."""

    def __init__(self, window: "sync_api.Page") -> None:
        self.window = window

    def open(self, address: str) -> None:
        self.window.goto(f"{address}/lab/tree/course/{CHAPTER}/{CHAPTER}.ipynb?token={TOKEN}")
        self.window.wait_for_selector(f".jp-Notebook-ExecutionIndicator{DONE}")

    def cell(self, text: str) -> "sync_api.Locator":
        """The code cell in which a text stands, where a student sees it: of a folded one that is the first line."""
        shown = self.window.locator(".cm-content, .jp-Placeholder-content", has_text=text)
        return self.window.locator(".jp-CodeCell", has=shown).first

    def run(self, text: str) -> str:
        """Run the cell in which a text stands; return what stands below it then."""
        cell = self.cell(text)
        before = cell.locator(".jp-InputPrompt").inner_text()
        for _ in range(SECONDS // PATIENCE):
            self._answer_dialogs()
            cell.locator(".jp-InputPrompt").click()
            self.window.keyboard.press("Control+Enter")
            if self._prompt_is(cell, lambda now: now != before, PATIENCE):  # a page still being drawn may lose a key
                break
        return self._ran(cell)

    def _answer_dialogs(self) -> None:
        """Accept what JupyterLab asks by itself on a busy machine: nothing can be clicked behind a dialog."""
        while (dialogs := self.window.locator(".jp-Dialog button.jp-mod-accept")).count():
            dialogs.first.click()
            self.window.wait_for_timeout(300)

    def _prompt_is(self, cell: "sync_api.Locator", wanted: Callable[[str], bool], seconds: int) -> bool:
        for _ in range(5 * seconds):
            if wanted(cell.locator(".jp-InputPrompt").inner_text()):
                return True
            self.window.wait_for_timeout(200)
        return False

    def _ran(self, cell: "sync_api.Locator") -> str:
        """Wait until a cell has run; return what stands below it."""
        assert self._prompt_is(cell, lambda now: now.strip("[]: ").isdigit(), SECONDS), "the cell has not run"
        self.window.wait_for_selector(f".jp-Notebook-ExecutionIndicator{DONE}")
        self.window.wait_for_timeout(
            300
        )  # the last message of a cell may come behind the kernel's word that it is idle
        return "\n".join(cell.locator(".jp-OutputArea-output").all_inner_texts())

    def write(self, text: str, instead: str) -> None:
        """Write something else into the cell in which a text stands."""
        self.cell(text).locator(".cm-content").click()
        self.window.keyboard.press("Control+A")
        self.window.keyboard.insert_text(instead)

    def run_all(self) -> None:
        """Choose Kernel, Restart Kernel and Run All Cells…, and wait until the last cell has run."""
        self.window.locator(".lm-MenuBar-itemLabel", has_text="Kernel").click()
        self.window.locator(".lm-Menu-itemLabel", has_text="Restart Kernel and Run All Cells").click()
        self.window.locator(".jp-Dialog button.jp-mod-accept").click()
        self.window.locator(".jp-Dialog").wait_for(state="detached")
        last = self.cell("check.progress()")
        assert self._prompt_is(last, lambda now: not now.strip("[]: ").isdigit(), SECONDS), "nothing was run again"
        self._ran(last)

    def save(self) -> None:
        self.window.keyboard.press("Control+S")
        self.window.wait_for_selector(".jp-mod-current[data-type='document-title']:not(.jp-mod-dirty)")

    def validate(self) -> str:
        """Press Validate; return what it says."""
        self.window.locator(".jp-NotebookPanel-toolbar >> text=Validate").click()
        dialog = self.window.locator(".jp-Dialog")
        dialog.wait_for()
        said = dialog.inner_text()
        dialog.locator("button").last.click()
        dialog.wait_for(state="detached")
        return said


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, window: "sync_api.Page") -> Iterator[Page]:
    root = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    source = root / "solutions" / CHAPTER / f"{CHAPTER}.py"
    source.parent.mkdir(parents=True)
    source.write_text(SOURCE)
    assert main(["--root", str(root), "build"]) == 0
    with serving(root) as address:
        opened = Page(window)
        opened.open(address)
        yield opened


def test_a_student_does_a_chapter(page: Page) -> None:
    assert page.run("from autograder") == ""
    assert "NotImplementedError" in page.run("product =")
    assert "not attempted" in page.run("# Check product-right")

    page.write("product =", "product = 12 + 16")
    page.run("product =")
    said = page.run("# Check product-right")
    assert "forgotten-bias" in said
    assert "1 fails" in page.run("check.progress()")

    page.write("product =", "product = 12 * 16")
    page.run("product =")
    assert "1 changed" in page.run("check.progress()")
    assert "✓" in page.run("# Check product-right")
    assert "✓" in page.run("# Check product-halved")

    # the second exercise is left out: everything below it runs all the same, and is told apart from what is wrong
    page.run_all()
    said = page.run("check.progress()")
    assert "1 passes, 1 open; 3 of 7 points" in said
    errors = page.window.locator(".jp-OutputArea-output[data-mime-type*='stderr']").all_inner_texts()
    assert {text.strip() for text in errors} == {"NotAttempted: your function: not attempted yet"}

    page.save()
    said = page.validate()
    assert "check.gives(plus" in said
    assert "check.answer(product" not in said

    page.write("def plus", "def plus(one, other):\n    return one + other")
    page.run_all()
    assert "2 pass; 7 of 7 points" in page.run("check.progress()")
    page.save()
    assert "Success" in page.validate()
