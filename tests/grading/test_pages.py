"""Students' pages and the class's report: clear, clean, and all in one file."""

import re
import urllib.parse
from pathlib import Path

import pytest

from tests.grading.tiny_class import TinyClass

pytestmark = pytest.mark.xdist_group("graded-class")


def test_hidden_checks_are_in_no_page(graded: TinyClass) -> None:
    pages = list(graded.folder.glob("feedback/*/*/*.html"))
    assert len(pages) > 40
    for page in pages:
        assert "secret_number" not in page.read_text(), f"{page} shows a hidden check"
    # ... though they were run, also where they failed with a traceback of their own
    assert "double(21) is 8, expected 42" in graded.page("hidden-wrong")


def test_students_get_their_page_and_nothing_else(graded: TinyClass) -> None:
    assert {path.name for path in graded.folder.glob("feedback/*/*/*")} == {"01_tiny.html"}


def test_nothing_a_student_wrote_runs_in_a_page(graded: TinyClass) -> None:
    page = graded.page("script")
    assert "<b>bold</b>" in page
    assert "&lt;script&gt;alert(3)&lt;/script&gt;" in page
    assert "<script" not in page
    for tag in re.findall(r"<[a-z][^>]*>", page):
        assert not re.search(r"\son\w+\s*=|javascript:", tag), tag


@pytest.mark.parametrize("path", ["feedback/script/01_tiny/01_tiny.html", "report/index.html"])
def test_a_page_needs_no_network(graded: TinyClass, path: str) -> None:
    page = (graded.folder / path).read_text()
    assert "Content-Security-Policy\" content=\"default-src 'none'" in page
    assert not re.findall(r"<(?:link|script|iframe)\b|\bsrc=\"(?!data:)|@import|url\(['\"]?http", page)


def test_a_page_tells_each_checks_outcome_and_why(graded: TinyClass) -> None:
    page = graded.page("wrong")
    assert re.search(
        r"double-works</td>\s*<td[^>]*>0 / 2</td>\s*<td[^>]*>✗ failed</td>\s*<td[^>]*>✗ double\(4\) is 16", page
    )
    assert re.search(r"total-right</td>\s*<td[^>]*>1 / 1</td>\s*<td[^>]*>✓ passed</td>", page)


def test_report_counts_outcomes_and_causes(graded: TinyClass) -> None:
    report = (graded.folder / "report" / "index.html").read_text()
    rows = graded.rows("checks.csv")
    for grade_id in ("double-works", "total-right", "largest-right"):
        of_this = [row for row in rows if row["grade_id"] == grade_id]
        counted = [
            sum(row["outcome"] == outcome for row in of_this)
            for outcome in ("passed", "failed", "not attempted", "not reached")
        ]
        shown = re.search(rf"<code>{grade_id}</code></th>(.*?)</tr>", report, re.DOTALL)
        assert shown and [int(n) for n in re.findall(r">(\d+)</td>", shown[1])] == counted
    assert "wrong-merge × 1" in report
    assert "the folder nothing-there/01_tiny is empty" in report


def test_report_leads_to_every_students_page(graded: TinyClass) -> None:
    report = (graded.folder / "report" / "index.html").read_text()
    links = re.findall(r'<a href="([^"]+)">', report)
    assert len(links) == len([row for row in graded.rows("grades.csv") if row["outcome"] != "not graded"])
    for link in links:
        assert (Path(graded.folder) / "report" / urllib.parse.unquote(link)).resolve().is_file(), link
    assert "[a-z] &lt;b&gt;*" in report
