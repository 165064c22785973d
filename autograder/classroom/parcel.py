"""What goes to a worker and comes back, as bytes: text as JSON and the rest beside it, and nothing that runs."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import nbformat

from autograder.chapter import plan
from autograder.chapter.chapter import Chapter
from autograder.classroom.one import HandedIn, Judged
from autograder.grading.run import CellRun, Limits, Run
from autograder.records import CheckVerdict, Marks, Verdict

Json = Any
TEXT = "parcel.json"
NOTEBOOKS = ("graded", "released", "solved")


def pack(text: Json, parts: Mapping[str, bytes]) -> bytes:
    """Return JSON and named parts as bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(TEXT, json.dumps(text))
        for name, content in parts.items():
            archive.writestr(f"parts/{name}", content)
    return target.getvalue()


def unpack(data: bytes) -> tuple[Json, dict[str, bytes]]:
    """Return what ``pack`` packed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name != TEXT]
        return json.loads(archive.read(TEXT)), {name.removeprefix("parts/"): archive.read(name) for name in names}


def pack_chapter(chapter: Chapter, asked: Mapping[str, bytes]) -> bytes:
    """Return a chapter, with the documents that its evidence is asked for with, by check."""
    text = {name: nbformat.v4.writes(getattr(chapter, name)) for name in NOTEBOOKS}
    parts = {f"file/{name}": content for name, content in chapter.files.items()}
    parts |= {f"asked/{check}": content for check, content in asked.items()}
    return pack({"name": chapter.name, **text}, parts)


def unpack_chapter(data: bytes) -> tuple[Chapter, dict[str, bytes]]:
    """Return what ``pack_chapter`` packed."""
    text, parts = unpack(data)
    made = {name: nbformat.reads(text[name], as_version=4) for name in NOTEBOOKS}
    files, asked = (
        {name.removeprefix(kind): content for name, content in parts.items() if name.startswith(kind)}
        for kind in ("file/", "asked/")
    )
    planned = plan.plan(made["solved"], made["graded"])
    return Chapter(text["name"], made["graded"], made["released"], files, made["solved"], planned), asked


def pack_work(handed_in: HandedIn, limits: Limits) -> bytes:
    """Return a submission and how far its code may go."""
    text = {"student": handed_in.student, "notes": handed_in.notes, "timestamp": handed_in.timestamp}
    return pack({**text, "limits": asdict(limits)}, {"data": handed_in.data})


def unpack_work(data: bytes) -> tuple[HandedIn, Limits]:
    """Return what ``pack_work`` packed."""
    text, parts = unpack(data)
    handed_in = HandedIn(text["student"], parts["data"], tuple(text["notes"]), text["timestamp"])
    return handed_in, Limits(**text["limits"])


def pack_judged(judged: Judged) -> bytes:
    """Return what became of a submission."""
    text = {
        "result": asdict(judged.result),
        "page": judged.page,
        "notebook": nbformat.v4.writes(judged.notebook) if judged.notebook is not None else None,
        "timestamp": judged.timestamp,
        "marks": asdict(judged.marks) if judged.marks is not None else None,
        "steps": judged.steps,
    }
    return pack(text, {"run": pack_run(judged.done)} if judged.done is not None else {})


def unpack_judged(data: bytes) -> Judged:
    """Return what ``pack_judged`` packed."""
    text, parts = unpack(data)
    checks = [CheckVerdict(**check) for check in text["result"].pop("checks")]
    notebook = text["notebook"]
    return Judged(
        Verdict(**text["result"], checks=checks),
        text["page"],
        nbformat.v4.reads(notebook) if notebook is not None else None,
        text["timestamp"],
        _marks(text["marks"]) if text["marks"] is not None else None,
        unpack_run(parts["run"]) if "run" in parts else None,
        text["steps"],
    )


def _marks(told: Json) -> Marks:
    points = {grade_id: (score, most) for grade_id, (score, most) in told.pop("points").items()}
    return Marks(**told, points=points)


def pack_run(done: Run) -> bytes:
    """Return a run with its evidence."""
    text = {"notebook": done.notebook, "cells": [asdict(cell) for cell in done.cells], "seconds": done.seconds}
    return pack({**text, "ended": done.ended, "lost": done.lost, "steps": done.steps}, done.snapshots)


def unpack_run(data: bytes) -> Run:
    """Return what ``pack_run`` packed."""
    text, snapshots = unpack(data)
    return Run(**{**text, "cells": [CellRun(**cell) for cell in text["cells"]]}, snapshots=snapshots)
