"""A zip archive that nobody trusts: its table of contents is bounded, and what it unpacks to is counted as it comes."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from datetime import UTC, datetime
from io import BufferedReader, FileIO
from pathlib import Path
from typing import BinaryIO

from autograder import limits, project
from autograder.collect.archive import Archive, Member, Unreadable, require_few, utc
from autograder.grading import submission

CHUNK = 1 << 20
IS_UTF_8, IS_ENCRYPTED = 0x800, 0x1  # flags of a file in a zip
UNIX_TIME = 0x5455  # the extra field with the time in UTC, which a zip's own time is not
NO_TIME = 1980  # the year that a zip gives when it knows no time
LOCAL_HEADER_BYTES = 30  # of a file in a zip; then come its name and its packed bytes
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # platforms use no others, which can ask for gigabytes of memory
# All that zipfile raises for an archive that is damaged, or made to look like one.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


class Careful(BufferedReader):
    """A file of which never more is read at a time than a table of contents may have."""

    def __init__(self, path: Path) -> None:
        """Open it. Raises OSError."""
        super().__init__(FileIO(path))
        self._bytes = path.stat().st_size

    def read(self, size: int | None = -1, /) -> bytes:
        """Read, as any file. Raises BadZipFile for too much."""
        wanted = self._bytes - self.tell() if size is None or size < 0 else min(size, self._bytes)
        if wanted > limits.COLLECT.contents_bytes:
            raise zipfile.BadZipFile(f"its table of contents has {wanted / 1e6:.0f} MB, and no class needs so many")
        return super().read(size)


class Zip(Archive):
    """The files of a zip archive."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        """Look what is in it. Raises one of BROKEN for what is no archive, ProjectError for what no platform makes."""
        self._zip = zipfile.ZipFile(file)
        self._infos = self._zip.infolist()
        self._left = limits.COLLECT.unpacked_bytes
        self._counted: set[int] = set()  # which files have been unpacked before
        require_few(path, len(self._infos))
        _require_apart(path, self._infos)
        found = (_member(number, info) for number, info in enumerate(self._infos))
        super().__init__(path, [member for member in found if member])

    def read(self, member: Member) -> bytes:
        """Return a file's bytes, counted as they are unpacked. Raises Unreadable."""
        parts: list[bytes] = []
        count = 0
        try:
            with self._zip.open(self._infos[member.number]) as file:
                while part := file.read(CHUNK):
                    parts.append(part)
                    count += len(part)
                    self._left -= 0 if member.number in self._counted else len(part)
                    _require_bounded(count, self._left)
        except BROKEN as problem:
            said = str(problem) or "it ends too early"
            raise Unreadable(f"it is damaged ({said}): download the archive again") from None
        self._counted.add(member.number)
        return b"".join(parts)


def _require_bounded(count: int, left: int) -> None:
    if count > submission.MAX_BYTES:
        raise Unreadable(
            f"it unpacks to more than {submission.MAX_BYTES / 1e6:.0f} MB, the most that is read: ask the student to "
            "clear the outputs and to hand it in again"
        )
    if left < 0:
        raise Unreadable(
            f"the archive unpacks to more than {limits.COLLECT.unpacked_bytes / 1e9:g} GB, the most that is read of "
            "one: unpack it, and collect its folder in parts"
        )


def _require_apart(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    """Raise ProjectError where files share their bytes: so a small archive could unpack to anything."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise project.ProjectError(
                f"{path} is made to unpack to more than there is in it: files in it share their bytes. No platform "
                "makes such an archive: find out whose it is, and do not unpack it."
            )
        end = info.header_offset + LOCAL_HEADER_BYTES + info.compress_size


def _member(number: int, info: zipfile.ZipInfo) -> Member | None:
    """Return what there is to know of a file in a zip; None for a folder."""
    name, is_text = _name(info)
    path = name.replace("\\", "/")
    if path.endswith("/"):
        return None
    parts = tuple(part for part in path.split("/") if part not in ("", "."))
    return Member(number, parts or (name,), _time(info), _refused(info, path, parts, is_text))


def _name(info: zipfile.ZipInfo) -> tuple[str, bool]:
    """Return a file's name, and whether it is text for sure.

    Where no flag says that it is UTF-8, the format wants it taken for cp437. Canvas (by rubyzip) sets no flag and
    writes UTF-8, so that is tried first; what is neither may have been packed with any alphabet.
    """
    if info.flag_bits & IS_UTF_8:
        return info.filename, True
    try:
        return info.filename.encode("cp437").decode("utf-8"), True
    except UnicodeDecodeError:
        return info.filename, False
    except UnicodeEncodeError:  # newer versions of zipfile take it from an extra field
        return info.filename, True


def _refused(info: zipfile.ZipInfo, path: str, parts: tuple[str, ...], is_text: bool) -> str:
    """Say why a file of a zip is not read; empty for one that may be."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        what = "a link" if kind == stat.S_IFLNK else "no regular file"
        return f"it is {what}: ask the student for the file itself"
    if path.startswith("/") or path[1:2] == ":" or ".." in parts or not parts:
        return "its name leads out of the archive, and no platform makes such a name: find out how it came there"
    if not is_text:
        return "its name is not UTF-8 text: unpack the archive with the program that made it, and collect the folder"
    if info.flag_bits & IS_ENCRYPTED:
        return "it is encrypted: ask the student for the file without a password"
    if info.compress_type not in METHODS:
        return f"it is packed by method {info.compress_type}, which is not read: unpack it, and collect the folder"
    return ""


def _time(info: zipfile.ZipInfo) -> datetime | None:
    """Return when a file of a zip was written; None when it does not say.

    A zip's own time is that of a clock on a wall. Where no extra field has the time in UTC, the clock is taken to be
    in this machine's time zone.
    """
    extra = info.extra
    while len(extra) >= 4:
        tag, length = struct.unpack_from("<HH", extra)
        if tag == UNIX_TIME and 5 <= length <= len(extra) - 4 and extra[4] & 1:
            return utc(struct.unpack_from("<i", extra, 5)[0])
        extra = extra[4 + length :]
    try:
        local = datetime(*info.date_time)
    except ValueError:
        return None
    return local.astimezone(UTC) if local.year > NO_TIME else None
