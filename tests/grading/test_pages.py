"""Students' pages and the class's report: clear, clean, and all in one file."""

import base64
import html
import re
import urllib.parse
from pathlib import Path

import pytest

from autograder.causes import CAUSES
from autograder.grading.verdict import HIDDEN
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


@pytest.mark.parametrize("path", ["feedback/wrong/01_tiny/01_tiny.html", "report/01_tiny.html"])
def test_the_chapters_pictures_are_in_the_page(graded: TinyClass, path: str) -> None:
    (kind, data) = re.findall(r'<img[^>]* src="data:([^;]+);base64,([^"]+)"', (graded.folder / path).read_text())[0]
    assert kind == "image/svg+xml"
    assert base64.b64decode(data) == (graded.root / "solutions" / "01_tiny" / "dot.svg").read_bytes()


def test_a_page_tells_first_what_each_exercise_got_and_what_to_look_at(graded: TinyClass) -> None:
    page = graded.page("wrong")
    summary, notebook = page.split("<main>")
    assert "<h1>A tiny chapter</h1>" in summary and "1 of 4 points" in summary
    titles = re.findall(r'<th scope="row"><a href="#([^"]+)">([^<]+)</a>', summary)
    assert [title for _, title in titles] == ["Exercise 1 · Double", "Exercise 2 · Total", "Exercise 3 · Largest"]
    following = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>: ([^<]+)</li>', summary)
    assert [title for _, title, _ in following] == ["Exercise 1 · Double", "Exercise 3 · Largest"]
    assert html.unescape(following[0][2]).casefold() == f"{CAUSES['wrong-merge'].sentence}.".casefold()
    for place in [place for place, *_ in (*titles, *following)]:
        assert f'id="{place}"' in notebook, place


def test_each_check_is_told_once_at_its_place(graded: TinyClass) -> None:
    page = graded.page("wrong")
    assert page.count("double(4) is 16") == 1
    assert page.count("✗ failed · 0 of 2 points") == 1
    assert "CheckFailed" not in page
    assert page.count("✓ passed · 1 of 1 point") == 1
    assert not re.findall(r"double-works(?!\")", page), "a check is named by its id"


def test_of_a_hidden_check_its_title_is_told_and_no_more(graded: TinyClass) -> None:
    notebook = graded.page("hidden-wrong").split("<main>")[1]
    assert notebook.count(f"double(21) is 8, expected 42: {HIDDEN}") == 1  # what this check looked at
    unreached = graded.page("crash")
    assert "– not reached · 0 of 1 point" in unreached


def test_report_counts_outcomes_and_causes(graded: TinyClass) -> None:
    report = (graded.folder / "report" / "index.html").read_text()
    rows = graded.rows("checks.csv")
    for grade_id in ("double-works", "total-right", "largest-right"):
        of_this = [row for row in rows if row["grade_id"] == grade_id]
        counted = [
            sum(row["outcome"] == outcome for row in of_this)
            for outcome in ("passed", "failed", "not attempted", "not reached")
        ]
        shown = re.search(rf"<code class=.soft.>{grade_id}</code></th>(.*?)</tr>", report, re.DOTALL)
        assert shown and [int(n) for n in re.findall(r">(\d+)</td>", shown[1])] == counted
    cause = re.search(
        r"<tr><td class=.number.>1</td>(?:(?!</tr>).)*<code>wrong-merge</code>(.*?)</tr>", report, re.DOTALL
    )
    assert cause and CAUSES["wrong-merge"].sentence in html.unescape(cause[1])
    (link, section) = re.findall(r'<a href="([^"]+)">([^<]+)</a>', cause[1])[0]
    page, _, cell = link.partition("#")
    assert section == "A tiny chapter"
    assert f'id="{cell}"' in (graded.folder / "report" / page).read_text()
    assert "the folder nothing-there/01_tiny is empty" in report


def test_report_leads_to_every_students_page(graded: TinyClass) -> None:
    report = (graded.folder / "report" / "index.html").read_text()
    links = re.findall(r'<a href="(\.\./[^"]+)">', report)
    assert len(links) == len([row for row in graded.rows("grades.csv") if row["outcome"] != "not graded"])
    for link in links:
        assert (Path(graded.folder) / "report" / urllib.parse.unquote(link)).resolve().is_file(), link
    assert "[a-z] &lt;b&gt;*" in report


def test_report_has_no_solution_and_no_hidden_check_in_the_chapters_beside_it(graded: TinyClass) -> None:
    page = (graded.folder / "report" / "01_tiny.html").read_text()
    assert "Exercise 1 · Double" in page
    assert "secret_number" not in page and "2 *" not in re.sub("<[^>]+>", "", page)
    assert "<script" not in page
