"""Where the other tests here find no sandbox they are left out, so this one says that there has to be one."""

import sys

import pytest

from autograder.grading.sandbox import find


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has one")
def test_linux_has_a_sandbox_with_nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")  # no bubblewrap
    assert find(unsafe=False).name == "landlock"
