"""Zip archives that have the same bytes whenever they are made of the same files."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

OLDEST = (1980, 1, 1, 0, 0, 0)  # the first time that a zip can give
READABLE = 0o100644 << 16  # a file that everybody may read


def write(path: Path, files: Mapping[str, bytes]) -> None:
    """Write an archive of `files`, name → bytes, in the order of their names."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, OLDEST)
            entry.external_attr, entry.create_system = READABLE, 3  # as Unix writes it, on Windows too
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
