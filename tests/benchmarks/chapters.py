"""What do a chapter's cells take: from top to bottom, and with its full solution, without cells that no answer needs?

Measured in imports of Keras, which the same kernel does first. The goals are 15 imports for a chapter and 3 for its
solution, by the clock; grading takes less than that, for what a chapter trains was stored when it was built. Processor
time is told beside it: other work on the machine changes that least, and training uses several processors at once,
which an import does not.

`python -m tests.benchmarks.chapters [CHAPTER ...]`
"""

import os
import sys

from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

from autograder import project
from autograder.chapter import cells, needs
from autograder.chapter import chapter as chapters
from tests.benchmarks.measured import ROOT, Row, keep

WHOLE, SOLUTION = 15.0, 3.0
CLOCKS = "import time\nprint(time.perf_counter(), time.process_time())"


def imports(chapter: str, *, whole: bool) -> tuple[float, float]:
    """Return what a chapter's cells take in a new kernel, in imports of Keras: by the clock, and in processor time.

    Raises CellExecutionError when a cell fails.
    """
    path, loaded = project.solution_path(ROOT, chapter), chapters.load(ROOT, chapter)
    notebook = loaded.solved
    if not whole:
        needed = needs.running(notebook, loaded.released, loaded.plan)
        notebook.cells = [
            cell for place, cell in enumerate(notebook.cells) if place in needed or cells.role(cell) == "check"
        ]
    clocks = begins, imported, ends = [new_code_cell(CLOCKS) for _ in range(3)]
    notebook.cells = [begins, new_code_cell("from autograder import checks"), imported, *notebook.cells, ends]
    client = NotebookClient(
        notebook, timeout=600, resources={"metadata": {"path": str(path.parent)}}, extra_arguments=["--log-level=ERROR"]
    )
    with client.setup_kernel(env={**os.environ, **project.RUN_ENVIRONMENT}):
        for index, cell in enumerate(notebook.cells):
            client.execute_cell(cell, index)
    before, between, after = ([float(each) for each in clock.outputs[0].text.split()] for clock in clocks)
    by_clock, by_processor = ((after[n] - between[n]) / (between[n] - before[n]) for n in range(2))
    return by_clock, by_processor


def main(named: list[str]) -> None:
    """Measure chapters, and keep what the most demanding one takes."""
    found: dict[bool, dict[str, float]] = {True: {}, False: {}}
    print(f"{'in imports of Keras':<20}{'whole':>11}{'processor':>11}{'solution':>11}{'processor':>11}")
    for chapter in project.chapters(ROOT, named or None):
        measured = {whole: imports(chapter, whole=whole) for whole in found}
        for whole, (by_clock, _) in measured.items():
            found[whole][chapter] = by_clock
        columns = [f"{ratio:>11.1f}" for of_whole in measured.values() for ratio in of_whole]
        print(f"{chapter:<20}{''.join(columns)}", flush=True)
    if named:
        return
    for name, whole, what, target in (
        ("9 chapter", True, "a chapter from top to bottom ÷ an import of Keras", WHOLE),
        ("9 solution", False, "a chapter's full solution and its checks ÷ an import of Keras", SOLUTION),
    ):
        each = ", ".join(f"{chapter[:2]} {ratio:.1f}" for chapter, ratio in found[whole].items())
        of = f"chapter by chapter: {each}"
        keep(Row(name, f"{what}, at most", max(found[whole].values()), target, False, of))


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ |= project.RUN_ENVIRONMENT
    main(sys.argv[1:])
