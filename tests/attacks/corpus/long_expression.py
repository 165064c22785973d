# A cell of 40,000 additions, which recursive readers of code do not stand.
# from: ours
# aims: stop
# outcome: graded
# score: at most 7


def make(folder, chapter):
    notebook = chapter.notebook("right")
    chapter.cell(notebook, "weigh")["source"] = "weighted = " + "+".join(["1"] * 40_000)
    chapter.hand_in(folder, notebook)
