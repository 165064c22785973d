"""What a student gets back: the graded notebook as a page, or a page that says why it could not be graded."""

from __future__ import annotations

import copy
import html
from collections.abc import Sequence
from datetime import date

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from autograder.messages import MARKS
from autograder.records import Marks, Verdict
from autograder.reporting import outline, page, summary

SUMMARY = "how-this-was-graded"
CELL = "text-align: left; vertical-align: top; padding: 2px 16px 2px 0"
DEMONSTRATIONS = "cells that only demonstrate something are run only if other cells use a name they make"


def graded(result: Verdict, notebook: NotebookNode, marks: Marks, name: str = "") -> str:
    """Return a graded student's page; `name` is what they are called, if that is known."""
    shown = copy.copy(notebook)
    shown.cells = [cell for cell in notebook.cells if cell.id != SUMMARY]
    checks = result.as_marked(marks)
    told = summary.of(shown, result.chapter, result.student, marks, checks, name, _notes(result))
    return page.of_notebook(shown, told, marks)


def not_graded(
    result: Verdict, marks: Marks | None = None, name: str = "", exercises: Sequence[outline.Exercise] = ()
) -> str:
    """Return the page of a notebook that was not graded, which says why; with `marks` where a person gave some.

    `exercises` are the chapter's, for their titles.
    """
    decided = result.as_marked(marks) if marks is not None else []
    titles = {grade_id: exercise.title for exercise in exercises for grade_id in exercise.grade_ids}
    when = f"{date.today():%d %B %Y}".lstrip("0")
    text = page.render(
        "not_graded.html.j2", result=result, marks=marks, decided=decided, name=name, titles=titles, when=when
    )
    return page.showing(text, marks, name) if marks is not None else text


def _notes(result: Verdict) -> list[str]:
    """Return what is told of how a submission was graded."""
    trouble = result.reason if result.outcome == "graded" else ""  # else it is for the instructor
    return [note for note in [*result.notes, trouble, DEMONSTRATIONS] if note]


def summary_cell(result: Verdict) -> NotebookNode:
    """Return the cell that stands above an autograded notebook, for who opens it: what grading found, what was mended.

    It has no points: a person may give others, and nbgrader's pages show those that count. It is one HTML table, in
    which nothing that a student wrote is read as Markdown or HTML.
    """
    table = "<tr>" + "".join(f'<th style="{CELL}">{title}</th>' for title in ("check", "outcome", "what was found"))
    table += "</tr>"
    for check in result.checks:
        short = (check.grade_id, f"{MARKS[check.outcome]} {check.outcome}")
        table += "<tr>" + "".join(f'<td style="{CELL}; white-space: nowrap">{_shown(text)}</td>' for text in short)
        table += f'<td style="{CELL}">{_shown(check.reason or check.cause)}</td></tr>'
    below = "".join(f"<li>{_shown(note)}</li>" for note in _notes(result))
    cell = new_markdown_cell(f"<div><h2>What grading found</h2><table>{table}</table><ul>{below}</ul></div>")
    cell["id"] = SUMMARY
    return cell


def _shown(text: str) -> str:
    """Return text as HTML in one line: a blank line would end the block, and Markdown would be read after it."""
    return "<br>".join(html.escape(line) for line in text.splitlines() if line.strip())
