# The notebook is a folder, with a notebook in it.
# from: ours
# aims: stop
# outcome: refused
# told: not a regular file


def make(folder, chapter):
    inner = folder / f"{chapter.name}.ipynb"
    inner.mkdir()
    chapter.hand_in(inner, chapter.notebook("right"))
