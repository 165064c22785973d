"""The one writer: what became of a submission goes into the gradebook, the folders and the journal."""

from __future__ import annotations

from contextlib import suppress

from autograder import project
from autograder.chapter import cells
from autograder.classroom import effort, one, parcel
from autograder.classroom.one import Judged
from autograder.gradebook.database import ClassGradebook
from autograder.records import Verdict
from autograder.reporting import feedback, outline, page


def record(gradebook: ClassGradebook, judged: Judged) -> Verdict:
    """Write one submission's scores, notebook, page and result; the result last, as it says that all is written.

    Return the result as it was written: what cannot be recorded needs a human.
    """
    before = gradebook.journal.result(judged.result.student, judged.result.chapter)
    result, text = effort.with_earlier(judged.result, before), judged.page
    name = gradebook.name_of(result.student)
    again = before is not None and before.submission_digest == result.submission_digest
    try:
        gradebook.journal.forget(result.student, result.chapter)
        _keep(gradebook, judged)
        if judged.notebook is not None:
            scores = {check.grade_id: None if check.waits else check.score for check in result.checks}
            marks = gradebook.record(result.student, result.chapter, judged.notebook, scores, judged.timestamp, again)
            if marks != judged.marks:
                text = feedback.graded(result, judged.notebook, marks, name)
        else:
            gradebook.withdraw(result.student, result.chapter, again)
            text = feedback.not_graded(result, name=name)
        gradebook.folder.write_page(result.student, result.chapter, text)
    except Exception as problem:
        judged = one.given_up(result, problem)
        result = judged.result
        with suppress(Exception):  # what failed may well fail again; the next grading tries all of it anew
            gradebook.withdraw(result.student, result.chapter, again)
        with suppress(Exception):
            gradebook.folder.write_page(result.student, result.chapter, judged.page)
    gradebook.journal.save(result)
    return result


def _keep(gradebook: ClassGradebook, judged: Judged) -> None:
    """Keep a run with its evidence for regrading, in place of an earlier one."""
    result = judged.result
    if judged.stored is not None:
        data = parcel.pack_stored(judged.stored)
        gradebook.folder.write_evidence(result.student, result.chapter, data)
    else:
        gradebook.folder.remove_evidence(result.student, result.chapter)


def refresh_pages(gradebook: ClassGradebook, chapter: str) -> None:
    """Write anew the pages of a chapter that show other points, comments or names than the class has now."""
    gradebook.settle_lateness(chapter)
    marks = gradebook.marks(chapter)
    for result in gradebook.journal.results(chapter):
        own = marks.get(result.student)
        path = gradebook.folder.page_path(result.student, chapter)
        name = gradebook.name_of(result.student)
        if own is None or not result.is_scored(own) or page.shows(path, own, name):
            continue
        notebook = gradebook.folder.notebook_path(result.student, chapter)
        if notebook.is_file():
            text = feedback.graded(result, cells.read(notebook), own, name)
        else:
            solved = cells.read(project.solution_path(gradebook.root, chapter))
            text = feedback.not_graded(result, own, name, outline.exercises(solved))
        gradebook.folder.write_page(result.student, chapter, text)
