"""Whatever is handed in: a submission is read or refused, in bounded time, and restored into the chapter's shape."""

import copy
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.chapter import cells
from autograder.chapter.chapter import Chapter, load
from autograder.grading import restore, submission
from autograder.grading.submission import Refused
from tests.grading.tiny_class import CHAPTER, TinyClass

SECONDS = 5.0  # of processor time, the most for one example
RELIABLY = settings(  # the same examples at every run
    derandomize=True, deadline=None, max_examples=150, database=None, suppress_health_check=list(HealthCheck)
)
# Texts that mean something to what reads a notebook, beside any others; half an emoji is text in JSON.
WORDS = [
    "code",
    "markdown",
    "raw",
    "nbgrader",
    "grade_id",
    "double",
    "double-works",
    "source",
    "cells",
    "\ud83d",
    "",
    "\0",
]
TEXTS = st.sampled_from(WORDS) | st.text(max_size=20)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
VALUES: st.SearchStrategy[Any] = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=12
)


@pytest.fixture(scope="module")
def chapter(tiny: Path) -> Chapter:
    return load(tiny, CHAPTER)


@pytest.fixture(scope="module")
def released(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(nbformat.writes(TinyClass(tiny, tmp_path_factory.mktemp("none")).right()))
    return notebook


@contextmanager
def in_time() -> Iterator[None]:
    started = time.process_time()
    yield
    assert time.process_time() - started < SECONDS


def read_or_refused(data: bytes, chapter: Chapter) -> restore.Restored | None:
    """What grading does with bytes before it runs anything; every other error fails the test."""
    with in_time():
        try:
            parsed = submission.parse(data)
        except Refused as reason:
            assert str(reason)
            return None
        for cell in parsed.cells:
            assert set(cell.metadata) <= {"nbgrader"}
            assert set(cell.metadata.get("nbgrader", {})) <= {"grade_id", "check", "sealed"}
        try:
            restored = restore.restore(parsed, chapter)
        except Refused as reason:
            assert chapter.name in str(reason)
            return None
        in_the_shape_of(restored, chapter)
        return restored


def in_the_shape_of(restored: restore.Restored, chapter: Chapter) -> None:
    """Every cell that counts is there once, in order, as the chapter has it but for answers; it can be written."""
    wanted = [cell for cell in chapter.graded.cells if cells.role(cell)]
    found = [cell for cell in restored.notebook.cells if cells.role(cell)]
    assert [cell.id for cell in found] == [cell.id for cell in wanted]
    assert [cell.metadata for cell in found] == [cell.metadata for cell in wanted]
    for cell, ours in zip(found, wanted, strict=True):
        assert cells.role(cell) == "exercise" or cell.source == ours.source
    nbformat.validate(restored.notebook)
    nbformat.writes(restored.notebook).encode()


@RELIABLY
@given(data=st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")))
def test_bytes_of_every_kind_are_refused(chapter: Chapter, data: bytes) -> None:
    assert read_or_refused(data, chapter) is None


@RELIABLY
@given(
    content=VALUES | st.fixed_dictionaries({"nbformat": st.integers(1, 5) | LEAVES, "cells": st.lists(VALUES) | VALUES})
)
def test_json_of_every_kind_is_read_or_refused(chapter: Chapter, content: Any) -> None:
    read_or_refused(json.dumps(content).encode(), chapter)


@RELIABLY
@given(at=st.integers(0), length=st.integers(0, 40), bytes_there=st.binary(max_size=8))
def test_a_file_damaged_anywhere_is_read_or_refused(
    chapter: Chapter, released: dict[str, Any], at: int, length: int, bytes_there: bytes
) -> None:
    data = json.dumps(released).encode()
    at %= len(data)
    read_or_refused(data[:at] + bytes_there + data[at + length :], chapter)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container in a notebook, with a key of it."""
    for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(inner, dict | list):
            yield from places(inner)


CHANGES = st.lists(
    st.tuples(st.integers(0), st.sampled_from(["replace", "delete", "double", "exchange", "wrap"]), VALUES), max_size=6
)


@RELIABLY
@given(changes=CHANGES)
def test_a_notebook_changed_anywhere_is_restored_or_refused(
    chapter: Chapter, released: dict[str, Any], changes: list[tuple[int, str, Any]]
) -> None:
    notebook = copy.deepcopy(released)
    for number, change, value in changes:
        everywhere = list(places(notebook))
        container, key = everywhere[number % len(everywhere)]
        other, other_key = everywhere[(number * 7 + 3) % len(everywhere)]
        if change == "replace":
            container[key] = value
        elif change == "delete" and len(everywhere) > 1:
            del container[key]
        elif change == "double" and isinstance(container, list):
            container.insert(0, copy.deepcopy(container[key]))
        elif change == "wrap":
            container[key] = [container[key]]
        elif change == "exchange":
            container[key], other[other_key] = copy.deepcopy(other[other_key]), copy.deepcopy(container[key])
    read_or_refused(json.dumps(notebook).encode(), chapter)


@RELIABLY
@given(order=st.lists(st.integers(0, 8), max_size=30), names=st.lists(TEXTS, min_size=30, max_size=30))
def test_cells_in_any_order_and_number_are_restored(
    chapter: Chapter, released: dict[str, Any], order: list[int], names: list[str]
) -> None:
    taken = [copy.deepcopy(released["cells"][number % len(released["cells"])]) for number in order]
    for cell, name in zip(taken[::3], names, strict=False):
        cell["id"] = name
    restored = read_or_refused(json.dumps({**released, "cells": taken}).encode(), chapter)
    ours = [cell for cell in taken if "nbgrader" in cell["metadata"]]
    assert restored is not None or not ours


@pytest.mark.parametrize("opening", ["[", '{"a":', '{"cells":['])
@pytest.mark.parametrize("depth", [900, 5_000, 1_000_000])
def test_nesting_of_any_depth_is_refused(chapter: Chapter, opening: str, depth: int) -> None:
    assert read_or_refused(opening.encode() * depth, chapter) is None
    closing = {"[": "]", '{"a":': "}", '{"cells":[': "]}"}[opening]
    assert read_or_refused((opening * depth + "1" + closing * depth).encode(), chapter) is None


@RELIABLY
@given(
    names=st.lists(
        st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=40), max_size=3
    )
)
def test_names_of_every_kind_are_found_or_not(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    submitted = tmp_path_factory.mktemp("submitted")
    for name in names:
        if name in (".", "..") or len(os.fsencode(name)) > 255:
            continue
        folder = submitted / name / CHAPTER
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{CHAPTER}.ipynb").write_bytes(name.encode())
        assert submission.fetch(submitted, name, CHAPTER, f"{CHAPTER}.ipynb") == name.encode()
        assert submission.fetch(submitted, name, CHAPTER, "timestamp.txt") is None
