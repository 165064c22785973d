"""What do warm kernels save when every notebook is run again and compared (nbval)? Run by name.

The chapters of solutions/ run with plain kernels and with warm ones: whole, and *hollow*. A hollow chapter has the
same cells, but of their code only the imports: what is left is the part that is not cells, namely pytest, the start
and the end of each kernel, and the import of Keras. The parent of the warm kernels is started anew, and counts.

`python tests/benchmarks/warm_kernels.py [CHAPTER ...]`; the target for the hollow ones is a fifth. Linux.
"""

import ast
import ctypes
import os
import resource
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

ROOT = Path(__file__).resolve().parents[2]
PR_SET_CHILD_SUBREAPER = 36
WAYS = {"plain": "--nbval-kernel-name=python3", "warm": "--nbval-kernel-name=warm"}


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


def spent(way: str, folder: Path) -> tuple[float, float]:
    """Run the notebooks in a folder; return processor seconds, of all that was started, and seconds of the clock.

    Raises RuntimeError when a notebook does not give what is stored in it.
    """
    begun, before = time.perf_counter(), _processor_seconds()
    command = [sys.executable, "-m", "pytest", "--nbval", WAYS[way], "-q", "-c", ROOT / "pyproject.toml", folder]
    with tempfile.TemporaryDirectory() as own:  # for the warm parent's socket, so that it is a new one
        environment = {**os.environ, **project.RUN_ENVIRONMENT, "XDG_RUNTIME_DIR": own}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        taken = time.perf_counter() - begun
        _end_what_is_left()
    if done.returncode:
        raise RuntimeError(done.stdout[-3000:])
    return _processor_seconds() - before, taken


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _end_what_is_left() -> None:
    """End the warm parent, which became a child of this process, so that what it used is counted."""
    for process in watch.tree(os.getpid())[1:]:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGTERM)
    with suppress(ChildProcessError):
        while True:
            os.wait()


def main(named: list[str]) -> None:
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    chapters = project.chapters(ROOT, named or None)
    print(f"nbval over {len(chapters)} chapters: processor seconds (seconds of the clock)")
    print(f"{'':<12}{'plain':>16}{'warm':>16}{'warm ÷ plain':>20}")
    for kind in ("hollow", "whole"):
        found = []
        for way in WAYS:
            with tempfile.TemporaryDirectory() as top:
                for chapter in chapters:
                    shutil.copytree(ROOT / project.SOLUTIONS / chapter, Path(top) / chapter)
                    if kind == "hollow":
                        make_hollow(Path(top) / chapter / f"{chapter}.ipynb")
                found.append(spent(way, Path(top)))
        (cpu, clock), (warm_cpu, warm_clock) = found
        print(
            f"{kind:<12}{f'{cpu:.1f} ({clock:.1f})':>16}{f'{warm_cpu:.1f} ({warm_clock:.1f})':>16}"
            f"{f'{warm_cpu / cpu:.2f} ({warm_clock / clock:.2f})':>20}",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
