# A right notebook in which metadata and ids are of every wrong kind.
# from: ours
# aims: stop
# outcome: graded
# score: 9


def make(folder, chapter):
    notebook = chapter.notebook("right")
    odd = [{"nbgrader": []}, {"nbgrader": {"grade_id": {"a": 1}}}, {"tags": 7}, {"nbgrader": None}, []]
    for number, metadata in enumerate(odd):
        cell = {"cell_type": "markdown", "id": [number], "metadata": metadata, "source": "odd"}
        notebook["cells"].append(cell)
    notebook["metadata"] = []
    chapter.hand_in(folder, notebook)
