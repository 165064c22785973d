# Checks say that they are solutions, or not graded; exercises that they are checks.
# from: sandbox 4.2, 33
# aims: forge, stop
# outcome: graded
# score: 0


def make(folder, chapter):
    notebook = chapter.notebook("wrong")
    for number, cell in enumerate(notebook["cells"]):
        nbgrader = cell["metadata"].get("nbgrader")
        if nbgrader:
            nbgrader["solution"], nbgrader["grade"] = bool(nbgrader["grade"]), number % 2 == 0
            nbgrader["task"] = number % 3 == 0
            nbgrader["schema_version"] = number
    chapter.hand_in(folder, notebook)
