# A check is there twice, the first time with another text, as after copying and pasting.
# from: sandbox 4.2, 31
# aims: forge, stop
# outcome: graded
# score: 0
# told: was there twice
import copy


def make(folder, chapter):
    notebook = chapter.notebook("wrong")
    cell = copy.deepcopy(chapter.cell(notebook, "weigh-works"))
    cell["id"], cell["source"] = "pasted", "check.answer(1, 1)"
    notebook["cells"].insert(0, cell)
    chapter.hand_in(folder, notebook)
