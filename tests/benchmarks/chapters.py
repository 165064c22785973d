"""Time each chapter's cells: from top to bottom, and as a full solution is graded, without its demonstrations.

A new kernel imports Keras first, which does not count. The course promises 45 s and 6 s on two cores. What else a
machine does only ever makes a run slower, so the fastest says most about a chapter; the seconds that the import took
tell a slow quarter of an hour from a slow chapter.
"""

import os
import time
from pathlib import Path

from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

from autograder import project
from autograder.chapter import cells

ROOT = Path(__file__).resolve().parents[2]
RUNS = 3


def seconds(chapter: str, *, with_demonstrations: bool) -> tuple[float, float]:
    """Return how long a chapter's cells took in a new kernel, and the import of Keras before them, in seconds.

    Raises CellExecutionError when a cell fails.
    """
    path = project.solution_path(ROOT, chapter)
    notebook = cells.read(path)
    if not with_demonstrations:
        notebook.cells = [cell for cell in notebook.cells if not cells.is_demo(cell)]
    notebook.cells.insert(0, new_code_cell("from autograder import checks"))  # imports Keras and TensorFlow
    client = NotebookClient(
        notebook, timeout=600, resources={"metadata": {"path": str(path.parent)}}, extra_arguments=["--log-level=ERROR"]
    )
    with client.setup_kernel(env={**os.environ, **project.RUN_ENVIRONMENT}):
        started = time.perf_counter()
        client.execute_cell(notebook.cells[0], 0)
        imported = time.perf_counter()
        for index, cell in enumerate(notebook.cells[1:], start=1):
            client.execute_cell(cell, index)
    return time.perf_counter() - imported, imported - started


def main() -> None:
    print(f"Seconds of a chapter's cells; as a full solution is graded, the fastest and slowest of {RUNS} runs.")
    print(f"{'':<28}{'whole':>8}{'solution':>16}{'import of Keras':>20}")
    for chapter in project.chapters(ROOT):
        whole, _ = seconds(chapter, with_demonstrations=True)
        of_cells, imports = zip(*(seconds(chapter, with_demonstrations=False) for _ in range(RUNS)), strict=True)
        solution, keras = (f"{min(runs):.1f} – {max(runs):.1f}" for runs in (of_cells, imports))
        print(f"{chapter:<28}{whole:>8.1f}{solution:>16}{keras:>20}", flush=True)


if __name__ == "__main__":
    main()
