"""Web pages that are safe to open: no scripts, nothing from the network, and of a notebook no hidden checks.

nbgrader_config.py names FeedbackExporter, so that stock `nbgrader generate_feedback` makes the same page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import bleach
from bleach.css_sanitizer import ALLOWED_CSS_PROPERTIES, CSSSanitizer
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode

from autograder.chapter import cells
from autograder.chapter.release import without_hidden_checks

# Even if something slipped through the cleaning below, a browser would not run or fetch it.
POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'\">"
)
SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)
TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em"),
    *("figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "kbd", "li", "ol", "p", "pre"),
    *("s", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
    *("u", "ul"),
}
ATTRIBUTES = {"class", "id", "style", "title", "colspan", "rowspan", "align", "scope", "open", "start", "alt", "width"}
STYLES = {
    *ALLOWED_CSS_PROPERTIES,
    *("border", "border-left", "border-radius", "font-family", "margin", "margin-left", "max-width", "opacity"),
    *("overflow-x", "padding", "padding-left", "white-space"),
}
CSS = CSSSanitizer(allowed_css_properties=STYLES)


def clean(html: Any) -> str:
    """Return HTML with only tags and attributes that show something; the rest stays readable as text."""
    cleaned: str = bleach.clean(
        str(html),
        tags=TAGS,
        attributes=_allowed,
        protocols={"http", "https", "mailto", "data"},
        css_sanitizer=CSS,
    )
    return cleaned


def _allowed(tag: str, name: str, value: str) -> bool:
    """Allow links to the web and pictures that are in the page itself; nothing else may point anywhere."""
    if tag == "a" and name == "href":
        return value.startswith(("http://", "https://", "mailto:", "#"))
    if tag == "img" and name == "src":
        return value.startswith("data:image/")
    return name in ATTRIBUTES


def without_secrets(notebook: NotebookNode) -> NotebookNode:
    """Return a copy without hidden checks, and without the tracebacks of check cells, which quote them."""
    shown = without_hidden_checks(notebook)
    for cell in shown.cells:
        if cells.role(cell) != "check":
            continue
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                output.traceback = [f"{output.ename}: {output.evalue}".split("\n")[0]]
    return shown


class FeedbackExporter(HTMLExporter):
    """nbconvert's HTML page, cleaned, for students to read."""

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.sanitize_html = True

    def default_filters(self) -> Iterable[tuple[str, Any]]:
        """Return the templates' filters, with those that let HTML through replaced by ones that clean it."""
        yield from super().default_filters()

        @pass_context
        def clean_markdown(context: Any, source: str) -> str:
            return clean(self.markdown2html(context, source))

        yield "markdown2html", clean_markdown
        yield "clean_html", clean

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **arguments: Any) -> Any:
        """Return the page for a notebook, and nbconvert's resources."""
        page, resources = super().from_notebook_node(without_secrets(nb), resources, **arguments)
        return SCRIPT.sub("", page).replace("<head>", f"<head>\n{POLICY}", 1), resources


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
