# A cell of 100,000 brackets, for parsers that count them on their own stack.
# from: ours
# aims: stop
# outcome: graded
# score: 7


def make(folder, chapter):
    notebook = chapter.notebook("right")
    chapter.cell(notebook, "weigh")["source"] = "weighted = " + "(" * 45_000 + ")" * 45_000
    chapter.hand_in(folder, notebook)
