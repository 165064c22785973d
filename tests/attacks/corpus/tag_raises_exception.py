# Cells have tags by which errors are expected, and inputs and outputs hidden.
# from: sandbox 4.2, 36
# aims: forge
# outcome: graded
# score: 0


def make(folder, chapter):
    notebook = chapter.notebook("wrong")
    for cell in notebook["cells"]:
        cell["metadata"]["tags"] = ["raises-exception", "hide-input", "remove_output", "hide_cell"]
        cell["metadata"]["jupyter"] = {"source_hidden": True, "outputs_hidden": True}
    chapter.hand_in(folder, notebook)
