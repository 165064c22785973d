# Every grade_id has another name, two of them exchanged.
# from: sandbox 4.2, 32
# aims: forge, stop
# outcome: graded
# score: 0


def make(folder, chapter):
    notebook = chapter.notebook("wrong")
    for cell in notebook["cells"]:
        nbgrader = cell["metadata"].get("nbgrader", {})
        if nbgrader.get("grade"):
            nbgrader["grade_id"] = "renamed-" + nbgrader["grade_id"]
    first, second = chapter.cell(notebook, "weigh"), chapter.cell(notebook, "averages")
    first["metadata"], second["metadata"] = second["metadata"], first["metadata"]
    first["id"], second["id"] = second["id"], first["id"]
    chapter.hand_in(folder, notebook)
