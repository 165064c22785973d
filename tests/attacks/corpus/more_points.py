# Every check is worth 500 points, and so is every exercise.
# from: sandbox 4.2, 29
# aims: forge
# outcome: graded
# score: 9


def make(folder, chapter):
    notebook = chapter.notebook("right")
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["points"] = 500
    chapter.hand_in(folder, notebook)
