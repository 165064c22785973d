"""What a check cell shows: displays, printed text and its error, as a notebook's outputs, each with its line."""

from __future__ import annotations

import contextlib
import io
import linecache
import sys
import types
from base64 import b64encode
from collections.abc import Callable, Iterator
from typing import Any

from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

Json = Any


class Screen:
    """Takes what is displayed or printed while a cell runs, whatever library displays it.

    `outputs` are nbformat outputs as dicts; `lines` the line of the cell that each came from.
    """

    def __init__(self, name: str) -> None:
        self.name = f"<{name}>"
        self.outputs: list[dict[str, Json]] = []
        self.lines: list[int] = []

    def show(self, data: dict[str, Json], metadata: dict[str, Json] | None) -> None:
        """Take one display; pictures become text, as in a notebook."""
        shown = {kind: b64encode(part).decode() if isinstance(part, bytes) else part for kind, part in data.items()}
        self._add({"output_type": "display_data", "data": shown, "metadata": metadata or {}})

    def add(self, data: dict[str, Json], problem: BaseException) -> None:
        """Take what is to be shown of a problem, as from the line that raised it."""
        output = {"output_type": "display_data", "data": data, "metadata": {}}
        self._add(output, self._raised_in(problem))

    def write(self, text: str) -> int:
        """Take printed text."""
        line = self._line()
        if self.outputs and self.outputs[-1]["output_type"] == "stream" and self.lines[-1] == line:
            self.outputs[-1]["text"] += text
        else:
            self._add({"output_type": "stream", "name": "stdout", "text": text}, line)
        return len(text)

    def flush(self) -> None:
        """Do nothing: what is printed is here at once."""

    def run(self, source: str, namespace: dict[str, Any]) -> BaseException | None:
        """Run a cell's source; return what it raised."""
        lines = source.splitlines(keepends=True)
        linecache.cache[self.name] = (len(source), None, lines, self.name)
        try:
            with shown_on(self):
                exec(compile(source, self.name, "exec"), namespace)  # noqa: S102 - the chapter's own cells are run here
        except BaseException as problem:  # Unjudged and SystemExit are no Exceptions
            render = getattr(problem, "_render_traceback_", None)
            told = render() if render else [f"{type(problem).__name__}: {problem}"]
            error = {"output_type": "error", "ename": type(problem).__name__, "evalue": str(problem), "traceback": told}
            self._add(error, self._raised_in(problem))
            return problem
        return None

    def _add(self, output: dict[str, Json], line: int | None = None) -> None:
        self.outputs.append(output)
        self.lines.append(self._line() if line is None else line)

    def _line(self) -> int:
        """Return the line of the cell that is running; 0 when it is none of its own."""
        frame: types.FrameType | None = sys._getframe()
        while frame and frame.f_code.co_filename != self.name:
            frame = frame.f_back
        return frame.f_lineno if frame else 0

    def _raised_in(self, problem: BaseException) -> int:
        """Return the cell's line in which an error was raised, at its outermost."""
        trace = problem.__traceback__
        while trace and trace.tb_frame.f_code.co_filename != self.name:
            trace = trace.tb_next
        return trace.tb_lineno if trace else 0


class _Publisher(DisplayPublisher):
    """IPython's publisher of displays, bent onto a screen."""

    show: Callable[[dict[str, Json], dict[str, Json] | None], None]

    def publish(self, data: dict[str, Json], metadata: dict[str, Json] | None = None, **_: Any) -> None:  # type: ignore[override]
        self.show(data, metadata)

    def clear_output(self, wait: bool = False) -> None:
        """Keep what was shown."""


@contextlib.contextmanager
def shown_on(screen: Screen) -> Iterator[None]:
    """Let everything that is displayed or printed inside arrive on a screen."""
    shell = _shell()
    before = shell.display_pub
    shell.display_pub = _Publisher(parent=shell)
    shell.display_pub.show = screen.show
    try:
        with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(io.StringIO()):
            yield
    finally:
        shell.display_pub = before


def _shell() -> InteractiveShell:
    """Return IPython's shell, without which ``display`` only prints; it keeps no history and runs nothing itself."""
    if not InteractiveShell.initialized():
        module = types.ModuleType("checked")
        config = Config({"HistoryManager": {"enabled": False}})
        InteractiveShell.instance(config=config, user_module=module, user_ns=module.__dict__)
    return InteractiveShell.instance()
