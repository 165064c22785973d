"""report/index.html: how a class did, on a page that needs no network. Beside it the chapters, to look things up."""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from nbformat import NotebookNode

from autograder import project
from autograder.causes import CAUSES
from autograder.chapter import cells
from autograder.chapter import chapter as chapters
from autograder.gradebook.folder import write_whole
from autograder.reporting import effort, outline, page, pictures, statistics
from autograder.reporting.standing import DECIDED, NOT_GRADED, Row, Standing

FEW = 40  # rows that a table shows unfolded
MOST_NAMES = 12  # that are written out
PLOT = {"width": 320, "height": 120, "base": 100, "top": 16}  # of the distribution, in units of the drawing


@dataclass(frozen=True)
class Course:
    """What the report takes from a chapter's notebook: its title, and by grade_id the exercise something stands in."""

    title: str
    exercises: dict[str, outline.Exercise]
    page: str  # where the chapter can be looked up, from the report; empty where it cannot


def write(standing: Standing) -> Path:
    """Write the class's report; return its path."""
    path = standing.folder.report
    path.parent.mkdir(exist_ok=True)
    by_chapter: dict[str, list[Row]] = {}
    for row in standing.rows:
        by_chapter.setdefault(row.chapter, []).append(row)
    names = sorted(filter(None, by_chapter))
    courses = {name: _course(standing, name) for name in names}
    text = page.render(
        "report.html.j2",
        name=standing.folder.path.name,
        when=f"{datetime.now():%d %B %Y, %H:%M}".lstrip("0"),
        trouble=standing.trouble,
        unsafe=sum(row.sandbox == "none" for row in standing.rows),
        chapters=[_chapter(name, by_chapter[name], courses[name], standing) for name in names],
        titles={name: courses[name].title for name in names},
        troubled=[_troubled(row, standing) for row in standing.rows if _needs_somebody(row)],
        students=_students(standing, names),
        few=FEW,
    )
    write_whole(path, text)
    return path


def _course(standing: Standing, name: str) -> Course:
    """Return what a chapter's notebook tells; nothing but its name where there is none any more."""
    source = project.solution_path(standing.root, name)
    if not source.is_file():
        return Course(name, {}, "")
    solved = cells.read(source)
    exercises = {grade_id: exercise for exercise in outline.exercises(solved) for grade_id in exercise.grade_ids}
    return Course(outline.title(solved) or name, exercises, _chapter_page(standing, name, source, solved))


def _chapter_page(standing: Standing, name: str, source: Path, solved: NotebookNode) -> str:
    """Write the page of a chapter as students have it, if it is not there, or older; return its name."""
    path = standing.folder.report.parent / f"{name}.html"
    if not path.is_file() or path.stat().st_mtime < source.stat().st_mtime or not page.looks_as_now(path):
        chapter = chapters.load(standing.root, name)
        released = copy.deepcopy(chapter.released)
        pictures.attach(released, chapter.files)
        for cell, own in zip(released.cells, solved.cells, strict=True):
            if not cells.is_students(cell) and cells.role(cell) != "check" and cell.cell_type == "code":
                cell.outputs = own.outputs  # of the chapter's own cells: their pictures teach
        write_whole(path, page.of_chapter(released, name))
    return quote(path.name)


def _chapter(name: str, rows: list[Row], course: Course, standing: Standing) -> dict[str, Any]:
    """Return what the page says of one chapter."""
    scores = [row.score for row in rows if row.score is not None]
    most = max((row.max_score or 0 for row in rows), default=0)
    counts = Counter(row.outcome for row in rows)
    scored = [row for row in rows if row.is_scored]
    here = {row.student for row in rows}
    checks = [_check(numbers, course) for numbers in statistics.of_checks(scored)]
    efforts = effort.of_exercises(rows, {each.cell: each for each in course.exercises.values()}.values())
    return {
        "name": name,
        "title": course.title,
        "counts": ", ".join(_counted(number, outcome) for outcome, number in sorted(counts.items())),
        "mean": sum(scores) / len(scores) if scores else None,
        "max_score": most,
        "plot": _plot(scores, most) if scores else None,
        "checks": checks,
        "is_small": any(check["numbers"].is_small for check in checks),
        "small": statistics.SMALL,
        "has_by_hand": any(check["numbers"].by_hand for check in checks),
        "causes": [_cause(numbers, course, len(scored)) for numbers in statistics.of_causes(rows)],
        "efforts": efforts,
        "effort_pictures": effort.pictures(efforts),
        "notes": [(note, _some(who, standing)) for note, who in statistics.of_notes(rows).items()],
        "absent": _some([student for student in standing.students if student not in here], standing),
        "absent_number": len(set(standing.students) - here),
    }


def _counted(number: int, outcome: str) -> str:
    return f"{number} {outcome if number == 1 else outcome.replace('needs', 'need')}"


def _plot(scores: list[float], most: float) -> dict[str, Any]:
    """Return the bars of a distribution as places in the drawing, and the words that say the same."""
    bins = statistics.distribution(scores, most)
    highest = max(each.number for each in bins)
    wide = PLOT["width"] / len(bins)
    tall = PLOT["base"] - PLOT["top"]
    bars = [
        {
            "x": round(place * wide + 1, 1),
            "width": round(wide - 2, 1),
            "y": round(PLOT["base"] - tall * each.number / highest, 1),
            "height": round(tall * each.number / highest, 1),
            "middle": round((place + 0.5) * wide, 1),
            "number": each.number,
            "label": _label(each, most),
        }
        for place, each in enumerate(bins)
    ]
    mean = sum(scores) / len(scores)
    end = bins[-1].high
    said = ", ".join(f"{each.number} with {_label(each, most)}" for each in bins if each.number)
    words = f"Points of {len(scores)} submissions, of 0 to {most:g}, mean {mean:.1f}: {said}."
    return {**PLOT, "bars": bars, "mean": round(min(mean / end, 1) * PLOT["width"], 1), "words": words}


def _label(each: statistics.Bin, most: float) -> str:
    """Return which whole points a bar counts."""
    last = min(each.high - 1, max(most, each.low))
    return f"{each.low:g}" if last <= each.low else f"{each.low:g}–{last:g}"


def _check(numbers: statistics.CheckNumbers, course: Course) -> dict[str, Any]:
    """Return a check's row: its exercise, its numbers, and the parts of its bar, each from where and how long."""
    parts, place = [], 0.0
    for kind, number in (
        ("passed", numbers.passed),
        ("failed", numbers.outcomes["failed"]),
        ("open", numbers.open),
        ("hand", numbers.by_hand),
    ):
        wide = 100 * number / numbers.total
        if number:
            parts.append({"kind": kind, "x": round(place, 1), "width": round(wide, 1)})
        place += wide
    said = f"{numbers.passed} of {numbers.total} passed, {numbers.outcomes['failed']} failed, {numbers.open} open"
    exercise = course.exercises.get(numbers.grade_id)
    return {"numbers": numbers, "title": exercise.title if exercise else "", "parts": parts, "words": said}


def _cause(numbers: statistics.CauseNumbers, course: Course, scored: int) -> dict[str, Any]:
    """Return a cause's row, with the sentence that students were told, and where the chapter teaches it."""
    known = CAUSES.get(numbers.cause)
    places: dict[str, str] = {}
    for grade_id, _ in numbers.checks.most_common():
        exercise = course.exercises.get(grade_id)
        if exercise is not None:
            section, cell = exercise.section or exercise.title, exercise.section_cell or exercise.cell
            places.setdefault(section, f"{course.page}#cell-{cell}" if course.page else "")
    return {
        "cause": numbers.cause,
        "students": len(numbers.students),
        "share": round(100 * len(numbers.students) / max(scored, 1)),
        "sentence": known.sentence if known else "",
        "look_at": known.look_at if known else "",
        "places": list(places.items()),
    }


def _needs_somebody(row: Row) -> bool:
    return row.outcome not in ("graded", DECIDED)


def _troubled(row: Row, standing: Standing) -> dict[str, str]:
    return {**_who(row.student, standing), "chapter": row.chapter, "outcome": row.outcome, "why": row.why}


def _who(student: str, standing: Standing) -> dict[str, str]:
    return {"id": student, "name": standing.name_of(student)}


def _some(students: list[str], standing: Standing) -> str:
    """Return names in words, not too many of them."""
    named = [_apart(standing.name_of(student)) or student for student in students[:MOST_NAMES]]
    more = [f"{len(students) - MOST_NAMES} more"] if len(students) > MOST_NAMES else []
    return "; ".join([*named, *more])


def _apart(name: str) -> str:
    """Return a name between marks that keep its script's direction from turning what stands around it."""
    return f"\u2068{name}\u2069" if name else ""


def _students(standing: Standing, names: list[str]) -> list[dict[str, Any]]:
    """Return a line for each student, with what they have of each chapter, and a link to their page."""
    rows = {(row.student, row.chapter): row for row in standing.rows}
    everybody = sorted({*standing.students, *(row.student for row in standing.rows if row.chapter)})
    return [
        {
            **_who(student, standing),
            "chapters": [_result(rows.get((student, name)), standing) for name in names],
        }
        for student in everybody
    ]


def _result(row: Row | None, standing: Standing) -> dict[str, str]:
    if row is None:
        return {"text": "", "page": "", "good": ""}
    path = standing.folder.page_path(row.student, row.chapter).relative_to(standing.folder.path)
    text = row.outcome if row.score is None else f"{row.score:g}"
    is_good = row.score is not None and not _needs_somebody(row)
    return {
        "text": text,
        "page": "" if row.outcome == NOT_GRADED else "../" + quote(path.as_posix()),
        "good": "" if is_good else "bad",
    }
