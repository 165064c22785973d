# A right notebook whose metadata are nested 900 deep: less than json refuses, more than some code stands.
# from: ours
# aims: stop
# outcome: graded
# score: 9


def make(folder, chapter):
    notebook = chapter.notebook("right")
    deep = {}
    for _ in range(900):
        deep = {"deeper": deep}
    notebook["metadata"]["widgets"] = deep
    chapter.cell(notebook, "weigh")["metadata"]["deep"] = deep
    chapter.hand_in(folder, notebook)
