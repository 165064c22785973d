"""report/index.html: how a class did, on one page that needs no network."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from autograder.gradebook.folder import ClassFolder, write_whole
from autograder.reporting.page import render
from autograder.reporting.standing import NOT_GRADED, Row, Standing


def write(standing: Standing) -> Path:
    """Write the class's report; return its path."""
    path = standing.folder.report
    path.parent.mkdir(exist_ok=True)
    names = sorted({row.chapter for row in standing.rows if row.chapter})
    page = render(
        "report.html.j2",
        name=standing.folder.path.name,
        when=f"{datetime.now():%d %B %Y, %H:%M}",
        trouble=standing.trouble,
        unsafe=sum(row.sandbox == "none" for row in standing.rows),
        chapters=[_chapter(name, standing) for name in names],
        strays=[row for row in standing.rows if not row.chapter],
    )
    write_whole(path, page)
    return path


def _chapter(name: str, standing: Standing) -> dict[str, Any]:
    """Return what the page says of one chapter."""
    rows = [row for row in standing.rows if row.chapter == name]
    counts = Counter(row.outcome for row in rows)
    scores = [row.score for row in rows if row.score is not None]
    return {
        "name": name,
        "counts": ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items())),
        "mean": sum(scores) / len(scores) if scores else None,
        "max_score": max((row.max_score or 0 for row in rows), default=0),
        "checks": (checks := _checks(rows)),
        "has_by_hand": any(check["by_hand"] for check in checks),
        "students": [_student(row, standing.folder) for row in rows],
        "absent": sorted(set(standing.students) - {row.student for row in rows}),
    }


def _checks(rows: list[Row]) -> list[dict[str, Any]]:
    """Return each check's outcomes and causes, counted, in the chapter's order."""
    found = [check for row in rows for check in row.checks]
    counted = []
    for grade_id in dict.fromkeys(check.grade_id for check in found):
        of_this = [check for check in found if check.grade_id == grade_id]
        outcomes = Counter(check.outcome for check in of_this)
        causes = Counter(check.cause for check in of_this if check.cause)
        counted.append(
            {
                "grade_id": grade_id,
                "passed": outcomes["passed"],
                "failed": outcomes["failed"],
                "not_attempted": outcomes["not attempted"],
                "not_reached": outcomes["not reached"],
                "by_hand": outcomes["waits for a person"] + outcomes["decided by hand"],
                "causes": ", ".join(f"{cause} × {number}" for cause, number in causes.most_common()),
            }
        )
    return counted


def _student(row: Row, folder: ClassFolder) -> dict[str, str]:
    page = folder.page_path(row.student, row.chapter).relative_to(folder.path)
    return {
        "name": row.student,
        "page": "" if row.outcome == NOT_GRADED else "../" + quote(page.as_posix()),
        "score": "" if row.score is None else f"{row.score:g} / {row.max_score:g}",
        "outcome": row.outcome,
        "remarks": row.remarks,
    }
