"""Read a student's file without trusting it: every surprise becomes a refusal in plain words, and nothing is run."""

from __future__ import annotations

import base64
import binascii
import contextlib
import errno
import json
import os
import re
import stat
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from autograder.chapter import release

MAX_BYTES = 50_000_000  # a notebook full of plots has a few MB
MAX_CELLS = 2_000
LONGEST_NUMBER = 1_000  # digits
PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}  # that a text may hold
OTHER_FILES = {  # how files begin that are handed in under a notebook's name, and what to say of them
    b"PK\x03\x04": "it is a zip archive, or an office's document; unpack it, and hand in the .ipynb file itself",
    b"\x1f\x8b": "it is packed; unpack it, and hand in the .ipynb file itself",
    b"%PDF": "it is a PDF; hand in the .ipynb file itself",
}
CONFLICT = re.compile(r"^(<<<<<<< |=======$|>>>>>>> )", re.MULTILINE)  # what git writes where two versions meet
CELL_MAKERS = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}


class Refused(Exception):
    """A submission that cannot be graded; the message says why, in words for student and instructor."""


class Unreadable(Refused):
    """A file that cannot be read here, and perhaps later: it is no fault of whoever handed it in."""


def fetch(submitted: Path, *parts: str) -> bytes | None:
    """Return the bytes of a file beneath `submitted`, `parts` being the names on the way; None when there is none.

    No link is followed on the way, since one could lead to another student's work or to the solutions.
    Raises Refused for a link, for anything but a regular file, and for a file over MAX_BYTES, and Unreadable for what
    the system does not let us read.
    """
    opened = [os.open(submitted, os.O_RDONLY | os.O_DIRECTORY)]
    try:
        *folders, name = parts
        for folder in folders:
            opened.append(os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=opened[-1]))
        # O_NONBLOCK: opening a pipe must not wait for somebody to write into it
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        opened.append(os.open(name, flags, dir_fd=opened[-1]))
        return _read_regular(opened[-1])
    except FileNotFoundError:
        return None
    except OSError as problem:
        if problem.errno in (errno.ELOOP, errno.ENOTDIR):
            raise Refused("the submission is a link, or not in a folder of its own; hand in the file itself") from None
        if problem.errno == errno.ENXIO:
            raise Refused("not a notebook: it is not a regular file") from None
        raise Unreadable(
            f"{'/'.join(parts)} cannot be read here ({problem.strerror}): make it readable, then give the command again"
        ) from None
    finally:
        for descriptor in reversed(opened):
            os.close(descriptor)


def _read_regular(descriptor: int) -> bytes:
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        raise Refused("not a notebook: it is not a regular file")
    if found.st_size > MAX_BYTES:
        raise Refused(
            f"the file has {found.st_size / 1e6:.0f} MB, and {MAX_BYTES / 1e6:.0f} MB is the most that is read. "
            "Clear the outputs (Kernel → Restart and Clear All Outputs), save, and hand it in again"
        )
    with os.fdopen(os.dup(descriptor), "rb") as file:
        return file.read(MAX_BYTES)


def parse(data: bytes) -> NotebookNode:
    """Turn a submission's bytes into a notebook of bare cells: kind, text, id, grade_id, whether it is a check cell.

    Lines end as on Linux, whatever wrote them, and a text cell keeps the pictures that were put into it.

    A byte order mark is accepted, as are older notebook formats. Raises Refused with the reason for anything else.
    """
    text = _text(data)
    try:
        content = json.loads(text, parse_int=_number)
        if isinstance(content, dict):
            content["nbformat"] = _format(content.get("nbformat"))
        if isinstance(content, dict) and isinstance(content.get("nbformat"), int) and content["nbformat"] < 4:
            content = nbformat.convert(nbformat.from_dict(content), 4)
    except json.JSONDecodeError as problem:
        if CONFLICT.search(text):
            raise Refused(
                "not a notebook: git has written two versions of it into one file (<<<<<<<); choose one of them"
            ) from None
        raise Refused(f"not a notebook: line {problem.lineno}, column {problem.colno}: {problem.msg}") from None
    except RecursionError:
        raise Refused("not a notebook: its contents are nested too deeply to be one") from None
    except Exception as problem:  # nbformat's converter meets broken old notebooks with errors of every kind
        raise Refused(f"not a notebook: {type(problem).__name__}: {problem}") from None
    cells = _cells(content)
    notebook = new_notebook()
    notebook.cells = [_bare_cell(cell, number) for number, cell in enumerate(cells, 1)]
    return notebook


def _text(data: bytes) -> str:
    """Return a file's text: UTF-8, or UTF-16 or UTF-32 as some programs write. Zeros at its end do not count."""
    for begins, what in OTHER_FILES.items():
        if data.startswith(begins):
            raise Refused(f"not a notebook: {what}")
    encoding = json.detect_encoding(data)
    try:
        text = data.decode(encoding if encoding.startswith(("utf-16", "utf-32")) else "utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Refused(f"not a notebook: byte {problem.start + 1} is not UTF-8 text") from None
    text = text.rstrip("\0 \r\n\t")  # a full disk, or a program that syncs, leaves zeros
    if not text.strip():
        raise Refused("not a notebook: the file is empty")
    if text.lstrip().startswith("<") and not CONFLICT.match(text):
        raise Refused("not a notebook: line 1 starts like a web page; download the .ipynb file itself")
    return text


def _number(digits: str) -> int:
    """Return a whole number; of one that Python would refuse to read, as an output may show one, nothing is needed."""
    return int(digits) if len(digits) <= LONGEST_NUMBER else 0


def _format(found: Any) -> Any:
    """Return a notebook's format, which some programs write as text, or leave out."""
    if found is None:
        return 4
    if isinstance(found, bool):
        return str(found)
    return int(found) if isinstance(found, str) and found in ("1", "2", "3", "4") else found


def _cells(content: Any) -> list[Any]:
    """Return the cells of a notebook's content. Raises Refused when it has none."""
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        raise Refused("not a notebook: it is JSON, but has no list of cells")
    if content.get("nbformat") != 4:
        raise Refused(f"this notebook's format is {content.get('nbformat')!r}; formats up to 4 can be read")
    cells: list[Any] = content["cells"]
    if len(cells) > MAX_CELLS:
        raise Refused(f"the notebook has {len(cells)} cells, and {MAX_CELLS} is the most that is read; delete some")
    return cells


def _bare_cell(cell: Any, number: int) -> NotebookNode:
    """Return a new cell with only what grading looks at; a student's tags, outputs and other metadata stay behind."""
    kind = cell.get("cell_type") if isinstance(cell, dict) else None
    if not isinstance(kind, str):
        raise Refused(f"not a notebook: cell {number} is neither code nor text")
    if kind not in CELL_MAKERS:
        kind = "raw"  # a kind of another program's, as "sql": its text is kept
    source = cell.get("source") or ""
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        raise Refused(f"not a notebook: the text of cell {number} is not text")
    # As CELL_MAKERS do, which then compare each cell with the format's schema: that is most of the time of reading.
    bare = NotebookNode(cell_type=kind, metadata=NotebookNode(), source=_with_our_ends(_encodable(source)))
    bare["id"] = cell["id"] if isinstance(cell.get("id"), str) else ""
    if kind == "code":
        bare.update(execution_count=None, outputs=[])
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    if isinstance(nbgrader, dict) and isinstance(grade_id, str):
        only_checks = nbgrader.get("grade") is True and nbgrader.get("solution") is not True
        is_sealed = release.is_as_handed_out(kind, bare.source, nbgrader)
        bare.metadata["nbgrader"] = {"grade_id": grade_id, "check": only_checks, "sealed": is_sealed}
    if kind == "markdown" and (pictures := _pictures(cell.get("attachments"))):
        bare["attachments"] = nbformat.from_dict(pictures)
    return bare


def _pictures(attachments: Any) -> dict[str, dict[str, str]]:
    """Return, by name, the pictures that were dragged into a text; whatever else is attached stays behind."""
    found: dict[str, dict[str, str]] = {}
    for name, kinds in attachments.items() if isinstance(attachments, dict) else ():
        for kind, content in kinds.items() if isinstance(kinds, dict) else ():
            if kind in PICTURES and isinstance(content, str):
                content = "".join(content.split())
                with contextlib.suppress(binascii.Error, ValueError):  # ValueError: not ASCII
                    base64.b64decode(content, validate=True)
                    found[_encodable(name)] = {kind: content}
    return found


def _with_our_ends(text: str) -> str:
    """Return text whose lines end as on Linux, and not as on Windows or on old Macs."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encodable(text: str) -> str:
    """Return text that can be written as UTF-8: JSON may hold lone surrogates (half an emoji), files may not."""
    return text.encode("utf-8", "replace").decode("utf-8")
