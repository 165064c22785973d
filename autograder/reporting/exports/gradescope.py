"""Gradescope's ``results.json``, one for each submission.

Gradescope reads it where an autograder leaves it, in ``/autograder/results/``: it has no import of many at once. A
``run_autograder`` that knows whose submission it is copies theirs there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from autograder.gradebook.folder import write_whole
from autograder.reporting.exports.book import Book, Item, Result


def write(book: Book, folder: Path) -> list[str]:
    """Write ``<chapter>/<student>/results.json`` for each result; return what a person should know: nothing."""
    for result in book.results:
        path = folder / result.chapter / result.student / "results.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(of(result), ensure_ascii=False, indent=1) + "\n")
    return []


def of(result: Result) -> dict[str, Any]:
    """Return a result as Gradescope's JSON. Its `score` counts, whatever the tests add up to: a penalty is in it."""
    lost = sum(item.score for item in result.items) - result.score
    output = {"output": f"Handed in late: {lost:g} points are taken off."} if lost > 1e-9 else {}
    return {
        "score": result.score,
        **output,
        "output_format": "text",
        "visibility": "visible",
        "tests": [_test(place, item) for place, item in enumerate(result.items, 1)],
    }


def _test(place: int, item: Item) -> dict[str, Any]:
    status = {} if item.passed is None else {"status": "passed" if item.passed else "failed"}
    told = {"output": item.told} if item.told else {}
    return {
        **{"number": str(place), "name": item.name, "score": item.score, "max_score": item.max_score},
        **status,
        **told,
    }
