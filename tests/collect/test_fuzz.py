"""Whatever an archive holds: every file of it ends in one row, or the archive in one sentence, in bounded time."""

import csv
import io
import shutil
import time
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.cli import main
from tests.collect.archives import OUTCOMES

SECONDS = 5.0  # of processor time, the most for one example
RELIABLY = settings(  # the same examples at every run
    derandomize=True, deadline=None, max_examples=120, database=None, suppress_health_check=list(HealthCheck)
)
WORDS = ["Ada", "_1", "_assignsubmission_file", "_assignsubmission_", "LATE", "_12_34_", "anon_", "01_tiny", "ipynb"]
WORDS += ["/", "..", ".", "\\", " ", "\0", "\u202e", "\x1b[31m", "é", "王", ".ipynb", ".zip", "__MACOSX/", "C:", "_"]
NAMES = st.lists(st.sampled_from(WORDS) | st.characters(exclude_categories=["Cs"]), max_size=8).map("".join)
WRITTEN = {"submitted", ".autograder"}  # into the class's folder
PLATFORMS = st.sampled_from(["moodle", "canvas", "folder"])


@pytest.fixture(scope="module")
def notebook(course: Path) -> bytes:
    return (course / "course" / "01_tiny" / "01_tiny.ipynb").read_bytes()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "class").mkdir()
    (tmp_path / "archive.zip").touch()
    return tmp_path


@contextmanager
def in_time() -> Iterator[None]:
    started = time.process_time()
    yield
    assert time.process_time() - started < SECONDS


def collect(course: Path, place: Path, platform: str, archive: Path) -> list[str] | None:
    """Collect an archive; return the rows, or None where it was refused with a sentence. Every error fails the test."""
    for name in WRITTEN:
        shutil.rmtree(place / "class" / name, ignore_errors=True)
    before = outside(place)
    out, err = io.StringIO(), io.StringIO()
    with in_time(), redirect_stdout(out), redirect_stderr(err):
        code = main(
            ["--root", str(course), "collect", str(archive), "--from", platform, "--class", str(place / "class")]
        )
    assert outside(place) == before
    if code:
        (line,) = err.getvalue().splitlines()
        assert line.startswith("autograder: ")
        return None
    *rows, total, _ = out.getvalue().splitlines()
    assert total.startswith(f"{len(rows)} files")
    assert all(row.startswith(OUTCOMES) and row.isprintable() for row in rows)
    return rows


def outside(place: Path) -> set[Path]:
    """What is there, but for what the command writes."""
    return {path for path in place.rglob("*") if not {*path.parts} & WRITTEN}


def packed(path: Path, files: list[tuple[str, bytes]]) -> Path:
    """Write an archive of files with any names."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names that are there twice
        for name, data in files:
            info = zipfile.ZipInfo("x", (2026, 11, 23, 10, 0, 0))
            info.filename = info.orig_filename = name
            file.writestr(info, data)
    return path


@RELIABLY
@given(names=st.lists(st.tuples(NAMES, st.booleans()), max_size=8), platform=PLATFORMS)
def test_names_of_every_kind_end_in_a_row_each(
    course: Path, place: Path, notebook: bytes, names: list[tuple[str, bool]], platform: str
) -> None:
    files = [(name, notebook if is_notebook else b"{}") for name, is_notebook in names]
    rows = collect(course, place, platform, packed(place / "archive.zip", files))
    assert rows is not None
    read = [name.partition("\0")[0].replace("\\", "/") for name, _ in files]  # zipfile reads a name up to a NUL
    assert len(rows) == len([name for name in read if not name.endswith("/")])


@RELIABLY
@given(data=st.binary(max_size=300), start=st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"PK\x01\x02"]))
def test_bytes_of_every_kind_are_no_archive(course: Path, place: Path, data: bytes, start: bytes) -> None:
    archive = place / "archive.zip"
    archive.write_bytes(start + data)
    assert not collect(course, place, "moodle", archive)


@RELIABLY
@given(
    damages=st.lists(st.tuples(st.integers(0), st.integers(0, 12), st.binary(max_size=12)), min_size=1, max_size=6),
    in_contents=st.booleans(),
)
def test_an_archive_damaged_anywhere_ends_in_rows_or_a_sentence(
    course: Path, place: Path, notebook: bytes, damages: list[tuple[int, int, bytes]], in_contents: bool
) -> None:
    names = ["Ada_1_assignsubmission_file/a.ipynb", "Ben_2_assignsubmission_file/b.ipynb", "Cem_3_assignsubmission_x"]
    archive = packed(place / "archive.zip", [(name, notebook) for name in names])
    data = archive.read_bytes()
    first = data.index(b"PK\x01\x02") if in_contents else 0
    for at, length, there in damages:
        at = first + at % (len(data) - first)
        data = data[:at] + there + data[at + length :]
        first = min(first, len(data) - 1)
    archive.write_bytes(data)
    collect(course, place, "moodle", archive)


@RELIABLY
@given(size=st.integers(0, 4000))
def test_an_archive_that_was_cut_off_says_so(course: Path, place: Path, notebook: bytes, size: int) -> None:
    archive = packed(place / "archive.zip", [("Ada_1_assignsubmission_file/a.ipynb", notebook)])
    data = archive.read_bytes()
    archive.write_bytes(data[: size % len(data)])
    assert collect(course, place, "moodle", archive) is None


CELLS = st.sampled_from(["ada", "Ada Lovelace", "Lovelace, Ada", "1", "", "=1", '"', ".", "a/b"]) | st.text(max_size=8)


@RELIABLY
@given(
    rows=st.lists(st.lists(CELLS, max_size=5), max_size=5),
    header=st.permutations(["id", "name", "email", "lms_id", "more"]),
    raw=st.none() | st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")),
)
def test_a_list_of_students_of_every_kind_is_read_or_told(
    course: Path, place: Path, notebook: bytes, rows: list[list[str]], header: list[str], raw: bytes | None
) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    listed = place / "class" / "students.csv"
    listed.write_bytes(text.getvalue().encode("utf-8", "replace") if raw is None else raw)
    archive = packed(place / "archive.zip", [("Ada Lovelace_1_assignsubmission_file/a.ipynb", notebook)])
    for platform in ("moodle", "folder"):
        assert len(collect(course, place, platform, archive) or "1") == 1
