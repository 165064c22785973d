# The file has 100 MB of outputs.
# from: sandbox 4.2, 42
# aims: stop
# outcome: refused
# told: MB


def make(folder, chapter):
    notebook = chapter.notebook("right")
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 100_000_000}
    chapter.cell(notebook, "setup")["outputs"] = [output]
    chapter.hand_in(folder, notebook)
