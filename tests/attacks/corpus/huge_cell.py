# A cell of 20 MB of comments before the right answer.
# from: ours
# aims: stop
# outcome: graded
# score: 9


def make(folder, chapter):
    notebook = chapter.notebook("right")
    cell = chapter.cell(notebook, "weigh")
    cell["source"] = "# x\n" * 500_000 + "".join(cell["source"])
    chapter.hand_in(folder, notebook)
