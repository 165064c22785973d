"""A class's disk that is full: what cannot be written is told, and when there is room again nothing was lost."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.grading.tiny_class import TinyClass

TABLES = ("grades.csv", "checks.csv")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk, in memory."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if mount(folder, "size=40m"):
        pytest.skip("only root can make a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def mount(folder: Path, options: str) -> int:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True).returncode if shutil.which("mount") else 1


def fill(c: TinyClass) -> None:
    for number in range(6):
        c.submit(f"student-{number}", c.right())
    c.submit("iris", b"not a notebook")


def tables(c: TinyClass) -> list[bytes]:
    return [(c.folder / name).read_bytes() for name in TABLES]


@pytest.mark.parametrize("room", [0, 60, 300])  # KB that are left when grading begins
def test_a_full_disk_loses_nothing(
    disk: Path, new_class: TinyClass, capsys: pytest.CaptureFixture[str], room: int
) -> None:
    fill(new_class)
    assert new_class.grade() == 0
    c = TinyClass(new_class.root, disk)
    fill(c)
    assert c.grade() == 0
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        free = shutil.disk_usage(disk).free - room * 1000
        file.write(b"\0" * free)
    code = c.grade("--force")
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert (code, "is full" in said) in ((1, True), (0, False)), said
    ballast.unlink()
    assert c.grade() == 0
    assert tables(c) == tables(new_class)
