"""Archives that were made to do harm, or came damaged: nothing is written outside, and it ends soon and with words."""

import io
import resource
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograder import limits
from tests.collect.archives import TINY, Collecting, Entry

ADA = "Ada_1_assignsubmission_file/a.ipynb"
BEN = "Ben_2_assignsubmission_file/b.ipynb"


@pytest.fixture(autouse=True)
def little_memory() -> Iterator[None]:
    """2 GB more than there are now: what asks for more fails the test, not the machine."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + 2_000_000_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (Entry("/etc/" + ADA, b""), "its name leads out of the archive"),
        (Entry("../../" + ADA, b""), "its name leads out of the archive"),
        (Entry("Cem_3_assignsubmission_file/../../a.ipynb", b""), "its name leads out of the archive"),
        (Entry("C:\\Windows\\" + ADA, b""), "its name leads out of the archive"),
        (Entry("..\\..\\" + ADA, b""), "its name leads out of the archive"),
        (Entry(ADA, b"/etc/passwd", mode=0o120777), "it is a link"),
        (Entry(ADA, b"", mode=0o010644), "it is no regular file"),
        (Entry(ADA, b"{}" * 100, method=zipfile.ZIP_LZMA), "it is packed by method 14"),
    ],
)
def test_a_file_that_is_none_is_told_and_all_others_are_collected(
    collecting: Collecting, entry: Entry, told: str
) -> None:
    lines = collecting("moodle", collecting.archive(entry, Entry(BEN, collecting.notebook())))
    assert lines[-2] == "2 files: 1 collected, 1 not placed"
    assert told in lines[1]
    assert list(collecting.there()) == [f"Ben/{TINY}/{TINY}.ipynb"]
    assert {path.name for path in collecting.folder.iterdir()} == {"archive.zip", "class"}


def test_what_a_file_unpacks_to_is_counted_not_believed(collecting: Collecting) -> None:
    archive = collecting.archive(Entry(ADA, b" " * 300_000_000), Entry(BEN, collecting.notebook()))
    data = bytearray(archive.read_bytes())
    assert len(data) < 400_000
    assert "unpacks to more than 50 MB" in collecting("moodle", archive)[1]
    for at in (data.index(b"PK\x03\x04") + 22, data.index(b"PK\x01\x02") + 24):
        struct.pack_into("<I", data, at, 100)  # both say that it has 100 bytes
    archive.write_bytes(data)
    lines = collecting("moodle", archive)
    assert "it is damaged" in collecting.row(lines, ADA)
    assert collecting.row(lines, BEN).startswith("there already")


def test_all_files_together_unpack_to_so_much(collecting: Collecting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "COLLECT", replace(limits.COLLECT, unpacked_bytes=1_000_000))
    bombs = [Entry(f"S{n}_{n}_assignsubmission_file/a.ipynb", b" " * 300_000) for n in range(20)]
    lines = collecting("moodle", collecting.archive(*bombs))
    assert len([line for line in lines if "the file is empty" in line]) == 3
    assert len([line for line in lines if "the archive unpacks to more than 0.001 GB" in line]) == 17


def test_files_that_share_their_bytes_stop_the_archive(collecting: Collecting) -> None:
    data = collecting.archive(Entry(ADA, collecting.notebook()), Entry(BEN, collecting.notebook())).read_bytes()
    contents = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", contents + 4)
    shared = bytearray(data)
    struct.pack_into("<I", shared, second + 42, 0)  # where the second file begins: where the first does
    path = collecting.folder / "shared.zip"
    path.write_bytes(shared)
    (line,) = collecting("moodle", path, code=1)
    assert "made to unpack to more than there is in it" in line
    assert not collecting.there()


def test_more_files_than_a_class_has_stop_the_archive(
    collecting: Collecting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "COLLECT", replace(limits.COLLECT, files=1_000))
    archive = collecting.archive(*(Entry(f"ada/{number}", b"") for number in range(1_001)))
    assert "has more than 1,000 files" in collecting("folder", archive, code=1)[0]
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path / "unpacked")
    assert "has more than 1,000 files" in collecting("folder", tmp_path / "unpacked", code=1)[0]


def test_a_table_of_contents_without_end_is_not_read(collecting: Collecting) -> None:
    path = collecting.folder / "contents.zip"
    head = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 0, 20, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"x"
    table = head * 5_000_000
    path.write_bytes(table + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(table), 0, 0))
    (line,) = collecting("moodle", path, code=1)
    assert "its table of contents has 235 MB" in line


def test_twenty_thousand_files_have_a_row_each(collecting: Collecting) -> None:
    entries = [Entry(f"S{n}_{n}_assignsubmission_file/data {n}.csv", b"1") for n in range(19_999)]
    lines = collecting("moodle", collecting.archive(*entries, Entry(ADA, collecting.notebook())))
    assert lines[-2] == "20000 files: 1 collected, 19999 left out"
    assert len(set(lines)) == 20_002


def test_two_files_of_one_name_are_two_attempts(collecting: Collecting) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive = collecting.archive(Entry(ADA, collecting.notebook("double = 1")), Entry(ADA, collecting.notebook()))
    lines = collecting("moodle", archive)
    assert lines[-2] == "2 files: 2 not placed"
    assert "nothing tells which of these is newer, a.ipynb, a.ipynb" in lines[0]


def test_a_name_that_is_not_utf_8_is_not_guessed(collecting: Collecting) -> None:
    archive = collecting.archive(Entry(ADA.replace("Ada", "Aeda"), collecting.notebook()))
    data = archive.read_bytes()
    archive.write_bytes(data.replace(b"Aeda", "Äda".encode()))  # as rubyzip does it: UTF-8, and no flag that says so
    collecting("moodle", archive)
    assert list(collecting.there()) == [f"Äda/{TINY}/{TINY}.ipynb"]
    archive.write_bytes(data.replace(b"Aeda", "Äd..".encode("latin-1")))
    assert "its name is not UTF-8 text" in collecting("moodle", archive)[0]


def test_an_encrypted_file_is_told(collecting: Collecting) -> None:
    archive = collecting.archive(Entry(ADA, collecting.notebook()), Entry(BEN, collecting.notebook()))
    data = bytearray(archive.read_bytes())
    for at in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[at] |= 1
    archive.write_bytes(data)
    lines = collecting("moodle", archive)
    assert "it is encrypted: ask the student for the file without a password" in collecting.row(lines, ADA)
    assert collecting.row(lines, BEN).startswith("collected")


def test_bytes_that_were_changed_on_the_way_are_told(collecting: Collecting) -> None:
    archive = collecting.archive(
        Entry(ADA, collecting.notebook(), method=zipfile.ZIP_STORED), Entry(BEN, collecting.notebook())
    )
    data = archive.read_bytes()
    archive.write_bytes(data.replace(b"A tiny chapter", b"A tinY chapter", 1))
    lines = collecting("moodle", archive)
    assert "it is damaged (Bad CRC-32" in collecting.row(lines, ADA)
    assert collecting.row(lines, BEN).startswith("collected")


def tar(mode: str) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        archive.addfile(tarfile.TarInfo("a"))
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is no whole zip archive (File is not a zip file). Download it again"),
        (b"<html>Please log in", "is no whole zip archive"),
        (tar("w"), "is a tar archive, and learning platforms make zip. Unpack it, and collect its folder."),
        (tar("w:gz"), "is a gz archive"),
        (b"7z\xbc\xaf\x27\x1c....", "is a 7z archive"),
        (b"Rar!\x1a\x07", "is a rar archive"),
    ],
    ids=["empty", "web page", "tar", "tar.gz", "7z", "rar"],
)
def test_what_is_no_zip_says_what_to_do(collecting: Collecting, data: bytes, told: str) -> None:
    path = collecting.folder / "download.zip"
    path.write_bytes(data)
    good = collecting.archive(Entry(ADA, collecting.notebook()))
    (line,) = collecting("moodle", good, path, code=1)
    assert told in line
    assert not collecting.there()  # of the good one neither


def test_half_an_archive_says_so(collecting: Collecting) -> None:
    path = collecting.archive(Entry(ADA, collecting.notebook()))
    path.write_bytes(path.read_bytes()[:-30])
    assert "is no whole zip archive" in collecting("moodle", path, code=1)[0]
    assert "There is no file" in collecting("moodle", collecting.folder / "missing.zip", code=1)[0]
