"""How much of the time of grading does judging one changed check take? Run by name.

A class of 01_multi_input is graded; then one check's cell gets another line, and what is kept is judged again.

`python -m tests.benchmarks.regrading [SUBMISSIONS]`; the target is a twentieth.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from autograder import project
from autograder.authoring import rehearsal, sample
from autograder.chapter import cells
from tests.benchmarks.measured import Row, keep

ROOT = Path(__file__).resolve().parents[2]
CHAPTER = "01_multi_input"


def seconds(root: Path, folder: Path, *arguments: str) -> float:
    command = [sys.executable, "-m", "autograder.cli", "--root", str(root), *arguments, "--class", str(folder)]
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def copies(folder: Path, number: int) -> None:
    """Write a class of so many submissions: the sample class's, again and again."""
    sample.write_class(ROOT, [CHAPTER], folder, every_answer=True)
    first = sorted((folder / "submitted").iterdir())
    for extra in range(len(first), number):
        shutil.copytree(first[extra % len(first)], folder / "submitted" / f"student-{extra:05}")
    for surplus in first[number:]:
        shutil.rmtree(surplus)


def change(root: Path) -> str:
    """Give a check of the chapter another line; return which."""
    path = project.solution_path(root, CHAPTER)
    notebook = cells.read(path)
    check = next(cell for cell in notebook.cells if cells.role(cell) == "check")
    check.source += "\n# asked a little otherwise"
    cells.write(notebook, path)
    rehearsal.record(root, CHAPTER)
    return str(check.id)


def main(number: int) -> None:
    with tempfile.TemporaryDirectory() as top:
        root, folder = Path(top) / "course", Path(top) / "class"
        root.mkdir()
        shutil.copytree(ROOT / project.SOLUTIONS, root / project.SOLUTIONS)
        shutil.copy(ROOT / project.CONFIG, root)
        copies(folder, number)
        grading = seconds(root, folder, "grade")
        nothing = seconds(root, folder, "regrade", "--yes")
        check = change(root)
        regrading = seconds(root, folder, "regrade", "--yes")
        again = seconds(root, folder, "grade", "--force")
    print(f"grade {grading:.1f} s, regrade when nothing changed {nothing:.1f} s; changed: {check}")
    keep(
        Row(
            "8 regrade",
            f"{CHAPTER}: `autograder regrade` after one check changed ÷ grading anew",
            regrading / again,
            1 / 20,
            False,
            f"{number} submissions, {regrading:.1f} s, of them {nothing:.1f} s for the start, ÷ {again:.0f} s",
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
