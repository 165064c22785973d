"""A chapter's own pictures go with its notebook: a page, and whoever opens the notebook elsewhere, has no files."""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Mapping

from nbformat import NotebookNode

PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)")


def attach(notebook: NotebookNode, files: Mapping[str, bytes]) -> None:
    """Let the text cells of a notebook carry the pictures among a chapter's `files` that they show, as attachments."""
    for cell in notebook.cells:
        is_text = cell.cell_type == "markdown"
        shown = {name for name in PICTURE.findall(cell.source) if name in files} if is_text else set()
        for name in shown:
            kind = mimetypes.guess_type(name)[0] or ""
            if not kind.startswith("image/"):
                continue
            cell.setdefault("attachments", {})[name] = {kind: base64.b64encode(files[name]).decode("ascii")}
            cell.source = cell.source.replace(f"]({name})", f"](attachment:{name})")
