"""What a student gets back: the graded notebook as a page, or a page that says why it could not be graded."""

from __future__ import annotations

import copy
import html
from collections.abc import Sequence

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from autograder.records import MARKS, CheckVerdict, Marks, Verdict
from autograder.reporting import page

LATER = "there is nothing you need to do"
SUMMARY = "how-this-was-graded"
CELL = "text-align: left; vertical-align: top; padding: 2px 16px 2px 0"


def graded(result: Verdict, notebook: NotebookNode, marks: Marks) -> str:
    """Return a graded student's page."""
    shown = copy.copy(notebook)
    shown.cells = [summary_cell(result, result.as_marked(marks)), *(c for c in notebook.cells if c.id != SUMMARY)]
    return page.of_notebook(shown, result.chapter, result.student, marks)


def not_graded(result: Verdict, marks: Marks | None = None) -> str:
    """Return the page of a notebook that was not graded, which says why; with `marks` where a person gave some."""
    decided = result.as_marked(marks) if marks is not None else []
    text = page.render("not_graded.html.j2", result=result, marks=marks, decided=decided)
    return page.showing(text, marks) if marks is not None else text


def summary_cell(result: Verdict, checks: Sequence[CheckVerdict]) -> NotebookNode:
    """Return the cell that stands above a graded notebook: each check's outcome and why, and what was mended.

    `checks` are the result's, as they stand now. It is one HTML table, in which nothing that a student wrote is read
    as Markdown or HTML.
    """
    titles = ("check", "points", "outcome", "what was found")
    table = "<tr>" + "".join(f'<th style="{CELL}">{title}</th>' for title in titles) + "</tr>"
    for check in checks:
        outcome = f"{MARKS[check.outcome]} {check.outcome}"
        points = "–" if check.waits else f"{check.score:g}"
        short = (check.grade_id, f"{points} / {check.max_score:g}", outcome)
        table += "<tr>" + "".join(f'<td style="{CELL}; white-space: nowrap">{_shown(text)}</td>' for text in short)
        found = LATER if check.waits else check.reason or check.cause
        table += f'<td style="{CELL}">{_shown(found)}</td></tr>'
    trouble = result.reason if result.outcome == "graded" else ""  # else it is for the instructor
    notes = [note for note in [*result.notes, trouble] if note]
    notes.append("cells that only demonstrate something are run only if other cells use a name they make")
    below = "".join(f"<li>{_shown(note)}</li>" for note in notes)
    cell = new_markdown_cell(f"<div><h2>How this was graded</h2><table>{table}</table><ul>{below}</ul></div>")
    cell["id"] = SUMMARY
    return cell


def _shown(text: str) -> str:
    """Return text as HTML in one line: a blank line would end the block, and Markdown would be read after it."""
    return "<br>".join(html.escape(line) for line in text.splitlines() if line.strip())
