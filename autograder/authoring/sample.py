"""A class to try grading with: few students whose notebooks show all that grading must deal with.

Their answers are the chapters' solutions and four-way cases, filled into the notebooks that students get.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder import project
from autograder.authoring import student_notebooks as notebooks
from autograder.authoring.cases import Case
from autograder.authoring.fewest import every_cause_once, one_each
from autograder.authoring.student_notebooks import Handout

NAMES = [
    *("ada", "ben", "chloe", "dan", "eva", "finn", "gia", "hugo", "iris", "jon", "kira", "leo", "mia", "noah"),
    *("olga", "paul", "quinn", "rosa", "sam", "tara", "uma", "vera", "will", "xenia", "yara", "zoe"),
]
TITLE = "# A sample class\n"
IN_ANOTHER_WAY = "everything right in another way"


@dataclass(frozen=True)
class Submission:
    """What somebody handed in: the file's bytes, what it shows, in words, and the wrong answers in it."""

    shows: str
    data: bytes
    wrong: tuple[Case, ...] = ()

    @property
    def causes(self) -> list[str]:
        """The causes that its wrong answers are there for."""
        return [case.cause or "no cause that is known" for case in self.wrong]


@dataclass(frozen=True)
class Student:
    """A student of the class, and what was handed in for a chapter."""

    name: str
    chapter: str
    submission: Submission


def write_class(root: Path, chapters: list[str], folder: Path, every_answer: bool = False) -> list[Student]:
    """Write ``submitted/`` and README.md of a sample class into `folder`; return its students.

    It is the smallest that shows every outcome and cause, or with `every_answer` one of all cases. One that is there
    already, and the same, is left as it is with its grades; another one is made anew. Raises ProjectError when
    `folder` holds anything else than a sample class.
    """
    readme = folder / "README.md"
    if folder.exists() and any(folder.iterdir()) and not (readme.is_file() and readme.read_text().startswith(TITLE)):
        raise project.ProjectError(f"{folder} is not a sample class, so nothing is written there. Name a new folder.")
    students = of_every_answer(root, chapters) if every_answer else of_every_cause(root, chapters)
    wanted = {_path(folder, student): student.submission.data for student in students}
    present = {path: path.read_bytes() for path in folder.glob("submitted/*/*/*") if path.is_file()}
    if wanted != present:
        shutil.rmtree(folder, ignore_errors=True)
        for path, data in wanted.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    rows = "".join(f"| {student.name} | {student.chapter} | {student.submission.shows} |\n" for student in students)
    readme.write_text(
        f"{TITLE}\nMade by `autograder sample`; made anew when a chapter changes.\n\n"
        f"| student | chapter | what the submission shows |\n|---|---|---|\n{rows}"
    )
    return students


def _path(folder: Path, student: Student) -> Path:
    return folder / "submitted" / student.name / student.chapter / f"{student.chapter}.ipynb"


def of_every_cause(root: Path, chapters: list[str]) -> list[Student]:
    """Return the smallest class that shows every outcome and every cause of the chapters' cases.

    What is not about an answer has nothing to do with the chapter, so the first chapter shows all of that. Where a
    chapter asks for words, one student writes some and waits for a person; the others leave them, and are graded.
    Raises ProjectError when a chapter has not been built.
    """
    handouts = {chapter: Handout.read(root, chapter) for chapter in chapters}
    wrong = every_cause_once({chapter: handout.cases for chapter, handout in handouts.items()})
    found: list[Student] = []
    for chapter, handout in handouts.items():
        spoilt = list(_spoilt(handout)) if chapter == chapters[0] else []
        groups = enumerate(one_each(wrong[chapter]))
        found += _named(chapter, [*spoilt, *(_wrong(handout, group, in_words=n == 0) for n, group in groups)])
    return found


def of_every_answer(root: Path, chapters: list[str]) -> list[Student]:
    """Return a class that gives every answer of the chapters' cases; the first chapter has the spoilt notebooks too.

    Raises ProjectError when a chapter has not been built.
    """
    found: list[Student] = []
    for chapter in chapters:
        handout = Handout.read(root, chapter)
        made = [Submission("everything right", handout.solved())]
        for right in one_each([case for case in handout.cases if case.kind == "right"]):
            names = ", ".join(case.name for case in right)
            made.append(Submission(f"{IN_ANOTHER_WAY}: {names}", handout.answered(right)))
        wrong = one_each([case for case in handout.cases if case.kind == "wrong"])
        made += [_wrong(handout, group, by_name=True) for group in wrong]
        half = dict(list(handout.solution.items())[: len(handout.solution) // 2])
        shows = f"the first {len(half)} of {len(handout.solution)} exercises right, the others unedited"
        made.append(Submission(shows, notebooks.as_bytes(handout.notebook(half))))
        made.append(Submission("handed in as it was handed out", notebooks.as_bytes(handout.released)))
        found += _named(chapter, [*made, *(_spoilt(handout) if chapter == chapters[0] else [])])
    return found


def _named(chapter: str, submissions: list[Submission]) -> list[Student]:
    names = [*NAMES, *(f"student-{number}" for number in range(len(NAMES) + 1, len(submissions) + 1))]
    return [Student(name, chapter, submission) for name, submission in zip(names, submissions, strict=False)]


def _wrong(handout: Handout, cases: Iterable[Case], by_name: bool = False, in_words: bool = True) -> Submission:
    """Return a submission with wrong answers, told by their causes or by their own names; with words, or without."""
    wrong = tuple(cases)
    made = Submission("", handout.answered(wrong, in_words), wrong)
    labels = [case.name for case in wrong] if by_name else made.causes
    told = ", ".join(f"{label} in {case.exercise}" for label, case in zip(labels, wrong, strict=True))
    waits = ", and words that wait for a person" if handout.in_words and in_words else ""
    return Submission(f"wrong: {told}{waits}", made.data, wrong)


def _spoilt(handout: Handout) -> Iterator[Submission]:
    """Yield submissions that show what is not about an answer: what costs no points, and what stops a run.

    A notebook that ends the kernel is run twice, since that may have been an accident; so nothing slow is in it.
    """
    right: dict[str, Case] = {}
    for case in handout.cases:
        if case.kind == "right":
            right.setdefault(case.exercise, case)
    answers = {**handout.solution, **{exercise: case.source for exercise, case in right.items()}}
    filled = handout.notebook(answers)
    first, last = notebooks.checks(filled)[0], notebooks.checks(filled)[-1]
    mended = notebooks.with_noise(notebooks.with_copy(filled, first))
    odd = f"saved with a byte order mark, prints to stderr in every cell, has the check {first.id} twice"
    if last.id != first.id:
        mended = notebooks.without(mended, last)
        odd += f" and {last.id} not at all"
    yield Submission(f"right in another way, but {odd}", notebooks.BYTE_ORDER_MARK + notebooks.as_bytes(mended))
    half = list(handout.solution)[: (len(handout.solution) + 1) // 2]
    begun = {exercise: handout.solution[exercise] for exercise in half}
    begun[half[-1]] = f"{notebooks.NEVER_ENDS}\n{begun[half[-1]]}"
    yield Submission(
        f"{len(half)} of {len(handout.solution)} exercises done, of which {half[-1]} never ends; the others unedited",
        notebooks.as_bytes(handout.notebook(begun)),
    )
    yield Submission(
        f"right, but {half[-1]} ends the kernel with os._exit", handout.before(half[-1], notebooks.ENDS_THE_KERNEL)
    )
    whole = handout.solved()
    yield Submission("not a notebook: the second half of the file is missing", whole[: len(whole) // 2])
