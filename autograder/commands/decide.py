"""`autograder decide`: give points by hand, where grading needs a person."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from autograder import project
from autograder.commands.shared import add_class, add_examples, console, open_gradebook


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `decide` to the command line."""
    decide = subcommands.add_parser(
        "decide",
        help="give points by hand, where grading needs a person",
        description="Give points by hand to one submission: for answers and tasks that wait for a person, for a "
        "notebook that was refused or could not be judged, or in place of a check's. What is given stays when the "
        "same notebook is graded again. Formgrader does the same for notebooks that it can show.",
    )
    decide.add_argument("student", metavar="STUDENT", help="the name of the student's folder in submitted/")
    decide.add_argument("chapter", metavar="CHAPTER", help="which chapter")
    decide.add_argument(
        "points", nargs="*", type=_points, metavar="ID=POINTS", help="the id of a check, an answer or a task"
    )
    decide.add_argument("--rest", choices=("full", "none"), help="what all else gets that waits for a person")
    add_class(decide)
    add_examples(
        decide,
        "autograder decide ada 01_multi_input model-named=2 model-size=1",
        "autograder decide ben 01_multi_input --rest none",
    )
    decide.set_defaults(run=run)


def _points(text: str) -> tuple[str, float]:
    grade_id, _, points = text.rpartition("=")
    try:
        number = float(points.replace(",", "."))  # as people write it whose numbers have a comma
    except ValueError:
        grade_id = ""
    if not grade_id:
        raise argparse.ArgumentTypeError(f"{text!r} is not like part-a=1.5")
    return grade_id, number


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Give the points, write page, tables and report anew, and say what counts now; return the exit code."""
    from autograder import classroom
    from autograder.classroom.decide import decide, student_meant
    from autograder.reporting import report, standing, tables

    if not (arguments.points or arguments.rest):
        raise project.ProjectError("Say what to give: ID=POINTS for some, --rest full or --rest none for all else.")
    if twice := [grade_id for grade_id, times in Counter(each for each, _ in arguments.points).items() if times > 1]:
        raise project.ProjectError(f"{', '.join(twice)} stands there twice. Say once what it gets.")
    (name,) = project.chapters(root, [arguments.chapter])
    gradebook = open_gradebook(root, arguments)
    with classroom.only_one(gradebook.folder):
        student = student_meant(gradebook, arguments.student, name)
        marks = decide(gradebook, student, name, dict(arguments.points), arguments.rest)
        now = standing.read(gradebook)
        tables.write(now)
        report.write(now)
    (row,) = [row for row in now.rows if (row.student, row.chapter) == (student, name)]
    said = f"{marks.score:g} of {marks.max_score:g} points, {row.outcome}"
    waiting = f"; still to be given points: {', '.join(marks.waiting)}" if marks.waiting else ""
    console.print(f"{student} {name}: {said}{waiting}", soft_wrap=True, highlight=False, markup=False)
    return 0
