"""What people get to see of a submission, and whether something is in it that may not be."""

from __future__ import annotations

import csv
import html
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

PAYLOAD = "attack("  # what the corpus' scripts call
FOREIGN = ("iframe", "object", "embed", "base", "form", "frame", "applet")


class _Page(HTMLParser):
    """Collects a page's text, and whatever in it would run or fetch something."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.active: list[str] = []
        self.in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that runs or fetches something."""
        self.in_script = tag == "script"
        if tag in FOREIGN:
            self.active.append(f"<{tag}>")
        self.active += [f"<{tag} {name}=…>" for name, value in attrs if PAYLOAD in (value or "")]

    def handle_endtag(self, tag: str) -> None:
        """Leave a script."""
        self.in_script = self.in_script and tag != "script"

    def handle_data(self, data: str) -> None:
        """Keep text; a script's is noted when it is an attack's."""
        self.text.append(data)
        if self.in_script and PAYLOAD in data:
            self.active.append("<script>")


def text_and_active(page: str) -> tuple[str, list[str]]:
    """Return a page's text, and what in it would run or fetch something."""
    parser = _Page()
    parser.feed(page)
    parser.close()
    return "".join(parser.text), parser.active


def outputs(path: Path) -> Iterator[str]:
    """Yield what the cells of a graded notebook show; nothing where there is no notebook."""
    if path.is_file():
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                yield "".join(output.get("text", "")) + html.unescape(json.dumps(output, ensure_ascii=False))


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table; none where there is no table."""
    if not path.is_file():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
