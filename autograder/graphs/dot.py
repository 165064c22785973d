"""The program ``dot`` for machines without Graphviz, so that ``keras.utils.plot_model`` works after `make`.

Keras draws through pydot, and pydot runs a program called ``dot``. pygraphviz' wheels carry Graphviz' libraries, but
not that program; this console script is it, for the options that pydot uses. Where Graphviz is installed, its own
``dot`` is run.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from xml.sax.saxutils import escape

# Set for the program we hand over to: should it be another project's copy of this script, that one must draw.
HANDED_OVER = "AUTOGRADER_DOT_HANDED_OVER"

# Graphviz finds fonts through fontconfig. A server or container may have none: then matplotlib's (DejaVu) are there.
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">{settings}</include>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def make_findable() -> None:
    """Make ``dot`` findable for this process when no folder on PATH has one.

    A Python started by its full path, in a virtual environment that is not activated, has this project's ``dot`` beside
    it but not on PATH. The folder goes to the end of PATH, so every other program is found where it was.
    """
    scripts = sysconfig.get_path("scripts")
    if shutil.which("dot") is None and shutil.which("dot", path=scripts):
        os.environ["PATH"] = os.pathsep.join(filter(None, [os.environ.get("PATH"), scripts]))


def system_dot() -> str | None:
    """Return the path of a ``dot`` on PATH that is not this script; None when there is none."""
    if HANDED_OVER in os.environ:
        return None
    own = {Path(sysconfig.get_path("scripts")).resolve(), Path(sys.argv[0]).resolve().parent}
    others = [folder for folder in os.get_exec_path() if Path(folder).resolve() not in own]
    return shutil.which("dot", path=os.pathsep.join(others))


def draw(source: bytes, form: str, layout: str, quiet: bool = False) -> bytes:
    """Return the drawing of a graph written in the dot language.

    `form` is a format of Graphviz such as ``png`` or ``svg``, `layout` one of its layout programs such as ``dot``.
    Graphviz draws within this process; `quiet` drops what it says on stderr by itself. Raises
    ValueError for a graph, a format or a layout that it does not know, and ImportError where pygraphviz is missing.
    """
    import pygraphviz
    from pygraphviz import graphviz

    graphviz.gvContextWithBuiltins()  # first, for it declares that a node without a label shows its name
    with _fonts(), _quiet() if quiet else nullcontext():
        try:
            drawing = pygraphviz.AGraph(string=source.decode()).draw(format=form, prog=layout)
        except TypeError:  # what pygraphviz 2.0.4 makes of a format that Graphviz refuses
            raise ValueError(f"Graphviz cannot write the format {form!r}.") from None
    return bytes(drawing or b"")


@contextmanager
def _fonts() -> Iterator[None]:
    """Let Graphviz find matplotlib's fonts, beside the machine's own. Fontconfig looks once in a process."""
    package = importlib.util.find_spec("matplotlib")  # found, not imported: only its fonts are wanted
    assert package and package.origin, "matplotlib is one of this package's dependencies"
    fonts = Path(package.origin).parent / "mpl-data" / "fonts" / "ttf"
    with tempfile.TemporaryDirectory() as folder:
        settings = os.environ.get("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")  # the machine's own
        ours = Path(folder) / "fonts.conf"
        ours.write_text(
            FONTS.format(settings=escape(settings), fonts=escape(str(fonts)), cache=folder), encoding="utf-8"
        )
        before = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = str(ours)
        try:
            yield
        finally:  # other programs, which this process may start, look for the file when it is gone
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


@contextmanager
def _quiet() -> Iterator[None]:
    """Drop what the libraries write to stderr by themselves: of the machine's font settings, below a student's cell."""
    try:
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    except OSError:  # there is no stderr, or nowhere to
        yield
        return
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def main() -> int:
    """Run as ``dot``: hand over to the machine's Graphviz, or draw with pygraphviz; return the exit code."""
    found = system_dot()
    if found:
        return subprocess.call([found, *sys.argv[1:]], env={**os.environ, HANDED_OVER: "1"})

    parser = argparse.ArgumentParser(
        prog="dot",
        description="Draw a graph with pygraphviz. For more options than these, install Graphviz.",
    )
    parser.add_argument("-T", dest="form", default="dot", metavar="FORMAT", help="png, svg, pdf, … (default: dot)")
    parser.add_argument("-K", dest="layout", default="dot", metavar="LAYOUT", help="dot, neato, … (default: dot)")
    parser.add_argument("-o", dest="output", metavar="FILE", help="where the drawing goes (default: standard output)")
    parser.add_argument("-V", dest="version", action="store_true", help="tell the version and stop")
    parser.add_argument("file", nargs="?", help="the graph, in the dot language (default: standard input)")
    options = parser.parse_args()
    if options.version:
        from pygraphviz import __graphviz_version__

        print(f"dot - graphviz version {__graphviz_version__} (in pygraphviz)", file=sys.stderr)
        return 0
    try:
        source = Path(options.file).read_bytes() if options.file else sys.stdin.buffer.read()
        drawing = draw(source, options.form, options.layout)
    except (OSError, ValueError) as problem:
        print(f"dot: {problem}", file=sys.stderr)
        return 1
    if options.output:
        Path(options.output).write_bytes(drawing)
    else:
        sys.stdout.buffer.write(drawing)
    return 0


if __name__ == "__main__":
    sys.exit(main())
