# Cells whose text is a list of numbers, whose metadata is a list, whose id is a dictionary.
# from: ours
# aims: stop
# outcome: refused
# told: not a notebook


def make(folder, chapter):
    notebook = chapter.notebook("right")
    notebook["cells"].append({"cell_type": "code", "id": {}, "metadata": [], "source": [1, 2, 3]})
    chapter.hand_in(folder, notebook)
