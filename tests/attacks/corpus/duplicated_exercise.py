# An exercise is there a hundred times.
# from: sandbox 4.2, 31
# aims: stop
# outcome: graded
# score: 9
# told: was there twice
import copy


def make(folder, chapter):
    notebook = chapter.notebook("right")
    cell = chapter.cell(notebook, "weigh")
    place = notebook["cells"].index(cell) + 1
    for number in range(100):
        notebook["cells"].insert(place, {**copy.deepcopy(cell), "id": f"pasted-{number}"})
    chapter.hand_in(folder, notebook)
