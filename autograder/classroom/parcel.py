"""What goes to a worker and comes back, as bytes: text as JSON and the rest beside it, and nothing that runs."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import nbformat

from autograder.chapter import plan
from autograder.chapter.chapter import Chapter
from autograder.classroom.one import HandedIn, Judged
from autograder.grading.judge.request import CheckRun
from autograder.grading.questions import Recorded
from autograder.grading.run import CellRun, Limits, Run
from autograder.grading.stored import Stored
from autograder.records import CheckVerdict, Marks, Verdict

Json = Any
TEXT = "parcel.json"
NOTEBOOKS = ("graded", "released", "solved")
EVIDENCE = "snapshots"
VERSION = 1  # of what is stored: what another one stored is run again


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


def pack_chapter(chapter: Chapter, recorded: Recorded) -> bytes:
    """Return a chapter, with what was recorded of it."""
    text = {name: nbformat.v4.writes(getattr(chapter, name)) for name in NOTEBOOKS}
    parts = {f"file/{name}": content for name, content in chapter.files.items()}
    parts |= {f"asked/{check}": content for check, content in recorded.asked.items()}
    parts |= {f"trained/{cell}": content for cell, content in recorded.trained.items()}
    return pack({"name": chapter.name, **text}, parts)


def unpack_chapter(data: bytes) -> tuple[Chapter, Recorded]:
    """Return what ``pack_chapter`` packed."""
    text, parts = unpack(data)
    made = {name: nbformat.reads(text[name], as_version=4) for name in NOTEBOOKS}
    files, asked, trained = (
        {name.removeprefix(kind): content for name, content in parts.items() if name.startswith(kind)}
        for kind in ("file/", "asked/", "trained/")
    )
    planned = plan.plan(made["solved"], made["graded"])
    chapter = Chapter(text["name"], made["graded"], made["released"], files, made["solved"], planned)
    return chapter, Recorded(asked, trained)


@dataclass(frozen=True)
class Work:
    """A submission, how far its code may go, an earlier run of it if one is kept, and whether that must do."""

    handed_in: HandedIn
    limits: Limits
    stored: Stored | None
    judge_only: bool


def pack_work(handed_in: HandedIn, limits: Limits, stored: bytes | None = None, judge_only: bool = False) -> bytes:
    """Return as bytes what ``Work`` is; `stored` is what ``pack_stored`` packed."""
    fields_of = ("student", "name", "notes", "timestamp")
    text = {name: getattr(handed_in, name) for name in fields_of}
    before = {"stored": stored} if stored is not None else {}
    return pack({**text, "limits": asdict(limits), "judge_only": judge_only}, {"data": handed_in.data, **before})


def unpack_work(data: bytes) -> Work:
    """Return what ``pack_work`` packed."""
    text, parts = unpack(data)
    handed_in = HandedIn(text["student"], parts["data"], tuple(text["notes"]), text["timestamp"], text["name"])
    return Work(handed_in, Limits(**text["limits"]), unpack_stored(parts.get("stored", b"")), text["judge_only"])


def pack_judged(judged: Judged) -> bytes:
    """Return what became of a submission."""
    text = {
        "result": asdict(judged.result),
        "page": judged.page,
        "notebook": nbformat.v4.writes(judged.notebook) if judged.notebook is not None else None,
        "timestamp": judged.timestamp,
        "marks": asdict(judged.marks) if judged.marks is not None else None,
        "ran": judged.ran,
        "steps": judged.steps,
    }
    return pack(text, {"stored": pack_stored(judged.stored)} if judged.stored is not None else {})


def unpack_judged(data: bytes) -> Judged:
    """Return what ``pack_judged`` packed."""
    text, parts = unpack(data)
    checks = [CheckVerdict.from_dict(check) for check in text["result"].pop("checks")]
    notebook = text["notebook"]
    return Judged(
        Verdict(**text["result"], checks=checks),
        text["page"],
        nbformat.v4.reads(notebook) if notebook is not None else None,
        text["timestamp"],
        _marks(text["marks"]) if text["marks"] is not None else None,
        unpack_stored(parts.get("stored", b"")),
        text["ran"],
        text["steps"],
    )


def _marks(told: Json) -> Marks:
    points = {grade_id: (score, most) for grade_id, (score, most) in told.pop("points").items()}
    waiting, by_hand, of_earlier = (tuple(told.pop(part)) for part in ("waiting", "by_hand", "of_earlier"))
    return Marks(**told, points=points, waiting=waiting, by_hand=by_hand, of_earlier=of_earlier)


def pack_stored(stored: Stored) -> bytes:
    """Return a run with its evidence and what was judged of it, in few bytes: what notebooks show is mostly text."""
    run = stored.run
    text = {
        "version": VERSION,
        "run": {field.name: getattr(run, field.name) for field in fields(run) if field.name not in ("cells", EVIDENCE)},
        "cells": [asdict(cell) for cell in run.cells],
        "ran": stored.ran,
        "asked": stored.asked,
        "taken": stored.taken,
        "judged": {check: [asdict(found) for found in runs] for check, runs in stored.judged.items()},
        "digests": stored.digests,
    }
    return zlib.compress(pack(text, run.snapshots), level=1)


def unpack_stored(data: bytes) -> Stored | None:
    """Return what ``pack_stored`` packed; None for anything else, and for what another version packed."""
    try:
        text, snapshots = unpack(zlib.decompress(data))
        if text["version"] != VERSION:
            return None
        run = Run(**text["run"], cells=[CellRun(**cell) for cell in text["cells"]], snapshots=snapshots)
        judged = {check: [CheckRun(**found) for found in runs] for check, runs in text["judged"].items()}
        return Stored(run, tuple(text["ran"]), text["asked"], text["taken"], judged, text["digests"])
    except (zlib.error, zipfile.BadZipFile, ValueError, KeyError, TypeError):
        return None
