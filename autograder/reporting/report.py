"""report/index.html: how a class did, on one page that needs no network."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from autograder.gradebook.database import ClassGradebook
from autograder.gradebook.folder import ClassFolder
from autograder.gradebook.journal import Result, results
from autograder.grading.verdict import CheckResult
from autograder.reporting.page import render
from autograder.reporting.tables import Scores, scores_of


def write(gradebook: ClassGradebook) -> Path:
    """Write the class's report; return its path."""
    found = list(results(gradebook.folder))
    scores = scores_of(gradebook, found)
    path = gradebook.folder.report
    path.parent.mkdir(exist_ok=True)
    chapters = [
        _chapter(name, [result for result in found if result.chapter == name], scores, gradebook.folder)
        for name in sorted({result.chapter for result in found})
    ]
    when = f"{datetime.now():%d %B %Y, %H:%M}"
    path.write_text(
        render("report.html.j2", name=gradebook.folder.path.name, when=when, chapters=chapters), encoding="utf-8"
    )
    return path


def _chapter(name: str, found: list[Result], scores: Scores, folder: ClassFolder) -> dict[str, Any]:
    """Return what the page says of one chapter."""
    counts = Counter(result.outcome for result in found)
    of_class = scores[name]
    graded = [of_class[r.student][0] for r in found if r.outcome == "graded" and r.student in of_class]
    students = {path.name for path in folder.submitted.iterdir()} if folder.submitted.is_dir() else set()
    return {
        "name": name,
        "counts": ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items())),
        "mean": sum(graded) / len(graded) if graded else None,
        "max_score": found[0].max_score,
        "checks": _checks([check for result in found for check in result.checks]),
        "students": [_student(result, scores, folder) for result in found],
        "absent": sorted(students - {result.student for result in found}),
    }


def _checks(found: list[CheckResult]) -> list[dict[str, Any]]:
    """Return each check's outcomes and causes, counted, in the chapter's order."""
    rows = []
    for grade_id in dict.fromkeys(check.grade_id for check in found):
        of_this = [check for check in found if check.grade_id == grade_id]
        outcomes = Counter(check.outcome for check in of_this)
        causes = Counter(check.cause for check in of_this if check.cause)
        rows.append(
            {
                "grade_id": grade_id,
                "passed": outcomes["passed"],
                "failed": outcomes["failed"],
                "not_attempted": outcomes["not attempted"],
                "not_reached": outcomes["not reached"],
                "causes": ", ".join(f"{cause} × {number}" for cause, number in causes.most_common()),
            }
        )
    return rows


def _student(result: Result, scores: Scores, folder: ClassFolder) -> dict[str, str]:
    page = folder.page_path(result.student, result.chapter).relative_to(folder.path)
    total, _ = scores[result.chapter].get(result.student, (0.0, {}))
    return {
        "name": result.student,
        "page": "../" + quote(page.as_posix()),
        "score": f"{total:g} / {result.max_score:g}" if result.outcome == "graded" else "",
        "outcome": result.outcome,
        "remarks": "; ".join(text for text in [result.reason, *result.notes] if text),
    }
