"""Time each chapter's cells: from top to bottom, and as a full solution is graded, without its demonstrations.

A new kernel imports Keras first, which does not count. The course promises 45 s and 6 s on two cores. A busy machine
only ever makes a run slower, so the fastest says most about the chapter.
"""

import os
import time
from pathlib import Path

from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

from autograder import notebooks, project

ROOT = Path(__file__).resolve().parents[2]
RUNS = 3


def seconds(chapter: str, *, with_demonstrations: bool) -> float:
    """Return how long a chapter's cells took in a new kernel, in seconds. Raises CellExecutionError when one fails."""
    path = project.solution_path(ROOT, chapter)
    notebook = notebooks.read(path)
    if not with_demonstrations:
        notebook.cells = [cell for cell in notebook.cells if not notebooks.is_demo(cell)]
    notebook.cells.insert(0, new_code_cell("from autograder import checks"))  # imports Keras and TensorFlow
    client = NotebookClient(
        notebook, timeout=600, resources={"metadata": {"path": str(path.parent)}}, extra_arguments=["--log-level=ERROR"]
    )
    with client.setup_kernel(env={**os.environ, **notebooks.RUN_ENVIRONMENT}):
        client.execute_cell(notebook.cells[0], 0)
        start = time.perf_counter()
        for index, cell in enumerate(notebook.cells[1:], start=1):
            client.execute_cell(cell, index)
    return time.perf_counter() - start


def main() -> None:
    print(f"Seconds of cells, with Keras imported; a full solution as graded {RUNS} times.")
    print(f"{'':<28}{'whole':>10}{'fastest':>10}{'slowest':>10}")
    for chapter in project.chapters(ROOT):
        whole = seconds(chapter, with_demonstrations=True)
        solutions = [seconds(chapter, with_demonstrations=False) for _ in range(RUNS)]
        print(f"{chapter:<28}{whole:>10.1f}{min(solutions):>10.1f}{max(solutions):>10.1f}", flush=True)


if __name__ == "__main__":
    main()
