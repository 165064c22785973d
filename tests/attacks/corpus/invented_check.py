# A check of the student's own, worth 100 points, with the metadata of one.
# from: ours
# aims: forge
# outcome: graded
# score: 0


def make(folder, chapter):
    notebook = chapter.notebook("wrong")
    nbgrader = {**chapter.cell(notebook, "weigh-works")["metadata"]["nbgrader"], "grade_id": "gift", "points": 100}
    cell = {"cell_type": "code", "id": "gift", "metadata": {"nbgrader": nbgrader}, "outputs": [], "source": "2"}
    notebook["cells"].append({**cell, "execution_count": None})
    chapter.hand_in(folder, notebook)
