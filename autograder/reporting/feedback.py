"""What a student gets back: the graded notebook as a page, or a page that says why it could not be graded."""

from __future__ import annotations

import html

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from autograder.records import MARKS, Marks, Verdict
from autograder.reporting import page

CELL = "text-align: left; vertical-align: top; padding: 2px 16px 2px 0"


def graded(result: Verdict, notebook: NotebookNode, marks: Marks) -> str:
    """Return a graded student's page."""
    return page.of_notebook(notebook, result.chapter, result.student, marks)


def not_graded(result: Verdict) -> str:
    """Return the page of a student whose submission has no score, which says why."""
    return page.render("not_graded.html.j2", result=result)


def summary_cell(result: Verdict) -> NotebookNode:
    """Return the cell that stands above a graded notebook: each check's outcome and why, and what was mended.

    It is one HTML table, in which nothing that a student wrote is read as Markdown or HTML.
    """
    titles = ("check", "points", "outcome", "what was found")
    table = "<tr>" + "".join(f'<th style="{CELL}">{title}</th>' for title in titles) + "</tr>"
    for check in result.checks:
        outcome = f"{MARKS[check.outcome]} {check.outcome}"
        short = (check.grade_id, f"{check.score:g} / {check.max_score:g}", outcome)
        table += "<tr>" + "".join(f'<td style="{CELL}; white-space: nowrap">{_shown(text)}</td>' for text in short)
        table += f'<td style="{CELL}">{_shown(check.reason or check.cause)}</td></tr>'
    notes = [note for note in [*result.notes, result.reason] if note]
    notes.append("cells that only demonstrate something are run only if other cells use a name they make")
    below = "".join(f"<li>{_shown(note)}</li>" for note in notes)
    cell = new_markdown_cell(f"<div><h2>How this was graded</h2><table>{table}</table><ul>{below}</ul></div>")
    cell["id"] = "how-this-was-graded"
    return cell


def _shown(text: str) -> str:
    """Return text as HTML in one line: a blank line would end the block, and Markdown would be read after it."""
    return "<br>".join(html.escape(line) for line in text.splitlines() if line.strip())
