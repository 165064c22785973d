# Halves of emoji and NUL in text, ids and metadata: JSON may hold them, UTF-8 may not.
# from: ours
# aims: stop
# outcome: graded
# score: 9


def make(folder, chapter):
    notebook = chapter.notebook("right")
    for text in ("# \ud83d", "# nul \u0000 here", "# \u202e backwards", "\ud800"):
        cell = {"cell_type": "markdown", "id": text, "metadata": {text: text}, "source": text}
        notebook["cells"].append(cell)
    chapter.hand_in(folder, notebook)
