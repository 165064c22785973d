"""nbgrader's settings for this course: its folders are where ours are. Stock nbgrader and `autograder` read them."""

from pathlib import Path

c = get_config()  # noqa: F821 - traitlets gives this name to every config file

c.CourseDirectory.root = str(Path(__file__).parent)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "course"
c.CourseDirectory.submitted_directory = "class/submitted"
c.CourseDirectory.autograded_directory = "class/autograded"
c.CourseDirectory.feedback_directory = "class/feedback"
(Path(__file__).parent / "class").mkdir(exist_ok=True)  # without it formgrader cannot open the database below
c.CourseDirectory.db_url = f"sqlite:///{Path(__file__).parent / 'class' / 'gradebook.db'}"
# A chapter's text source holds its solutions: it never leaves solutions/. Its data modules (stories.py) do.
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "[0-9][0-9]_*.py"]

c.ClearSolutions.code_stub = {
    "python": '# Your code here.\nraise NotImplementedError("Replace this line with your answer, then run this cell.")'
}
c.ClearSolutions.begin_solution_delimeter = "### BEGIN SOLUTION"
c.ClearSolutions.end_solution_delimeter = "### END SOLUTION"
c.ClearHiddenTests.begin_test_delimeter = "### BEGIN HIDDEN TESTS"
c.ClearHiddenTests.end_test_delimeter = "### END HIDDEN TESTS"

c.ExecutePreprocessor.timeout = 60  # seconds a cell; a chapter's slowest cell takes a tenth of it
