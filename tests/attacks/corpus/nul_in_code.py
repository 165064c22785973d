# An exercise's cell holds a NUL character, which Python does not read.
# from: ours
# aims: stop
# outcome: graded
# score: 7
# others: right


def make(folder, chapter):
    notebook = chapter.notebook("right")
    chapter.cell(notebook, "weigh")["source"] = "x = 1\n\u0000\ndef weighted(values, weights):\n    return 2.0"
    chapter.hand_in(folder, notebook)
