"""What do warm kernels save when every notebook is run again and compared (nbval)? Run by name.

The chapters of solutions/ run with plain kernels and with warm ones: whole, and *hollow*. A hollow chapter has the
same cells, but of their code only the imports: what is left is the part that is not cells, namely pytest, the start
and the end of each kernel, and the import of Keras. The parent of the warm kernels is started anew, and counts; then
all runs once more, with the parent that is there.

`python -m tests.benchmarks.warm_kernels [CHAPTER ...]`; the target for the hollow ones is a fifth. Linux.
"""

import ast
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from autograder import project
from autograder.chapter import cells
from autograder.grading.sandbox import watch
from tests.benchmarks.measured import ROOT, Row, keep

WHAT = {"hollow": "what is not cells", "whole": "all"}
TARGET = {"hollow": 0.2, "whole": 1.0}
PR_SET_CHILD_SUBREAPER = 36


def make_hollow(chapter: Path) -> None:
    """Leave of a notebook's code the imports, and no outputs."""
    notebook = cells.read(chapter)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source, cell.outputs = _imports(cell.source), []
    cells.write(notebook, chapter)


def _imports(source: str) -> str:
    try:
        statements = ast.parse(source).body
    except SyntaxError:  # IPython's own ways of writing
        return ""
    return "\n".join(ast.unparse(line) for line in statements if isinstance(line, (ast.Import, ast.ImportFrom)))


def spent(kernel: str, folder: Path, own: Path) -> tuple[float, float]:
    """Run the notebooks in a folder; return processor seconds, of all that was started, and seconds of the clock.

    The socket of a warm parent is in the folder `own`. Raises RuntimeError when a notebook does not give what is
    stored in it.
    """
    begun, before = time.perf_counter(), watch.tree_seconds(os.getpid())
    command = [sys.executable, "-m", "pytest", "--nbval", f"--nbval-kernel-name={kernel}", "-q"]
    environment = {**os.environ, **project.RUN_ENVIRONMENT, "XDG_RUNTIME_DIR": str(own)}
    done = subprocess.run(
        [*command, "-c", ROOT / "pyproject.toml", folder], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    taken = time.perf_counter() - begun
    if done.returncode:
        raise RuntimeError(done.stdout[-3000:])
    return watch.tree_seconds(os.getpid()) - before, taken


def end_what_is_left() -> None:
    """End the warm parent, which became a child of this process."""
    for process in watch.tree(os.getpid())[1:]:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGTERM)
    with suppress(ChildProcessError):
        while True:
            os.wait()


def main(named: list[str]) -> None:
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    chapters = project.chapters(ROOT, named or None)
    print(
        f"nbval over {len(chapters)} chapters: processor seconds (seconds of the clock), and the part of plain kernels'"
    )
    print(f"{'':<10}{'plain':>16}{'warm':>26}{'warm, with a parent there':>30}")
    for kind in ("hollow", "whole"):
        with tempfile.TemporaryDirectory() as top, tempfile.TemporaryDirectory() as own:
            for chapter in chapters:
                shutil.copytree(ROOT / project.SOLUTIONS / chapter, Path(top) / chapter)
                if kind == "hollow":
                    make_hollow(Path(top) / chapter / f"{chapter}.ipynb")
            plain = spent("python3", Path(top), Path(own))
            print(f"{kind:<10}{f'{plain[0]:.1f} ({plain[1]:.1f})':>16}", end="", flush=True)
            for width in (26, 30):
                cpu, clock = spent("warm", Path(top), Path(own))
                said = f"{cpu:.1f} ({clock:.1f}): {cpu / plain[0]:.2f} ({clock / plain[1]:.2f})"
                print(f"{said:>{width}}", end="", flush=True)
                of = f"CPU {cpu:.0f} s ÷ {plain[0]:.0f} s; clock {clock:.0f} s ÷ {plain[1]:.0f} s"
                which = "warm kernels" if width == 26 else "warm kernels, their parent there,"
                keep(
                    Row(
                        f"9 warm {kind} {width}",
                        f"nbval, {WHAT[kind]}: {which} ÷ plain ones",
                        cpu / plain[0],
                        TARGET[kind],
                        False,
                        f"{len(chapters)} chapters, {of}",
                    )
                )
            print()
            end_what_is_left()


if __name__ == "__main__":
    main(sys.argv[1:])
