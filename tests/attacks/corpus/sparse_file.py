# The file says that it has a terabyte, and uses none.
# from: sandbox 4.3, 54
# aims: stop
# outcome: refused
# told: MB
import os


def make(folder, chapter):
    path = folder / f"{chapter.name}.ipynb"
    path.touch()
    os.truncate(path, 10**12)
