"""nbgrader's settings for this course: its folders are where ours are. Stock nbgrader and `autograder` read them."""

import os
from pathlib import Path

c = get_config()  # noqa: F821 - traitlets gives this name to every config file

ROOT = Path(__file__).resolve().parent
# nbgrader and formgrader look at class/; CLASS_DIR=sample_class names another class for them.
CLASS = os.path.relpath(os.environ.get("CLASS_DIR", ROOT / "class"), ROOT)

c.CourseDirectory.root = str(ROOT)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "course"
c.CourseDirectory.submitted_directory = f"{CLASS}/submitted"
c.CourseDirectory.autograded_directory = f"{CLASS}/autograded"
c.CourseDirectory.feedback_directory = f"{CLASS}/feedback"
(ROOT / CLASS).mkdir(parents=True, exist_ok=True)  # without it formgrader cannot open the database below
c.CourseDirectory.db_url = f"sqlite:///{(ROOT / CLASS).resolve() / 'gradebook.db'}"
# For `autograder` alone: answers of which it is known what the checks must say.
c.Autograder.cases_directory = "tests/exercises"

# A chapter's text source holds its solutions: it never leaves solutions/. Its data modules (stories.py) do.
# model.png is what a chapter draws with plot_model while it runs.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",
    "[0-9][0-9]_*.py",
    "*.questions",
    "model.png",
]

c.ClearSolutions.code_stub = {
    "python": '# Your code here.\nraise NotImplementedError("Replace this line with your answer, then run this cell.")'
}
c.ClearSolutions.begin_solution_delimeter = "### BEGIN SOLUTION"
c.ClearSolutions.end_solution_delimeter = "### END SOLUTION"
c.ClearHiddenTests.begin_test_delimeter = "### BEGIN HIDDEN TESTS"
c.ClearHiddenTests.end_test_delimeter = "### END HIDDEN TESTS"

c.ExecutePreprocessor.timeout = 60  # seconds a cell; a chapter's slowest cell takes a tenth of it
c.ExecutePreprocessor.skip_cells_with_tag = "demo"  # demonstrations take long and decide nothing
# nbgrader gives a check 0 points for any text on stderr; a library's note there is no mistake of the student's.
c.IgnorePattern.enabled = True
c.IgnorePattern.pattern = r"(?s).*"

# Students' pages: no scripts, no hidden checks.
c.GenerateFeedback.exporter_class = "autograder.reporting.page.FeedbackExporter"
