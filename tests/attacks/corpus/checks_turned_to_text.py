# Check cells are Markdown, or raw.
# from: sandbox 4.2, 34
# aims: forge
# outcome: graded
# score: 0


def make(folder, chapter):
    notebook = chapter.notebook("wrong")
    for number, cell in enumerate(notebook["cells"]):
        if cell["metadata"].get("nbgrader", {}).get("grade"):
            cell["cell_type"] = ("markdown", "raw")[number % 2]
            cell.pop("outputs", None)
            cell.pop("execution_count", None)
    chapter.hand_in(folder, notebook)
