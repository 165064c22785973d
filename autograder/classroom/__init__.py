"""Grade a class: what is done, the farm, the one writer, the lock."""

from autograder.classroom.grade import Options, count_waiting, grade_class
from autograder.classroom.lock import only_one

__all__ = ["Options", "count_waiting", "grade_class", "only_one"]
