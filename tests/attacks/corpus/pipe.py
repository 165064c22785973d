# The notebook is a named pipe, at whose end nobody writes.
# from: sandbox 4.2, 48
# aims: stop
# outcome: refused
# told: not a regular file
import os


def make(folder, chapter):
    os.mkfifo(folder / f"{chapter.name}.ipynb")
