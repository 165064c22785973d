"""A browser for the tests here, which are skipped where there is none."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium")
SECONDS = 120  # that a busy machine may take for one thing


@pytest.fixture(scope="module")
def window() -> Iterator[Any]:
    """A page of a browser, wide and tall enough for a notebook."""
    sync_api = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("there is no chromium here")
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        opened = browser.new_page(viewport={"width": 1300, "height": 2000})
        opened.set_default_timeout(1000 * SECONDS)
        yield opened
        browser.close()
