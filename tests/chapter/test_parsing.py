"""Threads that parse Python beside each other while a collector runs, as CPython 3.11 cannot bear it."""

import ast
import gc
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder.chapter.parsing import parse

DEEP = "a = " + "(" * 40 + "1" + ",)" * 40


class Ending:
    """Garbage that takes its time to go."""

    def __init__(self) -> None:
        self.own = self

    def __del__(self) -> None:
        for _ in range(30):
            pass


@pytest.fixture
def restless() -> Iterator[None]:
    interval, threshold = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(1e-6)
    gc.set_threshold(1, 1, 1)
    yield
    sys.setswitchinterval(interval)
    gc.set_threshold(*threshold)


@pytest.mark.usefixtures("restless")
def test_many_threads_parse_at_a_time() -> None:
    def parsed(number: int) -> int:
        Ending()
        return len(parse(f"{DEEP}\nb = {number}").body)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(parsed, range(300))) == {2}


def test_it_parses_as_python_does() -> None:
    assert ast.dump(parse(DEEP)) == ast.dump(ast.parse(DEEP))
    with pytest.raises(SyntaxError):
        parse("a = (")
