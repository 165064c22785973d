# Megabytes of attachments, widgets' state and unknown metadata, in a right notebook.
# from: sandbox 4.2, 44
# aims: stop
# outcome: graded
# score: 9


def make(folder, chapter):
    notebook = chapter.notebook("right")
    notebook["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": "x" * 5_000_000}}
    notebook["metadata"]["nbgrader"] = {"points": 100, "version": "x"}
    for cell in notebook["cells"]:
        cell["attachments"] = {"a.png": {"image/png": "A" * 100_000}}
        cell["metadata"]["unknown"] = ["x" * 100_000]
    chapter.hand_in(folder, notebook)
