"""What a worker sends back arrives as it was: only then is the page that it made the one that students get."""

import nbformat

from autograder.chapter import chapter as chapters
from autograder.chapter.imports import modules_of
from autograder.classroom import one, parcel
from autograder.grading import questions
from autograder.grading.bench import Bench
from autograder.grading.judging import Judges
from autograder.grading.run import Limits
from autograder.grading.sandbox import find
from tests.grading.tiny_class import CHAPTER, TinyClass


def test_what_became_of_a_submission_arrives_as_it_was(new_class: TinyClass) -> None:
    chapter = chapters.load(new_class.root, CHAPTER)
    with Bench(find(False), modules_of(chapter.released, chapter.files)) as bench:
        judges = Judges(chapter, questions.read(new_class.root, chapter), bench.judges)
        for data in (nbformat.writes(new_class.right(total="total = 7")).encode(), b"no notebook"):
            sent = one.grade(one.HandedIn("ada", data, name="Ada"), bench, judges, Limits())
            assert parcel.unpack_judged(parcel.pack_judged(sent)) == sent
