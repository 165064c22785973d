"""Web pages that are safe to open: no scripts, nothing from the network, and of a notebook no hidden checks.

nbgrader_config.py names FeedbackExporter, so that stock `nbgrader generate_feedback` makes the same page.
"""

from __future__ import annotations

import copy
import hashlib
import re
import threading
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import nh3
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from nbconvert.exporters import HTMLExporter
from nbconvert.filters import Highlight2HTML
from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from pygments.formatters import HtmlFormatter
from traitlets.config import Config

from autograder import limits
from autograder.chapter import cells
from autograder.chapter.release import without_hidden_checks
from autograder.messages import RECORD_MIME
from autograder.records import Marks
from autograder.reporting import described, summary
from autograder.reporting.summary import Summary

# Even if something slipped through the cleaning below, a browser would not run or fetch it.
POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'\">"
)
LOOK = 3  # of pages: those that have another are written anew
SHOWN = '<meta name="marks" content="{}">'  # which marks a page shows
LOOKS = f'<meta name="look" content="{LOOK}">'  # of a chapter's page
SHOWN_AT = re.compile(SHOWN.format("([0-9a-f]+)"))
TEMPLATES = str(Path(__file__).parent / "templates")
SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)
WITHOUT_ALT = re.compile(r"<img(?![^>]*\salt=)")
FOCUSABLE = re.compile(r'<(pre|div class="output_area")>')
KEPT_TEXTS = 4096  # of a class's cells most are the same
TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em"),
    *("figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "kbd", "li", "ol", "p", "pre"),
    *("s", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
    *("u", "ul"),
}
ATTRIBUTES = {"class", "id", "style", "title", "colspan", "rowspan", "align", "scope", "open", "start", "alt", "width"}
STYLES = {
    *("background-color", "border", "border-collapse", "border-color", "border-left", "border-radius", "clear"),
    *("color", "direction", "display", "float", "font", "font-family", "font-size", "font-style", "font-variant"),
    *("font-weight", "height", "letter-spacing", "line-height", "margin", "margin-left", "max-width", "opacity"),
    *("overflow", "overflow-x", "padding", "padding-left", "text-align", "text-decoration", "text-indent"),
    *("vertical-align", "white-space", "width"),
}


def _allowed(tag: str, name: str, value: str) -> str | None:
    """Allow links to the web and pictures that are in the page itself; nothing else may point anywhere."""
    if tag == "a" and name == "href":
        return value if value.startswith(("http://", "https://", "mailto:", "#")) else None
    if tag == "img" and name == "src":
        return value if value.startswith("data:image/") else None
    return value


CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={"*": ATTRIBUTES, "a": {"href"}, "img": {"src"}},
    attribute_filter=_allowed,
    url_schemes={"http", "https", "mailto", "data"},
    filter_style_properties=STYLES,
)


def clean(html: Any) -> str:
    """Return HTML with only tags and attributes that show something; the text of other tags stays, but no script's."""
    return WITHOUT_ALT.sub('<img alt="No description has been provided for this image"', CLEANER.clean(str(html)))


def without_secrets(notebook: NotebookNode) -> NotebookNode:
    """Return a copy without hidden checks, and without the tracebacks of check cells, which quote them.

    Where a check's message tells why it does not hold, the error that it ended with says nothing more. Pictures get
    words, where they have none.
    """
    shown = copy.deepcopy(notebook)
    described.describe(shown.cells)
    checks = [cell for cell in shown.cells if cells.role(cell) == "check"]
    # These alone: what stands in another cell is a student's, and nbgrader stops at marks of hidden checks there.
    cleared = without_hidden_checks(new_notebook(cells=checks))
    for cell, without in zip(checks, cleared.cells, strict=True):
        cell.source = without.source
        if any(_says_why(output) for output in cell.get("outputs", [])):
            cell.outputs = [output for output in cell.outputs if output.output_type != "error"]
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                output.traceback = [f"{output.ename}: {output.evalue}".split("\n")[0]]
    return shown


def _says_why(output: NotebookNode) -> bool:
    said = output.get("data", {}).get(RECORD_MIME)
    return isinstance(said, Mapping) and said.get("outcome") in ("failed", "not attempted")


class _Attachments(dict[str, dict[str, str]]):
    """A text's pictures, by name as its Markdown has them. One that is missing is shown by its words alone.

    nbconvert would give up the page for it.
    """

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> dict[str, str]:
        return self.get(unquote(name)) or {"image/png": ""}


class FeedbackExporter(HTMLExporter):
    """nbconvert's HTML page, cleaned, for students to read.

    nbconvert parses each page once more, to describe pictures and to let the keyboard reach what scrolls: that is
    done here as the page is written.
    """

    @property
    def default_config(self) -> Config:
        """The settings of this class, which count more than those that nbgrader has for every page."""
        look = {"template_name": "student", "extra_template_basedirs": [TEMPLATES], "extra_template_paths": [TEMPLATES]}
        left_out = {"exclude_anchor_links": True, "exclude_output_prompt": True}
        # The notebook is validated once, not after each of nbconvert's ten steps.
        own = Config({"FeedbackExporter": {**look, **left_out, "optimistic_validation": True}})
        own.merge(super().default_config)
        return own

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.sanitize_html = True
        self._left = limits.PAGE_LETTERS
        self._cleaned = lru_cache(KEPT_TEXTS)(lambda source: self._as_html(source, {}))

    def default_filters(self) -> Iterable[tuple[str, Any]]:
        """Return the templates' filters, with those that let HTML through replaced by ones that clean it."""
        yield from super().default_filters()

        @pass_context
        def clean_markdown(context: Any, source: str) -> str:
            if self._is_too_much(source):
                return f"<pre>{escape(source)}</pre>"
            attachments = context.get("cell", {}).get("attachments")
            return self._as_html(source, attachments) if attachments else self._cleaned(source)

        yield "markdown2html", clean_markdown
        yield "clean_html", clean
        yield "highlight_code", self._code_as_html

    def _is_too_much(self, source: str) -> bool:
        """Tell whether a text is shown as it was written, since this page has enough that was looked at."""
        if len(source) > min(limits.TEXT_LETTERS, self._left):
            return True
        self._left -= len(source)
        return False

    def _code_as_html(self, source: str, language: str | None = None, metadata: Any = None) -> str:
        if self._is_too_much(source):
            return f'<div class="highlight"><pre>{escape(source)}</pre></div>'
        return _highlighted(source, language, metadata)

    def _as_html(self, source: str, attachments: Mapping[str, dict[str, str]]) -> str:
        return clean(self.markdown2html({"cell": {"attachments": _Attachments(attachments)}}, source))

    def _preprocess(self, nb: NotebookNode, resources: Any) -> Any:
        """Prepare what the template shows; nbgrader's own command lets points and comments be put in here."""
        nb, resources = super()._preprocess(nb, resources)
        resources["colours"] = _colours()
        if "summary" not in resources:
            resources["summary"] = _of_stock(nb, resources.get("nbgrader", {}))
        return nb, resources

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **arguments: Any) -> Any:
        """Return the page for a notebook, and nbconvert's resources."""
        self._left = limits.PAGE_LETTERS
        resources = self._init_resources(resources)
        # Past HTMLExporter's own, which parses the page again.
        page, resources = super(HTMLExporter, self).from_notebook_node(without_secrets(nb), resources, **arguments)
        page = FOCUSABLE.sub(r'<\1 tabindex="0">', SCRIPT.sub("", page))
        return page.replace("<head>", f"<head>\n{POLICY}", 1), resources


def _of_stock(notebook: NotebookNode, told: Mapping[str, Any]) -> Summary:
    """Return the summary of a notebook into which nbgrader's own command has put points and comments."""
    with_points = {cells.grade_id(cell) or "": cell.metadata.nbgrader for cell in notebook.cells if _has_score(cell)}
    points = {name: (float(of.score or 0), float(of.points or 0)) for name, of in with_points.items()}
    penalty = float(told.get("late_penalty") or 0)
    marks = Marks(float(told.get("score") or 0), float(told.get("max_score") or 0), penalty, points)
    return summary.of(notebook, told.get("assignment", ""), told.get("student", ""), marks)


def _has_score(cell: NotebookNode) -> bool:
    return "score" in cell.metadata.get("nbgrader", {})


@cache
def _colours() -> str:
    """Return the colours of code, on light pages and on dark ones."""
    light, dark = (
        HtmlFormatter(style=style, nobackground=True).get_style_defs(".highlight")
        for style in ("default", "github-dark")
    )
    return f"{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}"


@lru_cache(KEPT_TEXTS)
def _coloured(source: str, language: str | None) -> str:
    return str(Highlight2HTML(pygments_lexer="ipython3")(source, language=language))


def _highlighted(source: str, language: str | None = None, metadata: Any = None) -> str:
    """Return code as HTML with its words coloured; `language` and `metadata` are as nbconvert's filter takes them."""
    return _coloured(source, language or (metadata or {}).get("magics_language"))


@cache
def _exporter() -> FeedbackExporter:
    return FeedbackExporter()


_one_at_a_time = threading.Lock()


def of_notebook(notebook: NotebookNode, told: Summary, marks: Marks) -> str:
    """Return a graded notebook as a student's page: what is `told` of it, and the notebook with points and comments."""
    shown = copy.deepcopy(notebook)
    for cell in shown.cells:
        grade_id = cells.grade_id(cell)
        if grade_id in marks.comments:
            cell.metadata.nbgrader.comment = marks.comments[grade_id]
    with _one_at_a_time:  # an exporter keeps what it works on
        page, _ = _exporter().from_notebook_node(shown, {"summary": told})
    return showing(str(page), marks, told.name)


def of_chapter(notebook: NotebookNode, chapter: str) -> str:
    """Return a chapter's notebook as a page to look things up in; its cells are at ``#cell-`` and their ids."""
    with _one_at_a_time:
        page, _ = _exporter().from_notebook_node(notebook, {"summary": summary.of(notebook, chapter, "", Marks(0, 0))})
    return str(page).replace("<head>", f"<head>\n{LOOKS}", 1)


def looks_as_now(path: Path) -> bool:
    """Tell whether the page of a chapter in a file looks as those that are written now."""
    with path.open(encoding="utf-8", errors="replace") as file:
        return LOOKS in file.read(2000)


def showing(page: str, marks: Marks, name: str = "") -> str:
    """Return a page that tells which marks it shows, and of whom."""
    return page.replace("<head>", f"<head>\n{SHOWN.format(_digest(marks, name))}", 1)


def shows(path: Path, marks: Marks, name: str = "") -> bool:
    """Tell whether there is a page in a file, and it shows these marks, and this name."""
    if not path.is_file():
        return False
    with path.open(encoding="utf-8", errors="replace") as file:
        found = SHOWN_AT.search(file.read(2000))
    return found is not None and found[1] == _digest(marks, name)


def _digest(marks: Marks, name: str) -> str:
    return hashlib.sha256(f"{LOOK} {marks.digest} {name}".encode()).hexdigest()[:32]


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("autograder.reporting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, **values: object) -> str:
    """Return a page made from one of ``autograder/reporting/templates``; everything put into it is escaped."""
    return _environment().get_template(template).render(**values)
