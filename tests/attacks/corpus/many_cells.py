# The notebook has 100,000 cells.
# from: sandbox 4.2, 42
# aims: stop
# outcome: refused
# told: cells


def make(folder, chapter):
    notebook = chapter.notebook("right")
    for number in range(100_000):
        notebook["cells"].append({"cell_type": "markdown", "id": f"n{number}", "metadata": {}, "source": ""})
    chapter.hand_in(folder, notebook)
