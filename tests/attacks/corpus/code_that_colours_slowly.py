# A cell of code of which what colours it takes hours: one name of a million parts, in a text.
# from: ours
# aims: stop
# outcome: graded
# score: 9


def make(folder, chapter):
    notebook = chapter.notebook("right")
    cell = chapter.cell(notebook, "weigh")
    cell["source"] = 'if False:\n    """\n' + "a." * 500_000 + '\n"""\n' + "# " + "a." * 500_000 + "\n" + "".join(cell["source"])
    chapter.hand_in(folder, notebook)
