# The notebook says in its metadata that it is another student's.
# from: sandbox 4.4, 78
# aims: other-submission
# outcome: graded
# score: 0


def make(folder, chapter):
    notebook = chapter.notebook("wrong")
    notebook["metadata"].update(student_id="victim", authors=[{"name": "victim"}], nbgrader={"student_id": "victim"})
    chapter.hand_in(folder, notebook)
