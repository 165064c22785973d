# The locked cell is there a second time, before the checks, with data that make wrong answers right.
# from: ours
# aims: forge
# outcome: graded
# score: 0
# told: was there twice
import copy


def make(folder, chapter):
    notebook = chapter.notebook("wrong")
    cell = copy.deepcopy(chapter.cell(notebook, "setup"))
    cell["id"], cell["source"] = "pasted", "readings = np.ones((3, 3))"
    notebook["cells"].insert(3, cell)
    chapter.hand_in(folder, notebook)
