# One check cell is left of the whole notebook.
# from: ours
# aims: forge, stop
# outcome: graded
# score: 0
# told: was not in the notebook


def make(folder, chapter):
    notebook = chapter.notebook("wrong")
    notebook["cells"] = [chapter.cell(notebook, "weigh-works")]
    chapter.hand_in(folder, notebook)
