# The locked cell gives the data and the example that make wrong answers right.
# from: ours
# aims: forge
# outcome: graded
# score: 0
# told: is not as in the chapter


def make(folder, chapter):
    notebook = chapter.notebook("wrong")
    cell = chapter.cell(notebook, "setup")
    cell["source"] = "".join(cell["source"]) + (
        "\nreadings = np.ones((3, 3))\nexample = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1)])"
    )
    chapter.hand_in(folder, notebook)
