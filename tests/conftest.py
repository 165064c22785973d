"""What all tests share: quiet TensorFlow, pictures without a screen, and where the project is."""

import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("MPLBACKEND", "agg")

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root folder."""
    return ROOT


FEW = 20  # tests; groups of fewer are mostly whole classes and browsers, which take minutes


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a file's tests on one worker, so that its fixtures are made once, unless they name a group of their own.

    Groups of few tests begin, and then come the largest: what is left for the end is short, and no worker waits long.
    """
    groups: dict[str, list[pytest.Item]] = {}
    for item in items:
        named = item.get_closest_marker("xdist_group")
        group = named.args[0] if named else item.nodeid.split("::")[0]
        if not named:
            item.add_marker(pytest.mark.xdist_group(group))
        groups.setdefault(group, []).append(item)
    ordered = sorted(groups.values(), key=lambda group: (len(group) >= FEW, -len(group)))
    items[:] = [item for group in ordered for item in group]
