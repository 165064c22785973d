"""Is every score the same in each sandbox, without one, and by nbgrader's own grading? Run by name: it takes long.

The sample class is graded in every way: solutions, different but right answers, wrong ones for every cause, and
submissions that were spoilt or never end. nbgrader does not get the spoilt ones, which it cannot take as they are.

`python tests/benchmarks/same_scores.py [--every-answer] [CHAPTER ...]`: with the option every right and wrong answer
that is known, which takes six times as long. Exit code 1 when any score differs.
"""

import csv
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from autograder import project
from autograder.authoring import sample
from autograder.gradebook.journal import Journal

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = str(Path(sys.executable).parent)
# By the name that results carry: options, and the path, without which there is no `bwrap`.
WAYS = {
    "bubblewrap": ([], os.pathsep.join([PROGRAMS, os.environ["PATH"]])),
    "landlock": ([], PROGRAMS),
    "none": (["--unsafe"], PROGRAMS),
}
STOCK = "nbgrader"
ANSWERED = ("everything right", "the first", "handed in", "wrong:")  # what nbgrader can take as it is
Scores = dict[tuple[str, str], tuple[str, ...]]  # (student, check) → score, and what else is compared


def ours(chapter: str, submitted: Path, folder: Path, way: str) -> Scores:
    """Grade a class in one of our ways. Raises RuntimeError where it was another way after all."""
    options, programs = WAYS[way]
    shutil.copytree(submitted, folder / "submitted")
    command = [sys.executable, "-m", "autograder.cli", "--root", str(ROOT), "grade", chapter, "--cell-seconds=30"]
    environment = {**os.environ, "PATH": programs}
    said = subprocess.run([*command, "--class", str(folder), *options], env=environment, capture_output=True, text=True)
    if said.returncode:
        raise RuntimeError(said.stdout + said.stderr)
    results = Journal(folder / ".autograder" / "journal.jsonl").results()
    if used := {result.sandbox for result in results if result.outcome == "graded"} - {way}:
        raise RuntimeError(f"it was graded in {used}, not in {way}")
    found: Scores = {}
    for row in rows(folder / "grades.csv"):
        found[row["student_id"], "all"] = row["score"], row["outcome"]
    for row in rows(folder / "checks.csv"):
        found[row["student_id"], row["grade_id"]] = row["score"], row["outcome"], row["cause"]
    return found


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def stock(chapter: str, submitted: Path, folder: Path, students: list[str]) -> Scores:
    """Grade students with nbgrader's own commands, each in a class of their own, so that none costs another theirs."""
    template = folder / "template"
    template.mkdir(parents=True)
    nbgrader(template, "generate_assignment", chapter, "--force")

    def one(student: str) -> Scores:
        own = folder / student
        shutil.copytree(template, own)
        shutil.copytree(submitted / student, own / "submitted" / student)
        nbgrader(own, "autograde", chapter, "--student", student, "--ExecutePreprocessor.timeout=300")
        query = (
            "select base_cell.name, coalesce(grade.manual_score, grade.auto_score) from grade "
            "join base_cell on base_cell.id = grade.cell_id"
        )
        with closing(sqlite3.connect(own / "gradebook.db")) as database:
            return {(student, name): (f"{score:g}",) for name, score in database.execute(query) if score is not None}

    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return {key: score for found in pool.map(one, students) for key, score in found.items()}


def nbgrader(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "CLASS_DIR": str(folder), "PATH": os.pathsep.join([PROGRAMS, os.environ["PATH"]])}
    released = f"--CourseDirectory.release_directory={os.path.relpath(folder / 'released', ROOT)}"  # not into course/
    command = [sys.executable, "-m", "nbgrader", *arguments, released]
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)


def compare(chapter: str, folder: Path, every_answer: bool) -> bool:
    """Grade a chapter's sample class in every way and print what differs; return whether nothing does."""
    ways = [way for way in WAYS if way != "bubblewrap" or shutil.which("bwrap")]
    students = sample.write_class(ROOT, [chapter], folder / "class", every_answer)
    submitted = folder / "class" / "submitted"
    found, seconds = {}, {}
    for way in [*ways, STOCK]:
        started = time.perf_counter()
        if way == STOCK:
            names = [student.name for student in students if student.submission.shows.startswith(ANSWERED)]
            found[way] = stock(chapter, submitted, folder / way, names)
        else:
            found[way] = ours(chapter, submitted, folder / way, way)
        seconds[way] = time.perf_counter() - started
    first = found[ways[0]]
    shows = {student.name: student.submission.shows for student in students}
    different = [
        f"  {student} ({shows[student]}) {check}: {ways[0]} {first[student, check]}, {way} {other}"
        for way in [*ways[1:], STOCK]
        for (student, check), other in sorted(found[way].items())
        if other != first[student, check][: len(other)]
    ]
    different += [
        f"  {way}: {len(found[way])} scores, {ways[0]}: {len(first)}"
        for way in ways
        if found[way].keys() != first.keys()
    ]
    counts = ", ".join(f"{way} {len(scores)} scores in {seconds[way]:.0f} s" for way, scores in found.items())
    print(f"{chapter}: {len(students)} submissions; {counts}; {len(different)} differ", flush=True)
    print("\n".join(different), end="\n" if different else "", flush=True)
    return not different


def main(arguments: list[str]) -> int:
    named = [argument for argument in arguments if argument != "--every-answer"]
    same = []
    for chapter in project.chapters(ROOT, named or None):
        with tempfile.TemporaryDirectory() as folder:
            same.append(compare(chapter, Path(folder), named != arguments))
    return 0 if all(same) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
